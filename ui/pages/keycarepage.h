#pragma once

#include "pages/keypromptpage.h"
#include "presenters/keycarepresenter.h"

namespace keydesk {

class Card;
class CheckRow;
class FactList;
class PictureCard;

/// A plugged-in key itself: what it is, its PIN, what is kept on it for this service, and erasing it.
class KeyCarePage : public KeyPromptPage
{
    Q_OBJECT
public:
    explicit KeyCarePage(QWidget* parent = nullptr);

    void render(const KeyCareView& view);
    void retranslate() override;
    void clear() override;

Q_SIGNALS:
    void pinWanted();
    void contentsWanted();
    void resetWanted();
    void resetConfirmed();
    void chosen(int content, bool isChosen);
    void cleanUpWanted();
    void retried();

protected:
    QWidget* firstField() override;

private:
    void buildOverview();
    void goOn();
    bool shows(KeyCareView::State state) const;
    /// A conversation with the key, or how it ended.
    bool isTalking() const;
    void renderTalk();
    void renderOverview();
    void renderContents();
    void renderRows();
    void renderRow(CheckRow* row, const KeyContent& content);
    void renderReset();
    void renderNotice();
    void renderHelp();
    void checkReady();
    QWidget* firstRow(); ///< That can be chosen.

    KeyCareView m_view;
    Notice* m_notice;
    Card* m_overview;
    FactList* m_facts;
    QWidget* m_actions;
    Button* m_pin;
    Button* m_contents;
    Button* m_reset;
    PictureCard* m_question;
    PictureCard* m_empty;
    QVBoxLayout* m_list;
    QList<CheckRow*> m_rows;
};

} // namespace keydesk
