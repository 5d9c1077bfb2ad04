#include "phone/softotpmethod.h"

#include "base/logging.h"
#include "base/sealer.h"
#include "directory/directory.h"
#include "phone/phonestore.h"
#include "phone/softotp.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

Error refused()
{
    return {.code = ErrorCode::CodeRefused, .context = u"soft OTP"_s};
}

struct Sighting
{
    PhoneId phone;
    AcceptedCode code;
};

} // namespace

SoftOtpMethod::SoftOtpMethod(Parts parts) : m_parts(parts)
{
    m_parts.factors.add(static_cast<FactorMethod&>(*this));
    m_parts.factors.add(static_cast<GoodFactorSource&>(*this));
}

bool SoftOtpMethod::isAvailable(Transaction& transaction, const FactorSubject& subject) const
{
    if (subject.user)
        return PhoneStore::countRegistered(transaction, subject.user->id) > 0;
    // A name that nobody has looks like somebody: a real person, the same one for the same name.
    const QByteArray key =
        hmac(Hash::Sha256, m_parts.sealer.derive("soft otp decoy").view(), subject.preparedName.toUtf8());
    const auto model =
        m_parts.directory.nearest(transaction, QString::fromLatin1(key.toBase64(QByteArray::Base64UrlEncoding)));
    return model && PhoneStore::countRegistered(transaction, model->id) > 0;
}

QString SoftOtpMethod::hint(Transaction&, const FactorSubject&) const
{
    return {};
}

Result<std::optional<CodeDelivery>> SoftOtpMethod::send(Transaction&, const Caller&, const FactorSubject&)
{
    return std::optional<CodeDelivery>{};
}

std::optional<CodeDelivery> SoftOtpMethod::pending(Transaction&, const FactorSubject&) const
{
    return std::nullopt;
}

Result<FactorProof> SoftOtpMethod::check(const Caller& caller, const FactorSubject& subject, const Secret& answer)
{
    struct Known
    {
        QList<StoredSoftOtp> softOtps;
        Instant now;
    };
    const UserId user = subject.user ? subject.user->id : UserId{};
    const auto known = m_parts.database.read([&](Transaction& transaction) -> Result<Known> {
        return Known{PhoneStore::softOtps(transaction, user), transaction.now()};
    });
    if (!known)
        return known.error();

    const Secret code = typedCode(answer);
    if (known->softOtps.isEmpty()) // The same kind of work for those who have no phone.
        (void)acceptedCode(m_parts.sealer.derive("soft otp decoy", 20).view(), {}, code.view(), known->now, {});

    std::optional<Sighting> sighting;
    for (const StoredSoftOtp& softOtp : known->softOtps) {
        const Result<Secret> seed = m_parts.sealer.open(softOtp.sealedSeed, seedContext(user, softOtp.phone));
        if (!seed) { // One damaged row must not lock out the person's other phones.
            logFailure("phone.seed_unreadable", seed.error(),
                       {{"request", caller.requestId}, {"phone", softOtp.phone.value}});
            continue;
        }
        const auto accepted =
            acceptedCode(seed->view(), softOtp.parameters, code.view(), known->now, softOtp.clockOffset);
        if (accepted && accepted->step > softOtp.lastStep && !sighting)
            sighting = Sighting{softOtp.phone, *accepted};
    }
    if (!sighting)
        return refused();

    return m_parts.database.write([&](Transaction& transaction) -> Result<FactorProof> {
        if (!PhoneStore::acceptStep(transaction, sighting->phone, sighting->code.step, sighting->code.clockOffset))
            return refused();
        PhoneStore::setUsed(transaction, sighting->phone);
        return FactorProof{.credentialId = sighting->phone.value};
    });
}

int SoftOtpMethod::goodFactors(Transaction& transaction, const UserId& user) const
{
    return PhoneStore::countRegistered(transaction, user);
}

} // namespace keydesk
