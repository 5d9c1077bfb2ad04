#include "mainwindow.h"

#include "pages/pagefactory.h"
#include "widgets/appearance.h"
#include "widgets/focusring.h"
#include "widgets/headerbar.h"
#include "widgets/idleoverlay.h"
#include "widgets/language.h"
#include "widgets/pageframe.h"
#include "widgets/readingorder.h"
#include "widgets/settle.h"

#include <QKeyEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace keydesk {
namespace {

constexpr int lowWindow = 600;

ColourChoice coloursFor(Theme theme)
{
    switch (theme) {
    case Theme::System:
        return ColourChoice::System;
    case Theme::Light:
        return ColourChoice::Light;
    case Theme::Dark:
        return ColourChoice::Dark;
    case Theme::HighContrast:
        return ColourChoice::HighContrast;
    }
    return ColourChoice::System;
}

Theme themeFor(ColourChoice colours)
{
    switch (colours) {
    case ColourChoice::System:
        return Theme::System;
    case ColourChoice::Light:
        return Theme::Light;
    case ColourChoice::Dark:
        return Theme::Dark;
    case ColourChoice::HighContrast:
        return Theme::HighContrast;
    }
    return Theme::System;
}

} // namespace

MainWindow::MainWindow(const Parts& parts, QWidget* parent)
    : QWidget(parent),
      m_parts(parts),
      m_header(new HeaderBar),
      m_stack(new QStackedWidget),
      m_overlay(new IdleOverlay(this))
{
    setMinimumSize(360, 480);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_stack, 1);
    new FocusRing(this);
    connectHeader();
    PanelPresenter& panel = m_parts.panel;
    connect(&panel, &PanelPresenter::viewChanged, this, &MainWindow::render);
    connect(&panel, &PanelPresenter::pageChanged, this, &MainWindow::showPage);
    connect(&panel, &PanelPresenter::cleared, this, [this] {
        for (PageFrame* page : std::as_const(m_pages))
            page->clear();
    });
    connect(m_overlay, &IdleOverlay::stayed, &panel, &PanelPresenter::stay);
    connect(m_overlay, &IdleOverlay::finished, &panel, &PanelPresenter::reset);
    render(panel.view());
}

void MainWindow::connectHeader()
{
    PanelPresenter& panel = m_parts.panel;
    connect(m_header, &HeaderBar::languageChosen, &panel, &PanelPresenter::chooseLanguage);
    connect(m_header, &HeaderBar::signOutChosen, &panel, &PanelPresenter::signOut);
    connect(m_header, &HeaderBar::coloursChosen, this,
            [this](ColourChoice colours) { m_parts.panel.chooseTheme(themeFor(colours)); });
    connect(m_header, &HeaderBar::largeTextChosen, this,
            [this](bool isLarge) { m_parts.panel.chooseTextSize(isLarge ? TextSize::Large : TextSize::Normal); });
}

void MainWindow::render(const PanelView& view)
{
    m_parts.language.use(view.language);
    m_parts.appearance.setWish({.colours = coloursFor(view.theme),
                                .isLargeText = view.textSize == TextSize::Large,
                                .isKiosk = view.isKiosk,
                                .accent = QColor(view.accent)});
    renderHeader(view);
    showPage(view.page);
    if (PageFrame* page = present())
        page->setStep(view.step ? view.step->number : 0, view.step ? view.step->count : 0);
    renderTitle();
    renderOverlay(view);
}

void MainWindow::renderHeader(const PanelView& view)
{
    // The first page of a kiosk offers them itself, larger.
    const bool hasOwnLanguages = view.page == PanelPage::Welcome && view.isKiosk;
    m_header->show({.organisation = view.organisation,
                    .logoSvg = view.logoSvg,
                    .languages = hasOwnLanguages ? QStringList() : view.languages,
                    .language = view.language,
                    .colours = coloursFor(view.theme),
                    .isLargeText = view.textSize == TextSize::Large,
                    .person = view.personName,
                    .canSignOut = view.canSignOut});
}

void MainWindow::showPage(PanelPage which)
{
    PageFrame*& page = m_pages[which];
    if (page == nullptr) {
        page = makePage(which, m_parts.panel, m_stack);
        m_stack->addWidget(page);
        connect(page, &PageFrame::titleChanged, this, &MainWindow::renderTitle);
    }
    if (m_stack->currentWidget() == page)
        return;
    m_stack->setCurrentWidget(page);
    page->focusFirst();
    renderTitle();
}

void MainWindow::renderTitle()
{
    // The window's title names the page: that is what a screen reader says first after a change.
    const PageFrame* page = present();
    setWindowTitle(page == nullptr ? tr("Keydesk") : tr("%1 – Keydesk").arg(page->title()));
}

void MainWindow::renderOverlay(const PanelView& view)
{
    const bool isShown = view.idleCountdown.has_value();
    if (isShown && m_overlay->isHidden())
        m_focusBeforeOverlay = focusWidget();
    m_overlay->setGeometry(rect());
    m_overlay->show(view.idleCountdown);
    if (!isShown && m_focusBeforeOverlay) {
        if (m_focusBeforeOverlay->isVisible())
            m_focusBeforeOverlay->setFocus(Qt::OtherFocusReason);
        m_focusBeforeOverlay = nullptr;
    }
}

PageFrame* MainWindow::present() const
{
    return static_cast<PageFrame*>(m_stack->currentWidget());
}

bool MainWindow::event(QEvent* event)
{
    if (event->type() == QEvent::UpdateRequest) {
        // Painting a large window is the longest thing that the loop does: once, when everything has its place.
        settleLayouts(this);
        present()->settle();
    }
    return QWidget::event(event);
}

void MainWindow::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    present()->focusFirst(); // Not the header's first button, which the toolkit would choose.
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    m_header->setLow(height() < lowWindow);
    QWidget::resizeEvent(event);
    m_overlay->setGeometry(rect());
}

void MainWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        QMetaObject::invokeMethod(
            this, [this] { renderTitle(); }, Qt::QueuedConnection); // After the pages.
    QWidget::changeEvent(event);
}

bool MainWindow::focusNextPrevChild(bool isForward)
{
    return focusInReadingOrder(this, isForward);
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    PageFrame* page = present();
    if (event->key() == Qt::Key_F1)
        page->toggleHelp();
    else if (event->key() != Qt::Key_Escape || !page->goBack())
        QWidget::keyPressEvent(event);
}

} // namespace keydesk
