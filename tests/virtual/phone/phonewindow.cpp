#include "virtual/phone/phonewindow.h"

#include "virtual/phone/codering.h"
#include "virtual/phone/picturesource.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::milliseconds tickLength{100};
constexpr std::chrono::milliseconds windowGone{300}; // Time for the desktop to draw what our window covered.
constexpr int farthestOffset = 86'400;

const QString phoneStyle = uR"(
    keydesk--PhoneWindow { background: #11161d; }
    QLabel { color: #eef2f7; font-size: 16px; }
    QLabel[role="muted"] { color: #a5b1c0; font-size: 14px; }
    QLabel[role="issuer"] { font-size: 20px; font-weight: bold; }
    QLabel[role="code"] { font-family: "DejaVu Sans Mono"; font-size: 46px; font-weight: bold; }
    QLabel[role="message"] { color: #f2c46b; font-size: 14px; }
    QPushButton { background: #22304a; color: #eef2f7; border: 1px solid #303b49; border-radius: 12px; padding: 12px; font-size: 16px; }
    QPushButton:focus, QSpinBox:focus { border: 2px solid #7fa8ff; }
    QSpinBox { background: #1a212b; color: #eef2f7; border: 1px solid #303b49; border-radius: 8px; padding: 8px; font-size: 16px; }
)"_s;

} // namespace

QString clockWords(std::chrono::seconds offset)
{
    if (offset == std::chrono::seconds{0})
        return PhoneWindow::tr("right");
    const qint64 seconds = std::chrono::abs(offset).count();
    const QString amount = seconds < 60        ? PhoneWindow::tr("%1 s").arg(seconds)
                           : seconds % 60 == 0 ? PhoneWindow::tr("%1 min").arg(seconds / 60)
                                               : PhoneWindow::tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    return offset.count() < 0 ? PhoneWindow::tr("%1 slow").arg(amount) : PhoneWindow::tr("%1 fast").arg(amount);
}

PhoneWindow::PhoneWindow(const Clock& clock, const AppHabits& habits, QWidget* parent)
    : QWidget(parent), m_clock(clock), m_habits(habits)
{
    setWindowTitle(tr("Virtual phone"));
    setAttribute(Qt::WA_StyledBackground);
    setStyleSheet(phoneStyle);
    setAcceptDrops(true);
    setMinimumSize(340, 600);
    resize(380, 700);

    m_screens = new QStackedWidget;
    m_screens->addWidget(makeEmptyScreen());
    m_screens->addWidget(makeCodeScreen());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(16);
    auto* notice = addLabel(this, u"muted"_s);
    notice->setText(tr("A stand-in for a real phone, for trying Keydesk. Put no real account on it."));
    layout->addWidget(notice);
    layout->addWidget(m_screens, 1);
    m_message = addLabel(this, u"message"_s);
    layout->addWidget(m_message);
    layout->addWidget(makeScanButtons());

    m_ticking.setInterval(tickLength);
    connect(&m_ticking, &QTimer::timeout, this, &PhoneWindow::tick);
}

QLabel* PhoneWindow::addLabel(QWidget* parent, const QString& role)
{
    auto* label = new QLabel(parent);
    label->setProperty("role", role);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText); // Names come from a scanned code.
    return label;
}

QWidget* PhoneWindow::makeEmptyScreen()
{
    auto* screen = new QWidget;
    auto* title = addLabel(screen, u"issuer"_s);
    title->setText(tr("No account yet"));
    auto* text = addLabel(screen, u"muted"_s);
    text->setText(tr("Scan the code that Keydesk shows: from the screen, from a picture, or pasted."));
    auto* layout = new QVBoxLayout(screen);
    layout->setContentsMargins({});
    layout->addStretch();
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addStretch();
    return screen;
}

QWidget* PhoneWindow::makeCodeScreen()
{
    auto* screen = new QWidget;
    auto* layout = new QVBoxLayout(screen);
    layout->setContentsMargins({});
    m_issuer = addLabel(screen, u"issuer"_s);
    m_account = addLabel(screen, u"muted"_s);
    m_code = addLabel(screen, u"code"_s);
    m_code->setObjectName(u"code"_s);
    m_code->setWordWrap(false);
    m_code->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_ring = new CodeRing(screen);
    m_next = addLabel(screen, u"muted"_s);
    m_next->setObjectName(u"next"_s);

    layout->addWidget(m_issuer);
    layout->addWidget(m_account);
    layout->addStretch();
    layout->addWidget(m_code, 0, Qt::AlignHCenter);
    layout->addWidget(m_ring, 0, Qt::AlignHCenter);
    layout->addWidget(m_next, 0, Qt::AlignHCenter);
    layout->addStretch();
    layout->addWidget(makeClock());
    return screen;
}

QWidget* PhoneWindow::makeClock()
{
    auto* clock = new QWidget;
    auto* label = addLabel(clock, u"muted"_s);
    m_offset = new QSpinBox;
    m_offset->setObjectName(u"clockOffset"_s);
    m_offset->setAccessibleName(tr("Clock offset in seconds"));
    m_offset->setRange(-farthestOffset, farthestOffset);
    m_offset->setSingleStep(10);
    m_offset->setSuffix(tr(" s"));
    m_offset->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_offset->setMinimumHeight(44);
    auto* slower = new QPushButton(tr("−10 s"));
    auto* faster = new QPushButton(tr("+10 s"));
    connect(slower, &QPushButton::clicked, m_offset, &QSpinBox::stepDown);
    connect(faster, &QPushButton::clicked, m_offset, &QSpinBox::stepUp);
    const auto say = [label](int seconds) {
        label->setText(tr("This phone's clock: %1").arg(clockWords(std::chrono::seconds{seconds})));
    };
    connect(m_offset, &QSpinBox::valueChanged, this, &PhoneWindow::setClockOffset);
    connect(m_offset, &QSpinBox::valueChanged, label, say);
    m_offset->setValue(static_cast<int>(std::chrono::round<std::chrono::seconds>(m_habits.clockOffset).count()));
    say(m_offset->value());
    auto* layout = new QGridLayout(clock);
    layout->setContentsMargins({});
    layout->addWidget(label, 0, 0, 1, 3);
    layout->addWidget(slower, 1, 0);
    layout->addWidget(m_offset, 1, 1);
    layout->addWidget(faster, 1, 2);
    return clock;
}

QWidget* PhoneWindow::makeScanButtons()
{
    auto* buttons = new QWidget;
    auto* layout = new QVBoxLayout(buttons);
    layout->setContentsMargins({});
    const auto add = [&](const QString& text, auto slot) {
        auto* button = new QPushButton(text);
        connect(button, &QPushButton::clicked, this, slot);
        layout->addWidget(button);
    };
    add(tr("&Scan the screen"), &PhoneWindow::scanScreens);
    add(tr("&Open a picture…"), &PhoneWindow::openPicture);
    add(tr("&Paste"), &PhoneWindow::paste);
    return buttons;
}

void PhoneWindow::show(const VirtualPhone& phone)
{
    m_phone = phone;
    m_issuer->setText(phone.account().issuer);
    m_account->setText(phone.account().account);
    m_message->clear();
    m_screens->setCurrentIndex(1);
    m_ticking.start();
    tick();
}

void PhoneWindow::scan(const QByteArray& text)
{
    if (text.isEmpty()) {
        m_message->setText(tr("There is no code of an account there."));
        return;
    }
    const auto phone = VirtualPhone::scan(text, m_habits);
    if (phone)
        show(*phone);
    else
        m_message->setText(tr("This code is not for an authenticator app: %1").arg(phone.error().context));
}

void PhoneWindow::scanScreens()
{
    hide();
    QTimer::singleShot(windowGone, this, [this] {
        const QByteArray text = keyUriOnScreens();
        show();
        scan(text);
    });
}

void PhoneWindow::openPicture()
{
    auto* dialog = new QFileDialog(this, tr("Open a picture"), {}, tr("Pictures (*.png *.jpg *.jpeg *.bmp *.svg)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        QMimeData contents;
        contents.setUrls({QUrl::fromLocalFile(file)});
        scan(keyUriIn(&contents));
    });
    dialog->open();
}

void PhoneWindow::paste()
{
    scan(keyUriIn(QGuiApplication::clipboard()->mimeData()));
}

void PhoneWindow::setClockOffset(int seconds)
{
    m_habits.clockOffset = std::chrono::seconds{seconds};
    if (!m_phone)
        return;
    m_phone->setClockOffset(m_habits.clockOffset);
    tick();
}

void PhoneWindow::tick()
{
    const ShownCode shown = m_phone->at(m_clock.now());
    m_code->setText(grouped(shown.code));
    m_code->setAccessibleName(grouped(shown.code));
    m_ring->setTime(shown.left, m_phone->parameters().period);
    m_next->setText(tr("Next: %1").arg(grouped(shown.next)));
}

void PhoneWindow::dragEnterEvent(QDragEnterEvent* event)
{
    event->acceptProposedAction();
}

void PhoneWindow::dropEvent(QDropEvent* event)
{
    scan(keyUriIn(event->mimeData()));
}

} // namespace keydesk
