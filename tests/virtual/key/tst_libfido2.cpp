#include "virtual/key/fidowish.h"

#include <QFile>
#include <QTest>
#include <fido/config.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

using namespace keydesk;
using namespace keydesk::virtualkey;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr const char* pin = "1234";

using Certificate = std::unique_ptr<X509, ReleasedBy<X509_free>>;

/// Whether OpenSSL finds a way from the credential's certificate to the manufacturer's root.
bool leadsToRoot(const FidoCredential& credential, const QString& rootFile)
{
    QFile file(rootFile);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray pem = file.readAll();
    const std::unique_ptr<BIO, ReleasedBy<BIO_free>> source(BIO_new_mem_buf(pem.constData(), int(pem.size())));
    const Certificate root(PEM_read_bio_X509(source.get(), nullptr, nullptr, nullptr));
    const unsigned char* der = fido_cred_x5c_ptr(credential.get());
    const Certificate leaf(d2i_X509(nullptr, &der, long(fido_cred_x5c_len(credential.get()))));
    const std::unique_ptr<X509_STORE, ReleasedBy<X509_STORE_free>> store(X509_STORE_new());
    const std::unique_ptr<X509_STORE_CTX, ReleasedBy<X509_STORE_CTX_free>> context(X509_STORE_CTX_new());
    return root && leaf && X509_STORE_add_cert(store.get(), root.get()) == 1 &&
           X509_STORE_CTX_init(context.get(), store.get(), leaf.get(), nullptr) == 1 &&
           X509_verify_cert(context.get()) == 1;
}

int tries(const FidoClient& client)
{
    int left = -1;
    return fido_dev_get_retry_count(client.device(), &left) == FIDO_OK ? left : -1;
}

} // namespace

/// The virtual key as libfido2, the library that the app stands on, sees it.
class TestLibfido2 : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysWhatItIs();
    void registersAndSignsIn_data();
    void registersAndSignsIn();
    void setsAndChangesThePin();
    void countsWrongPins();
    void asksForThePinOnlyWhenNeeded();
    void managesCredentials();
    void answersAnExcludedCredentialAfterATouch();
    void configures();
    void resetsOnlyAtOnce();
    void isAsOldAsItSays();
    void speaksU2f();
};

void TestLibfido2::saysWhatItIs()
{
    const RunningKey key;
    const FidoClient client(key);
    QCOMPARE(client.opened(), FIDO_OK);
    QVERIFY(fido_dev_is_fido2(client.device()));
    QVERIFY(fido_dev_supports_credman(client.device()));
    QVERIFY(fido_dev_supports_permissions(client.device()));
    QVERIFY(!fido_dev_has_pin(client.device()));
    const FidoInfo info(fido_cbor_info_new());
    QCOMPARE(fido_dev_get_cbor_info(client.device(), info.get()), FIDO_OK);
    QCOMPARE(fido_cbor_info_algorithm_count(info.get()), 3U);
    QCOMPARE(fido_cbor_info_minpinlen(info.get()), 4U);
    QCOMPARE(fido_cbor_info_rk_remaining(info.get()), 25);
    QVERIFY(!fido_cbor_info_new_pin_required(info.get()));
    QCOMPARE(copied(fido_cbor_info_aaguid_ptr(info.get()), fido_cbor_info_aaguid_len(info.get())),
             QByteArray("KEYDESK-VIRTUAL1"));
}

void TestLibfido2::registersAndSignsIn_data()
{
    QTest::addColumn<int>("algorithm");
    QTest::addColumn<QString>("protocols");
    for (const char* protocols : {"1", "2", "2,1"}) {
        QTest::addRow("ES256, PIN protocols %s", protocols) << COSE_ES256 << QString::fromLatin1(protocols);
        QTest::addRow("ES384, PIN protocols %s", protocols) << COSE_ES384 << QString::fromLatin1(protocols);
        QTest::addRow("EdDSA, PIN protocols %s", protocols) << COSE_EDDSA << QString::fromLatin1(protocols);
    }
}

void TestLibfido2::registersAndSignsIn()
{
    QFETCH(int, algorithm);
    QFETCH(QString, protocols);
    const RunningKey key({u"--pin-protocols"_s, protocols});
    FidoClient client(key);
    QCOMPARE(fido_dev_set_pin(client.device(), pin, nullptr), FIDO_OK);
    client.reopen();
    const FidoCredential credential = ordered({.algorithm = algorithm, .extensions = FIDO_EXT_HMAC_SECRET});
    QCOMPARE(fido_dev_make_cred(client.device(), credential.get(), pin), FIDO_OK);
    QCOMPARE(fido_cred_verify(credential.get()), FIDO_OK);
    QVERIFY(leadsToRoot(credential, key.manufacturerRoot()));
    QVERIFY((fido_cred_flags(credential.get()) & CTAP_AUTHDATA_USER_VERIFIED) != 0);

    const FidoAssertion assertion = question(idOf(credential));
    const QByteArray salt(32, 's');
    fido_assert_set_extensions(assertion.get(), FIDO_EXT_HMAC_SECRET);
    fido_assert_set_hmac_salt(assertion.get(), bytes(salt), size(salt));
    QCOMPARE(fido_dev_get_assert(client.device(), assertion.get(), pin), FIDO_OK);
    QCOMPARE(verified(assertion, credential), FIDO_OK);
    QCOMPARE(fido_assert_hmac_secret_len(assertion.get(), 0), 32U);
    QVERIFY(fido_assert_sigcount(assertion.get(), 0) > fido_cred_sigcount(credential.get()));
}

void TestLibfido2::setsAndChangesThePin()
{
    const RunningKey key;
    FidoClient client(key);
    QCOMPARE(fido_dev_set_pin(client.device(), "123", nullptr), FIDO_ERR_PIN_POLICY_VIOLATION);
    QCOMPARE(fido_dev_set_pin(client.device(), pin, nullptr), FIDO_OK);
    client.reopen();
    QVERIFY(fido_dev_has_pin(client.device()));
    QCOMPARE(fido_dev_set_pin(client.device(), "5678", "0000"), FIDO_ERR_PIN_INVALID);
    QCOMPARE(tries(client), 7);
    QCOMPARE(fido_dev_set_pin(client.device(), "5678", pin), FIDO_OK);
    QCOMPARE(tries(client), 8);
    QCOMPARE(fido_dev_make_cred(client.device(), ordered().get(), "5678"), FIDO_OK);
}

void TestLibfido2::countsWrongPins()
{
    const RunningKey key;
    FidoClient client(key);
    QCOMPARE(fido_dev_set_pin(client.device(), pin, nullptr), FIDO_OK);
    client.reopen();
    const auto tryWrong = [&] { return fido_dev_make_cred(client.device(), ordered().get(), "0000"); };
    for (const int expected : {FIDO_ERR_PIN_INVALID, FIDO_ERR_PIN_INVALID, FIDO_ERR_PIN_AUTH_BLOCKED})
        QCOMPARE(tryWrong(), expected);
    QCOMPARE(tries(client), 5);
    QCOMPARE(fido_dev_make_cred(client.device(), ordered().get(), pin), FIDO_ERR_PIN_AUTH_BLOCKED);
    key.replug();
    client.reopen();
    for (const int expected : {FIDO_ERR_PIN_INVALID, FIDO_ERR_PIN_INVALID, FIDO_ERR_PIN_AUTH_BLOCKED})
        QCOMPARE(tryWrong(), expected);
    key.replug();
    client.reopen();
    QCOMPARE(tryWrong(), FIDO_ERR_PIN_INVALID);
    QCOMPARE(tryWrong(), FIDO_ERR_PIN_BLOCKED);
    QCOMPARE(tries(client), 0);
    key.replug();
    client.reopen();
    QCOMPARE(fido_dev_make_cred(client.device(), ordered().get(), pin), FIDO_ERR_PIN_BLOCKED);
    QCOMPARE(fido_dev_reset(client.device()), FIDO_OK);
    client.reopen();
    QVERIFY(!fido_dev_has_pin(client.device()));
    QCOMPARE(tries(client), 8);
}

void TestLibfido2::asksForThePinOnlyWhenNeeded()
{
    const RunningKey key;
    FidoClient client(key);
    QCOMPARE(fido_dev_set_pin(client.device(), pin, nullptr), FIDO_OK);
    client.reopen();
    const FidoCredential unverified = ordered();
    QCOMPARE(fido_dev_make_cred(client.device(), unverified.get(), nullptr), FIDO_OK);
    QVERIFY((fido_cred_flags(unverified.get()) & CTAP_AUTHDATA_USER_VERIFIED) == 0);
    const FidoCredential resident = ordered({.isResident = true});
    QCOMPARE(fido_dev_make_cred(client.device(), resident.get(), nullptr), FIDO_ERR_PIN_REQUIRED);
    QCOMPARE(fido_dev_make_cred(client.device(), resident.get(), pin), FIDO_OK);
    const FidoAssertion assertion = question();
    QCOMPARE(fido_dev_get_assert(client.device(), assertion.get(), nullptr), FIDO_OK);
    QCOMPARE(copied(fido_assert_user_id_ptr(assertion.get(), 0), fido_assert_user_id_len(assertion.get(), 0)),
             QByteArray("ada-handle"));
}

void TestLibfido2::managesCredentials()
{
    const RunningKey key;
    FidoClient client(key);
    fido_dev_t* device = client.device();
    QCOMPARE(fido_dev_set_pin(device, pin, nullptr), FIDO_OK);
    client.reopen();
    device = client.device();
    const FidoCredential ada = ordered({.isResident = true});
    QCOMPARE(fido_dev_make_cred(device, ada.get(), pin), FIDO_OK);
    QCOMPARE(fido_dev_make_cred(device, ordered({.isResident = true, .user = "grace-handle"}).get(), pin), FIDO_OK);
    QCOMPARE(fido_dev_make_cred(device, ordered({.isResident = true, .relyingParty = "other.example"}).get(), pin),
             FIDO_OK);

    using Metadata = std::unique_ptr<fido_credman_metadata_t,
                                     ReleasedByAddress<fido_credman_metadata_t, fido_credman_metadata_free>>;
    const Metadata metadata(fido_credman_metadata_new());
    QCOMPARE(fido_credman_get_dev_metadata(device, metadata.get(), pin), FIDO_OK);
    QCOMPARE(fido_credman_rk_existing(metadata.get()), 3U);
    QCOMPARE(fido_credman_rk_remaining(metadata.get()), 22U);

    const std::unique_ptr<fido_credman_rp_t, ReleasedByAddress<fido_credman_rp_t, fido_credman_rp_free>> parties(
        fido_credman_rp_new());
    QCOMPARE(fido_credman_get_dev_rp(device, parties.get(), pin), FIDO_OK);
    QCOMPARE(fido_credman_rp_count(parties.get()), 2U);
    QCOMPARE(fido_credman_rp_id(parties.get(), 1), "other.example");

    const auto count = [&] {
        using List = std::unique_ptr<fido_credman_rk_t, ReleasedByAddress<fido_credman_rk_t, fido_credman_rk_free>>;
        const List list(fido_credman_rk_new());
        const int result = fido_credman_get_dev_rk(device, "example.org", list.get(), pin);
        return result == FIDO_OK ? int(fido_credman_rk_count(list.get())) : -result;
    };
    QCOMPARE(count(), 2);
    fido_cred_set_user(ada.get(), bytes("ada-handle"), 10, "lovelace", "Ada Lovelace", nullptr);
    QCOMPARE(fido_credman_set_dev_rk(device, ada.get(), pin), FIDO_OK);
    const QByteArray id = idOf(ada);
    QCOMPARE(fido_credman_del_dev_rk(device, bytes(id), size(id), pin), FIDO_OK);
    QCOMPARE(count(), 1);
    QCOMPARE(fido_credman_del_dev_rk(device, bytes(id), size(id), pin), FIDO_ERR_NO_CREDENTIALS);
}

void TestLibfido2::answersAnExcludedCredentialAfterATouch()
{
    const RunningKey key;
    const FidoClient client(key);
    const FidoCredential first = ordered();
    QCOMPARE(fido_dev_make_cred(client.device(), first.get(), nullptr), FIDO_OK);
    key.tell(QJsonObject{{u"command"_s, u"touch-mode"_s}, {u"mode"_s, u"manual"_s}});
    const FidoCredential second = ordered({.excluded = idOf(first)});
    auto result = inBackground([&] { return fido_dev_make_cred(client.device(), second.get(), nullptr); });
    key.waitFor("touch-needed");
    QVERIFY(result.wait_for(std::chrono::seconds{0}) == std::future_status::timeout);
    key.tell(u"touch"_s);
    QCOMPARE(result.get(), FIDO_ERR_CREDENTIAL_EXCLUDED);
}

void TestLibfido2::configures()
{
    const RunningKey key;
    FidoClient client(key);
    QCOMPARE(fido_dev_set_pin(client.device(), pin, nullptr), FIDO_OK);
    client.reopen();
    QCOMPARE(fido_dev_set_pin_minlen(client.device(), 6, pin), FIDO_OK);
    client.reopen();
    const FidoInfo info(fido_cbor_info_new());
    QCOMPARE(fido_dev_get_cbor_info(client.device(), info.get()), FIDO_OK);
    QCOMPARE(fido_cbor_info_minpinlen(info.get()), 6U);
    QVERIFY(fido_cbor_info_new_pin_required(info.get()));
    QCOMPARE(fido_dev_make_cred(client.device(), ordered().get(), pin), FIDO_ERR_PIN_INVALID);
    QCOMPARE(fido_dev_set_pin(client.device(), "123456", pin), FIDO_OK);
    QCOMPARE(fido_dev_force_pin_change(client.device(), "123456"), FIDO_OK);
    QCOMPARE(fido_dev_set_pin(client.device(), "123456", "123456"), FIDO_ERR_PIN_POLICY_VIOLATION);
    QCOMPARE(fido_dev_set_pin(client.device(), "654321", "123456"), FIDO_OK);
    QCOMPARE(fido_dev_toggle_always_uv(client.device(), "654321"), FIDO_OK);
    QCOMPARE(fido_dev_make_cred(client.device(), ordered().get(), nullptr), FIDO_ERR_PIN_REQUIRED);
    QCOMPARE(fido_dev_make_cred(client.device(), ordered().get(), "654321"), FIDO_OK);
    QVERIFY(fido_dev_enable_entattest(client.device(), "654321") != FIDO_OK);
}

void TestLibfido2::resetsOnlyAtOnce()
{
    const RunningKey key;
    FidoClient client(key);
    key.tell(QJsonObject{{u"command"_s, u"advance"_s}, {u"milliseconds"_s, 11'000}});
    QCOMPARE(fido_dev_reset(client.device()), FIDO_ERR_NOT_ALLOWED);
    key.replug();
    client.reopen();
    QCOMPARE(fido_dev_reset(client.device()), FIDO_OK);
}

void TestLibfido2::isAsOldAsItSays()
{
    const RunningKey key({u"--generation"_s, u"2.0"_s});
    FidoClient client(key);
    QVERIFY(fido_dev_is_fido2(client.device()));
    QVERIFY(!fido_dev_supports_credman(client.device()));
    const FidoInfo info(fido_cbor_info_new());
    QCOMPARE(fido_dev_get_cbor_info(client.device(), info.get()), FIDO_OK);
    QCOMPARE(fido_cbor_info_algorithm_count(info.get()), 0U);
    QCOMPARE(fido_dev_set_pin(client.device(), pin, nullptr), FIDO_OK);
    client.reopen();
    const FidoCredential credential = ordered({.isResident = true});
    QCOMPARE(fido_dev_make_cred(client.device(), credential.get(), pin), FIDO_OK);
    const FidoAssertion assertion = question();
    QCOMPARE(fido_dev_get_assert(client.device(), assertion.get(), pin), FIDO_OK);
    QCOMPARE(verified(assertion, credential), FIDO_OK);
}

void TestLibfido2::speaksU2f()
{
    const RunningKey key({u"--generation"_s, u"u2f"_s, u"--touch"_s, u"manual"_s});
    const FidoClient client(key);
    QCOMPARE(client.opened(), FIDO_OK);
    QVERIFY(!fido_dev_is_fido2(client.device()));
    QCOMPARE(fido_dev_make_cred(client.device(), ordered({.isResident = true}).get(), nullptr),
             FIDO_ERR_UNSUPPORTED_OPTION);
    const auto touched = [&](auto act) {
        auto result = inBackground(act);
        key.waitFor("touch-needed");
        key.tell(u"touch"_s);
        return result.get();
    };
    const FidoCredential credential = ordered();
    QCOMPARE(touched([&] { return fido_dev_make_cred(client.device(), credential.get(), nullptr); }), FIDO_OK);
    QCOMPARE(fido_cred_fmt(credential.get()), "fido-u2f");
    QCOMPARE(fido_cred_verify(credential.get()), FIDO_OK);
    QVERIFY(leadsToRoot(credential, key.manufacturerRoot()));
    const FidoCredential again = ordered({.excluded = idOf(credential)});
    QCOMPARE(touched([&] { return fido_dev_make_cred(client.device(), again.get(), nullptr); }),
             FIDO_ERR_CREDENTIAL_EXCLUDED);
    const FidoAssertion assertion = question(idOf(credential));
    QCOMPARE(touched([&] { return fido_dev_get_assert(client.device(), assertion.get(), nullptr); }), FIDO_OK);
    QCOMPARE(verified(assertion, credential), FIDO_OK);
}

QTEST_GUILESS_MAIN(TestLibfido2)
#include "tst_libfido2.moc"
