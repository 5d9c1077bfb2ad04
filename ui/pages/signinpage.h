#pragma once

#include "presenters/signinpresenter.h"
#include "widgets/pageframe.h"

namespace keydesk {

class Captioned;
class Field;
class Notice;
class PasswordField;

/// User name and password, as one question; or a security key, which says who signs in.
class SignInPage : public PageFrame
{
    Q_OBJECT
public:
    explicit SignInPage(QWidget* parent = nullptr);

    void render(const SignInView& view);
    void retranslate() override;
    void clear() override;

Q_SIGNALS:
    void submitted(const QString& userName, const keydesk::SharedSecret& password);
    void keyWanted();

protected:
    QWidget* firstField() override;

private:
    void checkReady();
    void renderProblem();
    void renderWays();
    void submit();

    SignInView m_view;
    Field* m_userName;
    PasswordField* m_password;
    Captioned* m_userNameRow;
    Captioned* m_passwordRow;
    Notice* m_notice;
    Button* m_key;
};

} // namespace keydesk
