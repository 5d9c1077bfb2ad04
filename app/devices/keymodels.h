#pragma once

#include <QByteArray>
#include <QString>

namespace keydesk {

/// A well-known model's name by AAGUID (16 bytes); empty when it is not in the table. A key's word only: nothing proves
/// it before attestation was verified.
QString modelName(const QByteArray& aaguid);

} // namespace keydesk
