#include "samples/stage.h"

#include "widgets/focusring.h"
#include "widgets/headerbar.h"
#include "widgets/idleoverlay.h"
#include "widgets/pageframe.h"
#include "widgets/readingorder.h"

#include <QCoreApplication>
#include <QVBoxLayout>

namespace keydesk {

Stage::Stage() : m_header(new HeaderBar), m_overlay(new IdleOverlay(this))
{
    m_language.use(QStringLiteral("en"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    new FocusRing(this);
}

PageFrame* Stage::show(const Sample& sample)
{
    delete m_page;
    Appearance::Wish wish = m_appearance.wish();
    wish.isKiosk = sample.isKiosk;
    m_appearance.setWish(wish);
    const bool hasOwnLanguages = sample.page == QStringLiteral("welcome") && sample.isKiosk;
    m_header->show(
        {.organisation = QStringLiteral("Example Corp"),
         .languages = hasOwnLanguages ? QStringList() : QStringList{QStringLiteral("en"), QStringLiteral("tr")},
         .language = m_language.present(),
         .colours = wish.colours,
         .isLargeText = wish.isLargeText,
         .person = sample.isSignedIn ? QStringLiteral("Ada Example") : QString(),
         .canSignOut = sample.isSignedIn});
    m_page = sample.make(this);
    static_cast<QVBoxLayout*>(layout())->addWidget(m_page, 1);
    if (sample.step)
        m_page->setStep(sample.step->number, sample.step->count);
    setVisible(true);
    activateWindow();
    m_page->focusFirst();
    m_overlay->show(std::nullopt);
    m_overlay->setGeometry(rect());
    if (sample.isIdle) {
        m_overlay->show(std::chrono::seconds(20));
        m_overlay->show(std::chrono::seconds(14));
    }
    settle();
    return m_page;
}

bool Stage::focusNextPrevChild(bool isForward)
{
    return focusInReadingOrder(this, isForward);
}

void Stage::settle()
{
    // Queued layout follows layout: three rounds bring it to rest.
    for (int round = 0; round < 3; ++round) {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    }
}

void Stage::resizeEvent(QResizeEvent* event)
{
    m_header->setLow(height() < 600); // As MainWindow does.
    QWidget::resizeEvent(event);
    m_overlay->setGeometry(rect());
}

} // namespace keydesk
