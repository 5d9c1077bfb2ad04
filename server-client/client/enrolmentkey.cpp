#include "client/enrolmentkey.h"

#include <QDir>

namespace keydesk {

EnrolmentKey::EnrolmentKey(const QString& folder) : m_folder(folder % QStringLiteral("/enrolment")), m_file(m_folder) {}

Result<SigningKey> EnrolmentKey::key()
{
    if (const auto kept = m_file.read(); kept && !(*kept)->isEmpty()) {
        if (auto key = SigningKey::fromPkcs8(**kept))
            return key;
    }
    const SigningKey key = SigningKey::generate();
    if (const auto saved = m_file.write(key.pkcs8()); !saved)
        return saved.error();
    return key;
}

void EnrolmentKey::forget()
{
    QDir(m_folder).removeRecursively();
}

} // namespace keydesk
