#pragma once

#include "base/settings.h"
#include "webauthn/metadatablob.h"

#include <array>

namespace keydesk {

namespace settings {

inline const Setting<QString> metadataUrl{
    "webauthn.metadata_url", QString(),
    "Where FIDO metadata is fetched, https only, such as https://mds3.fidoalliance.org/. Empty: from nowhere, or from "
    "webauthn.metadata_file."};
inline const Setting<QString> metadataFile{
    "webauthn.metadata_file", QString(),
    "Where the network is closed: a file that somebody fetched there. It is looked at as often; keydesk-admin metadata "
    "refresh does it at once."};
inline const Setting<QString> metadataCaFile{"webauthn.metadata_ca_file", QString(),
                                             "Certificates (PEM) that vouch for the server. Empty: the system's."};
inline const Setting<std::chrono::milliseconds> metadataInterval{
    "webauthn.metadata_interval", std::chrono::hours{24}, "How often metadata is looked for; between 1h and 30d."};
inline const Setting<QString> metadataAnchorFile{
    "webauthn.metadata_anchor_file", QStringLiteral("/usr/share/ca-certificates/mozilla/GlobalSign_Root_CA_-_R3.crt"),
    "Certificate (PEM) to which the signature of the metadata must lead. FIDO's leads to GlobalSign Root R3."};
inline const Setting<QString> metadataHost{"webauthn.metadata_signer", QStringLiteral("mds.fidoalliance.org"),
                                           "The name in the certificate that signs the metadata."};
inline const Setting<QString> metadataCacheFile{
    "webauthn.metadata_cache_file", QStringLiteral("metadata.jwt"),
    "Where the newest metadata is kept, so that it is there after a restart and an older one is refused."};
inline const Setting<QStringList> metadataRefused{
    "webauthn.metadata_refused",
    QStringList{QStringLiteral("REVOKED"), QStringLiteral("USER_VERIFICATION_BYPASS"),
                QStringLiteral("ATTESTATION_KEY_COMPROMISE"), QStringLiteral("USER_KEY_REMOTE_COMPROMISE"),
                QStringLiteral("USER_KEY_PHYSICAL_COMPROMISE")},
    "Models with one of these statuses cannot be registered; keys that were registered before are shown."};

} // namespace settings

inline const std::array<const SettingDeclaration*, 8> metadataSettings{
    &settings::metadataUrl,        &settings::metadataFile, &settings::metadataCaFile,    &settings::metadataInterval,
    &settings::metadataAnchorFile, &settings::metadataHost, &settings::metadataCacheFile, &settings::metadataRefused};

/// Where metadata comes from, and whom it is believed from.
struct MetadataSource
{
    QString url = {};  ///< Empty: from the file.
    QString file = {}; ///< Empty: from the address. Both empty: there is no metadata.
    QString caFile = {};
    std::chrono::milliseconds interval = std::chrono::hours{24};
    MetadataSigner signer = {};
    QString cacheFile = {};

    bool isConfigured() const { return !url.isEmpty() || !file.isEmpty(); }
};

/// InvalidRequest, with words for the administrator in context, for an address that is not https, for both sources at
/// once and for an anchor that cannot be read.
Result<MetadataSource> metadataSource(const Settings& values);

} // namespace keydesk
