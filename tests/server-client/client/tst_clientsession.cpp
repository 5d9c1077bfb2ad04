#include "protocol/proofofpossession.h"
#include "sessiontest.h"

#include <QDir>
#include <QJsonDocument>

using namespace keydesk;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestClientSession : public SessionTest
{
    Q_OBJECT

private Q_SLOTS:
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
    void sessionMayGoFirst();
    void contextOfErrorsHoldsNoSecret();
    void exchangesAreLoggedWhereWanted();
};

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
