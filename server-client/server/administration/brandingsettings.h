#pragma once

#include "base/settings.h"
#include "protocol/service.h"

#include <array>

namespace keydesk {

inline const Setting<QString> organisationSetting{
    "branding.organisation", QStringLiteral("Keydesk"),
    "The organisation's name: in mails, on pages, and as the issuer in authenticator apps."};
inline const Setting<QString> authenticatorNameSetting{
    "branding.authenticator_name", QStringLiteral("SecTrail Authenticator"), "The name of the authenticator app."};
inline const Setting<QString> appStoreSetting{"branding.app_store", QString(),
                                              "https link to the app for iOS. Empty: not shown."};
inline const Setting<QString> playStoreSetting{"branding.play_store", QString(),
                                               "https link to the app for Android. Empty: not shown."};
inline const Setting<QString> accentSetting{"branding.accent", QString(),
                                            "Accent colour, #RRGGBB. Empty: Keydesk's own."};
inline const Setting<QString> logoFileSetting{"branding.logo_file", QString(),
                                              "SVG file of at most 64 KiB. Empty: Keydesk's own mark."};
inline const Setting<QString> helpDeskSetting{"branding.help_desk", QString(),
                                              "A sentence such as \"Call 4242.\", shown where somebody is stuck."};

inline const std::array<const SettingDeclaration*, 7> brandingSettings{
    &organisationSetting, &authenticatorNameSetting, &appStoreSetting, &playStoreSetting,
    &accentSetting,       &logoFileSetting,          &helpDeskSetting};

/// InvalidRequest with the setting's name in context for a link, colour or logo that is none.
Result<Branding> brandingFrom(const Settings& settings);

} // namespace keydesk
