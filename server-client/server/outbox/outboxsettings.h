#pragma once

#include "base/settings.h"

#include <array>

namespace keydesk {

namespace settings {

inline const Setting<QString> mailServer{
    "mail.server", QString(),
    "Where mails are handed over: smtp://host:587 (STARTTLS is required) or smtps://host:465. Empty: no mails."};
inline const Setting<QString> mailFrom{"mail.from", QString(), "The sender's address, such as keydesk@example.org."};
inline const Setting<QString> mailFromName{"mail.from_name", QString(),
                                           "The sender's name. Empty: the organisation's."};
inline const Setting<QString> mailUser{"mail.user", QString(),
                                       "User name at the mail server. Empty: no authentication."};
inline const Setting<QString> mailPasswordFile{
    "mail.password_file", QString(), "File with the password for mail.user, readable by the service's account alone."};
inline const Setting<QString> mailCaFile{"mail.ca_file", QString(),
                                         "Certificates (PEM) that vouch for the mail server. Empty: the system's."};
inline const Setting<std::chrono::milliseconds> mailTimeout{"mail.timeout", std::chrono::seconds{30},
                                                            "Longest time for handing over one mail."};

inline const Setting<QString> smsUrl{"sms.url", QString(),
                                     "The SMS gateway's address, https only. Empty: no SMS codes."};
inline const Setting<QString> smsContentType{
    "sms.content_type", QStringLiteral("application/json"),
    "Form of the request: application/json or application/x-www-form-urlencoded."};
inline const Setting<QString> smsBody{
    "sms.body", QStringLiteral("{\"to\": \"{number}\", \"text\": \"{text}\"}"),
    "The request's body (POST). {number} (E.164, with +) and {text} are put in, escaped for the content type."};
inline const Setting<QString> smsHeaderFile{"sms.header_file", QString(),
                                            "File with one header line that lets us in, such as Authorization: Bearer "
                                            "…, readable by the service's account alone."};
inline const Setting<int> smsExpectedStatus{"sms.expected_status", 0,
                                            "HTTP status by which the gateway accepts. 0: any of 200 to 299.", 0, 299};
inline const Setting<QString> smsCaFile{"sms.ca_file", QString(),
                                        "Certificates (PEM) that vouch for the gateway. Empty: the system's."};
inline const Setting<std::chrono::milliseconds> smsTimeout{"sms.timeout", std::chrono::seconds{20},
                                                           "Longest time for one request to the gateway."};

} // namespace settings

inline const std::array<const SettingDeclaration*, 14> outboxSettings{
    &settings::mailServer,       &settings::mailFrom,   &settings::mailFromName,  &settings::mailUser,
    &settings::mailPasswordFile, &settings::mailCaFile, &settings::mailTimeout,   &settings::smsUrl,
    &settings::smsContentType,   &settings::smsBody,    &settings::smsHeaderFile, &settings::smsExpectedStatus,
    &settings::smsCaFile,        &settings::smsTimeout};

} // namespace keydesk
