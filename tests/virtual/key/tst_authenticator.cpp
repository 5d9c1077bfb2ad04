#include "base/random.h"
#include "virtual/key/authenticator.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace keydesk;
using namespace keydesk::virtualkey;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray hash(32, 'h');

/// A key without a plug, and the platform's side of its PIN protocols.
struct Stand
{
    Stand() { open(); }
    void open()
    {
        key.reset();
        auto opened = Authenticator::open({}, folder.path(), folder.filePath(u"manufacturer"_s), clock, random);
        if (!opened)
            qFatal("%s", qUtf8Printable(opened.error().context));
        key = opened.take();
    }

    /// Touches whenever it is asked to.
    Reply ask(quint8 command, const std::optional<Cbor>& parameters = std::nullopt)
    {
        const QByteArray message = static_cast<char>(command) + (parameters ? parameters->encode() : QByteArray());
        const Outcome outcome = key->handle(message);
        if (const auto* reply = std::get_if<Reply>(&outcome))
            return *reply;
        return std::get<AfterTouch>(outcome).touched();
    }

    Reply setPin(const QByteArray& padded)
    {
        const Reply answer = ask(6, Cbor::Map{{1, 1}, {2, 2}});
        const KeyAgreement own;
        const auto secret = own.with(*Cbor::decode(answer.body)->find(1), PinProtocol::One);
        const QByteArray encrypted = secret->encrypt(padded, random);
        return ask(6, Cbor::Map{{1, 1}, {2, 3}, {3, own.publicKey()}, {4, secret->sign(encrypted)}, {5, encrypted}});
    }

    QTemporaryDir folder;
    SystemClock clock;
    SystemRandom random;
    std::unique_ptr<Authenticator> key;
};

Cbor::Map registration(const QString& name = u"ada"_s)
{
    return {{1, hash},
            {2, Cbor::Map{{u"id"_s, u"example.org"_s}}},
            {3, Cbor::Map{{u"id"_s, QByteArray("handle")}, {u"name"_s, name}}},
            {4, Cbor::Array{Cbor::Map{{u"alg"_s, -7}, {u"type"_s, u"public-key"_s}}}}};
}

QByteArray padded(const QByteArray& pin)
{
    return pin.leftJustified(64, '\0');
}

} // namespace

/// What the judges' own care keeps them from sending.
class TestAuthenticator : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void refusesWhatIsNoCommand();
    void refusesCbor_data();
    void refusesCbor();
    void judgesPins_data();
    void judgesPins();
    void refusesAForeignPoint();
    void cutsNamesAtCharacters();
    void givesAwayNothingWithoutTouch();
    void hasOneOwner();
    void refusesABrokenMemory();
};

void TestAuthenticator::refusesWhatIsNoCommand()
{
    Stand stand;
    QCOMPARE(std::get<Reply>(stand.key->handle({})).status, CtapStatus::InvalidLength);
    QCOMPARE(stand.ask(0x05).status, CtapStatus::InvalidCommand);
    QCOMPARE(stand.ask(0x04, Cbor(1)).status, CtapStatus::InvalidLength); // getInfo has no parameters.
    QCOMPARE(stand.ask(0x01).status, CtapStatus::InvalidCbor);
    QCOMPARE(stand.ask(0x01, Cbor(QByteArray(longestMessage, 'x'))).status, CtapStatus::RequestTooLarge);
    QCOMPARE(stand.ask(0x01, Cbor(1)).status, CtapStatus::UnexpectedType);
}

void TestAuthenticator::refusesCbor_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray right = Cbor(registration()).encode();
    QTest::newRow("trailing byte") << right + '\0';
    QTest::newRow("cut") << right.chopped(1);
    QByteArray longer = right;
    longer.replace(1, 1, QByteArray("\x18\x01", 2)); // Key 1 in two bytes.
    QTest::newRow("not canonical") << longer;
}

void TestAuthenticator::refusesCbor()
{
    QFETCH(QByteArray, bytes);
    Stand stand;
    QCOMPARE(std::get<Reply>(stand.key->handle('\x01' + bytes)).status, CtapStatus::InvalidCbor);
}

void TestAuthenticator::judgesPins_data()
{
    QTest::addColumn<QByteArray>("padded");
    QTest::addColumn<int>("status");
    QTest::newRow("three characters") << padded("123") << int(CtapStatus::PinPolicyViolation);
    QTest::newRow("three characters of two bytes") << padded("ğüş") << int(CtapStatus::PinPolicyViolation);
    QTest::newRow("four characters") << padded("1234") << int(CtapStatus::Ok);
    QTest::newRow("63 bytes") << padded(QByteArray(63, 'x')) << int(CtapStatus::Ok);
    QTest::newRow("64 bytes") << QByteArray(64, 'x') << int(CtapStatus::PinPolicyViolation);
    QTest::newRow("too little padding") << QByteArray("1234").leftJustified(48, '\0')
                                        << int(CtapStatus::InvalidParameter);
    QTest::newRow("too much padding") << QByteArray("1234").leftJustified(80, '\0')
                                      << int(CtapStatus::InvalidParameter);
}

void TestAuthenticator::judgesPins()
{
    QFETCH(QByteArray, padded);
    QFETCH(int, status);
    Stand stand;
    QCOMPARE(int(stand.setPin(padded).status), status);
    QCOMPARE(stand.key->memory().settings().hasPin(), status == int(CtapStatus::Ok));
}

void TestAuthenticator::refusesAForeignPoint()
{
    Stand stand;
    const Cbor notOnTheCurve =
        Cbor::Map{{1, 2}, {3, -25}, {-1, 1}, {-2, QByteArray(32, '\1')}, {-3, QByteArray(32, '\1')}};
    QCOMPARE(
        stand.ask(6, Cbor::Map{{1, 1}, {2, 3}, {3, notOnTheCurve}, {4, QByteArray(16, 'x')}, {5, QByteArray(64, 'x')}})
            .status,
        CtapStatus::InvalidParameter);
}

void TestAuthenticator::cutsNamesAtCharacters()
{
    Stand stand;
    const QString name = u"a"_s + QString(40, u'ş'); // 81 bytes; the 64th is half a character.
    QCOMPARE(stand.ask(1, registration(name)).status, CtapStatus::Ok);
    QCOMPARE(stand.key->memory().credentials().front().user.name, u"a"_s + QString(31, u'ş'));
}

void TestAuthenticator::givesAwayNothingWithoutTouch()
{
    Stand stand;
    QCOMPARE(stand.ask(1, registration()).status, CtapStatus::Ok);
    const QByteArray id = stand.key->memory().credentials().front().id;
    Cbor::Map request = registration();
    request.push_back({5, Cbor::Array{Cbor::Map{{u"id"_s, id}, {u"type"_s, u"public-key"_s}}}});
    const Outcome known = stand.key->handle('\x01' + Cbor(request).encode());
    const Outcome unknown = stand.key->handle('\x01' + Cbor(registration()).encode());
    QVERIFY(std::holds_alternative<AfterTouch>(known));
    QVERIFY(std::holds_alternative<AfterTouch>(unknown));
    QCOMPARE(stand.key->memory().credentials().size(), 1U);
}

void TestAuthenticator::hasOneOwner()
{
    Stand stand;
    const auto second = Authenticator::open({}, stand.folder.path(), stand.folder.filePath(u"manufacturer"_s),
                                            stand.clock, stand.random);
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::Conflict);
}

void TestAuthenticator::refusesABrokenMemory()
{
    Stand stand;
    QCOMPARE(stand.ask(1, registration()).status, CtapStatus::Ok);
    stand.open(); // Unbroken.
    QCOMPARE(stand.key->memory().credentials().size(), 1U);
    stand.key.reset();
    const QDir credentials(stand.folder.filePath(u"credentials"_s));
    QFile file(credentials.filePath(credentials.entryList(QDir::Files).constFirst()));
    QVERIFY(file.resize(file.size() - 1));
    const auto opened = Authenticator::open({}, stand.folder.path(), stand.folder.filePath(u"manufacturer"_s),
                                            stand.clock, stand.random);
    QVERIFY(!opened);
    QVERIFY(opened.error().context.contains(u"credentials"));
}

QTEST_GUILESS_MAIN(TestAuthenticator)
#include "tst_authenticator.moc"
