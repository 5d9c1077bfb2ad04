#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

namespace keydesk {

/// A text to a person: subject (mails only) and plain body.
struct RenderedText
{
    QString subject;
    QString body;
};

/// The service's own words (mails, SMS) in the languages of translations/service_<language>.ts. Ids:
///   mail.sign_in_code {code, minutes, place}    sms.sign_in_code {code, minutes}
///   mail.phone_registered, mail.phone_renamed, mail.phone_removed, mail.phone_lost {phone, place, time}
///   mail.security_key_registered, …_renamed, …_removed, …_lost, …_counter_alert, …_model_alert {key, place, time}
///   mail.security_key_removed_by_administrator, …_lost_by_administrator {key, time}
///   security_key.default_name {number}
///   mail.session_ended {session, place, time}   mail.session_ended_by_administrator {session, time}
///   mail.sessions_ended, mail.sessions_not_me {count, place, time}
///   mail.user_added {userName}                  mail.locale_changed {place}
///   phone.default_name {number}
/// Every text may also use {displayName}, {organisation}, {helpDesk}. Any thread.
class ServiceText
{
public:
    /// An unknown locale falls back to its language, then to English. An unknown id is a programming error.
    static RenderedText render(const QString& textId, const QString& locale, const QMap<QString, QString>& variables);
    static QStringList locales();
    /// The best supported locale for a wish such as "tr-TR".
    static QString nearestLocale(const QString& wish);
    static QStringList textIds();
};

} // namespace keydesk
