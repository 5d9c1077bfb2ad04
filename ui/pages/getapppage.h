#pragma once

#include "presenters/getapppresenter.h"
#include "widgets/pageframe.h"

namespace keydesk {

class FoldLayout;
class Notice;
class QrView;

/// The authenticator app from the phone's store, by a code to scan.
class GetAppPage : public PageFrame
{
    Q_OBJECT
public:
    explicit GetAppPage(QWidget* parent = nullptr);

    void render(const GetAppView& view);
    void retranslate() override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildStores();
    void renderStores();
    void arrange();

    struct StoreCard
    {
        Card* card;
        QVBoxLayout* words;
        Label* title;
        Label* text;
        QrView* code;
    };
    GetAppView m_view;
    QWidget* m_stores;
    FoldLayout* m_row;
    QList<StoreCard> m_cards;
    Notice* m_none;
};

} // namespace keydesk
