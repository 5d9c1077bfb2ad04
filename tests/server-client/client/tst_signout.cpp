#include "client/phoneclient.h"
#include "client/signinclient.h"
#include "sessiontest.h"

#include <QElapsedTimer>
#include <algorithm>

using namespace keydesk;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestSignOut : public SessionTest
{
    Q_OBJECT

private Q_SLOTS:
    void invalidTokenIsForgotten();
    void signOutForgetsWithoutWaiting();
    void signOutForgetsWhenNobodyAnswers();
    void signOutEndsThePersonsCalls();
    void whatIsGivenUpGoesFirst();
    void whatIsGivenUpHoldsASignOutForASecondOnly();
    void cancellingASignOutStopsTheWaitingAlone();
    void signOutWithoutATokenAsksNothing();
    void connectionsAreGivenUpAfterSignOut();
};

void TestSignOut::invalidTokenIsForgotten()
{
    m_server->answerWith({errorAnswer("token_invalid", 401)});
    const auto future = call(change());
    WAIT_FOR(future);
    QCOMPARE(future.result().error().code, ErrorCode::TokenInvalid);
    QVERIFY(!m_session->isSignedIn());
}

void TestSignOut::signOutForgetsWithoutWaiting()
{
    m_server->answerWith({{.bytes = "HTTP/1.1 204 No Content\r\n\r\n"}});
    const auto future = m_session->signOut();
    QVERIFY(!m_session->isSignedIn());
    WAIT_FOR(future);
    QVERIFY(future.result());
    QCOMPARE(m_server->seen().size(), 1);
    const SeenRequest& seen = m_server->seen()[0];
    QCOMPARE(seen.method, QByteArray("DELETE"));
    QCOMPARE(seen.target, QByteArray("/api/v1/tokens/current"));
    QCOMPARE(seen.headers.value("authorization"), QByteArray("DPoP the-token"));
}

void TestSignOut::signOutForgetsWhenNobodyAnswers()
{
    m_server->answerWith({silence()});
    m_session->setDeadline(300ms);
    const auto future = m_session->signOut();
    WAIT_FOR(future);
    QCOMPARE(future.result().error().code, ErrorCode::TimedOut);
    QVERIFY(!m_session->isSignedIn());
    const auto next = call(question());
    WAIT_FOR(next);
    QCOMPARE(next.result().error().code, ErrorCode::TokenInvalid);
}

void TestSignOut::signOutEndsThePersonsCalls()
{
    m_server->setScript(
        [](const SeenRequest& request) { return request.method == "DELETE" ? jsonAnswer({}) : silence(); });
    const auto pending = call(change());
    QTRY_COMPARE(m_server->seen().size(), 1);
    const auto out = m_session->signOut();
    WAIT_FOR(pending);
    QCOMPARE(pending.result().error().code, ErrorCode::Cancelled);
    WAIT_FOR(out);
    QVERIFY(out.result());
}

void TestSignOut::whatIsGivenUpGoesFirst()
{
    m_server->setScript([](const SeenRequest& request) {
        return request.method == "DELETE" ? ScriptedAnswer{"HTTP/1.1 204 No Content\r\n\r\n"} : silence();
    });
    PhoneClient phones(*m_session);
    SignInClient signIn(*m_session);
    const auto aborted = call(change());
    const auto registration = phones.cancelRegistration({u"ph-1"_s});
    const auto stepUp = signIn.cancelSignIn({u"c-1"_s});
    const auto out = signIn.signOut();
    QVERIFY(!m_session->isSignedIn());
    WAIT_FOR(out);
    QVERIFY(out.result());
    QVERIFY(registration.isFinished() && registration.result());
    QVERIFY(stepUp.isFinished() && stepUp.result());
    QVERIFY(aborted.isFinished() && !aborted.result());
    QByteArrayList targets;
    for (const SeenRequest& seen : m_server->seen()) {
        targets.append(seen.target);
        QCOMPARE(seen.headers.value("authorization"), QByteArray("DPoP the-token"));
    }
    QCOMPARE(targets.takeLast(), QByteArray("/api/v1/tokens/current"));
    std::sort(targets.begin(), targets.end());
    QCOMPARE(targets, (QByteArrayList{"/api/v1/phones/ph-1/registration", "/api/v1/sign-ins/c-1"}));
}

void TestSignOut::whatIsGivenUpHoldsASignOutForASecondOnly()
{
    m_server->setScript([](const SeenRequest& request) {
        return request.target.endsWith("/tokens/current") ? jsonAnswer({}) : silence();
    });
    const auto registration = PhoneClient(*m_session).cancelRegistration({u"ph-1"_s});
    QElapsedTimer timer;
    timer.start();
    const auto out = m_session->signOut();
    WAIT_FOR(out);
    QVERIFY(out.result());
    QVERIFY2(timer.elapsed() < m_session->deadline().count(), qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(registration.result().error().code, ErrorCode::Cancelled);
    QTRY_COMPARE(m_server->disconnections(), m_server->connections());
}

void TestSignOut::cancellingASignOutStopsTheWaitingAlone()
{
    (void)PhoneClient(*m_session).cancelRegistration({u"ph-1"_s});
    m_session->signOut().cancel();
    QTRY_COMPARE(m_server->seen().size(), 2);
    QCOMPARE(m_server->seen()[1].target, QByteArray("/api/v1/tokens/current"));
    QTRY_COMPARE(m_server->disconnections(), m_server->connections());
}

void TestSignOut::signOutWithoutATokenAsksNothing()
{
    m_session->adoptToken(nullptr);
    const auto future = m_session->signOut();
    WAIT_FOR(future);
    QVERIFY(future.result());
    QVERIFY(m_server->seen().isEmpty());
}

void TestSignOut::connectionsAreGivenUpAfterSignOut()
{
    const auto first = call(question());
    WAIT_FOR(first);
    QCOMPARE(m_server->disconnections(), 0);
    const auto out = m_session->signOut();
    WAIT_FOR(out);
    QTRY_COMPARE(m_server->disconnections(), m_server->connections());
}

QTEST_GUILESS_MAIN(TestSignOut)
#include "tst_signout.moc"
