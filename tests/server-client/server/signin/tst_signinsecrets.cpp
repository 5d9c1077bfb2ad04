#include "signinstand.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <algorithm>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Table
{
    QString name;
    QString columns;
};

const QList<Table> tables{
    {u"users"_s, u"id, user_name, display_name, mail, mobile, locale, role, password_hash, user_handle"_s},
    {u"ceremonies"_s, u"id, kind, state, installation_id, user_name, user_id, token_id, factors, locale"_s},
    {u"ceremony_proofs"_s, u"ceremony_id, method, credential_id"_s},
    {u"sent_codes"_s, u"ceremony_id, method, code_mac, previous_mac"_s},
    {u"access_tokens"_s, u"id, token_hash, ceremony_id, user_id, installation_id, key_thumbprint"_s},
    {u"access_token_proofs"_s, u"token_id, ceremony_id, method, credential_id"_s},
    {u"sign_in_limits"_s, u"bucket"_s},
    {u"outbox"_s, u"id, channel, user_id, state, problem, payload"_s},
    {u"audit_record"_s, u"event, actor, subject, installation, address, request_id, details, hash"_s},
};

/// Everything that the tables hold, as somebody sees it who reads the database, and SQLite's files as they lie on the
/// disk.
QByteArray contentsOf(SignInStand& stand)
{
    QByteArray contents;
    for (const Table& table : tables) {
        const auto rows = stand.store().read([&](Transaction& transaction) -> Result<QList<Row>> {
            return transaction.all(u"SELECT "_s + table.columns + u" FROM "_s + table.name);
        });
        for (const Row& row : *rows)
            for (int column = 0; column <= table.columns.count(u','); ++column)
                contents += row.bytes(column) + '\n';
    }
    if (stand.database.engine() == TestDatabase::Engine::Sqlite) {
        const QFileInfo main(stand.database.file());
        const auto files = main.dir().entryInfoList({main.fileName() + u"*"_s});
        for (const QFileInfo& info : files) {
            QFile file(info.filePath());
            if (file.open(QIODevice::ReadOnly))
                contents += file.readAll() + '\n';
        }
    }
    return contents;
}

bool holds(const QByteArray& contents, const QByteArray& secret)
{
    const QString text = QString::fromUtf8(secret);
    const QByteArray utf16(reinterpret_cast<const char*>(text.utf16()), text.size() * 2);
    return contents.contains(secret) || contents.contains(utf16) || contents.contains(secret.toHex()) ||
           contents.contains(secret.toBase64(QByteArray::OmitTrailingEquals));
}

class ZeroRandom final : public Random
{
public:
    void fill(std::span<std::byte> bytes) override { std::ranges::fill(bytes, std::byte{0}); }
};

/// Six digits also occur by chance in longer numbers.
bool holdsCode(const QByteArray& contents, const QByteArray& code)
{
    const QRegularExpression alone(u"(?<![0-9])%1(?![0-9])"_s.arg(QString::fromLatin1(code)));
    return alone.match(QString::fromLatin1(contents)).hasMatch();
}

} // namespace

/// Whoever reads the database learns no password, code or token.
class SignInSecretsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void theDatabaseHoldsNoSecretInClear()
    {
        SignInStand stand;
        stand.addProfile({{Method::Password}, {Method::MailCode}, {Method::SmsCode}});
        stand.addUser(u"ada"_s);
        const SignInStep first = stand.start(u"ada"_s)->step;
        QVERIFY(!stand.answer(first, Method::Password, "a wrong guess of mine"));
        const SignInStep second = stand.answer(first, Method::Password, SignInStand::rightPassword())->step;
        const QByteArray mailCode = stand.newCode();
        QVERIFY(!holdsCode(contentsOf(stand), mailCode)); // while it waits
        const SignInStep third = stand.answer(second, Method::MailCode, mailCode)->step;
        const QByteArray smsCode = stand.newCode();
        const auto finished = stand.answer(third, Method::SmsCode, smsCode);
        QVERIFY(finished && finished->step.isDone);
        QVERIFY(stand.authenticate(stand.kiosk, *finished));
        const QByteArray token = finished->accessToken->view().toByteArray();

        const QByteArray contents = contentsOf(stand);
        QVERIFY(contents.contains("ada@example.org")); // The search works.
        QVERIFY(holdsCode(contents + " 654321 ", "654321"));
        QVERIFY(!holds(contents, SignInStand::rightPassword()));
        QVERIFY(!holds(contents, "a wrong guess of mine"));
        QVERIFY(!holdsCode(contents, mailCode));
        QVERIFY(!holdsCode(contents, smsCode));
        QVERIFY(!holds(contents, token));
        QVERIFY(!holds(contents, QByteArray::fromBase64(token, QByteArray::Base64UrlEncoding)));
    }

    void equalCodesDoNotLookEqual()
    {
        SignInStand stand;
        stand.addProfile({{Method::Password, Method::MailCode}});
        stand.addUser(u"ada"_s);
        ZeroRandom zeros; // The same code each time.
        SentCodeMethod mail(Method::MailCode,
                            {stand.store(), stand.directory, stand.factors, stand.sealer, stand.outbox, zeros, {}});
        for (int i = 0; i < 2; ++i)
            QVERIFY(stand.sendCode(stand.start(u"ada"_s)->step, Method::MailCode));
        const auto rows = *stand.store().read([](Transaction& transaction) -> Result<QList<Row>> {
            return transaction.all(u"SELECT code_mac FROM sent_codes"_s);
        });
        const auto messages = stand.newMessages();
        QCOMPARE(messages[0].variables.value(u"code"_s), messages[1].variables.value(u"code"_s));
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows[0].bytes(0).size(), 32);
        QVERIFY(rows[0].bytes(0) != rows[1].bytes(0));
    }

    void errorsHoldNoSecret()
    {
        SignInStand stand;
        stand.addProfile({{Method::Password}});
        stand.addUser(u"ada"_s);
        const SignInStep step = stand.start(u"ada"_s)->step;
        const auto refused = stand.answer(step, Method::Password, "a wrong guess of mine");
        QVERIFY(!refused);
        QVERIFY(!refused.error().context.contains(u"guess"_s));
        QCOMPARE(refused.error().details.keys(), QStringList{u"triesLeft"_s});
    }
};

QTEST_GUILESS_MAIN(SignInSecretsTest)
#include "tst_signinsecrets.moc"
