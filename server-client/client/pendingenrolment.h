#pragma once

#include "client/filekeystore.h"
#include "client/installationrecord.h"

namespace keydesk {

/// An enrolment from before its code is sent until its record is where it belongs; on disk at every moment, in the
/// folder "enrolment" below the given one, sealed like FileKeyStore's record. Whatever gets lost meanwhile (the
/// service's answer, the power, the keychain that shall keep the record), nothing of it is: the service gives the same
/// key with the same code the same answer again.
class PendingEnrolment
{
public:
    explicit PendingEnrolment(const QString& folder);

    /// The key that a code was sent with, if any.
    std::optional<SigningKey> key() const;
    /// What was accepted and has not come to its place.
    std::optional<InstallationRecord> accepted() const;

    // On disk when they end; Unavailable where that is not possible.
    QFuture<Result<void>> begin(const SigningKey& key);
    QFuture<Result<void>> accept(const InstallationRecord& record);
    QFuture<Result<void>> forget() { return m_file.forget(); }

private:
    FileKeyStore m_file;
};

} // namespace keydesk
