#pragma once

#include "presenters/scanpresenter.h"
#include "widgets/pageframe.h"

namespace keydesk {

class Captioned;
class Card;
class CodeField;
class Notice;
class PictureCard;
class QrView;
class SecretView;

/// The QR code, manual entry beside it, and the first code that proves that it worked.
class ScanPage : public PageFrame
{
    Q_OBJECT
public:
    explicit ScanPage(QWidget* parent = nullptr);

    void render(const ScanView& view);
    void retranslate() override;
    void clear() override;

Q_SIGNALS:
    void submitted(const keydesk::SharedSecret& code);
    void renewWanted();

protected:
    QWidget* firstField() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildManual(QVBoxLayout* column);
    void arrange();
    void renderWords();
    void renderCode();
    void renderNotice();
    void renderHelp();
    void checkReady();
    void copySecret();
    bool isReady() const { return m_view.state == ScanView::State::Ready; }

    ScanView m_view;
    Card* m_card;
    PictureCard* m_picture; ///< While there is no code to scan.
    QrView* m_qr;
    QVBoxLayout* m_manual;
    Label* m_manualTitle;
    Label* m_accountCaption;
    Label* m_account;
    Label* m_secretCaption;
    SecretView* m_secret;
    Button* m_copy;
    Label* m_timeCaption;
    Label* m_time;
    CodeField* m_code;
    QWidget* m_codeArea;
    Captioned* m_codeRow;
    Notice* m_notice;
};

} // namespace keydesk
