#include "signedblob.h"
#include "webauthn/metadatacache.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Instant day(int year, unsigned month, unsigned dayOfMonth)
{
    return Instant{std::chrono::sys_days{std::chrono::year{year} / month / dayOfMonth}};
}

constexpr Instant inItsTime = day(2022, 2, 15);

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is not there", qPrintable(path));
    return file.readAll();
}

/// FIDO's own BLOB of the winter of 2022, as fido2-lib ships it: a JavaScript string.
const QByteArray& genuineBlob()
{
    static const QByteArray blob =
        contentOf(qEnvironmentVariable("KEYDESK_NPM_MODULES") + u"/fido2-lib/test/fixtures/mdsV3.jwt.js"_s)
            .split('"')
            .at(1);
    return blob;
}

const QString globalSignR3 = u"/etc/ssl/certs/GlobalSign_Root_CA_-_R3.pem"_s;
const QString globalSignR6 = u"/etc/ssl/certs/GlobalSign_Root_CA_-_R6.pem"_s;

MetadataSigner fido()
{
    return {.anchors = TrustAnchors::fromPem(contentOf(globalSignR3)).take()};
}

QByteArray pemOf(const TestCertificate& certificate)
{
    return "-----BEGIN CERTIFICATE-----\n" + certificate.der().toBase64() + "\n-----END CERTIFICATE-----\n";
}

template <typename T>
QString reasonOf(const Result<T>& result)
{
    return result ? u"accepted"_s : result.error().details[u"reason"_s].toString();
}

} // namespace

class TestGenuineMetadata : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void verifiesInItsTime();
    void refusesItAtAnotherTime();
    void refusesItForAnotherAuthorityOrHost();
    void refusesItTampered();
    void readsEveryEntry();
    void isRefusedAfterANewerOne();
    void isAcceptedWithAWarningWhenItIsOverdue();
};

void TestGenuineMetadata::verifiesInItsTime()
{
    const auto payload = verifiedPayload(genuineBlob(), fido(), inItsTime);
    QVERIFY2(payload, payload ? "" : qPrintable(payload.error().context));
}

void TestGenuineMetadata::refusesItAtAnotherTime()
{
    QCOMPARE(reasonOf(verifiedPayload(genuineBlob(), fido(), day(2021, 4, 1))), u"path"_s);
    QCOMPARE(reasonOf(verifiedPayload(genuineBlob(), fido(), day(2022, 5, 15))), u"path"_s);
    QCOMPARE(reasonOf(verifiedPayload(genuineBlob(), fido(), day(2030, 1, 1))), u"path"_s);
    QVERIFY(verifiedPayload(genuineBlob(), fido(), std::nullopt)); // Out of our own cache.
}

void TestGenuineMetadata::refusesItForAnotherAuthorityOrHost()
{
    MetadataSigner other{.anchors = TrustAnchors::fromPem(contentOf(globalSignR6)).take()};
    QCOMPARE(reasonOf(verifiedPayload(genuineBlob(), other, inItsTime)), u"path"_s);
    other = fido();
    other.host = u"fidoalliance.org"_s;
    QCOMPARE(reasonOf(verifiedPayload(genuineBlob(), other, inItsTime)), u"host"_s);
}

void TestGenuineMetadata::refusesItTampered()
{
    const qsizetype payloadBegin = genuineBlob().indexOf('.') + 1;
    for (const qsizetype at : {payloadBegin + 100, payloadBegin + 500'000, genuineBlob().size() - 100}) {
        QByteArray tampered = genuineBlob();
        tampered[at] = tampered[at] == 'A' ? 'B' : 'A';
        QCOMPARE(reasonOf(verifiedPayload(tampered, fido(), inItsTime)), u"signature"_s);
    }
    QByteArray header = genuineBlob(); // Within the service's certificate.
    header[2000] = header[2000] == 'A' ? 'B' : 'A';
    QVERIFY(!verifiedPayload(header, fido(), inItsTime));
    QVERIFY(!verifiedPayload(genuineBlob().first(genuineBlob().size() - 4), fido(), inItsTime));
}

void TestGenuineMetadata::readsEveryEntry()
{
    const auto metadata = Metadata::fromPayload(*verifiedPayload(genuineBlob(), fido(), inItsTime));
    QVERIFY(metadata);
    QCOMPARE(metadata->number(), 12);
    QCOMPARE(metadata->nextUpdate(), QDate(2022, 3, 1));
    QCOMPARE(metadata->size(), 101);
    QCOMPARE(metadata->problems(), QStringList());
    const MetadataEntry* byAaguid = metadata->find(QByteArray::fromHex("ee882879721c491397753dfcce97072a"), {});
    QVERIFY(byAaguid);
    QVERIFY2(byAaguid->description.contains(u"YubiKey 5"_s), qPrintable(byAaguid->description));
    QVERIFY(!byAaguid->anchors().isEmpty());
    QVERIFY(!refusedStatus(*byAaguid, defaultRefusedStatuses(), inItsTime));
}

void TestGenuineMetadata::isRefusedAfterANewerOne()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"metadata.jwt"_s);
    const SignedBlob newer = SignedBlob::example().with(metadataPayload(13, "2030-04-01", {}));
    // Two authorities, as while an administrator changes from one to the other.
    QVERIFY(MetadataCache(path, fido()).accept(genuineBlob(), inItsTime));
    MetadataCache cache(
        path, {.anchors = TrustAnchors::fromPem(QByteArray(pemOf(newer.authority) + contentOf(globalSignR3))).take()});
    QVERIFY(cache.load());
    QCOMPARE(cache.current()->number(), 12);
    QVERIFY(cache.accept(newer.bytes(), day(2030, 1, 1)));
    QCOMPARE(reasonOf(cache.accept(genuineBlob(), inItsTime)), u"older"_s);
    QCOMPARE(cache.current()->number(), 13);
    QVERIFY(cache.load());
    QCOMPARE(cache.current()->number(), 13);
}

void TestGenuineMetadata::isAcceptedWithAWarningWhenItIsOverdue()
{
    const QTemporaryDir folder;
    MetadataCache cache(folder.filePath(u"metadata.jwt"_s), fido());
    const auto accepted = cache.accept(genuineBlob(), day(2022, 4, 1));
    QVERIFY(accepted && accepted->isNew && accepted->isOverdue);
    // Years later, in a closed network: still there, from the file.
    MetadataCache later(folder.filePath(u"metadata.jwt"_s), fido());
    QVERIFY(later.load());
    QCOMPARE(later.current()->number(), 12);
    QVERIFY(later.current()->isOverdue(day(2026, 1, 1)));
}

QTEST_GUILESS_MAIN(TestGenuineMetadata)
#include "tst_genuinemetadata.moc"
