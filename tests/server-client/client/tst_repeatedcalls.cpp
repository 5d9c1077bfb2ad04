#include "protocol/proofofpossession.h"
#include "sessiontest.h"

using namespace keydesk;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestRepeatedCalls : public SessionTest
{
    Q_OBJECT

private Q_SLOTS:
    void lostAnswerIsAskedForAgain();
    void answerLostTwiceIsUnreachable();
    void firstTryThatStillRunsIsWaitedFor();
    void busyServiceIsReportedAtOnce();
    void sameChangeAfterATimeOutKeepsItsKey();
    void refusedChangeGetsANewKey();
    void wrongClockIsCorrectedOnce();
    void clockThatStaysWrongIsReported();
    void clockErrorWithoutATimeIsReported();
    void replayedProofIsMadeAgainOnce();
    void deadlineCoversAllTries();
    void cancelEndsTheCall();
    void cancelBeforeTheStartSendsNothing();
};

void TestRepeatedCalls::lostAnswerIsAskedForAgain()
{
    // Qt itself may send the very same bytes again, with the same proof; what is tested is the try after that.
    m_server->setScript([this](const SeenRequest& request) {
        const bool isSameProof = request.headers.value("dpop") == m_server->seen()[0].headers.value("dpop");
        return isSameProof ? hangUp() : jsonAnswer({{u"ok"_s, true}});
    });
    const auto future = call(change());
    WAIT_FOR(future);
    QVERIFY(future.result());
    const SeenRequest& first = m_server->seen().first();
    const SeenRequest& last = m_server->seen().last();
    QVERIFY(last.headers.value("dpop") != first.headers.value("dpop"));
    QCOMPARE(last.headers.value("idempotency-key"), first.headers.value("idempotency-key"));
    QCOMPARE(last.headers.value("authorization"), first.headers.value("authorization"));
    QCOMPARE(last.body, first.body);
    QVERIFY(!first.body.isEmpty());
}

void TestRepeatedCalls::answerLostTwiceIsUnreachable()
{
    m_server->answerWith({hangUp()});
    const auto future = call(change());
    WAIT_FOR(future);
    QCOMPARE(future.result().error().code, ErrorCode::Unreachable);
    QSet<QByteArray> proofs;
    for (const SeenRequest& seen : m_server->seen()) {
        proofs.insert(seen.headers.value("dpop"));
        QCOMPARE(seen.headers.value("idempotency-key"), m_server->seen()[0].headers.value("idempotency-key"));
    }
    QCOMPARE(proofs.size(), 2);
}

void TestRepeatedCalls::firstTryThatStillRunsIsWaitedFor()
{
    QSet<QByteArray> proofs;
    m_server->setScript([&proofs](const SeenRequest& request) {
        proofs.insert(request.headers.value("dpop"));
        if (proofs.size() == 1)
            return hangUp();
        return proofs.size() == 2 ? errorAnswer("busy", 503, {}, "Retry-After: 1\r\n") : jsonAnswer({{u"ok"_s, true}});
    });
    const auto future = call(change());
    WAIT_FOR(future);
    QVERIFY(future.result());
    QCOMPARE(proofs.size(), 3);
    QCOMPARE(m_server->seen().last().headers.value("idempotency-key"),
             m_server->seen().first().headers.value("idempotency-key"));
}

void TestRepeatedCalls::busyServiceIsReportedAtOnce()
{
    m_server->answerWith({errorAnswer("busy", 503, {}, "Retry-After: 1\r\n")});
    const auto future = call(change());
    WAIT_FOR(future);
    QCOMPARE(future.result().error().code, ErrorCode::Busy);
    QCOMPARE(future.result().error().retryAfter, 1s);
    QCOMPARE(m_server->seen().size(), 1);
}

void TestRepeatedCalls::sameChangeAfterATimeOutKeepsItsKey()
{
    m_server->answerWith({silence(), jsonAnswer({})});
    m_session->setDeadline(300ms);
    const auto first = call(change());
    WAIT_FOR(first);
    QCOMPARE(first.result().error().code, ErrorCode::TimedOut);
    m_session->setDeadline(10s);
    const auto second = call(change());
    WAIT_FOR(second);
    QVERIFY(second.result());
    const auto third = call(change());
    WAIT_FOR(third);
    QCOMPARE(m_server->seen().size(), 3);
    const auto key = [this](int index) { return m_server->seen()[index].headers.value("idempotency-key"); };
    QCOMPARE(key(1), key(0));
    QVERIFY(key(2) != key(0)); // The second was answered: the third is another action.
}

void TestRepeatedCalls::refusedChangeGetsANewKey()
{
    m_server->answerWith({errorAnswer("code_refused", 422)});
    for (int i = 0; i < 2; ++i) {
        const auto future = call(change());
        WAIT_FOR(future);
    }
    QVERIFY(m_server->seen()[0].headers.value("idempotency-key") !=
            m_server->seen()[1].headers.value("idempotency-key"));
}

void TestRepeatedCalls::wrongClockIsCorrectedOnce()
{
    const Instant serviceTime = m_clock.now() + 1h;
    m_server->setScript([&](const SeenRequest& request) {
        const auto proof =
            checkProof(request.headers.value("dpop"),
                       {"POST", QUrl(m_server->url().toString() % u"/api/v1/phones"_s), "the-token", serviceTime});
        if (proof)
            return jsonAnswer({});
        return errorAnswer(codeName(proof.error().code).toLatin1().constData(), 401, proof.error().details);
    });
    const auto first = call(change());
    WAIT_FOR(first);
    QVERIFY(first.result());
    QCOMPARE(m_session->clockOffset(), std::chrono::milliseconds(-1h));
    QCOMPARE(m_server->seen().size(), 2);
    QCOMPARE(m_server->seen()[0].headers.value("idempotency-key"),
             m_server->seen()[1].headers.value("idempotency-key"));
    const auto second = call(change());
    WAIT_FOR(second);
    QVERIFY(second.result());
    QCOMPARE(m_server->seen().size(), 3); // Right from the start.
}

void TestRepeatedCalls::clockThatStaysWrongIsReported()
{
    m_server->answerWith({errorAnswer("clock_wrong", 401, {{u"serviceTime"_s, qint64(1'700'000'000'000)}})});
    const auto future = call(change());
    WAIT_FOR(future);
    QCOMPARE(future.result().error().code, ErrorCode::ClockWrong);
    QCOMPARE(future.result().error().details[u"serviceTime"_s].toInteger(), qint64(1'700'000'000'000));
    QCOMPARE(m_server->seen().size(), 2);
}

void TestRepeatedCalls::clockErrorWithoutATimeIsReported()
{
    for (const QJsonValue& time :
         {QJsonValue(QJsonValue::Undefined), QJsonValue(u"now"_s), QJsonValue(-5), QJsonValue(1e300)}) {
        m_server->answerWith({errorAnswer("clock_wrong", 401, {{u"serviceTime"_s, time}})});
        const auto future = call(change());
        WAIT_FOR(future);
        QCOMPARE(future.result().error().code, ErrorCode::ClockWrong);
    }
    QCOMPARE(m_server->seen().size(), 4);
    QCOMPARE(m_session->clockOffset(), 0ms);
}

void TestRepeatedCalls::replayedProofIsMadeAgainOnce()
{
    m_server->answerWith({errorAnswer("proof_invalid", 401), jsonAnswer({})});
    const auto future = call(change());
    WAIT_FOR(future);
    QVERIFY(future.result());
    QCOMPARE(m_server->seen().size(), 2);
    m_server->answerWith({errorAnswer("proof_invalid", 401)});
    const auto again = call(change());
    WAIT_FOR(again);
    QCOMPARE(again.result().error().code, ErrorCode::ProofInvalid);
    QCOMPARE(m_server->seen().size(), 4);
}

void TestRepeatedCalls::deadlineCoversAllTries()
{
    m_server->setScript([this](const SeenRequest& request) {
        const bool isSameProof = request.headers.value("dpop") == m_server->seen()[0].headers.value("dpop");
        return isSameProof ? hangUp() : silence();
    });
    m_session->setDeadline(1s);
    const auto future = call(change());
    WAIT_FOR(future);
    QCOMPARE(future.result().error().code, ErrorCode::TimedOut);
    QVERIFY(m_server->seen().last().headers.value("dpop") != m_server->seen().first().headers.value("dpop"));
}

void TestRepeatedCalls::cancelEndsTheCall()
{
    m_server->answerWith({silence()});
    auto future = call(change());
    QTRY_COMPARE(m_server->seen().size(), 1);
    future.cancel();
    QVERIFY(waitFor(future));
    QCOMPARE(future.resultCount(), 0);
    QTRY_COMPARE(m_server->disconnections(), 1);
}

void TestRepeatedCalls::cancelBeforeTheStartSendsNothing()
{
    auto cancelled = call(change());
    cancelled.cancel();
    QVERIFY(waitFor(cancelled));
    const auto next = call(question());
    WAIT_FOR(next);
    QCOMPARE(m_server->seen().size(), 1);
    QCOMPARE(m_server->seen()[0].method, QByteArray("GET"));
}

QTEST_GUILESS_MAIN(TestRepeatedCalls)
#include "tst_repeatedcalls.moc"
