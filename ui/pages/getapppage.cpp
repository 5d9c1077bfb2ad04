#include "pages/getapppage.h"

#include "pages/words.h"
#include "widgets/button.h"
#include "widgets/foldlayout.h"
#include "widgets/label.h"
#include "widgets/notice.h"
#include "widgets/qrview.h"

namespace keydesk {

GetAppPage::GetAppPage(QWidget* parent)
    : PageFrame(Shape::Form, parent),
      m_stores(new QWidget),
      m_row(new FoldLayout(FoldLayout::Shape::Even, 20, m_stores)),
      m_none(new Notice)
{
    m_stores->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    body()->addWidget(m_stores);
    body()->addWidget(m_none);
    back()->show();
    primary()->show();
    retranslate();
}

void GetAppPage::render(const GetAppView& view)
{
    m_view = view;
    retranslate();
}

void GetAppPage::retranslate()
{
    const QString app = m_view.authenticatorName.toHtmlEscaped();
    setTitle(tr("Get %1").arg(m_view.authenticatorName));
    setSubtitle(m_view.stores.isEmpty()
                    ? tr("Install the app on your phone first.")
                    : tr("Scan the code of your phone’s store. If you have the app already, just continue."));
    primary()->setText(tr("I have the app"));
    setHelp(
        {{tr("How do I scan?"), tr("Open your phone’s camera and point it at the code. Tap the link that appears.")},
         {tr("No camera?"), tr("Open the store on your phone and search for <b>%1</b>.").arg(app)},
         {tr("Next"), tr("You connect the app with your account by one more code.")},
         {tr("Another app?"), tr("Any authenticator app that shows six-digit codes works, too.")}});
    renderStores();
}

void GetAppPage::buildStores()
{
    for (qsizetype i = m_cards.size(); i < m_view.stores.size(); ++i) {
        auto* card = new Card;
        StoreCard parts{card, new QVBoxLayout, new Label(TextRole::Heading), new Label(TextRole::Help), new QrView};
        parts.words->setSpacing(4);
        parts.words->addWidget(parts.title);
        parts.words->addWidget(parts.text);
        card->body()->setSpacing(16);
        card->body()->addLayout(parts.words);
        card->body()->addWidget(parts.code, 0, Qt::AlignHCenter);
        card->body()->addStretch(1);
        m_row->addWidget(card);
        m_cards.append(parts);
    }
}

void GetAppPage::renderStores()
{
    buildStores();
    m_stores->setVisible(!m_view.stores.isEmpty());
    for (qsizetype i = 0; i < m_cards.size(); ++i) {
        const bool isThere = i < m_view.stores.size();
        m_cards[i].card->setVisible(isThere);
        if (!isThere)
            continue;
        const auto& store = m_view.stores[i];
        const bool isApple = store.store == GetAppView::Store::AppStore;
        m_cards[i].title->setText(isApple ? tr("iPhone") : tr("Android"));
        m_cards[i].text->setText(isApple ? tr("App Store") : tr("Google Play"));
        m_cards[i].code->show(store.code.size(), [&](int column, int row) { return store.code.isDark(column, row); });
        m_cards[i].code->setAccessibleName(isApple ? tr("QR code of the app in the App Store")
                                                   : tr("QR code of the app in Google Play"));
        m_cards[i].code->setAccessibleDescription(store.url.toString());
    }
    arrange();
    if (m_view.stores.isEmpty())
        m_none->show(Notice::Kind::Tip, {tr("Look for “%1” in your phone’s store.").arg(m_view.authenticatorName),
                                         Words::helpDesk(m_view.helpDesk),
                                         {}});
    else
        m_none->clear();
}

void GetAppPage::arrange()
{
    // On a low window the words stand beside the code, so that it can be seen whole.
    const bool isBeside = isLow() && !isNarrow();
    for (const StoreCard& parts : std::as_const(m_cards)) {
        parts.card->body()->setDirection(isBeside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
        parts.card->body()->setContentsMargins(isBeside ? QMargins(16, 16, 16, 16) : QMargins(24, 24, 24, 24));
        parts.card->body()->setAlignment(parts.words, isBeside ? Qt::AlignVCenter : Qt::Alignment());
        parts.code->setWish(isBeside ? 190 : 230);
        for (Label* label : {parts.title, parts.text})
            label->setAlignment(isBeside ? Qt::AlignLeading | Qt::AlignVCenter : Qt::AlignHCenter | Qt::AlignVCenter);
    }
}

void GetAppPage::resizeEvent(QResizeEvent* event)
{
    PageFrame::resizeEvent(event);
    arrange();
}

} // namespace keydesk
