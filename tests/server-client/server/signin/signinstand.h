#pragma once

#include "base/random.h"
#include "base/sealer.h"
#include "directory/directory.h"
#include "fakes/servicetraces.h"
#include "fakes/testdatabase.h"
#include "signin/passwordmethod.h"
#include "signin/profilestore.h"
#include "signin/sentcodemethod.h"
#include "signin/signinservice.h"
#include "strongmethod.h"

namespace keydesk {

/// Sign-in with all its real parts on the database of the running row; codes are read from the sealed outbox.
class SignInStand
{
public:
    explicit SignInStand(SignInPolicy policy = {});

    Database& store() { return *database; }
    void advance(std::chrono::milliseconds duration) { database.clock().advance(duration); }

    /// With mail name@example.org, mobile +9055512345NN and the right password, unless the person says otherwise.
    User addUser(const QString& name, const QStringList& groups = {});
    User addUser(User user);
    ApplicationProfile addProfile(const QList<QList<Method>>& wanted, const QStringList& groups = {});
    void setDisabled(const User& user, bool disabled);

    Result<SignInProgress> start(const QString& name, const QString& locale = QStringLiteral("en"));
    Result<SignInProgress> start(const Caller& caller, const QString& name);
    Result<SignInProgress> answer(const SignInStep& step, Method method, const QByteArray& text);
    Result<SignInProgress> answer(const Caller& caller, const SignInStep& step, Method method, const QByteArray& text);
    Result<SignInProgress> sendCode(const SignInStep& step, Method method);
    /// A whole sign-in with the password alone, or with what comes after it.
    SignInProgress signIn(const Caller& caller, const QString& name);
    Result<Caller> authenticate(const Caller& caller, const SignInProgress& progress);

    /// Messages that the outbox got since the last call.
    QList<OutgoingMessage> newMessages();
    /// The code in the only new message.
    QByteArray newCode();
    QStringList auditEvents() { return auditEventsOf(store()); }
    QList<AuditRecord> auditRecords() { return auditRecordsOf(store()); }
    qint64 count(const QString& table) { return rowCount(store(), table); }

    static QByteArray rightPassword() { return "right horse battery"; }
    static Caller callerAt(const QString& installation, const QString& address,
                           InstallationKind kind = InstallationKind::Kiosk);

    TestDatabase database;
    SystemRandom random;
    Sealer sealer;
    Outbox outbox;
    Factors factors;
    Directory directory;
    ProfileStore profiles;
    PasswordMethod password;
    SentCodeMethod mail;
    SentCodeMethod sms;
    StrongMethod strong;
    SignInService service;
    Caller kiosk = callerAt(QStringLiteral("kiosk"), QStringLiteral("192.0.2.1"));
    Caller desktop = callerAt(QStringLiteral("desktop"), QStringLiteral("198.51.100.7"), InstallationKind::Desktop);

private:
    SentCodeMethod::Parts sentCodeParts(const SignInPolicy& policy);
    QSet<QString> m_seenMessages;
    int m_users = 0;
};

SharedSecret shared(const QByteArray& text);

/// Internal where nothing was refused.
template <typename T>
ErrorCode codeOf(const Result<T>& result)
{
    return result ? ErrorCode::Internal : result.error().code;
}

} // namespace keydesk
