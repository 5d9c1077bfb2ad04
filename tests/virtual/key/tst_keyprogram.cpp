#include "virtual/key/fidoclient.h"
#include "virtual/key/hidframes.h"
#include "virtual/key/keycommand.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalServer>
#include <QLocalSocket>
#include <QTest>
#include <QtEndian>

using namespace keydesk;
using namespace keydesk::virtualkey;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Finished
{
    int exitCode;
    QByteArray output;
    QByteArray errors;
};

Finished runKey(const QStringList& arguments)
{
    QProcess process;
    process.start(QStringLiteral(KEYDESK_BIN_DIR "/keydesk-key"), arguments);
    process.waitForFinished();
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

/// A connection to the control socket that stays open.
class Conversation
{
public:
    explicit Conversation(const RunningKey& key)
    {
        m_socket.connectToServer(key.control());
        if (!m_socket.waitForConnected())
            qFatal("no control socket");
    }

    void send(const QByteArray& line) { m_socket.write(line + '\n'); }
    QJsonObject line()
    {
        while (!m_socket.canReadLine()) {
            if (!m_socket.waitForReadyRead())
                return {{u"error"_s, u"no line came"_s}};
        }
        return QJsonDocument::fromJson(m_socket.readLine()).object();
    }
    QJsonObject ask(const QByteArray& order)
    {
        send(order);
        return line();
    }
    bool isQuiet() const { return m_socket.bytesAvailable() == 0; }

private:
    QLocalSocket m_socket;
};

/// A client without any library: reports, and nothing else.
class RawClient
{
public:
    explicit RawClient(const RunningKey& key)
    {
        m_socket.connectToServer(key.socket());
        m_socket.waitForConnected();
    }

    void write(const QByteArray& bytes)
    {
        m_socket.write(bytes);
        m_socket.flush();
    }
    QByteArray report()
    {
        while (m_socket.bytesAvailable() < reportSize) {
            if (!m_socket.waitForReadyRead())
                return {};
        }
        return m_socket.read(reportSize);
    }
    /// All reports of one.
    QList<QByteArray> answer()
    {
        QList<QByteArray> reports{report()};
        const auto size = qFromBigEndian<quint16>(reports.constFirst().constData() + 5);
        const qsizetype count = reportsOf({0, HidCommand::Cbor, QByteArray(size, '\0')}).size();
        while (reports.size() < count)
            reports.append(report());
        return reports;
    }
    bool isGone() { return m_socket.state() != QLocalSocket::ConnectedState || m_socket.waitForDisconnected(); }
    quint32 openChannel()
    {
        write(reportsOf({broadcastChannel, HidCommand::Init, "12345678"}).constFirst());
        return report().mid(15, 4).toHex().toUInt(nullptr, 16);
    }

private:
    QLocalSocket m_socket;
};

const QByteArray info("\x04", 1);

} // namespace

/// The program as a process: its command line, its sockets and what it does wrong when ordered to.
class TestKeyProgram : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void refusesWrongUse_data();
    void refusesWrongUse();
    void helpsAndTellsItsVersion();
    void isTold();
    void saysHowItIs();
    void refusesOrders_data();
    void refusesOrders();
    void waitsAndWatches();
    void takesReportsInPieces();
    void isGoneWhileTakenOut();
    void replacesAnAbandonedSocket();
    void keepsItsMemoryToItself();
    void spoilsAnswers_data();
    void spoilsAnswers();
    void spoilsOnlyWhatItWasToldTo();
    void answersLate();
};

void TestKeyProgram::refusesWrongUse_data()
{
    QTest::addColumn<QStringList>("arguments");
    const QStringList right{u"--socket"_s, u"/nowhere/key"_s, u"--data"_s, u"/nowhere/data"_s};
    QTest::newRow("nothing") << QStringList();
    QTest::newRow("no data") << QStringList{u"--socket"_s, u"/nowhere/key"_s};
    QTest::newRow("unknown option") << right + QStringList{u"--colour"_s};
    QTest::newRow("argument") << right + QStringList{u"key"_s};
    QTest::newRow("touch") << right + QStringList{u"--touch"_s, u"often"_s};
    QTest::newRow("generation") << right + QStringList{u"--generation"_s, u"3"_s};
    QTest::newRow("attestation") << right + QStringList{u"--attestation"_s, u"tpm"_s};
    QTest::newRow("aaguid") << right + QStringList{u"--aaguid"_s, u"x"_s};
    QTest::newRow("algorithms") << right + QStringList{u"--algorithms"_s, u"es256,rs256"_s};
    QTest::newRow("PIN protocols") << right + QStringList{u"--pin-protocols"_s, u"3"_s};
    QTest::newRow("slots") << right + QStringList{u"--slots"_s, u"-1"_s};
    QTest::newRow("tell whom") << QStringList{u"--tell"_s, u"touch"_s};
}

void TestKeyProgram::refusesWrongUse()
{
    QFETCH(QStringList, arguments);
    const Finished finished = runKey(arguments);
    QCOMPARE(finished.exitCode, 2);
    QVERIFY(finished.errors.startsWith("keydesk-key: "));
    QVERIFY(finished.output.isEmpty());
}

void TestKeyProgram::helpsAndTellsItsVersion()
{
    const Finished help = runKey({u"--help"_s});
    QCOMPARE(help.exitCode, 0);
    for (const char* option : {"--socket", "--data", "--headless", "--touch", "--generation", "--tell"})
        QVERIFY2(help.output.contains(option), option);
    QCOMPARE(runKey({u"--version"_s}).output, QByteArray("keydesk-key " KEYDESK_VERSION "\n"));
}

void TestKeyProgram::isTold()
{
    const RunningKey key({u"--touch"_s, u"manual"_s});
    const Finished touched = runKey({u"--control"_s, key.control(), u"--tell"_s, u"touch"_s});
    QCOMPARE(touched.exitCode, 0);
    QCOMPARE(touched.output, QByteArray("{\"ok\":true,\"taken\":false}\n"));
    const Finished refused = runKey({u"--control"_s, key.control(), u"--tell"_s, u"{\"command\":\"dance\"}"_s});
    QCOMPARE(refused.exitCode, 1);
    QVERIFY(refused.output.contains("unknown command: dance"));
    QCOMPARE(runKey({u"--control"_s, u"/nowhere/control"_s, u"--tell"_s, u"touch"_s}).exitCode, 1);
}

void TestKeyProgram::saysHowItIs()
{
    const RunningKey key;
    const FidoClient client(key);
    QCOMPARE(fido_dev_set_pin(client.device(), "1234", nullptr), FIDO_OK);
    const QJsonObject state = key.tell(u"state"_s);
    QVERIFY(state[u"plugged"_s].toBool());
    QVERIFY(state[u"client"_s].toBool());
    QVERIFY(state[u"hasPin"_s].toBool());
    QVERIFY(!state[u"touchNeeded"_s].toBool());
    QCOMPARE(state[u"pinTriesLeft"_s].toInt(), 8);
    QCOMPARE(state[u"touchMode"_s].toString(), u"auto");
    QCOMPARE(state[u"credentials"_s].toInt(), 0);
    QVERIFY(state[u"workedMicroseconds"_s].toInteger() > 0);
    QCOMPARE(key.tell(u"credentials"_s)[u"credentials"_s].toArray().size(), 0);
}

void TestKeyProgram::refusesOrders_data()
{
    QTest::addColumn<QByteArray>("order");
    QTest::newRow("no JSON") << QByteArray("touch");
    QTest::newRow("no object") << QByteArray("[]");
    QTest::newRow("nothing") << QByteArray("{}");
    QTest::newRow("unknown") << QByteArray(R"({"command":"dance"})");
    QTest::newRow("touch mode") << QByteArray(R"({"command":"touch-mode","mode":"often"})");
    QTest::newRow("fault") << QByteArray(R"({"command":"fault","kind":"flood"})");
    QTest::newRow("certificate") << QByteArray(R"({"command":"misbehave","certificate":"old"})");
    QTest::newRow("aaguid") << QByteArray(R"({"command":"misbehave","aaguid":"00"})");
    QTest::newRow("condition") << QByteArray(R"({"command":"wait","for":"godot"})");
}

void TestKeyProgram::refusesOrders()
{
    QFETCH(QByteArray, order);
    const RunningKey key;
    const QJsonObject answer = Conversation(key).ask(order);
    QCOMPARE(answer[u"ok"_s], QJsonValue(false));
    QVERIFY(!answer[u"error"_s].toString().isEmpty());
}

void TestKeyProgram::waitsAndWatches()
{
    const RunningKey key;
    Conversation watcher(key);
    QVERIFY(watcher.ask(R"({"command":"watch"})")[u"ok"_s].toBool());
    Conversation waiter(key);
    waiter.send(R"({"command":"wait","for":"client"})");
    const FidoClient client(key);
    QVERIFY(waiter.line()[u"ok"_s].toBool());
    QCOMPARE(watcher.line()[u"event"_s].toString(), u"client");
    const QJsonObject request = watcher.line();
    QCOMPARE(request[u"event"_s].toString(), u"request");
    QCOMPARE(request[u"name"_s].toString(), u"getInfo");
    QVERIFY(waiter.ask(R"({"command":"wait","for":"plugged"})")[u"ok"_s].toBool()); // It is.
    key.tell(u"unplug"_s);
    QCOMPARE(watcher.line()[u"event"_s].toString(), u"no-client");
    QCOMPARE(watcher.line()[u"event"_s].toString(), u"unplugged");
}

void TestKeyProgram::takesReportsInPieces()
{
    const RunningKey key;
    RawClient client(key);
    const quint32 channel = client.openChannel();
    const QByteArray report = reportsOf({channel, HidCommand::Ping, "hello"}).constFirst();
    client.write(report.first(10));
    QVERIFY(key.tell(u"state"_s)[u"client"_s].toBool()); // Meanwhile the first piece has been read.
    client.write(report.sliced(10) + report);
    QCOMPARE(client.report(), report);
    QCOMPARE(client.report(), report);
}

void TestKeyProgram::isGoneWhileTakenOut()
{
    const RunningKey key;
    RawClient client(key);
    client.openChannel();
    QVERIFY(QFileInfo::exists(key.socket()));
    key.tell(u"unplug"_s);
    QVERIFY(client.isGone());
    QVERIFY(!QFileInfo::exists(key.socket()));
    key.tell(u"unplug"_s); // Once more changes nothing.
    key.tell(u"plug"_s);
    QVERIFY(RawClient(key).openChannel() != 0);
    const RunningKey waiting({u"--unplugged"_s});
    QVERIFY(!QFileInfo::exists(waiting.socket()));
}

void TestKeyProgram::replacesAnAbandonedSocket()
{
    const QTemporaryDir folder;
    const QString socket = folder.filePath(u"key"_s);
    {
        QLocalServer crashed;
        crashed.listen(socket);
        QVERIFY(::rename(qUtf8Printable(socket), qUtf8Printable(socket + u".kept"_s)) == 0);
    }
    QVERIFY(::rename(qUtf8Printable(socket + u".kept"_s), qUtf8Printable(socket)) == 0);
    QProcess process;
    process.start(QStringLiteral(KEYDESK_BIN_DIR "/keydesk-key"),
                  {u"--headless"_s, u"--socket"_s, socket, u"--data"_s, folder.filePath(u"data"_s)});
    QVERIFY(process.waitForReadyRead());
    QLocalSocket client;
    client.connectToServer(socket);
    QVERIFY(client.waitForConnected());
    process.kill();
    process.waitForFinished();
}

void TestKeyProgram::keepsItsMemoryToItself()
{
    const RunningKey key;
    const QString data = QFileInfo(key.manufacturerRoot()).dir().filePath(u".."_s);
    const Finished second = runKey({u"--headless"_s, u"--socket"_s, key.socket() + u"2"_s, u"--data"_s, data});
    QCOMPARE(second.exitCode, 1);
    QVERIFY(second.errors.contains("another program"));
    const auto others = QFile::ReadGroup | QFile::ReadOther;
    QVERIFY(!(QFile::permissions(data + u"/manufacturer/root.key"_s) & others));
    QVERIFY(!(QFile::permissions(key.socket()) & others));
}

void TestKeyProgram::spoilsAnswers_data()
{
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"garbage", "noise", "stall", "drop", "wrong-channel", "wrong-sequence", "oversized"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

/// Byte for byte: what comes instead of an answer's first reports.
void TestKeyProgram::spoilsAnswers()
{
    QFETCH(QString, kind);
    const RunningKey key;
    RawClient client(key);
    const quint32 channel = client.openChannel();
    const QByteArray request = reportsOf({channel, HidCommand::Cbor, info}).constFirst();
    client.write(request);
    const QList<QByteArray> right = client.answer();
    QVERIFY(right.size() > 2);
    key.tell(QJsonObject{{u"command"_s, u"fault"_s}, {u"kind"_s, kind}});
    client.write(request);
    const QByteArray first = client.report();
    if (kind == u"garbage") {
        QCOMPARE(first.first(7), right[0].first(7));
        QVERIFY(first != right[0]);
    } else if (kind == u"noise") {
        QVERIFY(first.first(4) != right[0].first(4));
    } else if (kind == u"wrong-channel") {
        QVERIFY(first.first(4) != right[0].first(4));
        QCOMPARE(first.sliced(4), right[0].sliced(4));
    } else if (kind == u"oversized") {
        QCOMPARE(first.mid(5, 2), QByteArray("\xff\xff"));
    } else {
        QCOMPARE(first, right[0]);
    }
    if (kind == u"drop")
        QVERIFY(client.isGone());
    if (kind == u"wrong-sequence")
        QCOMPARE(client.report()[4], '\x01');
    if (kind == u"stall") { // The next thing is the answer to something else.
        const QByteArray ping = reportsOf({channel, HidCommand::Ping, "x"}).constFirst();
        client.write(ping);
        QCOMPARE(client.report(), ping);
    }
}

void TestKeyProgram::spoilsOnlyWhatItWasToldTo()
{
    const RunningKey key;
    RawClient client(key);
    const quint32 channel = client.openChannel();
    const QByteArray ping = reportsOf({channel, HidCommand::Ping, "x"}).constFirst();
    const auto order = [&](const char* on, int times) {
        key.tell(QJsonObject{{u"command"_s, u"fault"_s},
                             {u"kind"_s, u"silent"_s},
                             {u"on"_s, QString::fromLatin1(on)},
                             {u"times"_s, times}});
    };
    order("getInfo", 1);
    client.write(ping);
    QCOMPARE(client.report(), ping);
    client.write(reportsOf({channel, HidCommand::Cbor, info}).constFirst()); // Never heard of again.
    client.write(ping);
    QCOMPARE(client.report(), ping);
    order("ping", 2);
    client.write(ping + ping);
    client.write(reportsOf({channel, HidCommand::Wink, {}}).constFirst());
    QCOMPARE(static_cast<quint8>(client.report()[4]), 0x88);
    client.write(ping);
    QCOMPARE(client.report(), ping);
    order("ping", 0); // Always.
    key.tell(u"clear-faults"_s);
    client.write(ping);
    QCOMPARE(client.report(), ping);
}

void TestKeyProgram::answersLate()
{
    const RunningKey key;
    RawClient client(key);
    const quint32 channel = client.openChannel();
    key.tell(QJsonObject{{u"command"_s, u"fault"_s}, {u"kind"_s, u"delay"_s}, {u"milliseconds"_s, 400}});
    QElapsedTimer timer;
    timer.start();
    client.write(reportsOf({channel, HidCommand::Cbor, info}).constFirst());
    QByteArray report = client.report();
    QCOMPARE(static_cast<quint8>(report[4]), 0xbb); // "Still working", until the answer comes.
    QCOMPARE(report[7], '\x01');
    while (static_cast<quint8>(report[4]) == 0xbb)
        report = client.report();
    QCOMPARE(static_cast<quint8>(report[4]), 0x90);
    QVERIFY(timer.hasExpired(399));
}

QTEST_GUILESS_MAIN(TestKeyProgram)
#include "tst_keyprogram.moc"
