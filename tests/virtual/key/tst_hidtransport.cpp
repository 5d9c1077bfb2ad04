#include "virtual/key/hidtransport.h"

#include <QSignalSpy>
#include <QTest>

using namespace keydesk::virtualkey;

namespace {

const QByteArray nonce = "12345678";

/// A transport with everything it said and was asked.
struct Line
{
    explicit Line(bool canCbor = true) : transport(canCbor)
    {
        QObject::connect(&transport, &HidTransport::messageReady, &transport,
                         [this](const HidMessage& message) { said.append(message); });
        QObject::connect(&transport, &HidTransport::requested, &transport,
                         [this](HidCommand, const QByteArray& payload) { asked.append(payload); });
    }

    quint32 openChannel()
    {
        send({broadcastChannel, HidCommand::Init, nonce});
        return static_cast<quint32>(
            QByteArrayView(said.takeLast().payload).sliced(8, 4).toByteArray().toHex().toUInt(nullptr, 16));
    }

    void send(const HidMessage& message)
    {
        for (const QByteArray& report : reportsOf(message))
            transport.receive(report);
    }

    /// The error that is the only thing said since.
    int error(quint32 channel)
    {
        if (said.size() != 1 || said.constFirst().command != HidCommand::Error || said.constFirst().channel != channel)
            return -1;
        return said.takeFirst().payload.front();
    }

    HidTransport transport;
    QList<HidMessage> said;
    QList<QByteArray> asked;
};

} // namespace

/// The rules of CTAPHID, CTAP 2.1 section 11.2.
class TestHidTransport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void splitsAndJoins_data();
    void splitsAndJoins();
    void givesChannels();
    void refusesUnknownChannels();
    void refusesBadSequences();
    void refusesBadLengths();
    void refusesUnknownCommands();
    void givesUpAnUnfinishedMessage();
    void isBusyForOthers();
    void keepsAlive();
    void isCancelledByItsOwnChannelOnly();
    void resynchronises();
    void forgetsWithoutPower();
    void ignoresWhatIsLeftOver();
};

void TestHidTransport::splitsAndJoins_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("reports");
    QTest::newRow("empty") << 0 << 1;
    QTest::newRow("one report") << 57 << 1;
    QTest::newRow("one byte more") << 58 << 2;
    QTest::newRow("two full reports") << 57 + 59 << 2;
    QTest::newRow("the longest") << 7609 << 129;
}

void TestHidTransport::splitsAndJoins()
{
    QFETCH(int, size);
    QFETCH(int, reports);
    QByteArray payload(size, '\0');
    for (int i = 0; i < size; ++i)
        payload[i] = static_cast<char>(i);
    const QList<QByteArray> list = reportsOf({7, HidCommand::Ping, payload});
    QCOMPARE(list.size(), reports);
    MessageAssembler assembler;
    for (const QByteArray& report : list) {
        QCOMPARE(report.size(), reportSize);
        const auto step = assembler.take(report);
        QCOMPARE(assembler.isReceiving(), &report != &list.constLast());
        if (const auto* message = std::get_if<HidMessage>(&step))
            QCOMPARE(message->payload, payload);
        else
            QVERIFY(assembler.isReceiving());
    }
}

void TestHidTransport::givesChannels()
{
    Line line;
    line.send({broadcastChannel, HidCommand::Init, nonce});
    const HidMessage answer = line.said.takeLast();
    QCOMPARE(answer.channel, broadcastChannel);
    QCOMPARE(answer.payload.size(), 17);
    QVERIFY(answer.payload.startsWith(nonce));
    QCOMPARE(answer.payload[12], 2);    // Protocol version.
    QCOMPARE(answer.payload[16], 0x05); // WINK and CBOR.
    QVERIFY(line.openChannel() != line.openChannel());
    Line old(false);
    old.send({broadcastChannel, HidCommand::Init, nonce});
    QCOMPARE(old.said.constLast().payload[16], 0x01);
}

void TestHidTransport::refusesUnknownChannels()
{
    Line line;
    const quint32 known = line.openChannel();
    for (const quint32 channel : {quint32{0}, known + 1}) {
        line.send({channel, HidCommand::Ping, "x"});
        QCOMPARE(line.error(channel), 0x0b);
        line.send({channel, HidCommand::Init, nonce});
        QCOMPARE(line.error(channel), 0x0b);
    }
    line.send({broadcastChannel, HidCommand::Ping, "x"});
    QCOMPARE(line.error(broadcastChannel), 0x0b);
}

void TestHidTransport::refusesBadSequences()
{
    Line line;
    const quint32 channel = line.openChannel();
    QList<QByteArray> reports = reportsOf({channel, HidCommand::Ping, QByteArray(200, 'x')});
    line.transport.receive(reports[0]);
    line.transport.receive(reports[2]);
    QCOMPARE(line.error(channel), 0x04);
    line.transport.receive(reports[0]);
    line.transport.receive(reports[0]); // A new message within one.
    QCOMPARE(line.error(channel), 0x04);
    line.send({channel, HidCommand::Ping, "still there"});
    QCOMPARE(line.said.takeLast().payload, "still there");
}

void TestHidTransport::refusesBadLengths()
{
    Line line;
    const quint32 channel = line.openChannel();
    QByteArray report = reportsOf({channel, HidCommand::Ping, "x"}).constFirst();
    report.replace(5, 2, "\xff\xff");
    line.transport.receive(report);
    QCOMPARE(line.error(channel), 0x03);
    line.send({broadcastChannel, HidCommand::Init, "short"});
    QCOMPARE(line.error(broadcastChannel), 0x03);
    line.send({channel, HidCommand::Cbor, {}});
    QCOMPARE(line.error(channel), 0x03);
}

void TestHidTransport::refusesUnknownCommands()
{
    Line line;
    const quint32 channel = line.openChannel();
    for (const auto command : {HidCommand::Lock, HidCommand::KeepAlive, HidCommand::Error, HidCommand(0x40)}) {
        line.send({channel, command, "x"});
        QCOMPARE(line.error(channel), 0x01);
    }
    Line old(false);
    const quint32 oldChannel = old.openChannel();
    old.send({oldChannel, HidCommand::Cbor, "\x04"});
    QCOMPARE(old.error(oldChannel), 0x01);
}

void TestHidTransport::givesUpAnUnfinishedMessage()
{
    Line line;
    const quint32 channel = line.openChannel();
    line.transport.receive(reportsOf({channel, HidCommand::Ping, QByteArray(100, 'x')}).constFirst());
    QTRY_COMPARE(line.said.size(), 1);
    QCOMPARE(line.error(channel), 0x05);
    line.transport.receive(reportsOf({channel, HidCommand::Ping, QByteArray(100, 'x')}).constFirst());
    line.transport.loseClient(); // It goes without a word then.
    line.send({channel, HidCommand::Ping, "x"});
    QCOMPARE(line.said.takeFirst().payload, "x");
}

void TestHidTransport::isBusyForOthers()
{
    Line line;
    const quint32 first = line.openChannel();
    const quint32 second = line.openChannel();
    const QList<QByteArray> reports = reportsOf({first, HidCommand::Cbor, QByteArray(100, 'x')});
    line.transport.receive(reports[0]);
    line.send({second, HidCommand::Ping, "x"}); // While the first one is still sending.
    QCOMPARE(line.error(second), 0x06);
    QVERIFY(line.openChannel() > second);
    line.transport.receive(reports[1]);
    QCOMPARE(line.asked.size(), 1);
    for (const quint32 channel : {first, second}) { // While it is being worked for.
        line.send({channel, HidCommand::Ping, "x"});
        QCOMPARE(line.error(channel), 0x06);
    }
    QVERIFY(line.openChannel() > second);
    line.transport.answer("done");
    QCOMPARE(line.said.takeLast().payload, "done");
    line.send({second, HidCommand::Ping, "x"});
    QCOMPARE(line.said.takeLast().payload, "x");
}

void TestHidTransport::keepsAlive()
{
    Line line;
    const quint32 channel = line.openChannel();
    line.send({channel, HidCommand::Cbor, "\x01"});
    QVERIFY(line.said.isEmpty());
    line.transport.setStatus(HidTransport::Status::TouchNeeded);
    QCOMPARE(line.said.size(), 1); // At once.
    QTRY_VERIFY(line.said.size() >= 4);
    for (const HidMessage& message : line.said) {
        QCOMPARE(message.command, HidCommand::KeepAlive);
        QCOMPARE(message.payload, "\x02");
    }
    line.said.clear();
    line.transport.setStatus(HidTransport::Status::Processing);
    QCOMPARE(line.said.takeLast().payload, "\x01");
    line.transport.answer("done");
    line.said.clear();
    line.send({channel, HidCommand::Msg, "x"}); // U2F knows none.
    line.transport.setStatus(HidTransport::Status::TouchNeeded);
    QVERIFY(line.said.isEmpty());
}

void TestHidTransport::isCancelledByItsOwnChannelOnly()
{
    Line line;
    const quint32 channel = line.openChannel();
    const quint32 other = line.openChannel();
    const QSignalSpy cancelled(&line.transport, &HidTransport::cancelled);
    line.send({channel, HidCommand::Cancel, {}});
    line.send({channel, HidCommand::Cbor, "\x01"});
    line.send({other, HidCommand::Cancel, {}});
    QCOMPARE(cancelled.count(), 0);
    QVERIFY(line.said.isEmpty());
    line.send({channel, HidCommand::Cancel, {}});
    QCOMPARE(cancelled.count(), 1);
    QVERIFY(line.said.isEmpty()); // The request is answered, the cancelling is not.
}

void TestHidTransport::resynchronises()
{
    Line line;
    const quint32 channel = line.openChannel();
    const QSignalSpy abandoned(&line.transport, &HidTransport::abandoned);
    line.transport.receive(reportsOf({channel, HidCommand::Ping, QByteArray(100, 'x')}).constFirst());
    line.send({channel, HidCommand::Init, nonce});
    QCOMPARE(line.said.takeLast().channel, channel);
    line.send({channel, HidCommand::Cbor, "\x01"});
    line.send({channel, HidCommand::Init, nonce});
    QCOMPARE(abandoned.count(), 1);
    line.said.clear();
    line.transport.answer("late");
    QVERIFY(line.said.isEmpty());
    line.send({channel, HidCommand::Ping, "x"});
    QCOMPARE(line.said.takeLast().payload, "x");
}

void TestHidTransport::forgetsWithoutPower()
{
    Line line;
    const quint32 channel = line.openChannel();
    line.send({channel, HidCommand::Cbor, "\x01"});
    line.transport.powerUp();
    QVERIFY(!line.transport.isBusy());
    line.said.clear();
    line.send({channel, HidCommand::Ping, "x"});
    QCOMPARE(line.error(channel), 0x0b);
}

void TestHidTransport::ignoresWhatIsLeftOver()
{
    Line line;
    const quint32 channel = line.openChannel();
    line.transport.receive(reportsOf({channel, HidCommand::Ping, QByteArray(100, 'x')}).constLast());
    QVERIFY(line.said.isEmpty());
}

QTEST_GUILESS_MAIN(TestHidTransport)
#include "tst_hidtransport.moc"
