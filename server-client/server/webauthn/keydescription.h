#pragma once

#include <QByteArray>
#include <QSet>
#include <optional>

namespace keydesk {

/// What Android says of a key in its certificate (extension 1.3.6.1.4.1.11129.2.1.17), as far as section 8.4 asks.
struct KeyAuthorizations
{
    bool isForAllApplications = false;
    std::optional<qint64> origin;
    std::optional<QSet<qint64>> purposes;
};

struct KeyDescription
{
    QByteArray attestationChallenge;
    KeyAuthorizations byHardware; ///< teeEnforced (hardwareEnforced in newer schemas).
    KeyAuthorizations bySoftware;
};

/// nullopt for what is not of that form.
std::optional<KeyDescription> readKeyDescription(QByteArrayView extension);

} // namespace keydesk
