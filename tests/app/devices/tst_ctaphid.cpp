#include "devices/ctaphid.h"

#include <QCborArray>
#include <QCborMap>
#include <QTest>
#include <QtEndian>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

using Verdict = CtapHidConversation::Verdict;

namespace {

constexpr quint32 ours = 0x01020304;

Report first(quint32 channel, quint8 command, quint16 size, const QByteArray& payload = {})
{
    Report report{};
    qToBigEndian(channel, report.data());
    report[4] = 0x80 | command;
    qToBigEndian(size, report.data() + 5);
    std::copy_n(payload.constData(), std::min<qsizetype>(payload.size(), 57), report.begin() + 7);
    return report;
}

Report next(quint32 channel, quint8 sequence)
{
    Report report{};
    qToBigEndian(channel, report.data());
    report[4] = sequence;
    return report;
}

/// A channel of our own with a CTAP request under way.
CtapHidConversation asked(char command = 0x01)
{
    CtapHidConversation conversation;
    conversation.sent(first(ours, ctaphid::Cbor, 1, QByteArray(1, command)));
    return conversation;
}

} // namespace

class TstCtapHid : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void greetingIsKnownByItsNonce()
    {
        CtapHidConversation conversation;
        conversation.sent(first(ctaphid::broadcast, ctaphid::Init, 8, "my nonce"));
        QVERIFY(!conversation.isAwaitingAnswer());
        QCOMPARE(conversation.received(first(ctaphid::broadcast, ctaphid::Init, 17, "another0")), Verdict::Drop);
        QCOMPARE(conversation.received(first(ours, ctaphid::Init, 17, "my nonce")), Verdict::Drop);
        QCOMPARE(conversation.received(first(ctaphid::broadcast, ctaphid::Init, 17, "my nonce")), Verdict::Pass);
        // Once is enough.
        QCOMPARE(conversation.received(first(ctaphid::broadcast, ctaphid::Init, 17, "my nonce")), Verdict::Drop);
    }

    void touchIsNeededFromOneKeepAliveToTheNext()
    {
        CtapHidConversation conversation = asked();
        QVERIFY(!conversation.isTouchNeeded());
        QCOMPARE(conversation.received(first(ours, ctaphid::KeepAlive, 1, "\x02")), Verdict::Drop);
        QVERIFY(conversation.isTouchNeeded());
        QCOMPARE(conversation.received(first(0x55, ctaphid::KeepAlive, 1, "\x01")), Verdict::Drop);
        QVERIFY(conversation.isTouchNeeded());
        QCOMPARE(conversation.received(first(ours, ctaphid::KeepAlive, 1, "\x01")), Verdict::Drop);
        QVERIFY(!conversation.isTouchNeeded());
        QVERIFY(conversation.canCancel());
        QCOMPARE(conversation.received(first(ours, ctaphid::Cbor, 1, QByteArray(1, '\0'))), Verdict::Pass);
        QVERIFY(!conversation.isAwaitingAnswer());
    }

    void u2fAsksForATouchByRefusing_data()
    {
        QTest::addColumn<QByteArray>("apdu");
        QTest::addColumn<bool>("isRequest");
        QTest::newRow("register") << QByteArray::fromHex("00010000000040") << true;
        QTest::newRow("authenticate") << QByteArray::fromHex("00020300000040") << true;
        QTest::newRow("look up") << QByteArray::fromHex("00020700000040") << false;
        QTest::newRow("version") << QByteArray::fromHex("00030000000000") << false;
    }
    void u2fAsksForATouchByRefusing()
    {
        QFETCH(QByteArray, apdu);
        QFETCH(bool, isRequest);
        CtapHidConversation conversation;
        conversation.sent(first(ours, ctaphid::Message, static_cast<quint16>(apdu.size()), apdu));
        QVERIFY(!conversation.canCancel());
        QCOMPARE(conversation.received(first(ours, ctaphid::Message, 2, QByteArray::fromHex("6985"))), Verdict::Pass);
        QCOMPARE(conversation.isTouchNeeded(), isRequest);
        conversation.sent(first(ours, ctaphid::Message, static_cast<quint16>(apdu.size()), apdu));
        QCOMPARE(conversation.isTouchNeeded(), isRequest); // Still: it is only asked again.
        QCOMPARE(conversation.received(first(ours, ctaphid::Message, 2, QByteArray::fromHex("9000"))), Verdict::Pass);
        QVERIFY(!conversation.isTouchNeeded());
    }

    void longAnswersComeInOrder()
    {
        CtapHidConversation conversation = asked();
        QCOMPARE(conversation.received(first(ours, ctaphid::Cbor, 57 + 59 + 1)), Verdict::Pass);
        QCOMPARE(conversation.received(next(ours, 0)), Verdict::Pass);
        QCOMPARE(conversation.received(next(0x55, 9)), Verdict::Drop);
        QVERIFY(conversation.isAwaitingAnswer());
        QCOMPARE(conversation.received(next(ours, 1)), Verdict::Pass);
        QVERIFY(!conversation.isAwaitingAnswer());

        conversation = asked();
        QCOMPARE(conversation.received(first(ours, ctaphid::Cbor, 200)), Verdict::Pass);
        QCOMPARE(conversation.received(next(ours, 1)), Verdict::Refuse);
    }

    void breachesAreRefused()
    {
        QCOMPARE(asked().received(next(ours, 0)), Verdict::Refuse); // Nothing to continue.
        QCOMPARE(asked().received(first(ours, ctaphid::Message, 2)), Verdict::Refuse);
        QCOMPARE(asked().received(first(ours, ctaphid::Cbor, 7610)), Verdict::Refuse);
        CtapHidConversation conversation = asked();
        QCOMPARE(conversation.received(first(ours, ctaphid::Cbor, 7609)), Verdict::Pass);
        QCOMPARE(conversation.received(first(ours, ctaphid::Cbor, 7609)), Verdict::Refuse); // Begins again.
    }

    void failureIsKept()
    {
        CtapHidConversation conversation = asked();
        QCOMPARE(conversation.received(first(ours, ctaphid::Failure, 1, "\x06")), Verdict::Refuse);
        QCOMPARE(conversation.failure(), std::optional<int>(ctaphid::ChannelBusy));
        QVERIFY(!conversation.canCancel());
        conversation.sent(first(ours, ctaphid::Cbor, 1, "\x04"));
        QVERIFY(!conversation.failure());
    }

    void unaskedReportsAreDropped()
    {
        CtapHidConversation conversation;
        QCOMPARE(conversation.received(first(ctaphid::broadcast, ctaphid::Init, 17, QByteArray(8, '\0'))),
                 Verdict::Drop);
        QCOMPARE(conversation.received(first(0, ctaphid::Cbor, 1)), Verdict::Drop);
    }

    void cancelSaysOnWhichChannel()
    {
        const Report report = ctaphid::cancelReport(ours);
        QCOMPARE(QByteArray(reinterpret_cast<const char*>(report.data()), 8), QByteArray::fromHex("0102030491000000"));
    }

    void countsAreBelieved_data()
    {
        QTest::addColumn<int>("command");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("isBelievable");
        const auto map = [](const QCborMap& members) -> QByteArray { return '\0' + QCborValue(members).toCbor(); };
        QTest::newRow("one assertion") << 0x02 << map({{2, QByteArray(37, 'a')}}) << true;
        QTest::newRow("four assertions") << 0x02 << map({{2, QByteArray(37, 'a')}, {5, 4}}) << true;
        QTest::newRow("too many assertions") << 0x02 << map({{5, 4097}}) << false;
        QTest::newRow("a negative number") << 0x02 << map({{5, -1}}) << false;
        QTest::newRow("text for a number") << 0x02 << map({{5, u"5"_s}}) << false;
        QTest::newRow("hidden behind nested things")
            << 0x02 << map({{1, QCborArray{QCborMap{{1, QCborArray{1, 2}}}}}, {5, qint64{1} << 40}}) << false;
        QTest::newRow("no map") << 0x02 << '\0' + QCborValue(5).toCbor() << true;
        QTest::newRow("refused") << 0x02 << QByteArray(1, 0x2e) << true;
        QTest::newRow("cut off") << 0x02 << QByteArray::fromHex("00a105") << false;
        QTest::newRow("length that lies") << 0x02 << QByteArray::fromHex("00a1019bffffffffffffffff") << false;
        QTest::newRow("tag around it") << 0x02 << QByteArray::fromHex("00a105c21b0000010000000000") << false;
        QTest::newRow("credentials") << 0x41 << map({{9, 25}}) << true;
        QTest::newRow("too many credentials") << 0x41 << map({{9, 5000}}) << false;
        QTest::newRow("too many, by the final command") << 0x0a << map({{9, 5000}}) << false;
        QTest::newRow("too many relying parties") << 0x41 << map({{5, 5000}}) << false;
        QTest::newRow("another command's member") << 0x04 << map({{5, 5000}}) << true; // maxMsgSize
    }
    void countsAreBelieved()
    {
        QFETCH(int, command);
        QFETCH(QByteArray, answer);
        QFETCH(bool, isBelievable);
        QCOMPARE(hasBelievableCounts(static_cast<quint8>(command), answer), isBelievable);
    }

    void sizesAreBelieved_data()
    {
        QTest::addColumn<QByteArray>("cbor");
        QTest::addColumn<bool>("isBelievable");
        const auto row = [](const char* name, const char* hex, bool isBelievable) {
            QTest::newRow(name) << QByteArray::fromHex(hex) << isBelievable;
        };
        QTest::newRow("nested") << QCborValue(QCborMap{{1, QCborArray{u"FIDO_2_0"_s, QByteArray(300, 'x'), -5, 70000}},
                                                       {u"options"_s, QCborMap{{u"rk"_s, true}}}})
                                       .toCbor()
                                << true;
        row("nothing", "", true);
        row("list as long as can be", "8301f6f4", true);
        row("list too long by one", "8401f6f4", false);
        row("list of billions", "a1019b000000067a45f808", false);
        row("map as long as can be", "a201020304", true);
        row("map too long by one", "a301020304", false);
        row("map of billions", "bb00000001000000000102", false);
        row("too long within a list", "82019a0000ffff0102", false);
        row("text too long", "6361", false);
        row("a list's first byte within text", "639fbbbb", true);
        row("indefinite lengths", "9f5f4101ff01bf0102ffff", true);
        row("cut off within a number", "1900", false);
        row("no such form", "1c", false);
    }
    void sizesAreBelieved()
    {
        QFETCH(QByteArray, cbor);
        QFETCH(bool, isBelievable);
        const QByteArray answer = '\0' + cbor;
        QCOMPARE(hasBelievableSizes(answer), isBelievable);
        const QByteArray refusal = '\x2e' + cbor;
        QVERIFY(hasBelievableSizes(refusal)); // Nobody reads what follows.
        CtapHidConversation conversation = asked('\x04');
        const auto size = static_cast<quint16>(cbor.size() + 1);
        if (size <= 57)
            QCOMPARE(conversation.received(first(ours, ctaphid::Cbor, size, '\0' + cbor)) == Verdict::Pass,
                     isBelievable);
    }
};

QTEST_GUILESS_MAIN(TstCtapHid)
#include "tst_ctaphid.moc"
