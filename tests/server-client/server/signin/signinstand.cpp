#include "signinstand.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

SharedSecret shared(const QByteArray& text)
{
    return share(Secret::copyOf(text));
}

SignInStand::SignInStand(SignInPolicy policy)
    : sealer(KeyRing::create(random), random),
      outbox(sealer, random),
      directory(store(), random, {.parallel = 4, .wait = std::chrono::minutes{1}}),
      profiles(random),
      password({directory, factors}),
      mail(Method::MailCode, sentCodeParts(policy)),
      sms(Method::SmsCode, sentCodeParts(policy)),
      strong(factors),
      service({store(), directory, factors, profiles, sealer, random, policy})
{
}

SentCodeMethod::Parts SignInStand::sentCodeParts(const SignInPolicy& policy)
{
    return {store(), directory, factors, sealer, outbox, random, policy};
}

Caller SignInStand::callerAt(const QString& installation, const QString& address, InstallationKind kind)
{
    Caller caller;
    caller.requestId = u"request"_s;
    caller.address = address;
    caller.installation = InstallationId{installation};
    caller.installationName = installation;
    caller.installationKind = kind;
    caller.keyThumbprint = "key of " + installation.toUtf8();
    return caller;
}

User SignInStand::addUser(const QString& name, const QStringList& groups)
{
    User user;
    user.userName = name;
    user.displayName = name;
    user.mail = name + u"@example.org"_s;
    user.mobile = u"+9055512345"_s + QString::number(++m_users).rightJustified(2, u'0');
    user.locale = u"en"_s;
    user.groups = groups;
    return addUser(user);
}

User SignInStand::addUser(User user)
{
    const auto hash = directory.hashedPassword(Secret::copyOf(rightPassword()));
    return *store().write([&](Transaction& transaction) { return directory.add(transaction, user, *hash); });
}

ApplicationProfile SignInStand::addProfile(const QList<QList<Method>>& wanted, const QStringList& groups)
{
    ApplicationProfile profile;
    profile.name = u"profile %1"_s.arg(random.opaqueId());
    profile.groups = groups;
    profile.factors = wanted;
    return *store().write([&](Transaction& transaction) { return profiles.create(transaction, profile); });
}

void SignInStand::setDisabled(const User& user, bool disabled)
{
    (void)store().write(
        [&](Transaction& transaction) { return directory.setDisabled(transaction, user.id, disabled); });
}

Result<SignInProgress> SignInStand::start(const QString& name, const QString& locale)
{
    return service.start(kiosk, {.userName = name, .locale = locale});
}

Result<SignInProgress> SignInStand::start(const Caller& caller, const QString& name)
{
    return service.start(caller, {.userName = name, .locale = u"en"_s});
}

Result<SignInProgress> SignInStand::answer(const SignInStep& step, Method method, const QByteArray& text)
{
    return answer(kiosk, step, method, text);
}

Result<SignInProgress> SignInStand::answer(const Caller& caller, const SignInStep& step, Method method,
                                           const QByteArray& text)
{
    return service.answer(caller, {.ceremony = step.ceremony, .method = method, .answer = shared(text)});
}

Result<SignInProgress> SignInStand::sendCode(const SignInStep& step, Method method)
{
    return service.sendCode(kiosk, step.ceremony, method);
}

SignInProgress SignInStand::signIn(const Caller& caller, const QString& name)
{
    auto progress = start(caller, name);
    while (progress && !progress->step.isDone) {
        const Method method = progress->step.choices.first().method;
        const QByteArray text = method == Method::Password  ? rightPassword()
                                : method == Method::SoftOtp ? StrongMethod::word()
                                                            : newCode();
        progress = answer(caller, progress->step, method, text);
    }
    return progress ? *progress : SignInProgress{};
}

Result<Caller> SignInStand::authenticate(const Caller& caller, const SignInProgress& progress)
{
    return service.authenticate(caller, progress.accessToken ? progress.accessToken->view() : QByteArrayView());
}

QList<OutgoingMessage> SignInStand::newMessages()
{
    QList<OutgoingMessage> messages;
    for (const EnqueuedMessage& message : messagesOf(store(), sealer)) {
        if (!m_seenMessages.contains(message.id.value))
            messages.append(message);
        m_seenMessages.insert(message.id.value);
    }
    return messages;
}

QByteArray SignInStand::newCode()
{
    const auto messages = newMessages();
    return messages.size() == 1 ? messages.first().variables.value(u"code"_s).toLatin1() : QByteArray();
}

} // namespace keydesk
