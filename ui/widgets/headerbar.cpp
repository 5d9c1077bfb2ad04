#include "widgets/headerbar.h"

#include "widgets/accessible.h"
#include "widgets/button.h"
#include "widgets/icons.h"
#include "widgets/label.h"
#include "widgets/style.h"

#include <QActionGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QSvgRenderer>

namespace keydesk {
namespace {

constexpr int logoSize = 34;
constexpr int widestLogo = 160;
constexpr int narrow = 640; ///< Under this, buttons show icons alone and the person's name is left out.
constexpr int medium = 900;

} // namespace

HeaderBar::HeaderBar(QWidget* parent)
    : QWidget(parent),
      m_logo(new LogoView(this)),
      m_organisation(new Label(TextRole::Strong, this)),
      m_language(new Button(Button::Kind::Secondary, this)),
      m_look(new Button(Button::Kind::Secondary, this)),
      m_person(new Label(TextRole::Help, this)),
      m_signOut(new Button(Button::Kind::Secondary, this))
{
    setAccessibleRole(this, QAccessible::ToolBar);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(32, 0, 32, 0);
    row->setSpacing(16);
    row->addWidget(m_logo, 0, Qt::AlignVCenter);
    row->addWidget(m_organisation, 1);
    row->addWidget(m_person, 0, Qt::AlignVCenter);
    for (Button* button : {m_language, m_look, m_signOut}) {
        button->setCompact(true);
        row->addWidget(button, 0, Qt::AlignVCenter);
    }
    m_person->setWordWrap(false);
    m_person->setTone(Tone::Plain);
    m_look->setPicture(QStringLiteral("look"));
    m_look->setTextHidden(true);
    m_signOut->setPicture(QStringLiteral("sign-out"));
    connect(m_language, &Button::chosen, this, &HeaderBar::chooseLanguage);
    connect(m_look, &Button::chosen, this, &HeaderBar::openLookMenu);
    connect(m_signOut, &Button::chosen, this, &HeaderBar::signOutChosen);
    retranslate();
}

void HeaderBar::show(const Content& content)
{
    if (content == m_content)
        return;
    m_content = content;
    m_logo->setSvg(content.logoSvg);
    m_organisation->setText(content.organisation);
    m_person->setText(content.person);
    m_signOut->setVisible(content.canSignOut);
    retranslate();
    fold();
}

void HeaderBar::setLow(bool isLow)
{
    if (isLow == m_isLow)
        return;
    m_isLow = isLow;
    updateGeometry();
}

QSize HeaderBar::sizeHint() const
{
    return {360, m_isLow ? tokensOf(this).target + 12 : tokensOf(this).header};
}

void HeaderBar::retranslate()
{
    describe(this, tr("Panel"));
    describe(m_logo, m_content.organisation);
    m_look->setText(tr("Colours and text size"));
    m_look->setToolTip(m_look->text());
    m_signOut->setText(tr("Sign out"));
    m_person->setAccessibleName(tr("Signed in as %1").arg(m_content.person));
    // With two languages the button is the other one; with more it opens the list.
    QStringList others = m_content.languages;
    others.removeAll(m_content.language);
    m_language->setVisible(!others.isEmpty());
    m_language->setPicture(others.size() > 1 ? QStringLiteral("language") : QString());
    m_language->setText(languageName(others.size() == 1 ? others.first() : m_content.language));
    m_language->setToolTip(tr("Language"));
    m_language->setAccessibleDescription(tr("Language"));
}

void HeaderBar::chooseLanguage()
{
    QStringList others = m_content.languages;
    others.removeAll(m_content.language);
    if (others.size() == 1) {
        Q_EMIT languageChosen(others.first());
        return;
    }
    QMenu* menu = openMenu(m_language);
    for (const QString& language : m_content.languages) {
        QAction* action = menu->addAction(languageName(language));
        action->setCheckable(true);
        action->setChecked(language == m_content.language);
        connect(action, &QAction::triggered, this, [this, language] { Q_EMIT languageChosen(language); });
    }
}

void HeaderBar::openLookMenu()
{
    QMenu* menu = openMenu(m_look);
    const auto add = [this, menu](const QString& text, ColourChoice colours) {
        QAction* action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(colours == m_content.colours);
        connect(action, &QAction::triggered, this, [this, colours] { Q_EMIT coloursChosen(colours); });
        return action;
    };
    auto* group = new QActionGroup(menu);
    group->addAction(add(tr("Colours of the system"), ColourChoice::System));
    group->addAction(add(tr("Light"), ColourChoice::Light));
    group->addAction(add(tr("Dark"), ColourChoice::Dark));
    group->addAction(add(tr("High contrast"), ColourChoice::HighContrast));
    menu->addSeparator();
    QAction* large = menu->addAction(tr("Large text"));
    large->setCheckable(true);
    large->setChecked(m_content.isLargeText);
    connect(large, &QAction::triggered, this, &HeaderBar::largeTextChosen);
}

QMenu* HeaderBar::openMenu(Button* button)
{
    auto* menu = new QMenu(button);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAttribute(Qt::WA_TranslucentBackground);
    menu->setWindowFlag(Qt::FramelessWindowHint);
    menu->setWindowFlag(Qt::NoDropShadowWindowHint);
    menu->setFont(tokensOf(this).font(TextRole::Help));
    // Shown once it is filled.
    QMetaObject::invokeMethod(
        menu,
        [menu, button] {
            const int x = button->layoutDirection() == Qt::RightToLeft ? 0 : button->width() - menu->sizeHint().width();
            menu->popup(button->mapToGlobal(QPoint(x, button->height() + 8)));
        },
        Qt::QueuedConnection);
    return menu;
}

void HeaderBar::fold()
{
    const bool isNarrow = width() < narrow;
    layout()->setContentsMargins(isNarrow ? 16 : 32, 0, isNarrow ? 16 : 32, 0);
    layout()->setSpacing(isNarrow ? 8 : 16);
    m_signOut->setTextHidden(isNarrow);
    m_signOut->setToolTip(isNarrow ? m_signOut->text() : QString());
    m_person->setVisible(width() >= medium && !m_content.person.isEmpty());
    // The name of the organisation needs room for a line; the logo says it otherwise.
    m_organisation->setVisible(width() >= (m_content.canSignOut ? narrow : 480));
    static_cast<QHBoxLayout*>(layout())->setStretchFactor(m_logo, m_organisation->isHidden() ? 1 : 0);
}

void HeaderBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fold();
}

void HeaderBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        updateGeometry();
    QWidget::changeEvent(event);
}

void HeaderBar::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokensOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), t.card);
    painter.fillRect(0, height() - 1, width(), 1, t.line);
}

LogoView::LogoView(QWidget* parent) : QWidget(parent)
{
    setAccessibleRole(this, QAccessible::Graphic);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void LogoView::setSvg(const QByteArray& svg)
{
    if (svg == m_svg)
        return;
    m_svg = svg;
    m_rendered = {};
    updateGeometry();
    update();
}

QSize LogoView::sizeHint() const
{
    if (m_svg.isEmpty())
        return {logoSize, logoSize};
    const QSizeF natural = QSvgRenderer(m_svg).defaultSize();
    const double ratio = natural.height() > 0 ? natural.width() / natural.height() : 1;
    return {qBound(logoSize, qRound(logoSize * ratio), widestLogo), logoSize};
}

void LogoView::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokensOf(this);
    const QSize size = sizeHint();
    if (m_svg.isEmpty()) {
        m_rendered = lineIcon(QStringLiteral("mark"), size, {t.accent, t.accentSoft, t.onAccent}, devicePixelRatioF());
    } else if (m_rendered.isNull()) {
        m_rendered = QPixmap(size * devicePixelRatioF());
        m_rendered.fill(Qt::transparent);
        QSvgRenderer renderer(m_svg);
        renderer.setAspectRatioMode(Qt::KeepAspectRatio);
        QPainter painter(&m_rendered);
        renderer.render(&painter);
        painter.end();
        m_rendered.setDevicePixelRatio(devicePixelRatioF());
    }
    const int x = layoutDirection() == Qt::RightToLeft ? width() - size.width() : 0;
    QPainter painter(this);
    painter.drawPixmap(x, (height() - size.height()) / 2, m_rendered);
}

QString languageName(const QString& language)
{
    if (language.startsWith(QStringLiteral("en")))
        return QStringLiteral("English"); // Qt would say "American English".
    const QString name = QLocale(language).nativeLanguageName();
    return name.isEmpty() ? language : name.at(0).toUpper() + name.mid(1);
}

} // namespace keydesk
