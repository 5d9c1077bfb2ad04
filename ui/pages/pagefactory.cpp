#include "pages/pagefactory.h"

#include "pages/codepage.h"
#include "pages/enrolmentpage.h"
#include "pages/fewfactorspage.h"
#include "pages/getapppage.h"
#include "pages/homepage.h"
#include "pages/keycarepage.h"
#include "pages/keylistpage.h"
#include "pages/keypage.h"
#include "pages/keyproofpage.h"
#include "pages/keyregisteredpage.h"
#include "pages/phonelistpage.h"
#include "pages/phonepage.h"
#include "pages/registeredpage.h"
#include "pages/registerkeypage.h"
#include "pages/scanpage.h"
#include "pages/signedoutpage.h"
#include "pages/signinpage.h"
#include "pages/troublepage.h"
#include "pages/welcomepage.h"

namespace keydesk {
namespace {

/// What every page has: its view, cancel, and emptying.
template <typename Page, typename Presenter>
Page* join(Presenter& presenter, QWidget* parent)
{
    auto* page = new Page(parent);
    QObject::connect(&presenter, &Presenter::viewChanged, page, &Page::render);
    QObject::connect(page, &PageFrame::cancelChosen, &presenter, &PagePresenter::cancel);
    QObject::connect(&presenter, &PagePresenter::left, page, &PageFrame::clear);
    page->render(presenter.view());
    return page;
}

PageFrame* makeWelcome(WelcomePresenter& presenter, QWidget* parent)
{
    auto* page = join<WelcomePage>(presenter, parent);
    QObject::connect(page, &WelcomePage::started, &presenter, &WelcomePresenter::start);
    QObject::connect(page, &WelcomePage::enrolmentWanted, &presenter, &WelcomePresenter::enrol);
    QObject::connect(page, &WelcomePage::retried, &presenter, &WelcomePresenter::retry);
    QObject::connect(page, &WelcomePage::languageChosen, &presenter, &WelcomePresenter::chooseLanguage);
    QObject::connect(page, &WelcomePage::themeChosen, &presenter, &WelcomePresenter::chooseTheme);
    QObject::connect(page, &WelcomePage::textSizeChosen, &presenter, &WelcomePresenter::chooseTextSize);
    return page;
}

PageFrame* makeEnrolment(EnrolmentPresenter& presenter, QWidget* parent)
{
    auto* page = join<EnrolmentPage>(presenter, parent);
    QObject::connect(page, &EnrolmentPage::submitted, &presenter, &EnrolmentPresenter::submit);
    QObject::connect(page, &PageFrame::backChosen, &presenter, &EnrolmentPresenter::back);
    return page;
}

PageFrame* makeSignIn(SignInPresenter& presenter, QWidget* parent)
{
    auto* page = join<SignInPage>(presenter, parent);
    QObject::connect(page, &SignInPage::submitted, &presenter, &SignInPresenter::submit);
    QObject::connect(page, &SignInPage::keyWanted, &presenter, &SignInPresenter::useKey);
    QObject::connect(page, &PageFrame::backChosen, &presenter, &SignInPresenter::back);
    return page;
}

PageFrame* makeCode(CodePresenter& presenter, QWidget* parent)
{
    auto* page = join<CodePage>(presenter, parent);
    QObject::connect(page, &CodePage::methodChosen, &presenter, &CodePresenter::choose);
    QObject::connect(page, &CodePage::anotherWanted, &presenter, &CodePresenter::chooseAnother);
    QObject::connect(page, &CodePage::resendWanted, &presenter, &CodePresenter::resend);
    QObject::connect(page, &CodePage::submitted, &presenter, &CodePresenter::submit);
    QObject::connect(page, &PageFrame::backChosen, &presenter, &CodePresenter::back);
    return page;
}

PageFrame* makeHome(HomePresenter& presenter, QWidget* parent)
{
    auto* page = join<HomePage>(presenter, parent);
    QObject::connect(page, &HomePage::opened, &presenter, &HomePresenter::open);
    return page;
}

PageFrame* makePhoneList(PhoneListPresenter& presenter, QWidget* parent)
{
    auto* page = join<PhoneListPage>(presenter, parent);
    QObject::connect(page, &PhoneListPage::opened, &presenter, [&presenter](const PhoneId& id) { presenter.open(id); });
    QObject::connect(page, &PhoneListPage::addWanted, &presenter, &PhoneListPresenter::add);
    QObject::connect(page, &PageFrame::backChosen, &presenter, &PhoneListPresenter::back);
    return page;
}

PageFrame* makeGetApp(GetAppPresenter& presenter, QWidget* parent)
{
    auto* page = join<GetAppPage>(presenter, parent);
    QObject::connect(page, &PageFrame::primaryChosen, &presenter, &GetAppPresenter::next);
    QObject::connect(page, &PageFrame::backChosen, &presenter, &GetAppPresenter::back);
    return page;
}

PageFrame* makeScan(ScanPresenter& presenter, QWidget* parent)
{
    auto* page = join<ScanPage>(presenter, parent);
    QObject::connect(page, &ScanPage::submitted, &presenter, &ScanPresenter::submit);
    QObject::connect(page, &ScanPage::renewWanted, &presenter, &ScanPresenter::renew);
    QObject::connect(page, &PageFrame::backChosen, &presenter, &ScanPresenter::back);
    return page;
}

PageFrame* makeRegistered(RegisteredPresenter& presenter, QWidget* parent)
{
    auto* page = join<RegisteredPage>(presenter, parent);
    QObject::connect(page, &RegisteredPage::renamingStarted, &presenter, &RegisteredPresenter::startRenaming);
    QObject::connect(page, &RegisteredPage::renamingStopped, &presenter, &RegisteredPresenter::stopRenaming);
    QObject::connect(page, &RegisteredPage::renamed, &presenter, &RegisteredPresenter::rename);
    QObject::connect(page, &RegisteredPage::anotherWanted, &presenter, &RegisteredPresenter::addAnother);
    QObject::connect(page, &RegisteredPage::finished, &presenter, &RegisteredPresenter::finish);
    return page;
}

PageFrame* makePhone(PhonePresenter& presenter, QWidget* parent)
{
    auto* page = join<PhonePage>(presenter, parent);
    QObject::connect(page, &PhonePage::asked, &presenter, &PhonePresenter::ask);
    QObject::connect(page, &PhonePage::dismissed, &presenter, &PhonePresenter::dismiss);
    QObject::connect(page, &PhonePage::renamed, &presenter, &PhonePresenter::rename);
    QObject::connect(page, &PhonePage::confirmed, &presenter, &PhonePresenter::confirm);
    QObject::connect(page, &PhonePage::leftFor, &presenter, &PhonePresenter::back);
    return page;
}

PageFrame* makeKeyList(KeyListPresenter& presenter, QWidget* parent)
{
    auto* page = join<KeyListPage>(presenter, parent);
    QObject::connect(page, &KeyListPage::opened, &presenter, &KeyListPresenter::open);
    QObject::connect(page, &KeyListPage::addWanted, &presenter, &KeyListPresenter::add);
    QObject::connect(page, &KeyListPage::careWanted, &presenter, &KeyListPresenter::care);
    QObject::connect(page, &PageFrame::backChosen, &presenter, &KeyListPresenter::back);
    return page;
}

PageFrame* makeRegisterKey(RegisterKeyPresenter& presenter, QWidget* parent)
{
    auto* page = join<RegisterKeyPage>(presenter, parent);
    QObject::connect(page, &KeyPromptPage::pinEntered, &presenter, &RegisterKeyPresenter::enterPin);
    QObject::connect(page, &KeyPromptPage::pinChosen, &presenter, &RegisterKeyPresenter::setPin);
    QObject::connect(page, &RegisterKeyPage::pinSkipped, &presenter, &RegisterKeyPresenter::skipPin);
    QObject::connect(page, &RegisterKeyPage::retried, &presenter, &RegisterKeyPresenter::retry);
    QObject::connect(page, &RegisterKeyPage::careWanted, &presenter, &RegisterKeyPresenter::care);
    QObject::connect(page, &PageFrame::backChosen, &presenter, &RegisterKeyPresenter::back);
    return page;
}

PageFrame* makeKeyRegistered(KeyRegisteredPresenter& presenter, QWidget* parent)
{
    auto* page = join<KeyRegisteredPage>(presenter, parent);
    QObject::connect(page, &KeyRegisteredPage::finished, &presenter, &KeyRegisteredPresenter::finish);
    QObject::connect(page, &KeyRegisteredPage::keyWanted, &presenter, &KeyRegisteredPresenter::addKey);
    QObject::connect(page, &KeyRegisteredPage::phoneWanted, &presenter, &KeyRegisteredPresenter::addPhone);
    return page;
}

PageFrame* makeKey(KeyPresenter& presenter, QWidget* parent)
{
    auto* page = join<KeyPage>(presenter, parent);
    QObject::connect(page, &KeyPage::asked, &presenter, &KeyPresenter::ask);
    QObject::connect(page, &KeyPage::dismissed, &presenter, &KeyPresenter::dismiss);
    QObject::connect(page, &KeyPage::renamed, &presenter, &KeyPresenter::rename);
    QObject::connect(page, &KeyPage::confirmed, &presenter, &KeyPresenter::confirm);
    QObject::connect(page, &KeyPromptPage::pinEntered, &presenter, &KeyPresenter::enterPin);
    QObject::connect(page, &KeyPage::retried, &presenter, &KeyPresenter::retryClearing);
    QObject::connect(page, &KeyPage::skipped, &presenter, &KeyPresenter::skipClearing);
    QObject::connect(page, &KeyPage::leftFor, &presenter, &KeyPresenter::back);
    return page;
}

PageFrame* makeKeyProof(KeyProofPresenter& presenter, QWidget* parent)
{
    auto* page = join<KeyProofPage>(presenter, parent);
    QObject::connect(page, &KeyPromptPage::pinEntered, &presenter, &KeyProofPresenter::enterPin);
    QObject::connect(page, &KeyPromptPage::accountChosen, &presenter, &KeyProofPresenter::chooseAccount);
    QObject::connect(page, &KeyProofPage::retried, &presenter, &KeyProofPresenter::retry);
    QObject::connect(page, &KeyProofPage::anotherWanted, &presenter, &KeyProofPresenter::chooseAnother);
    QObject::connect(page, &PageFrame::backChosen, &presenter, &KeyProofPresenter::back);
    return page;
}

PageFrame* makeKeyCare(KeyCarePresenter& presenter, QWidget* parent)
{
    auto* page = join<KeyCarePage>(presenter, parent);
    QObject::connect(page, &KeyCarePage::pinWanted, &presenter, &KeyCarePresenter::startPin);
    QObject::connect(page, &KeyCarePage::contentsWanted, &presenter, &KeyCarePresenter::startContents);
    QObject::connect(page, &KeyCarePage::resetWanted, &presenter, &KeyCarePresenter::askReset);
    QObject::connect(page, &KeyCarePage::resetConfirmed, &presenter, &KeyCarePresenter::confirmReset);
    QObject::connect(page, &KeyPromptPage::pinEntered, &presenter, &KeyCarePresenter::enterPin);
    QObject::connect(page, &KeyPromptPage::pinChosen, &presenter, &KeyCarePresenter::setPin);
    QObject::connect(page, &KeyCarePage::chosen, &presenter, &KeyCarePresenter::choose);
    QObject::connect(page, &KeyCarePage::cleanUpWanted, &presenter, &KeyCarePresenter::cleanUp);
    QObject::connect(page, &KeyCarePage::retried, &presenter, &KeyCarePresenter::retry);
    QObject::connect(page, &PageFrame::backChosen, &presenter, &KeyCarePresenter::back);
    return page;
}

PageFrame* makeFewFactors(FewFactorsPresenter& presenter, QWidget* parent)
{
    auto* page = join<FewFactorsPage>(presenter, parent);
    QObject::connect(page, &FewFactorsPage::phoneWanted, &presenter, &FewFactorsPresenter::addPhone);
    QObject::connect(page, &FewFactorsPage::keyWanted, &presenter, &FewFactorsPresenter::addKey);
    QObject::connect(page, &FewFactorsPage::leftAnyway, &presenter, &FewFactorsPresenter::leaveAnyway);
    QObject::connect(page, &PageFrame::backChosen, &presenter, &FewFactorsPresenter::back);
    return page;
}

PageFrame* makeSignedOut(SignedOutPresenter& presenter, QWidget* parent)
{
    auto* page = join<SignedOutPage>(presenter, parent);
    QObject::connect(page, &SignedOutPage::startedAgain, &presenter, &SignedOutPresenter::startAgain);
    return page;
}

PageFrame* makeTrouble(TroublePresenter& presenter, QWidget* parent)
{
    auto* page = join<TroublePage>(presenter, parent);
    QObject::connect(page, &TroublePage::retried, &presenter, &TroublePresenter::retry);
    QObject::connect(page, &TroublePage::signInWanted, &presenter, &TroublePresenter::signInAgain);
    QObject::connect(page, &TroublePage::enrolmentWanted, &presenter, &TroublePresenter::enrol);
    QObject::connect(page, &TroublePage::startedOver, &presenter, &TroublePresenter::startOver);
    QObject::connect(page, &PageFrame::backChosen, &presenter, &TroublePresenter::back);
    return page;
}

} // namespace

PageFrame* makePage(PanelPage page, PanelPresenter& panel, QWidget* parent)
{
    switch (page) {
    case PanelPage::Welcome:
        return makeWelcome(panel.welcome(), parent);
    case PanelPage::Enrolment:
        return makeEnrolment(panel.enrolment(), parent);
    case PanelPage::SignIn:
        return makeSignIn(panel.signIn(), parent);
    case PanelPage::Code:
        return makeCode(panel.code(), parent);
    case PanelPage::Home:
        return makeHome(panel.home(), parent);
    case PanelPage::PhoneList:
        return makePhoneList(panel.phoneList(), parent);
    case PanelPage::GetApp:
        return makeGetApp(panel.getApp(), parent);
    case PanelPage::Scan:
        return makeScan(panel.scan(), parent);
    case PanelPage::Registered:
        return makeRegistered(panel.registered(), parent);
    case PanelPage::Phone:
        return makePhone(panel.phone(), parent);
    case PanelPage::KeyList:
        return makeKeyList(panel.keyList(), parent);
    case PanelPage::RegisterKey:
        return makeRegisterKey(panel.registerKey(), parent);
    case PanelPage::KeyRegistered:
        return makeKeyRegistered(panel.keyRegistered(), parent);
    case PanelPage::Key:
        return makeKey(panel.key(), parent);
    case PanelPage::KeyProof:
        return makeKeyProof(panel.keyProof(), parent);
    case PanelPage::KeyCare:
        return makeKeyCare(panel.keyCare(), parent);
    case PanelPage::FewFactors:
        return makeFewFactors(panel.fewFactors(), parent);
    case PanelPage::SignedOut:
        return makeSignedOut(panel.signedOut(), parent);
    case PanelPage::Trouble:
        break;
    }
    return makeTrouble(panel.trouble(), parent);
}

} // namespace keydesk
