#include "client/pendingenrolment.h"

namespace keydesk {

PendingEnrolment::PendingEnrolment(const QString& folder) : m_file(folder % QStringLiteral("/enrolment")) {}

std::optional<SigningKey> PendingEnrolment::key() const
{
    if (const auto record = accepted())
        return record->key;
    const auto kept = m_file.read();
    if (!kept || (*kept)->isEmpty())
        return std::nullopt;
    const auto key = SigningKey::fromPkcs8(**kept);
    return key ? std::optional{*key} : std::nullopt;
}

std::optional<InstallationRecord> PendingEnrolment::accepted() const
{
    const auto kept = m_file.read();
    if (!kept || (*kept)->isEmpty())
        return std::nullopt;
    const auto record = InstallationRecord::decode(**kept);
    return record ? std::optional{*record} : std::nullopt;
}

QFuture<Result<void>> PendingEnrolment::begin(const SigningKey& key)
{
    return m_file.save(share(key.pkcs8()));
}
QFuture<Result<void>> PendingEnrolment::accept(const InstallationRecord& record)
{
    return m_file.save(share(record.encode()));
}

} // namespace keydesk
