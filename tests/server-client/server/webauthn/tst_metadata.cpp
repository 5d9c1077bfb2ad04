#include "signedblob.h"
#include "webauthn/metadatacache.h"

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Instant january{std::chrono::sys_days{std::chrono::year{2030} / 1 / 15}};
constexpr Instant march{std::chrono::sys_days{std::chrono::year{2030} / 3 / 1}};

const QByteArray modelEntry = R"({"aaguid": "c0ffee00-1122-3344-5566-778899aabbcc",
    "metadataStatement": {"description": "Example Key 5"}, "statusReports": [{"status": "FIDO_CERTIFIED"}]})";

const SignedBlob& example()
{
    static const SignedBlob made = SignedBlob::example();
    return made;
}

QByteArray blobNumber(int number, const QByteArray& entries = modelEntry)
{
    return example().with(metadataPayload(number, "2030-02-01", entries)).bytes();
}

template <typename T>
QString reasonOf(const Result<T>& result)
{
    return result ? u"accepted"_s : result.error().details[u"reason"_s].toString();
}

QString verified(const SignedBlob& blob, Instant at = january)
{
    return reasonOf(verifiedPayload(blob.bytes(), blob.signer(), at));
}

SignedBlob signedBy(const CertificateWishes& wishes, const TestKey& key)
{
    SignedBlob blob = example();
    blob.path[0] = issued(blob.path[1], wishes, key);
    return blob;
}

MetadataEntry entryWith(const QByteArray& statusReports)
{
    const QByteArray entry =
        R"({"aaguid": "c0ffee00-1122-3344-5566-778899aabbcc", "statusReports": [)" + statusReports + "]}";
    const auto metadata = Metadata::fromPayload(metadataPayload(1, "2030-02-01", entry));
    return *metadata->find(QByteArray::fromHex("c0ffee00112233445566778899aabbcc"), {});
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

void writeTo(const QString& path, const QByteArray& content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write");
}

} // namespace

class TestMetadata : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void verifiesASignedBlob();
    void verifiesBothAlgorithms();
    void refusesEveryChangedByte();
    void refusesBadSigners();
    void refusesBadForms_data();
    void refusesBadForms();
    void refusesWhatIsTooLarge();
    void readsEntries();
    void survivesBadEntries();
    void refusesBadContent_data();
    void refusesBadContent();
    void findsByAaguidOrByKey();
    void refusesBadStatuses();
    void keepsTheNewestInACache();
    void keepsTheCachedOneWhenABadOneComes();
    void warnsWhenItIsOverdue();
    void startsFromItsFile();
    void startsWithoutAFileThatWasChanged();
    void keepsItsFileWhenItCannotWrite();
};

void TestMetadata::verifiesASignedBlob()
{
    const auto payload = verifiedPayload(blobNumber(7), example().signer(), january);
    QVERIFY2(payload, payload ? "" : qPrintable(payload.error().context));
    QCOMPARE(Metadata::fromPayload(*payload)->number(), 7);
    // From a file, with a line break at its end.
    QVERIFY(verifiedPayload(blobNumber(7) + "\r\n", example().signer(), january));
}

void TestMetadata::verifiesBothAlgorithms()
{
    SignedBlob rsa = signedBy(metadataServiceCertificate(), TestKey::generate(CoseAlgorithm::Rs256));
    rsa.algorithm = "RS256";
    QCOMPARE(verified(rsa), u"accepted"_s);
    rsa.algorithm = "ES256"; // Not that key's.
    QCOMPARE(verified(rsa), u"algorithm"_s);
    SignedBlob p384 = signedBy(metadataServiceCertificate(), TestKey::generate(CoseAlgorithm::Es384));
    p384.algorithm = "ES384";
    QCOMPARE(verified(p384), u"algorithm"_s);
    SignedBlob none = example();
    none.algorithm = "none";
    QCOMPARE(verified(none), u"algorithm"_s);
    none.algorithm = "HS256";
    QCOMPARE(verified(none), u"algorithm"_s);
}

void TestMetadata::refusesEveryChangedByte()
{
    const QByteArray blob = blobNumber(1);
    const qsizetype lastOfSignature = blob.size() - 1; // Two of its bits are filling, which nobody signs.
    for (qsizetype at = 0; at < lastOfSignature; at += 7) {
        QByteArray changed = blob;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        if (verifiedPayload(changed, example().signer(), january))
            QFAIL(qPrintable(u"byte %1"_s.arg(at)));
    }
    QVERIFY(verifiedPayload(blob, example().signer(), january));
}

void TestMetadata::refusesBadSigners()
{
    const TestKey key = example().path[0].key;
    CertificateWishes other = metadataServiceCertificate();
    other.alternativeHost = "mds.example.org";
    QCOMPARE(verified(signedBy(other, key)), u"host"_s);
    other.alternativeHost = "*.fidoalliance.org";
    QCOMPARE(verified(signedBy(other, key)), u"host"_s);
    other.alternativeHost.clear(); // Only the common name says it.
    QCOMPARE(verified(signedBy(other, key)), u"host"_s);

    SignedBlob stranger = SignedBlob::example();
    QCOMPARE(reasonOf(verifiedPayload(stranger.bytes(), example().signer(), january)), u"path"_s);
    stranger = example();
    stranger.path.removeLast(); // Without the authority between, nothing leads to the root.
    QCOMPARE(verified(stranger), u"path"_s);
    stranger = example();
    stranger.path[0] = selfSigned(metadataServiceCertificate(), key);
    QCOMPARE(verified(stranger), u"path"_s);
    QCOMPARE(reasonOf(verifiedPayload(example().bytes(), {}, january)), u"path"_s);

    const Instant tooLate = Instant{std::chrono::sys_days{std::chrono::year{2045} / 1 / 1}};
    QCOMPARE(verified(example(), tooLate), u"path"_s);
    QCOMPARE(verified(example(), Instant{}), u"path"_s);
    // The right path, and another key's signature.
    stranger = example();
    stranger.path[0] = {stranger.path[0].certificate, TestKey::generate(CoseAlgorithm::Es256)};
    QCOMPARE(verified(stranger), u"signature"_s);
}

void TestMetadata::refusesBadForms_data()
{
    QTest::addColumn<QByteArray>("blob");
    const QByteArray blob = blobNumber(1);
    const QByteArrayList parts = blob.split('.');
    SignedBlob odd = example();
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("one dot") << QByteArray(parts[0] + '.' + parts[1]);
    QTest::newRow("four parts") << QByteArray(blob + ".x");
    QTest::newRow("no base64url") << QByteArray('*' + blob);
    QTest::newRow("header is no JSON") << QByteArray("e30x." + parts[1] + '.' + parts[2]);
    odd.headerBesides = {{u"crit"_s, QJsonArray{u"exp"_s}}};
    QTest::newRow("critical extensions") << odd.bytes();
    odd.headerBesides = {{u"x5c"_s, QJsonArray{}}};
    QTest::newRow("no certificates") << odd.bytes();
    odd.headerBesides = {{u"x5c"_s, u"http://example.org"_s}};
    QTest::newRow("certificates as text") << odd.bytes();
    odd.headerBesides = {{u"x5c"_s, QJsonArray{u"AAAA"_s}}};
    QTest::newRow("certificates that are none") << odd.bytes();
    odd = example();
    for (int i = 0; i < 6; ++i)
        odd.path.append(odd.path[1]);
    QTest::newRow("too many certificates") << odd.bytes();
}

void TestMetadata::refusesBadForms()
{
    QFETCH(QByteArray, blob);
    QCOMPARE(reasonOf(verifiedPayload(blob, example().signer(), january)), u"form"_s);
}

void TestMetadata::refusesWhatIsTooLarge()
{
    const QByteArray large(largestMetadataBlob + 1, 'e');
    QCOMPARE(reasonOf(verifiedPayload(large, example().signer(), january)), u"too_large"_s);
}

void TestMetadata::readsEntries()
{
    const QByteArray root = example().authority.der().toBase64();
    const QByteArray entries = R"({"aaguid": "c0ffee00-1122-3344-5566-778899aabbcc", "metadataStatement":
        {"description": "Example Key 5", "attestationRootCertificates": ["\n )" +
                               root + R"( \n"]},
        "statusReports": [{"status": "FIDO_CERTIFIED_L1", "effectiveDate": "2029-05-06"}]})";
    const auto metadata = Metadata::fromPayload(metadataPayload(42, "2030-02-01", entries));
    QVERIFY(metadata);
    QCOMPARE(metadata->number(), 42);
    QCOMPARE(metadata->nextUpdate(), QDate(2030, 2, 1));
    QCOMPARE(metadata->size(), 1);
    QCOMPARE(metadata->problems(), QStringList());
    const MetadataEntry* entry = metadata->find(QByteArray::fromHex("c0ffee00112233445566778899aabbcc"), {});
    QVERIFY(entry);
    QCOMPARE(entry->description, u"Example Key 5"_s);
    QVERIFY(entry->anchors().verify({example().path[1].certificate}, {.at = january}));
    QCOMPARE(entry->history.size(), 1);
    QCOMPARE(entry->history[0].status, u"FIDO_CERTIFIED_L1"_s);
    QCOMPARE(entry->history[0].effective, QDate(2029, 5, 6));
}

void TestMetadata::survivesBadEntries()
{
    const QByteArray entries = R"(7, {}, {"aaguid": "not one"}, {"aaguid": 5, "statusReports": {}},
        {"attestationCertificateKeyIdentifiers": ["00"]}, {"aaid": "1234#5678"},
        {"aaguid": "00000000-0000-0000-0000-000000000001", "metadataStatement": {"description": "Bad root",
         "attestationRootCertificates": ["AAAA", 5]}}, )" +
                               modelEntry;
    const auto metadata = Metadata::fromPayload(metadataPayload(1, "2030-02-01", entries));
    QVERIFY(metadata);
    QCOMPARE(metadata->size(), 8);
    QVERIFY(metadata->find(QByteArray::fromHex("c0ffee00112233445566778899aabbcc"), {}));
    QVERIFY(metadata->problems().contains(u"Bad root: an attestation root certificate that cannot be read"_s));
    QCOMPARE(metadata->problems().size(), 8); // Two roots, one key identifier, five without a name. UAF is no problem.
}

void TestMetadata::refusesBadContent_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("no JSON") << QByteArray("{");
    QTest::newRow("no number") << QByteArray(R"({"nextUpdate": "2030-02-01", "entries": []})");
    QTest::newRow("a number as text") << QByteArray(R"({"no": "1", "nextUpdate": "2030-02-01", "entries": []})");
    QTest::newRow("a negative number") << metadataPayload(-1, "2030-02-01", {});
    QTest::newRow("a huge number") << QByteArray(R"({"no": 1e300, "nextUpdate": "2030-02-01", "entries": []})");
    QTest::newRow("no date") << metadataPayload(1, "soon", {});
    QTest::newRow("no such day") << metadataPayload(1, "2030-02-31", {});
    QTest::newRow("no entries") << QByteArray(R"({"no": 1, "nextUpdate": "2030-02-01"})");
    QTest::newRow("too many entries") << metadataPayload(1, "2030-02-01", QByteArray("0,").repeated(20'000) + '0');
}

void TestMetadata::refusesBadContent()
{
    QFETCH(QByteArray, payload);
    QCOMPARE(reasonOf(Metadata::fromPayload(payload)), u"content"_s);
}

void TestMetadata::findsByAaguidOrByKey()
{
    const QByteArray identifier(20, 'k');
    const QByteArray u2f = R"({"attestationCertificateKeyIdentifiers": [")" + identifier.toHex() +
                           R"("], "metadataStatement": {"description": "Old key"}})";
    const auto metadata = Metadata::fromPayload(metadataPayload(1, "2030-02-01", modelEntry + ',' + u2f));
    const QByteArray model = QByteArray::fromHex("c0ffee00112233445566778899aabbcc");
    const QByteArray none(16, '\0');
    QCOMPARE(metadata->find(model, {})->description, u"Example Key 5"_s);
    QCOMPARE(metadata->find(model, {identifier})->description, u"Example Key 5"_s);
    QCOMPARE(metadata->find(none, {QByteArray(20, 'x'), identifier})->description, u"Old key"_s);
    QVERIFY(!metadata->find(none, {}));
    QVERIFY(!metadata->find(QByteArray(16, 'x'), {identifier})); // Another model, which nobody knows.
    QVERIFY(!metadata->find(none, {model}) || metadata->find(none, {model})->description != u"Old key"_s);
}

void TestMetadata::refusesBadStatuses()
{
    const auto refused = [](const QByteArray& reports, const QStringList& statuses = defaultRefusedStatuses()) {
        return refusedStatus(entryWith(reports), statuses, january);
    };
    QVERIFY(!refused(R"({"status": "FIDO_CERTIFIED"})"));
    QVERIFY(!refused(R"({"status": "UPDATE_AVAILABLE"}, {"status": "SOMETHING_NEW"})"));
    QVERIFY(!refused(""));
    for (const QString& status : defaultRefusedStatuses())
        QCOMPARE(refused("{\"status\": \"" + status.toLatin1() + "\"}"), status);
    QCOMPARE(defaultRefusedStatuses().size(), 5);
    // Once is enough, whatever came later.
    QCOMPARE(refused(R"({"status": "REVOKED", "effectiveDate": "2029-01-01"}, {"status": "FIDO_CERTIFIED"})"),
             u"REVOKED"_s);
    QCOMPARE(refused(R"({"status": "REVOKED", "effectiveDate": "2030-01-15"})"), u"REVOKED"_s);
    QVERIFY(!refused(R"({"status": "REVOKED", "effectiveDate": "2030-01-16"})")); // Not yet.
    QCOMPARE(refused(R"({"status": "REVOKED", "effectiveDate": "nonsense"})"), u"REVOKED"_s);
    QVERIFY(!refused(R"({"status": "REVOKED"})", {u"USER_VERIFICATION_BYPASS"_s}));
    QCOMPARE(refused(R"({"status": "NOT_FIDO_CERTIFIED"})", {u"NOT_FIDO_CERTIFIED"_s}), u"NOT_FIDO_CERTIFIED"_s);
}

void TestMetadata::keepsTheNewestInACache()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"metadata.jwt"_s);
    MetadataCache cache(path, example().signer());
    QVERIFY(cache.load());
    QVERIFY(!cache.current());

    const QByteArray first = blobNumber(5);
    auto accepted = cache.accept(first, january);
    QVERIFY(accepted && accepted->isNew && !accepted->isOverdue);
    QCOMPARE(cache.current()->number(), 5);
    QCOMPARE(contentOf(path), first);
    accepted = cache.accept(first, january); // The same again.
    QVERIFY(accepted && !accepted->isNew);

    const auto keptByARequest = cache.current();
    const QByteArray second = blobNumber(6, {});
    QVERIFY(cache.accept(second, january));
    QCOMPARE(cache.current()->number(), 6);
    QCOMPARE(keptByARequest->number(), 5);
    QCOMPARE(contentOf(path), second);
}

void TestMetadata::keepsTheCachedOneWhenABadOneComes()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"metadata.jwt"_s);
    MetadataCache cache(path, example().signer());
    const QByteArray good = blobNumber(5);
    QVERIFY(cache.accept(good, january));

    QByteArray tampered = blobNumber(6);
    tampered[tampered.size() / 2] = tampered[tampered.size() / 2] == 'A' ? 'B' : 'A';
    QVERIFY(!cache.accept(tampered, january));
    QCOMPARE(reasonOf(cache.accept(blobNumber(4), january)), u"older"_s);
    QCOMPARE(reasonOf(cache.accept(blobNumber(5, {}), january)), u"older"_s); // The same number for other content.
    QCOMPARE(reasonOf(cache.accept(SignedBlob::example().with(metadataPayload(9, "2030-02-01", {})).bytes(), january)),
             u"path"_s);
    QCOMPARE(reasonOf(cache.accept(example().with("{}").bytes(), january)), u"content"_s);
    QVERIFY(!cache.accept({}, january));
    QCOMPARE(cache.current()->number(), 5);
    QCOMPARE(contentOf(path), good);
}

void TestMetadata::warnsWhenItIsOverdue()
{
    const QTemporaryDir folder;
    MetadataCache cache(folder.filePath(u"metadata.jwt"_s), example().signer());
    const auto accepted = cache.accept(blobNumber(1), march);
    QVERIFY(accepted && accepted->isNew && accepted->isOverdue);
    QVERIFY(cache.current()->isOverdue(march));
    QVERIFY(!cache.current()->isOverdue(january));
    using namespace std::chrono_literals;
    constexpr Instant lastDay{std::chrono::sys_days{std::chrono::year{2030} / 2 / 1}};
    QVERIFY(!cache.current()->isOverdue(lastDay + 23h));
    QVERIFY(cache.current()->isOverdue(lastDay + 24h));
}

void TestMetadata::startsFromItsFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"metadata.jwt"_s);
    QVERIFY(MetadataCache(path, example().signer()).accept(blobNumber(5), january));
    MetadataCache again(path, example().signer());
    QVERIFY(again.load());
    QCOMPARE(again.current()->number(), 5);
    QCOMPARE(reasonOf(again.accept(blobNumber(4), january)), u"older"_s);
    QVERIFY(!again.accept(blobNumber(5), january)->isNew);
}

void TestMetadata::startsWithoutAFileThatWasChanged()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"metadata.jwt"_s);
    writeTo(path, SignedBlob::example().bytes());
    MetadataCache cache(path, example().signer());
    QCOMPARE(reasonOf(cache.load()), u"path"_s);
    QVERIFY(!cache.current());
    writeTo(path, "torn");
    QCOMPARE(reasonOf(cache.load()), u"form"_s);
    QVERIFY(cache.accept(blobNumber(1), january)); // It can be repaired.
    QVERIFY(cache.load());
}

void TestMetadata::keepsItsFileWhenItCannotWrite()
{
    const QTemporaryDir folder;
    MetadataCache cache(folder.filePath(u"missing/metadata.jwt"_s), example().signer());
    const auto accepted = cache.accept(blobNumber(1), january);
    QVERIFY(!accepted);
    QCOMPARE(accepted.error().code, ErrorCode::Unavailable);
    QVERIFY(!cache.current()); // What is used is on disk.
}

QTEST_GUILESS_MAIN(TestMetadata)
#include "tst_metadata.moc"
