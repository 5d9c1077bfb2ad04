#pragma once

#include "base/signingkey.h"
#include "client/filekeystore.h"

namespace keydesk {

/// The key that a one-time code is sent with. It is on disk before the code is sent: whatever gets lost afterwards (the
/// service's answer, the power, the keychain that shall keep it), the same code with the same key gets the same answer
/// again. Sealed like FileKeyStore's record, in the folder "enrolment" below the given one; forgotten as soon as the
/// installation's record is kept.
class EnrolmentKey
{
public:
    explicit EnrolmentKey(const QString& folder);

    /// The kept key, or a new one that is on disk when this returns. Unavailable where it cannot be kept.
    Result<SigningKey> key();
    void forget();

private:
    QString m_folder;
    FileKeyStore m_file;
};

} // namespace keydesk
