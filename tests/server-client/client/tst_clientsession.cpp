#include "base/random.h"
#include "client/clientsession.h"
#include "fakes/fakeclock.h"
#include "futures.h"
#include "protocol/proofofpossession.h"
#include "scriptedserver.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace keydesk;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

Result<QJsonObject> asItIs(const QJsonObject& json)
{
    return json;
}

ApiCall change(const QJsonObject& body = {{u"name"_s, u"x"_s}})
{
    return {.method = "POST", .path = u"/phones"_s, .body = body};
}
ApiCall question()
{
    return {.method = "GET", .path = u"/phones"_s};
}

} // namespace

class TestClientSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void proofHoldsAgainstTheRequest();
    void proofCoversTheTokenAndLeavesOutTheQuery();
    void identityDecidesWhatIsSent();
    void withoutKeyOrTokenNothingIsAsked();
    void pathPrefixOfTheServiceIsKept();
    void errorOfTheServiceKeepsAllItSays();
    void errorsThatAreNotOurs_data();
    void errorsThatAreNotOurs();
    void answersThatCannotBeRead_data();
    void answersThatCannotBeRead();
    void emptyAnswerIsEnoughForAChange();
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
    void invalidTokenIsForgotten();
    void signOutForgetsWithoutWaiting();
    void signOutForgetsWhenNobodyAnswers();
    void signOutEndsThePersonsCalls();
    void signOutWithoutATokenAsksNothing();
    void connectionsAreGivenUpAfterSignOut();
    void sessionMayGoFirst();
    void contextOfErrorsHoldsNoSecret();
    void exchangesAreLoggedWhereWanted();

private:
    QFuture<Result<QJsonObject>> call(ApiCall call) { return m_session->call(std::move(call), asItIs); }

    TestAuthority m_authority;
    QSslConfiguration m_tls;
    SystemRandom m_random;
    FakeClock m_clock;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<ClientSession> m_session;
};

void TestClientSession::initTestCase()
{
    m_tls = serverConfiguration(m_authority.issue({.names = {u"DNS:localhost"_s}}));
}

void TestClientSession::init()
{
    m_server = std::make_unique<ScriptedServer>(m_tls);
    m_server->answerWith({jsonAnswer({{u"ok"_s, true}})});
    m_session =
        std::make_unique<ClientSession>(ServiceAddress{m_server->url(), m_authority.file()}, m_clock, m_random);
    m_session->useKey(SigningKey::generate());
    m_session->adoptToken(share(Secret::copyOf("the-token")));
}

void TestClientSession::cleanup()
{
    m_session.reset();
    m_server.reset();
    m_clock.set(FakeClock::start);
}

void TestClientSession::proofHoldsAgainstTheRequest()
{
    const auto future = call(change());
    WAIT_FOR(future);
    QVERIFY(future.result());
    const SeenRequest& seen = m_server->seen().first();
    QCOMPARE(seen.target, QByteArray("/api/v1/phones"));
    QCOMPARE(seen.headers.value("authorization"), QByteArray("DPoP the-token"));
    QCOMPARE(seen.headers.value("idempotency-key").size(), 22);
    QCOMPARE(seen.json()[u"name"_s].toString(), u"x"_s);
    const auto proof =
        checkProof(seen.headers.value("dpop"), {.httpMethod = "POST",
                                                .url = QUrl(m_server->url().toString() % u"/api/v1/phones"_s),
                                                .accessToken = "the-token",
                                                .now = m_clock.now()});
    QVERIFY2(proof, proof ? "" : qPrintable(proof.error().context));
    QCOMPARE(proof->thumbprint, m_session->key()->publicKey().thumbprint());
}

void TestClientSession::proofCoversTheTokenAndLeavesOutTheQuery()
{
    const auto future = call({.method = "GET", .path = u"/audit?after=5&limit=7"_s});
    WAIT_FOR(future);
    const SeenRequest& seen = m_server->seen().first();
    QCOMPARE(seen.target, QByteArray("/api/v1/audit?after=5&limit=7"));
    QVERIFY(!seen.headers.contains("idempotency-key"));
    const QByteArray claims =
        QByteArray::fromBase64(seen.headers.value("dpop").split('.')[1], QByteArray::Base64UrlEncoding);
    QVERIFY(QJsonDocument::fromJson(claims).object()[u"htu"_s].toString().endsWith(u"/api/v1/audit"_s));
    QVERIFY(checkProof(seen.headers.value("dpop"),
                       {"GET", QUrl(m_server->url().toString() % u"/api/v1/audit"_s), "the-token", m_clock.now()}));
    QVERIFY(!checkProof(seen.headers.value("dpop"),
                        {"GET", QUrl(m_server->url().toString() % u"/api/v1/audit"_s), "another", m_clock.now()}));
}

void TestClientSession::identityDecidesWhatIsSent()
{
    using Identity = ApiCall::Identity;
    const auto headersOf = [this](Identity identity) {
        const auto future = call({.method = "GET", .path = u"/info"_s, .identity = identity});
        return waitFor(future) ? m_server->seen().last().headers : QHash<QByteArray, QByteArray>();
    };
    const auto none = headersOf(Identity::None);
    QVERIFY(!none.isEmpty() && !none.contains("dpop") && !none.contains("authorization"));
    const auto installation = headersOf(Identity::Installation);
    QVERIFY(installation.contains("dpop") && !installation.contains("authorization"));
    const auto any = headersOf(Identity::PersonIfAny);
    QVERIFY(any.contains("dpop") && any.contains("authorization"));
    m_session->adoptToken(nullptr);
    const auto nobody = headersOf(Identity::PersonIfAny);
    QVERIFY(nobody.contains("dpop") && !nobody.contains("authorization"));
}

void TestClientSession::withoutKeyOrTokenNothingIsAsked()
{
    m_session->adoptToken(nullptr);
    const auto withoutToken = call(change());
    WAIT_FOR(withoutToken);
    QCOMPARE(withoutToken.result().error().code, ErrorCode::TokenInvalid);
    m_session->useKey(std::nullopt);
    const auto withoutKey = call({.method = "GET", .path = u"/x"_s, .identity = ApiCall::Identity::Installation});
    WAIT_FOR(withoutKey);
    QCOMPARE(withoutKey.result().error().code, ErrorCode::InstallationUnknown);
    QVERIFY(m_server->seen().isEmpty());
}

void TestClientSession::pathPrefixOfTheServiceIsKept()
{
    for (const char* prefix : {"/panel", "/panel/"}) {
        QUrl url = m_server->url();
        url.setPath(QString::fromLatin1(prefix));
        ClientSession session({url, m_authority.file()}, m_clock, m_random);
        const auto future =
            session.call({.method = "GET", .path = u"/users/a%2Fb"_s, .identity = ApiCall::Identity::None}, asItIs);
        WAIT_FOR(future);
        QCOMPARE(m_server->seen().last().target, QByteArray("/panel/api/v1/users/a%2Fb"));
    }
}

void TestClientSession::errorOfTheServiceKeepsAllItSays()
{
    m_server->answerWith({errorAnswer("code_refused", 422, {{u"triesLeft"_s, 3}}, "Retry-After: 20\r\n")});
    const auto future = call(change());
    WAIT_FOR(future);
    const Error error = future.result().error();
    QCOMPARE(error.code, ErrorCode::CodeRefused);
    QCOMPARE(error.details[u"triesLeft"_s].toInt(), 3);
    QCOMPARE(error.requestId, u"request-1"_s);
    QCOMPARE(error.retryAfter, 20s);
    QCOMPARE(m_server->seen().size(), 1);
}

void TestClientSession::errorsThatAreNotOurs_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::newRow("proxy without a service") << 503 << "unavailable";
    QTest::newRow("proxy with a broken service") << 502 << "unavailable";
    QTest::newRow("proxy that waited") << 504 << "unavailable";
    QTest::newRow("proxy that limits") << 429 << "rate_limited";
    QTest::newRow("proxy with a size limit") << 413 << "too_large";
    QTest::newRow("something else") << 404 << "protocol_mismatch";
    QTest::newRow("redirect") << 302 << "protocol_mismatch";
}

void TestClientSession::errorsThatAreNotOurs()
{
    QFETCH(int, status);
    QFETCH(QString, code);
    m_server->answerWith({{.bytes = "HTTP/1.1 " + QByteArray::number(status) +
                                    " X\r\nContent-Type: text/html\r\nContent-Length: 4\r\nX-Request-Id: "
                                    "r-9\r\nRetry-After: 7\r\n\r\n<p/>"}});
    const auto future = call(change());
    WAIT_FOR(future);
    QCOMPARE(codeName(future.result().error().code), code);
    QCOMPARE(future.result().error().requestId, u"r-9"_s);
    QCOMPARE(future.result().error().retryAfter, 7s);
}

void TestClientSession::answersThatCannotBeRead_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("page") << QByteArray("text/html") << QByteArray("<html></html>");
    QTest::newRow("JSON under another name") << QByteArray("text/plain") << QByteArray("{}");
    QTest::newRow("no type") << QByteArray() << QByteArray("{}");
    QTest::newRow("list") << QByteArray("application/json") << QByteArray("[]");
    QTest::newRow("cut") << QByteArray("application/json") << QByteArray("{\"a\":");
    QTest::newRow("bad UTF-8") << QByteArray("application/json") << QByteArray("{\"a\":\"\xff\"}");
    QTest::newRow("deep") << QByteArray("application/json") << QByteArray("{\"a\":") + QByteArray(100'000, '[');
    QTest::newRow("empty") << QByteArray("application/json") << QByteArray();
    QTest::newRow("another value") << QByteArray("application/json") << QByteArray("{\"a\":1}");
}

void TestClientSession::answersThatCannotBeRead()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    const QByteArray typeHeader = type.isEmpty() ? QByteArray() : QByteArray("Content-Type: " + type + "\r\n");
    m_server->answerWith({{.bytes = "HTTP/1.1 200 OK\r\n" + typeHeader +
                                    "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body}});
    const auto future = m_session->call(question(), [](const QJsonObject& json) -> Result<QString> {
        if (!json.contains(u"expected"_s))
            return Error{
                .code = ErrorCode::InvalidRequest, .context = u"x"_s, .details = {{u"field"_s, u"expected"_s}}};
        return json[u"expected"_s].toString();
    });
    WAIT_FOR(future);
    QCOMPARE(future.result().error().code, ErrorCode::ProtocolMismatch);
}

void TestClientSession::emptyAnswerIsEnoughForAChange()
{
    for (const char* answer : {"HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"}) {
        m_server->answerWith({{.bytes = answer}});
        const auto future = m_session->callForNothing({.method = "DELETE", .path = u"/phones/1"_s});
        WAIT_FOR(future);
        QVERIFY(future.result());
    }
}

void TestClientSession::lostAnswerIsAskedForAgain()
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

void TestClientSession::answerLostTwiceIsUnreachable()
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

void TestClientSession::firstTryThatStillRunsIsWaitedFor()
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

void TestClientSession::busyServiceIsReportedAtOnce()
{
    m_server->answerWith({errorAnswer("busy", 503, {}, "Retry-After: 1\r\n")});
    const auto future = call(change());
    WAIT_FOR(future);
    QCOMPARE(future.result().error().code, ErrorCode::Busy);
    QCOMPARE(future.result().error().retryAfter, 1s);
    QCOMPARE(m_server->seen().size(), 1);
}

void TestClientSession::sameChangeAfterATimeOutKeepsItsKey()
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

void TestClientSession::refusedChangeGetsANewKey()
{
    m_server->answerWith({errorAnswer("code_refused", 422)});
    for (int i = 0; i < 2; ++i) {
        const auto future = call(change());
        WAIT_FOR(future);
    }
    QVERIFY(m_server->seen()[0].headers.value("idempotency-key") !=
            m_server->seen()[1].headers.value("idempotency-key"));
}

void TestClientSession::wrongClockIsCorrectedOnce()
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

void TestClientSession::clockThatStaysWrongIsReported()
{
    m_server->answerWith({errorAnswer("clock_wrong", 401, {{u"serviceTime"_s, qint64(1'700'000'000'000)}})});
    const auto future = call(change());
    WAIT_FOR(future);
    QCOMPARE(future.result().error().code, ErrorCode::ClockWrong);
    QCOMPARE(future.result().error().details[u"serviceTime"_s].toInteger(), qint64(1'700'000'000'000));
    QCOMPARE(m_server->seen().size(), 2);
}

void TestClientSession::clockErrorWithoutATimeIsReported()
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

void TestClientSession::replayedProofIsMadeAgainOnce()
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

void TestClientSession::deadlineCoversAllTries()
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

void TestClientSession::cancelEndsTheCall()
{
    m_server->answerWith({silence()});
    auto future = call(change());
    QTRY_COMPARE(m_server->seen().size(), 1);
    future.cancel();
    QVERIFY(waitFor(future));
    QCOMPARE(future.resultCount(), 0);
    QTRY_COMPARE(m_server->disconnections(), 1);
}

void TestClientSession::cancelBeforeTheStartSendsNothing()
{
    auto cancelled = call(change());
    cancelled.cancel();
    QVERIFY(waitFor(cancelled));
    const auto next = call(question());
    WAIT_FOR(next);
    QCOMPARE(m_server->seen().size(), 1);
    QCOMPARE(m_server->seen()[0].method, QByteArray("GET"));
}

void TestClientSession::invalidTokenIsForgotten()
{
    m_server->answerWith({errorAnswer("token_invalid", 401)});
    const auto future = call(change());
    WAIT_FOR(future);
    QCOMPARE(future.result().error().code, ErrorCode::TokenInvalid);
    QVERIFY(!m_session->isSignedIn());
}

void TestClientSession::signOutForgetsWithoutWaiting()
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

void TestClientSession::signOutForgetsWhenNobodyAnswers()
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

void TestClientSession::signOutEndsThePersonsCalls()
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

void TestClientSession::signOutWithoutATokenAsksNothing()
{
    m_session->adoptToken(nullptr);
    const auto future = m_session->signOut();
    WAIT_FOR(future);
    QVERIFY(future.result());
    QVERIFY(m_server->seen().isEmpty());
}

void TestClientSession::connectionsAreGivenUpAfterSignOut()
{
    const auto first = call(question());
    WAIT_FOR(first);
    QCOMPARE(m_server->disconnections(), 0);
    const auto out = m_session->signOut();
    WAIT_FOR(out);
    QTRY_COMPARE(m_server->disconnections(), m_server->connections());
}

void TestClientSession::sessionMayGoFirst()
{
    m_server->answerWith({silence()});
    const auto future = call(change());
    QTRY_COMPARE(m_server->seen().size(), 1);
    m_session.reset();
    WAIT_FOR(future);
    QCOMPARE(future.result().error().code, ErrorCode::Cancelled);
    QTRY_COMPARE(m_server->disconnections(), 1);
}

void TestClientSession::contextOfErrorsHoldsNoSecret()
{
    m_server->answerWith({errorAnswer("internal", 500), hangUp()});
    for (int i = 0; i < 2; ++i) {
        const auto future = call(change({{u"answer"_s, u"my-password"_s}}));
        WAIT_FOR(future);
        const QString context = future.result().error().context;
        QVERIFY(!context.isEmpty());
        QVERIFY(!context.contains(u"my-password"_s));
        QVERIFY(!context.contains(u"the-token"_s));
    }
}

void TestClientSession::exchangesAreLoggedWhereWanted()
{
#ifdef NDEBUG
    QSKIP("a release build does not log exchanges");
#endif
    QTemporaryDir folder;
    qputenv("KEYDESK_EXCHANGE_LOG", folder.path().toUtf8());
    const auto future = call(change());
    WAIT_FOR(future);
    qunsetenv("KEYDESK_EXCHANGE_LOG");
    const QStringList files = QDir(folder.path()).entryList(QDir::Files);
    QCOMPARE(files.size(), 1);
    QFile file(folder.filePath(files[0]));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArrayList lines = file.readAll().split('\n');
    QCOMPARE(lines.size(), 2);
    const QJsonObject line = QJsonDocument::fromJson(lines[0]).object();
    QCOMPARE(line[u"method"_s].toString(), u"POST"_s);
    QCOMPARE(line[u"path"_s].toString(), u"/phones"_s);
    QCOMPARE(line[u"status"_s].toInt(), 200);
    QCOMPARE(line[u"body"_s].toObject()[u"name"_s].toString(), u"x"_s);
    QCOMPARE(line[u"answer"_s].toObject()[u"ok"_s].toBool(), true);
}

QTEST_GUILESS_MAIN(TestClientSession)
#include "tst_clientsession.moc"
