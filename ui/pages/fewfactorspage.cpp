#include "pages/fewfactorspage.h"

#include "pages/words.h"
#include "widgets/button.h"
#include "widgets/door.h"

namespace keydesk {

FewFactorsPage::FewFactorsPage(QWidget* parent)
    : PageFrame(Shape::Form, parent),
      m_phone(new Door(QStringLiteral("phone"))),
      m_key(new Door(QStringLiteral("key"))),
      m_leave(new Button(Button::Kind::Secondary))
{
    body()->addWidget(m_phone);
    body()->addWidget(m_key);
    addFootButton(m_leave);
    back()->show();
    m_leave->setPicture(QStringLiteral("sign-out"));
    connect(m_phone, &Door::clicked, this, &FewFactorsPage::phoneWanted);
    connect(m_key, &Door::clicked, this, &FewFactorsPage::keyWanted);
    connect(m_leave, &Button::chosen, this, &FewFactorsPage::leftAnyway);
    retranslate();
}

void FewFactorsPage::render(const FewFactorsView& view)
{
    m_view = view;
    retranslate();
}

void FewFactorsPage::retranslate()
{
    setTitle(tr("You have %1 of %2 good factors").arg(m_view.goodFactors).arg(m_view.goodFactorsWanted));
    setSubtitle(m_view.goodFactors == 0
                    ? tr("Your password alone would be enough to get in. Add something that only you have.")
                    : tr("If you lose it, you are locked out. Add one more before you go."));
    m_phone->setVisible(m_view.canAddPhone);
    m_phone->show(m_view.authenticatorName, tr("Your phone shows codes. It takes about three minutes."), {},
                  Tone::Accent);
    m_key->setVisible(m_view.canAddKey);
    m_key->show(tr("WebAuthn"), tr("A security key for the USB port. It takes about a minute."), {}, Tone::Accent);
    m_leave->setText(tr("Sign out anyway"));
    setHelp({{tr("What is a good factor?"), tr("Something only you have: your phone with %1, or a security key. Codes "
                                               "by mail or text message do not count.")
                                                .arg(m_view.authenticatorName.toHtmlEscaped())},
             {tr("Why two?"), tr("If you lose one, the other one still lets you in.")},
             {tr("No time now?"), tr("Sign out, and come back another day. It is asked again.")},
             {tr("Can somebody help me?"), Words::helpDesk(m_view.helpDesk).toHtmlEscaped()}});
}

QWidget* FewFactorsPage::firstField()
{
    return !m_phone->isHidden() ? m_phone : !m_key->isHidden() ? static_cast<QWidget*>(m_key) : back();
}

} // namespace keydesk
