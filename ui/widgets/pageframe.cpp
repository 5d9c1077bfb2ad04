#include "widgets/pageframe.h"

#include "widgets/accessible.h"
#include "widgets/busyindicator.h"
#include "widgets/button.h"
#include "widgets/foldlayout.h"
#include "widgets/icons.h"
#include "widgets/label.h"
#include "widgets/stepbar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QScrollBar>
#include <QScroller>

namespace keydesk {
namespace {

constexpr int narrowPage = 600;
constexpr int widePage = 1100;
constexpr int lowPage = 520;
constexpr int helpWidth = 320;
constexpr int helpGap = 32;
constexpr int columnBesideHelp = 760;
constexpr int widestColumn = 960;
constexpr int tallestPage = 860; ///< On a tall window the foot stays near the content.
constexpr int footGap = 20;

} // namespace

PageFrame::PageFrame(Shape shape, QWidget* parent)
    : QWidget(parent),
      m_shape(shape),
      m_step(new StepBar),
      m_title(new Label(TextRole::Title)),
      m_subtitle(new Label(TextRole::Lead)),
      m_helpButton(new Button(Button::Kind::Secondary)),
      m_help(new HelpPanel),
      m_scroll(new QScrollArea(this)),
      m_foot(new QWidget(this)),
      m_back(new Button(Button::Kind::Secondary)),
      m_busy(new BusyIndicator),
      m_cancel(new Button(Button::Kind::Quiet)),
      m_primary(new Button(Button::Kind::Primary))
{
    setAccessibleRole(this, QAccessible::Pane);
    setProperty("hasNoRing", true); // Where nothing else can have the keyboard.
    buildBody();
    buildFoot();
    connect(m_helpButton, &Button::chosen, this, &PageFrame::toggleHelp);
    connect(m_back, &Button::chosen, this, &PageFrame::goBack);
    connect(m_cancel, &Button::chosen, this, &PageFrame::cancelChosen);
    connect(m_primary, &Button::chosen, this, &PageFrame::primaryChosen);
    connect(m_primary, &Button::missed, this, [this] {
        if (QWidget* field = firstField(); field != nullptr && !m_isWorking)
            field->setFocus(Qt::OtherFocusReason);
    });
    retranslateFrame();
}

void PageFrame::buildBody()
{
    m_contents = new QWidget;
    m_contents->setAutoFillBackground(false);
    m_columns = new QHBoxLayout(m_contents);
    m_columns->setSpacing(0);
    m_column = new QVBoxLayout;
    m_column->setSpacing(0);
    m_columns->addLayout(m_column, 1);
    m_sideHelp = new QVBoxLayout;
    m_columns->addLayout(m_sideHelp);

    const bool isCentred = m_shape == Shape::Centred;
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    auto* words = new QVBoxLayout;
    words->setSpacing(6);
    words->addWidget(m_step);
    words->addWidget(m_title);
    words->addWidget(m_subtitle);
    head->addLayout(words, 1);
    if (!isCentred)
        head->addWidget(m_helpButton, 0, Qt::AlignTop);
    m_column->addLayout(head);
    m_column->addSpacing(20);
    m_inlineHelp = new QVBoxLayout;
    m_column->addLayout(m_inlineHelp);
    m_body = new QVBoxLayout;
    m_body->setSpacing(16);
    m_column->addLayout(m_body);
    m_column->addStretch(1);
    if (isCentred) {
        m_title->setAlignment(Qt::AlignHCenter);
        m_subtitle->setAlignment(Qt::AlignHCenter);
        m_step->setCentred();
        m_helpButton->setParent(this);
    }

    m_helpButton->setText(QStringLiteral("?"));
    m_helpButton->setCompact(true);
    m_help->hide();
    m_helpButton->hide();
    m_scroll->setWidget(m_contents);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    QScroller::grabGesture(m_scroll->viewport(), QScroller::TouchGesture);
    m_contents->installEventFilter(this);
}

void PageFrame::buildFoot()
{
    m_footRow = new FoldLayout(FoldLayout::Shape::Row, 12);
    m_foot->setLayout(m_footRow);
    m_foot->installEventFilter(this);
    auto* waiting = new QHBoxLayout;
    waiting->setSpacing(8);
    waiting->addWidget(m_busy);
    waiting->addWidget(m_cancel);
    if (m_shape == Shape::Centred)
        m_footRow->addStretch();
    m_footRow->addWidget(m_back);
    if (m_shape == Shape::Form)
        m_footRow->addStretch();
    m_footRow->addLayoutItem(waiting, 0);
    m_footRow->addWidget(m_primary);
    if (m_shape == Shape::Centred)
        m_footRow->addStretch();
    m_cancel->hide();
    m_back->hide();
    m_primary->hide();
}

QString PageFrame::title() const
{
    return m_title->text();
}

void PageFrame::setTitle(const QString& title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void PageFrame::useHeroTitle()
{
    m_title->setRole(TextRole::Hero);
}

void PageFrame::setSubtitle(const QString& markup)
{
    m_subtitle->setMarkup(markup);
    m_subtitle->setVisible(!markup.isEmpty());
    setAccessibleDescription(m_subtitle->text());
}

void PageFrame::setStep(int number, int count)
{
    m_step->setStep(number, count);
}

void PageFrame::setHelp(const QList<HelpTopic>& topics)
{
    m_help->setTopics(topics);
    layOut();
}

void PageFrame::setDrawing(const QString& name, QSize size, Tone tone)
{
    if (m_drawing == nullptr) {
        m_drawing = new Drawing(name, size);
        m_column->insertWidget(0, m_drawing, 0, Qt::AlignHCenter);
        m_column->insertSpacing(1, 24);
    }
    m_drawing->setName(name);
    m_drawing->setTone(tone);
}

void PageFrame::addFootButton(Button* button)
{
    // Reading order: Back, others, primary.
    m_footRow->insertBefore(m_primary, button);
}

void PageFrame::setWaiting(bool isWorking, const QString& slowWords)
{
    m_isWorking = isWorking;
    m_isSlow = isWorking && !slowWords.isEmpty();
    m_busy->show(m_isSlow ? slowWords : QString());
    // Where there is a Back it becomes the Cancel; where there is none, one appears.
    m_cancel->setVisible(m_isSlow && m_back->isHidden());
    retranslateFrame();
    updatePrimary();
}

void PageFrame::setMissing(const QString& sentence)
{
    m_missing = sentence;
    updatePrimary();
}

void PageFrame::updatePrimary()
{
    m_primary->setMissing(m_isWorking ? tr("Just a moment, please.") : m_missing);
}

bool PageFrame::goBack()
{
    if (m_isSlow) {
        Q_EMIT cancelChosen();
        return true;
    }
    if (m_back->isHidden())
        return false;
    Q_EMIT backChosen();
    return true;
}

void PageFrame::focusFirst()
{
    QWidget* field = firstField();
    if (field == nullptr)
        field = m_primary->isHidden() ? nullptr : m_primary;
    if (field == nullptr)
        field =
            m_isWorking || m_back->isHidden() ? static_cast<QWidget*>(this) : m_back; // A hasty Return leads nowhere.
    field->setFocus(Qt::OtherFocusReason);
}

void PageFrame::toggleHelp()
{
    if (m_help->isEmpty())
        return;
    const bool isAlwaysOpen = m_shape == Shape::Form && m_isWide;
    m_isHelpOpen = isAlwaysOpen || !m_isHelpOpen;
    layOut();
    if (m_isHelpOpen) {
        m_help->setFocus(Qt::OtherFocusReason);
        m_scroll->ensureWidgetVisible(m_help);
    } else {
        m_helpButton->setFocus(Qt::OtherFocusReason);
    }
}

int PageFrame::columnWidth(int available) const
{
    if (m_shape == Shape::Centred)
        return qMin(available, m_centredWidth + tokensOf(this).textStep * 60);
    const bool isBesideHelp = m_isWide && !m_help->isEmpty();
    const int room = available - (isBesideHelp ? helpWidth + helpGap : 0);
    const int most = isBesideHelp ? columnBesideHelp + tokensOf(this).textStep * 100 : widestColumn;
    return qMin(room, most);
}

bool PageFrame::isLow() const
{
    return height() < lowPage;
}

void PageFrame::layOut()
{
    m_isWide = width() >= widePage;
    const bool isLow = this->isLow();
    if (const bool isNarrow = width() < narrowPage; isNarrow != m_isNarrow) {
        m_isNarrow = isNarrow;
        narrowChanged(isNarrow);
    }
    m_title->setNarrow(m_isNarrow || isLow);
    if (m_drawing != nullptr)
        m_drawing->setCompact(isLow);
    placeHelp();

    const int margin = m_isNarrow ? 16 : 32;
    const int side = m_shape == Shape::Form && m_isWide && !m_help->isEmpty() ? helpWidth + helpGap : 0;
    const int column = columnWidth(width() - 2 * margin);
    const int left = (width() - column - side) / 2;
    const int right = width() - left - column - side;
    const int bar = m_scroll->verticalScrollBar()->isVisible() ? m_scroll->verticalScrollBar()->width() : 0;
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    m_columns->setContentsMargins(left - (isMirrored ? bar : 0),
                                  isLow        ? 12
                                  : m_isNarrow ? 20
                                               : 32,
                                  right - (isMirrored ? 0 : bar), 8);

    const int under = m_isNarrow ? 16 : 24;
    m_footRow->setContentsMargins(left + (isMirrored ? side : 0), 8, right + (isMirrored ? 0 : side), isLow ? 8 : under);
    const int foot = m_footRow->isEmpty() ? 0 : m_footRow->heightForWidth(width());
    placeBlock(foot);
    if (m_shape == Shape::Centred)
        placeCentredHelp();
    update();
}

void PageFrame::placeBlock(int foot)
{
    // A form stands at the top, its foot at the bottom of a window that is not too tall; what is centred stands in the
    // middle with its foot. What does not fit scrolls, the foot never.
    const int content = m_contents->heightForWidth(width());
    const bool isForm = m_shape == Shape::Form;
    const int block = qMin(height(), isForm ? qMax(tallestPage, content + foot) : content + foot);
    const int top = (height() - block) / (isForm ? 3 : 2);
    m_scroll->setGeometry(0, top, width(), block - foot);
    m_foot->setGeometry(0, top + block - foot, width(), foot);
}

void PageFrame::placeHelp()
{
    const bool isForm = m_shape == Shape::Form;
    const bool isSide = isForm && m_isWide;
    const bool isFloating = !isForm && m_isWide;
    QVBoxLayout* place = isSide ? m_sideHelp : m_inlineHelp;
    if (isFloating) {
        m_inlineHelp->removeWidget(m_help);
        m_help->setParent(this);
    } else if (place->indexOf(m_help) < 0) {
        (isSide ? m_inlineHelp : m_sideHelp)->removeWidget(m_help);
        place->addWidget(m_help, 0, isSide ? Qt::AlignTop : Qt::Alignment());
    }
    m_help->setMinimumWidth(isSide ? helpWidth : 0);
    m_help->setMaximumWidth(isSide ? helpWidth : QWIDGETSIZE_MAX);
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    const int gap = isSide && !m_help->isEmpty() ? helpGap : 0;
    m_sideHelp->setContentsMargins(isMirrored ? 0 : gap, 0, isMirrored ? gap : 0, 0);
    const bool isOpen = m_isHelpOpen && !m_help->isEmpty();
    m_inlineHelp->setContentsMargins(0, 0, 0, !isSide && !isFloating && isOpen ? 24 : 0);
    m_help->setVisible(!m_help->isEmpty() && (isSide || m_isHelpOpen));
    m_helpButton->setVisible(!m_help->isEmpty() && !isSide);
}

void PageFrame::placeCentredHelp()
{
    const int margin = m_isNarrow ? 16 : 32;
    const QSize size = m_helpButton->sizeHint();
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    const auto edge = [&](int wide) { return isMirrored ? margin : width() - margin - wide; };
    m_helpButton->setGeometry(edge(size.width()), m_isNarrow ? 12 : 24, size.width(), size.height());
    m_helpButton->raise();
    if (!m_isWide)
        return;
    m_help->setGeometry(edge(helpWidth), 24 + size.height() + 12, helpWidth, m_help->heightForWidth(helpWidth));
    m_help->raise();
}

void PageFrame::retranslateFrame()
{
    m_back->setText(m_isSlow ? tr("Cancel") : tr("Back"));
    m_cancel->setText(tr("Cancel"));
    describe(m_helpButton, tr("Help"), tr("Shows the help for this page."));
    m_helpButton->setToolTip(tr("Help"));
}

void PageFrame::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    layOut();
}

void PageFrame::changeEvent(QEvent* event)
{
    switch (event->type()) {
    case QEvent::LanguageChange:
        retranslateFrame();
        retranslate();
        layOut();
        break;
    case QEvent::StyleChange:
    case QEvent::LayoutDirectionChange:
        layOut();
        break;
    default:
        break;
    }
    QWidget::changeEvent(event);
}

bool PageFrame::eventFilter(QObject* watched, QEvent* event)
{
    // The height of the content decides where the foot stands.
    if (event->type() == QEvent::LayoutRequest || (watched == m_contents && event->type() == QEvent::Resize))
        QMetaObject::invokeMethod(
            this, [this] { layOut(); }, Qt::QueuedConnection);
    return false;
}

} // namespace keydesk
