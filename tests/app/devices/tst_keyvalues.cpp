#include "devices/attestationobject.h"
#include "devices/clientdata.h"
#include "devices/fidocode.h"
#include "devices/keymodels.h"
#include "devices/keytext.h"
#include "devices/pinrules.h"
#include "devices/reportdescriptor.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <fido/err.h>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

/// The small exact things: client data, attestation objects, names, PIN rules, codes.
class TstKeyValues : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void clientDataIsExact()
    {
        QCOMPARE(clientDataJson(ClientDataType::Create, QByteArray::fromHex("fbff00"), u"https://example.org"_s),
                 QByteArray("{\"type\":\"webauthn.create\",\"challenge\":\"-_8A\",\"origin\":\"https://example.org\","
                            "\"crossOrigin\":false}"));
        QCOMPARE(clientDataJson(ClientDataType::Get, QByteArray(1, 'a'), u"https://example.org:8443"_s),
                 QByteArray("{\"type\":\"webauthn.get\",\"challenge\":\"YQ\",\"origin\":\"https://example.org:8443\","
                            "\"crossOrigin\":false}"));
    }

    void clientDataEscapesWhatJsonCannotHold()
    {
        const QString origin = u"https://çağrı\"\\\n\x1f.example"_s;
        const QByteArray json = clientDataJson(ClientDataType::Get, "c", origin);
        QVERIFY(json.contains("https://çağrı\\\"\\\\\\u000a\\u001f.example"));
        QCOMPARE(QJsonDocument::fromJson(json)[u"origin"].toString(), origin);
    }

    void attestationObjectIsCanonical_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<QByteArray>("head");
        QTest::newRow("23") << 23 << QByteArray::fromHex("57");
        QTest::newRow("24") << 24 << QByteArray::fromHex("5818");
        QTest::newRow("255") << 255 << QByteArray::fromHex("58ff");
        QTest::newRow("256") << 256 << QByteArray::fromHex("590100");
    }
    void attestationObjectIsCanonical()
    {
        QFETCH(int, size);
        QFETCH(QByteArray, head);
        const QByteArray data(size, 'd');
        QCOMPARE(attestationObject("none", "\xa0", data), QByteArray("\xa3\x63"
                                                                     "fmt\x64none\x67"
                                                                     "attStmt\xa0\x68"
                                                                     "authData") +
                                                              head + data);
        QCOMPARE(cborByteString(QByteArray(head + data)), std::optional(data));
    }

    void byteStringIsOneAndNothingElse()
    {
        QVERIFY(!cborByteString(QByteArray()));
        QVERIFY(!cborByteString("\x41"));
        QVERIFY(!cborByteString("\x41xx"));
        QVERIFY(!cborByteString("\x61x"));
        QVERIFY(!cborByteString(QByteArray::fromHex("580178"))); // Not the shortest form.
        QCOMPARE(cborByteString("\x40"), std::optional(QByteArray()));
    }

    /// The W3C's own cases, except those whose client data has members that only browsers write.
    void standardsCasesAreMadeByteForByte()
    {
        QFile file(QStringLiteral(KEYDESK_TEST_DATA) + u"/webauthn/w3c-level3.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonArray cases = QJsonDocument::fromJson(file.readAll())[u"tests"].toArray();
        int clientData = 0;
        for (const QJsonValue& one : cases) {
            const auto hex = [&](QStringView ceremony, QStringView member) {
                return QByteArray::fromHex(one[ceremony][member].toString().toLatin1());
            };
            for (const auto type : {ClientDataType::Create, ClientDataType::Get}) {
                const QStringView ceremony = type == ClientDataType::Create ? u"registration" : u"authentication";
                const QByteArray expected = hex(ceremony, u"clientDataJSON");
                if (expected.contains("extraData") || expected.contains("\"crossOrigin\":true"))
                    continue;
                QCOMPARE(clientDataJson(type, hex(ceremony, u"challenge"), u"https://example.org"_s), expected);
                ++clientData;
            }
            const QByteArray object = hex(u"registration", u"attestationObject");
            const QByteArray format = object.mid(6, object[5] & 0x1f);
            const qsizetype statement = object.indexOf("gattStmt") + 8;
            const qsizetype data = object.lastIndexOf("hauthData");
            const auto authenticatorData = cborByteString(object.mid(data + 9));
            QVERIFY(authenticatorData);
            QCOMPARE(attestationObject(format, object.mid(statement, data - statement), *authenticatorData), object);
        }
        QCOMPARE(cases.size(), 15);
        QVERIFY(clientData >= 10);
    }

    void namesAreCutWhereAReaderWould_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("cut");
        QTest::newRow("short") << u"Ada"_s << u"Ada"_s;
        QTest::newRow("64 bytes") << u"x"_s.repeated(64) << u"x"_s.repeated(64);
        QTest::newRow("65 bytes") << u"x"_s.repeated(65) << u"x"_s.repeated(64);
        QTest::newRow("two-byte letters") << u"ğ"_s.repeated(40) << u"ğ"_s.repeated(32);
        QTest::newRow("odd") << u"x"_s + u"ğ"_s.repeated(40) << u"x"_s + u"ğ"_s.repeated(31);
        QTest::newRow("letter and dot stay together")
            << u"x"_s.repeated(62) + u"I\u0307"_s << u"x"_s.repeated(62); // Not "I" without its dot.
        QTest::newRow("four bytes") << u"x"_s.repeated(61) + u"𝕏𝕏"_s << u"x"_s.repeated(61);
    }
    void namesAreCutWhereAReaderWould()
    {
        QFETCH(QString, name);
        QFETCH(QString, cut);
        QCOMPARE(QString::fromUtf8(keyName(name)), cut);
    }

    void keysTextIsPlain()
    {
        QCOMPARE(plainKeyText("  YubiKey\t5\x1b[0m \xe2\x80\xae"), u"YubiKey 5[0m"_s);
        QCOMPARE(plainKeyText(QByteArray()), QString());
        QVERIFY(plainKeyText(u"𝕏"_s.repeated(40).toUtf8()).isValidUtf16());
        QVERIFY(plainKeyText((u"a"_s + u"𝕏"_s.repeated(40)).toUtf8()).isValidUtf16());
    }

    void wellKnownModelsHaveNames()
    {
        QCOMPARE(modelName(QByteArray::fromHex("c5ef55ffad9a4b9fb580adebafe026d0")), u"YubiKey 5Ci"_s);
        QVERIFY(modelName(QByteArray(16, '\0')).isEmpty());
        QVERIFY(modelName({}).isEmpty());
    }

    void pinLengthIsInCharactersAndBytes()
    {
        QCOMPARE(checkPin("123", 4), PinCheck::TooShort);
        QCOMPARE(checkPin("1234", 4), PinCheck::Fits);
        QCOMPARE(checkPin("ığş", 4), PinCheck::TooShort);
        QCOMPARE(checkPin("ığşç", 4), PinCheck::Fits);
        QCOMPARE(checkPin("123456", 8), PinCheck::TooShort);
        QCOMPARE(checkPin(QByteArray(63, '1'), 4), PinCheck::Fits);
        QCOMPARE(checkPin(QByteArray(64, '1'), 4), PinCheck::TooLong);
    }

    void pinIsOneInEveryForm()
    {
        const auto secret = [](const char* text) { return share(Secret::copyOf(QByteArrayView(text))); };
        QVERIFY(normalizedPin(secret("s\u0327ifre"))->equals("\u015fifre"));
        QVERIFY(normalizedPin(secret("1234"))->equals("1234"));
        QVERIFY(!normalizedPin(nullptr));
        QCOMPARE(terminatedPin(secret("1234"))->view(), QByteArrayView("1234\0", 5));
        QVERIFY(!terminatedPin(nullptr));
        QVERIFY(!terminatedPin(secret("")));
        QVERIFY(!terminatedPin(share(Secret::copyOf(QByteArrayView("12\0"
                                                                   "34",
                                                                   5)))));
    }

    void interruptionsCountMoreThanCodes()
    {
        QCOMPARE(failureOf(FIDO_ERR_RX, KeyProblem::Removed).problem, KeyProblem::Removed);
        QCOMPARE(failureOf(FIDO_ERR_RX).problem, KeyProblem::GarbageAnswer);
        QCOMPARE(failureOf(FIDO_ERR_KEEPALIVE_CANCEL, KeyProblem::TimedOut).problem, KeyProblem::TimedOut);
        QCOMPARE(failureOf(FIDO_ERR_KEEPALIVE_CANCEL).problem, KeyProblem::Denied);
        QCOMPARE(failureOf(FIDO_ERR_UNSUPPORTED_ALGORITHM).missing, std::optional(KeyAbility::Algorithm));
        QCOMPARE(failureOf(0xf3), (KeyFailure{.problem = KeyProblem::Refused, .code = 0xf3}));
        QCOMPARE(failureOf(FIDO_ERR_INTERNAL).problem, KeyProblem::Internal);
    }

    void securityKeysAreKnownByTheirUsagePage_data()
    {
        QTest::addColumn<QByteArray>("descriptor");
        QTest::addColumn<bool>("isKey");
        // Usage page, usage, collection, …
        QTest::newRow("security key") << QByteArray::fromHex("06d0f10901a1010920150026ff0075089540810209211500c0")
                                      << true;
        QTest::newRow("page in four bytes") << QByteArray::fromHex("07d0f100000901a101c0") << true;
        QTest::newRow("after another collection") << QByteArray::fromHex("05010906a101c006d0f10901a101c0") << true;
        QTest::newRow("keyboard") << QByteArray::fromHex("05010906a101050719e029e715002501750195088102c0") << false;
        QTest::newRow("page as a value") << QByteArray::fromHex("05010906a10126d0f1c0") << false;
        QTest::newRow("cut off") << QByteArray::fromHex("06d0") << false;
        QTest::newRow("behind a long item") << QByteArray::fromHex("fe02aabbcc06d0f1") << true;
        QTest::newRow("long item cut off") << QByteArray::fromHex("fe") << false;
        QTest::newRow("long item without its data") << QByteArray::fromHex("feffaa06d0f1") << false;
        QTest::newRow("empty") << QByteArray() << false;
    }
    void securityKeysAreKnownByTheirUsagePage()
    {
        QFETCH(QByteArray, descriptor);
        QFETCH(bool, isKey);
        QCOMPARE(isFidoReportDescriptor(descriptor), isKey);
    }
};

QTEST_GUILESS_MAIN(TstKeyValues)
#include "tst_keyvalues.moc"
