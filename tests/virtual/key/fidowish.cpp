#include "virtual/key/fidowish.h"

#include <QCryptographicHash>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/es384.h>

using namespace Qt::Literals::StringLiterals;

namespace keydesk::virtualkey {

namespace {

const QByteArray hash = QCryptographicHash::hash("client data", QCryptographicHash::Sha256);

} // namespace

FidoCredential ordered(const CredentialWish& wish)
{
    FidoCredential credential(fido_cred_new());
    fido_cred_set_type(credential.get(), wish.algorithm);
    fido_cred_set_clientdata_hash(credential.get(), bytes(hash), size(hash));
    fido_cred_set_rp(credential.get(), wish.relyingParty, "Example");
    fido_cred_set_user(credential.get(), bytes(wish.user), size(wish.user), "ada", "Ada", nullptr);
    fido_cred_set_extensions(credential.get(), wish.extensions);
    if (wish.isResident)
        fido_cred_set_rk(credential.get(), FIDO_OPT_TRUE);
    if (!wish.excluded.isEmpty())
        fido_cred_exclude(credential.get(), bytes(wish.excluded), size(wish.excluded));
    return credential;
}

FidoAssertion question(const QByteArray& allowed)
{
    FidoAssertion assertion(fido_assert_new());
    fido_assert_set_clientdata_hash(assertion.get(), bytes(hash), size(hash));
    fido_assert_set_rp(assertion.get(), "example.org");
    if (!allowed.isEmpty())
        fido_assert_allow_cred(assertion.get(), bytes(allowed), size(allowed));
    return assertion;
}

QByteArray idOf(const FidoCredential& credential)
{
    return copied(fido_cred_id_ptr(credential.get()), fido_cred_id_len(credential.get()));
}

int verified(const FidoAssertion& assertion, const FidoCredential& credential)
{
    const unsigned char* key = fido_cred_pubkey_ptr(credential.get());
    const std::size_t length = fido_cred_pubkey_len(credential.get());
    const int algorithm = fido_cred_type(credential.get());
    if (algorithm == COSE_ES256) {
        std::unique_ptr<es256_pk_t, ReleasedByAddress<es256_pk_t, es256_pk_free>> public_(es256_pk_new());
        es256_pk_from_ptr(public_.get(), key, length);
        return fido_assert_verify(assertion.get(), 0, algorithm, public_.get());
    }
    if (algorithm == COSE_ES384) {
        std::unique_ptr<es384_pk_t, ReleasedByAddress<es384_pk_t, es384_pk_free>> public_(es384_pk_new());
        es384_pk_from_ptr(public_.get(), key, length);
        return fido_assert_verify(assertion.get(), 0, algorithm, public_.get());
    }
    std::unique_ptr<eddsa_pk_t, ReleasedByAddress<eddsa_pk_t, eddsa_pk_free>> public_(eddsa_pk_new());
    eddsa_pk_from_ptr(public_.get(), key, length);
    return fido_assert_verify(assertion.get(), 0, algorithm, public_.get());
}

QJsonObject fault(const char* kind, const char* on)
{
    return {{u"command"_s, u"fault"_s}, {u"kind"_s, QString::fromLatin1(kind)}, {u"on"_s, QString::fromLatin1(on)}};
}

} // namespace keydesk::virtualkey
