#include "presenters/trouble.h"

#include "fakes/fakeclock.h"

#include <QTest>

using namespace keydesk;
using namespace std::chrono_literals;

class TstTrouble : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachCauseHasItsOwnKind_data()
    {
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<Trouble::Kind>("kind");
        QTest::addColumn<bool>("mayRetry");
        QTest::newRow("network") << ErrorCode::Unreachable << Trouble::Kind::Unreachable << true;
        QTest::newRow("time-out") << ErrorCode::TimedOut << Trouble::Kind::TooSlow << true;
        QTest::newRow("certificate") << ErrorCode::CertificateWrong << Trouble::Kind::CertificateWrong << true;
        QTest::newRow("token") << ErrorCode::TokenInvalid << Trouble::Kind::SignInExpired << false;
        QTest::newRow("clock") << ErrorCode::ClockWrong << Trouble::Kind::ClockWrong << true;
        QTest::newRow("busy") << ErrorCode::Busy << Trouble::Kind::Busy << true;
        QTest::newRow("rate") << ErrorCode::RateLimited << Trouble::Kind::Busy << true;
        QTest::newRow("down") << ErrorCode::Unavailable << Trouble::Kind::ServiceDown << true;
        QTest::newRow("version") << ErrorCode::ProtocolMismatch << Trouble::Kind::VersionTooOld << false;
        QTest::newRow("revoked") << ErrorCode::InstallationUnknown << Trouble::Kind::NotEnrolled << false;
        QTest::newRow("key") << ErrorCode::KeyOutOfReach << Trouble::Kind::KeyOutOfReach << true;
        QTest::newRow("closed") << ErrorCode::NoRegistrationProfile << Trouble::Kind::Closed << true;
        QTest::newRow("role") << ErrorCode::Forbidden << Trouble::Kind::NotAllowed << false;
        QTest::newRow("defect") << ErrorCode::Internal << Trouble::Kind::Fault << true;
    }
    void eachCauseHasItsOwnKind()
    {
        QFETCH(ErrorCode, code);
        QFETCH(Trouble::Kind, kind);
        QFETCH(bool, mayRetry);
        Error error;
        error.code = code;
        error.requestId = QStringLiteral("r-1");
        error.retryAfter = 7s;
        const Trouble trouble = troubleFrom(error, FakeClock::start);
        QCOMPARE(trouble.kind, kind);
        QCOMPARE(trouble.requestId, QStringLiteral("r-1"));
        QCOMPARE(trouble.retryIn, 7s);
        QCOMPARE(canRetry(kind), mayRetry);
    }

    void clockOffsetIsThisComputersMinusTheServices()
    {
        Error error;
        error.code = ErrorCode::ClockWrong;
        error.details = {{QStringLiteral("serviceTime"), toMilliseconds(FakeClock::start + 200s)}};
        QCOMPARE(troubleFrom(error, FakeClock::start).clockOffset, -200s);
    }
};

QTEST_GUILESS_MAIN(TstTrouble)
#include "tst_trouble.moc"
