#pragma once

#include "presenters/welcomepresenter.h"
#include "widgets/pageframe.h"

namespace keydesk {

class FoldLayout;
class Notice;

/// The first page: language first at a kiosk, one button, and what it needs.
class WelcomePage : public PageFrame
{
    Q_OBJECT
public:
    explicit WelcomePage(QWidget* parent = nullptr);

    void render(const WelcomeView& view);
    void retranslate() override;

Q_SIGNALS:
    void started();
    void enrolmentWanted();
    void retried();
    void languageChosen(const QString& language);
    void themeChosen(keydesk::Theme theme);
    void textSizeChosen(keydesk::TextSize size);

protected:
    void narrowChanged(bool isNarrow) override;
    QWidget* firstField() override;

private:
    void buildChoices();
    void renderChoices();
    void renderService();
    QString place() const;

    WelcomeView m_view;
    QWidget* m_languages;
    QHBoxLayout* m_languageRow;
    QWidget* m_looks;
    Button* m_large;
    Button* m_contrast;
    Notice* m_notice;
    Button* m_enrol;
    Label* m_place;
    QStringList m_shownLanguages;
};

} // namespace keydesk
