#pragma once

#include "fakes/fakeapis.h"
#include "fakes/fakekeydevices.h"
#include "presenters/panelpresenter.h"

#include <QTest>

namespace keydesk {

/// The whole panel without a widget, on a service in memory. Its functions do what a person does on the pages.
struct PanelFixture
{
    explicit PanelFixture(bool isKiosk = true)
        : apis(clock),
          session({.isKiosk = isKiosk,
                   .languages = {QStringLiteral("en"), QStringLiteral("tr")},
                   .language = QStringLiteral("en")},
                  clock),
          panel({.service = apis,
                 .signIn = apis,
                 .account = apis,
                 .phones = apis,
                 .keys = apis,
                 .devices = devices,
                 .session = session})
    {
    }

    PanelPage page() const { return panel.view().page; }
    bool arrives(PanelPage page)
    {
        return QTest::qWaitFor([&] { return panel.view().page == page; });
    }
    static SharedSecret secret(const QByteArray& text) { return share(Secret::copyOf(text)); }
    static SharedSecret secret(const char* text) { return share(Secret::copyOf(QByteArrayView(text))); }

    bool start()
    {
        panel.begin();
        if (!QTest::qWaitFor([&] { return panel.welcome().view().mayStart; }))
            return false;
        panel.welcome().start();
        return arrives(PanelPage::SignIn);
    }
    bool enterPassword(const char* password = "correct horse")
    {
        panel.signIn().submit(QStringLiteral("ada@example.org"), secret(password));
        return QTest::qWaitFor([&] { return panel.signIn().view().activity == Activity::Idle; });
    }
    bool enterCode()
    {
        if (!QTest::qWaitFor([&] { return panel.code().view().state == CodeView::State::Entering; }))
            return false;
        panel.code().submit(secret(apis.sentCode));
        return arrives(PanelPage::Home);
    }
    /// From nothing to the home page with the account on it.
    bool signIn()
    {
        return start() && enterPassword() && arrives(PanelPage::Code) && enterCode() &&
               QTest::qWaitFor([&] { return panel.home().view().isLoaded; });
    }
    /// Whatever the panel has to say about too few factors.
    void signOut()
    {
        panel.signOut();
        if (page() == PanelPage::FewFactors)
            panel.fewFactors().leaveAnyway();
    }
    bool openPhones()
    {
        panel.home().open(HomeView::Door::Authenticator);
        return arrives(PanelPage::PhoneList) && QTest::qWaitFor([&] { return panel.phoneList().view().isLoaded; });
    }
    /// From the phone list to the QR code.
    bool beginScan()
    {
        panel.phoneList().add();
        if (!arrives(PanelPage::GetApp))
            return false;
        panel.getApp().next();
        return arrives(PanelPage::Scan);
    }
    bool isReadyToScan()
    {
        return QTest::qWaitFor([&] { return panel.scan().view().state == ScanView::State::Ready; });
    }
    bool registerPhone()
    {
        if (!beginScan() || !isReadyToScan())
            return false;
        panel.scan().submit(secret(apis.codeOfRegistration()));
        return arrives(PanelPage::Registered) && QTest::qWaitFor([&] { return panel.registered().view().isCounted; });
    }

    /// From the home page; the service must offer keys: apis.offerKeys() before begin().
    bool openKeys()
    {
        panel.home().open(HomeView::Door::WebAuthn);
        return arrives(PanelPage::KeyList) && QTest::qWaitFor([&] { return panel.keyList().view().isLoaded; });
    }
    /// From the list of keys to the first thing that is asked of the devices.
    bool beginKey()
    {
        panel.keyList().add();
        return arrives(PanelPage::RegisterKey) &&
               QTest::qWaitFor([&] { return devices.running() == 1 && devices.last().name == u"chooseKey"; });
    }
    /// Until this has been begun; at() looks at it.
    bool begins(const QString& operation)
    {
        return QTest::qWaitFor([&] {
            return !devices.operations.isEmpty() && devices.last().name == operation && !devices.last().isOver;
        });
    }

    FakeClock clock;
    FakeApis apis;
    FakeKeyDevices devices;
    PanelSession session;
    PanelPresenter panel;
};

} // namespace keydesk
