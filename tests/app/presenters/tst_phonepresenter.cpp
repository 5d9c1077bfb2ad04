#include "panelfixture.h"

using namespace keydesk;
using namespace std::chrono_literals;
using Problem = PhoneView::Problem;

/// One phone's page, and the list around it.
class TstPhonePresenter : public QObject
{
    Q_OBJECT
private:
    /// A person with this many phones, at the page of the first.
    static bool reachPhone(PanelFixture& fixture, int phones, PhoneQuestion question = PhoneQuestion::None)
    {
        if (!fixture.signIn() || !fixture.openPhones())
            return false;
        for (int i = 0; i < phones; ++i) {
            if (!fixture.registerPhone())
                return false;
            fixture.panel.registered().finish();
            if (!fixture.arrives(PanelPage::Home) || !fixture.openPhones())
                return false;
        }
        fixture.panel.phoneList().open(fixture.panel.phoneList().view().phones.first().id, question);
        return fixture.arrives(PanelPage::Phone);
    }

private Q_SLOTS:
    void listIsEmptyAtFirst()
    {
        PanelFixture fixture;
        QVERIFY(fixture.signIn() && fixture.openPhones());
        QVERIFY(fixture.panel.phoneList().view().phones.isEmpty());
        QVERIFY(fixture.panel.phoneList().view().canAdd);
    }

    void listEndsAtTheLimit()
    {
        PanelFixture fixture;
        QVERIFY(reachPhone(fixture, 3));
        fixture.panel.phone().back();
        QTRY_VERIFY(fixture.panel.phoneList().view().isLoaded);
        QVERIFY(!fixture.panel.phoneList().view().canAdd);
        fixture.panel.phoneList().add();
        QCOMPARE(fixture.page(), PanelPage::PhoneList);
    }

    void isRenamed()
    {
        PanelFixture fixture;
        QVERIFY(reachPhone(fixture, 1, PhoneQuestion::Rename));
        PhonePresenter& phone = fixture.panel.phone();
        QCOMPARE(phone.view().question, PhoneQuestion::Rename);
        phone.rename(QStringLiteral("  "));
        QCOMPARE(phone.view().problem, Problem::NameMissing);
        phone.rename(QString(65, u'x'));
        QCOMPARE(phone.view().problem, Problem::NameTooLong);
        QCOMPARE(PhonePresenter::checkName(QStringLiteral("😀").repeated(64)), Problem::None); // Two units each.
        phone.rename(QStringLiteral(" Ada's phone "));
        QTRY_VERIFY(phone.view().wasRenamed);
        QCOMPARE(phone.view().phone.name, QStringLiteral("Ada's phone"));
        QCOMPARE(phone.view().question, PhoneQuestion::None);
    }

    void refusedNameIsSaid()
    {
        PanelFixture fixture;
        QVERIFY(reachPhone(fixture, 1, PhoneQuestion::Rename));
        fixture.apis.failNext(QStringLiteral("renamePhone"), Error{.code = ErrorCode::InvalidRequest});
        fixture.panel.phone().rename(QStringLiteral("name"));
        QTRY_COMPARE(fixture.panel.phone().view().problem, Problem::NameRefused);
        QCOMPARE(fixture.panel.phone().view().question, PhoneQuestion::Rename);
    }

    void nothingHappensWithoutAYes()
    {
        PanelFixture fixture;
        QVERIFY(reachPhone(fixture, 2));
        PhonePresenter& phone = fixture.panel.phone();
        phone.confirm();
        phone.ask(PhoneQuestion::Remove);
        QCOMPARE(phone.view().question, PhoneQuestion::Remove);
        phone.dismiss();
        phone.confirm();
        QCOMPARE(phone.view().question, PhoneQuestion::None);
        QCOMPARE(fixture.apis.count(QStringLiteral("removePhone")), 0);
    }

    void isRemoved()
    {
        PanelFixture fixture;
        QVERIFY(reachPhone(fixture, 2, PhoneQuestion::Remove));
        QVERIFY(!fixture.panel.phone().view().isLastFactor);
        fixture.panel.phone().confirm();
        QVERIFY(fixture.arrives(PanelPage::PhoneList));
        QTRY_COMPARE(fixture.panel.phoneList().view().phones.size(), 1);
        QCOMPARE(fixture.panel.phoneList().view().notice, PhoneListView::Notice::Removed);
        QCOMPARE(fixture.panel.phoneList().view().noticeName, QStringLiteral("Phone 1"));
    }

    void lastFactorIsNotRemovedButCanBeLost()
    {
        PanelFixture fixture;
        QVERIFY(reachPhone(fixture, 1, PhoneQuestion::Remove));
        PhonePresenter& phone = fixture.panel.phone();
        QVERIFY(phone.view().isLastFactor);
        phone.confirm();
        QTRY_COMPARE(phone.view().problem, Problem::LastFactor);
        QCOMPARE(fixture.page(), PanelPage::Phone);
        phone.ask(PhoneQuestion::Lost);
        phone.confirm();
        QVERIFY(fixture.arrives(PanelPage::PhoneList));
        QTRY_VERIFY(fixture.panel.phoneList().view().isLoaded);
        QCOMPARE(fixture.panel.phoneList().view().notice, PhoneListView::Notice::Lost);
        QVERIFY(fixture.panel.phoneList().view().phones.first().isLost);
        QVERIFY(fixture.panel.phoneList().view().canAdd);
    }

    void noticeIsShownOnce()
    {
        PanelFixture fixture;
        QVERIFY(reachPhone(fixture, 1, PhoneQuestion::Lost));
        fixture.panel.phone().confirm();
        QVERIFY(fixture.arrives(PanelPage::PhoneList));
        fixture.panel.phoneList().back();
        QVERIFY(fixture.openPhones());
        QCOMPARE(fixture.panel.phoneList().view().notice, PhoneListView::Notice::None);
    }

    void lostPhonesStandLast()
    {
        PanelFixture fixture;
        QVERIFY(reachPhone(fixture, 2, PhoneQuestion::Lost));
        fixture.panel.phone().confirm();
        QVERIFY(fixture.arrives(PanelPage::PhoneList));
        QTRY_VERIFY(fixture.panel.phoneList().view().isLoaded);
        QVERIFY(!fixture.panel.phoneList().view().phones.first().isLost);
        QVERIFY(fixture.panel.phoneList().view().phones.last().isLost);
    }

    void removalIsDoneAfterTheStrongProof()
    {
        PanelFixture fixture;
        QVERIFY(reachPhone(fixture, 2, PhoneQuestion::Remove));
        const Phone phone = fixture.panel.phone().view().phone;
        fixture.apis.needsStepUp = true;
        fixture.panel.phone().confirm();
        QVERIFY(fixture.arrives(PanelPage::Code));
        QTRY_VERIFY(!fixture.panel.code().view().choices.isEmpty());
        if (fixture.panel.code().view().state == CodeView::State::Choosing)
            fixture.panel.code().choose(Method::SoftOtp);
        fixture.panel.code().submit(fixture.secret(fixture.apis.codeOfPhone(phone)));
        QVERIFY(fixture.arrives(PanelPage::PhoneList));
        QCOMPARE(fixture.apis.count(QStringLiteral("removePhone")), 2);
        QTRY_COMPARE(fixture.panel.phoneList().view().phones.size(), 1);
    }

    void strongProofNotGivenLeavesTheQuestion()
    {
        PanelFixture fixture;
        QVERIFY(reachPhone(fixture, 2, PhoneQuestion::Remove));
        fixture.apis.needsStepUp = true;
        fixture.panel.phone().confirm();
        QVERIFY(fixture.arrives(PanelPage::Code));
        QTRY_VERIFY(!fixture.panel.code().view().choices.isEmpty());
        fixture.panel.code().back();
        QCOMPARE(fixture.page(), PanelPage::Phone);
        QCOMPARE(fixture.panel.phone().view().question, PhoneQuestion::Remove);
        QCOMPARE(fixture.apis.count(QStringLiteral("removePhone")), 1);
    }

    void phoneGoneMeanwhileIsSaid()
    {
        PanelFixture fixture;
        QVERIFY(reachPhone(fixture, 1, PhoneQuestion::Lost));
        fixture.apis.failNext(QStringLiteral("reportLost"), Error{.code = ErrorCode::NotFound});
        fixture.panel.phone().confirm();
        QTRY_COMPARE(fixture.panel.phone().view().problem, Problem::Gone);
    }

    void lossIsReportedAgainAfterTrouble()
    {
        PanelFixture fixture;
        QVERIFY(reachPhone(fixture, 1, PhoneQuestion::Lost));
        fixture.apis.failNext(QStringLiteral("reportLost"), Error{.code = ErrorCode::Unreachable});
        fixture.panel.phone().confirm();
        QVERIFY(fixture.arrives(PanelPage::Trouble));
        fixture.panel.trouble().retry();
        QVERIFY(fixture.arrives(PanelPage::PhoneList));
        QTRY_VERIFY(fixture.panel.phoneList().view().isLoaded);
        QVERIFY(fixture.panel.phoneList().view().phones.first().isLost);
    }

    void isRenamedOnTheSuccessPage()
    {
        PanelFixture fixture;
        QVERIFY(fixture.signIn() && fixture.openPhones() && fixture.registerPhone());
        RegisteredPresenter& registered = fixture.panel.registered();
        registered.startRenaming();
        QVERIFY(registered.view().isRenaming);
        registered.rename({});
        QCOMPARE(registered.view().problem, Problem::NameMissing);
        registered.rename(QStringLiteral("Work phone"));
        QTRY_VERIFY(!registered.view().isRenaming);
        QCOMPARE(registered.view().phone.name, QStringLiteral("Work phone"));
    }

    void successStandsWithoutACount()
    {
        PanelFixture fixture;
        QVERIFY(fixture.signIn() && fixture.openPhones() && fixture.beginScan() && fixture.isReadyToScan());
        fixture.apis.failNext(QStringLiteral("account"), Error{.code = ErrorCode::Unreachable});
        fixture.panel.scan().submit(fixture.secret(fixture.apis.codeOfRegistration()));
        QVERIFY(fixture.arrives(PanelPage::Registered));
        QTRY_COMPARE(fixture.apis.count(QStringLiteral("account")), 3);
        QCoreApplication::processEvents();
        QCOMPARE(fixture.page(), PanelPage::Registered);
        QVERIFY(!fixture.panel.registered().view().isCounted);
    }
};

QTEST_GUILESS_MAIN(TstPhonePresenter)
#include "tst_phonepresenter.moc"
