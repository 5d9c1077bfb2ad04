#include "servicestand.h"

#include "base/digest.h"
#include "base/onetimepassword.h"
#include "protocol/wire.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

/// Written by requests that are refused, too.
const QStringList passingTables{u"proof_uses"_s, u"idempotency"_s, u"sign_in_limits"_s};
const QStringList passingColumns{u"last_seen"_s, u"last_used"_s, u"attempts"_s, u"due"_s, u"problem"_s};

void require(const ClientAnswer& answer, int status, const char* what)
{
    if (answer.status != status)
        qFatal("%s: %d %s", what, answer.status, answer.body.constData());
}

QStringList names(Transaction& transaction, TestDatabase::Engine engine)
{
    const QString sql =
        engine == TestDatabase::Engine::Sqlite
            ? u"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"_s
            : u"SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() ORDER BY table_name"_s;
    QStringList tables;
    for (const Row& row : transaction.all(sql))
        tables.append(row.text(0));
    return tables;
}

QStringList columnsOf(Transaction& transaction, TestDatabase::Engine engine, const QString& table)
{
    const QString sql =
        engine == TestDatabase::Engine::Sqlite
            ? u"SELECT name FROM pragma_table_info(?) ORDER BY cid"_s
            : u"SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() "
              "AND table_name = ? ORDER BY ordinal_position"_s;
    QStringList columns;
    for (const Row& row : transaction.all(sql, {table})) {
        if (!passingColumns.contains(row.text(0)))
            columns.append(row.text(0));
    }
    return columns;
}

} // namespace

ServiceStand::ServiceStand(TestDatabase::Engine engine, const QString& panelUrl, const QStringList& settings)
    : service(engine, panelUrl, settings)
{
    enrol(m_administrator, service.administratorCode().toLatin1());
    for (const char* name : {"ada", "grace", "alan"}) {
        QJsonObject user =
            object(R"({"role": "user", "locale": "en", "password": "correct horse", "groups": ["engineering"]})");
        user[u"userName"_s] = QLatin1StringView(name);
        user[u"displayName"_s] = QLatin1StringView(name);
        user[u"mail"_s] = QString(QLatin1StringView(name) + u"@example.org"_s);
        require(m_administrator.post("/users", user), 201, "adding a user");
    }
    require(m_administrator.post("/profiles",
                                 object(R"({"name": "Panel", "type": "registration", "factors": [["password"]]})")),
            201, "creating the profile");
}

void ServiceStand::enrol(ServiceClient& client, const QByteArray& code)
{
    require(client.post("/installations/enrolment", {{u"code"_s, QString::fromLatin1(code)}}), 201, "enrolling");
}

ServiceClient& ServiceStand::desk(int number)
{
    if (const auto known = m_desks.find(number); known != m_desks.end())
        return known->second;
    ServiceClient& desk = m_desks.emplace(number, service).first->second;
    const QJsonObject wishes{
        {u"name"_s, u"Desk %1"_s.arg(number)}, {u"place"_s, u"Lobby"_s}, {u"kind"_s, u"desktop"_s}};
    const ClientAnswer code = m_administrator.post("/installations", wishes);
    require(code, 201, "making a code");
    enrol(desk, code.json()[u"code"_s].toString().toLatin1());
    return desk;
}

ServiceClient ServiceStand::signedIn(const QByteArray& userName, int deskNumber)
{
    ServiceClient client(service);
    client.key = desk(deskNumber).key;
    const ClientAnswer begun = client.post("/sign-ins", {{u"userName"_s, QString::fromLatin1(userName)}});
    require(begun, 201, "starting a sign-in");
    const ClientAnswer done = client.post("/sign-ins/" + begun.json()[u"ceremony"_s].toString().toLatin1() + "/answers",
                                          object(R"({"method": "password", "answer": "correct horse"})"));
    require(done, 200, "answering with the password");
    client.token = done.json()[u"accessToken"_s].toString().toLatin1();
    if (client.token.isEmpty())
        qFatal("no token: %s", done.body.constData());
    return client;
}

QByteArray ServiceStand::PhoneAtHand::codeAt(Instant time) const
{
    return hotp(seed.view(), timeStep(time));
}

ServiceStand::PhoneAtHand ServiceStand::registeredPhone(ServiceClient& client)
{
    const ClientAnswer begun = client.post("/phones");
    require(begun, 201, "starting a registration");
    QByteArray seed =
        QByteArray::fromBase64(begun.json()[u"secret"_s].toString().toLatin1(), QByteArray::Base64UrlEncoding);
    PhoneAtHand phone{.id = begun.json()[u"id"_s].toString().toLatin1(), .seed = Secret::take(seed)};
    const QString code = QString::fromLatin1(phone.codeAt(SystemClock().now()));
    require(client.post("/phones/" + phone.id + "/verification", {{u"code"_s, code}}), 200, "verifying a phone");
    return phone;
}

QByteArray ServiceStand::registeredKey(ServiceClient& client, KeyAtHand& key)
{
    const ClientAnswer begun = client.post("/security-keys");
    require(begun, 201, "starting a key's registration");
    const auto creation = wire::credentialCreationFromJson(begun.json());
    if (!creation)
        qFatal("no creation: %s", qPrintable(creation.error().context));
    const ClientAnswer done = client.post("/security-keys/registrations/" + text(begun, u"ceremony"_s),
                                          wire::toJson(wire::NamedCredential{key.create(*creation), {}}));
    require(done, 201, "registering a key");
    return text(done, u"id"_s);
}

ClientAnswer ServiceStand::answerByKey(ServiceClient& client, const ClientAnswer& step, KeyAtHand& key)
{
    const auto read = wire::signInStepFromJson(step.json());
    if (!read || !read->assertion)
        qFatal("no request for a key: %s", step.body.constData());
    const FactorAnswer answer{
        .ceremony = {}, .method = Method::WebAuthn, .answer = answerText(key.answer(*read->assertion))};
    return client.post("/sign-ins/" + text(step, u"ceremony"_s) + "/answers", wire::toJson(answer));
}

ClientAnswer ServiceStand::signInByKey(ServiceClient& client, KeyAtHand& key, const QByteArray& userName)
{
    client.token.clear();
    const bool isNameless = userName.isEmpty();
    const ClientAnswer begun =
        client.post("/sign-ins", isNameless ? object(R"({"method": "webauthn"})")
                                            : QJsonObject{{u"userName"_s, QString::fromLatin1(userName)}});
    require(begun, 201, "starting a sign-in");
    ClientAnswer step = begun;
    if (!isNameless) {
        step = client.post("/sign-ins/" + text(begun, u"ceremony"_s) + "/answers",
                           object(R"({"method": "password", "answer": "correct horse"})"));
        require(step, 200, "answering with the password");
    }
    ClientAnswer done = answerByKey(client, step, key);
    client.token = text(done, u"accessToken"_s);
    return done;
}

void ServiceStand::stepUp(ServiceClient& client, KeyAtHand& key)
{
    const ClientAnswer begun = client.post("/step-ups");
    require(begun, 201, "starting a step-up");
    require(answerByKey(client, begun, key), 200, "answering with the key");
}

Database& ServiceStand::openedDatabase()
{
    if (!m_database)
        m_database = Database::open(service.database()).take();
    return *m_database;
}

QStringList ServiceStand::contents()
{
    const auto engine = service.database().url.startsWith(u"sqlite"_s) ? TestDatabase::Engine::Sqlite
                                                                       : TestDatabase::Engine::Postgresql;
    auto rows = openedDatabase().read([&](Transaction& transaction) -> Result<QStringList> {
        QStringList found;
        for (const QString& table : names(transaction, engine)) {
            if (passingTables.contains(table))
                continue;
            const QStringList columns = columnsOf(transaction, engine, table);
            for (const Row& row : transaction.all(u"SELECT %1 FROM %2"_s.arg(columns.join(u','), table))) {
                QByteArray text;
                for (int i = 0; i < columns.size(); ++i)
                    text += row.isNull(i) ? QByteArray("-") : '=' + row.bytes(i) + '\n';
                found.append(table + u' ' + QString::fromLatin1(digest(Hash::Sha256, text).toHex().first(16)));
            }
        }
        found.sort();
        return found;
    });
    if (!rows)
        qFatal("cannot read the database: %s", qPrintable(rows.error().context));
    return rows.take();
}

qint64 ServiceStand::count(const QString& table)
{
    const auto rows = openedDatabase().read([&](Transaction& transaction) -> Result<qint64> {
        return transaction.first(u"SELECT COUNT(*) FROM "_s + table)->number(0);
    });
    return *rows;
}

QList<QJsonObject> badRequests()
{
    QProcess maker;
    maker.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    maker.start(QStringLiteral(KEYDESK_SOURCE_DIR "/tests/end-to-end/service/bad-requests"), QStringList());
    if (!maker.waitForFinished(60'000) || maker.exitCode() != 0)
        qFatal("bad-requests failed");
    QList<QJsonObject> requests;
    for (const QByteArray& line : maker.readAll().split('\n')) {
        if (!line.isEmpty())
            requests.append(QJsonDocument::fromJson(line).object());
    }
    return requests;
}

QByteArray text(const ClientAnswer& answer, const QString& name)
{
    return answer.json()[name].toString().toLatin1();
}

QJsonObject object(const char* text)
{
    const auto document = QJsonDocument::fromJson(text);
    if (!document.isObject())
        qFatal("not an object: %s", text);
    return document.object();
}

} // namespace keydesk
