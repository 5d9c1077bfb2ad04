#include "signin/sentcodemethod.h"

#include "base/digest.h"
#include "base/random.h"
#include "base/sealer.h"
#include "directory/directory.h"
#include "outbox/outbox.h"
#include "protocol/phone.h"
#include "signin/maskedaddress.h"
#include "signin/sentcodestore.h"

#include <algorithm>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;
using std::chrono::seconds;

namespace {

constexpr int codeDigits = 6;
constexpr int longestTypedCode = 64;

/// What was typed, without the spaces and hyphens that people put between groups of digits.
Secret digitsOf(const Secret& typed)
{
    QByteArray digits;
    digits.reserve(static_cast<qsizetype>(typed.size()));
    for (const char c : typed.view())
        if (c != ' ' && c != '-')
            digits.append(c);
    return Secret::take(digits);
}

bool isCode(QByteArrayView text)
{
    return text.size() == codeDigits && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

Error refused(CodeRefusal::Reason reason, int triesLeft)
{
    return {ErrorCode::CodeRefused, u"sent code"_s, CodeRefusal{.reason = reason, .triesLeft = triesLeft}.toDetails()};
}

Error tooSoon(std::chrono::milliseconds wait)
{
    return {.code = ErrorCode::RateLimited,
            .context = u"another code so soon"_s,
            .retryAfter = std::max(std::chrono::ceil<seconds>(wait), seconds{1})};
}

/// Most people's address begins as their user name does; a decoy does where its model does.
QChar decoyInitial(const User& model, const QString& preparedName, uchar pick)
{
    const QChar ownInitial = preparedName.front();
    const bool isPlain = ownInitial.unicode() < 0x80 && ownInitial.isLetterOrNumber();
    if (isPlain && model.mail.front().toLower() == model.userName.front())
        return ownInitial;
    return QChar(u'a' + pick % 26);
}

} // namespace

SentCodeMethod::SentCodeMethod(Method method, Parts parts) : m_method(method), m_parts(parts)
{
    m_parts.factors.add(*this);
}

bool SentCodeMethod::isAvailable(Transaction& transaction, const FactorSubject& subject) const
{
    const auto person = subject.user ? subject.user : model(transaction, subject);
    return person && !address(*person).isEmpty();
}

QString SentCodeMethod::hint(Transaction& transaction, const FactorSubject& subject) const
{
    const auto person = subject.user ? subject.user : model(transaction, subject);
    if (!person || address(*person).isEmpty())
        return {};
    if (!subject.user)
        return decoyHint(*person, subject);
    return m_method == Method::MailCode ? maskedMail(person->mail) : maskedMobile(person->mobile);
}

Result<std::optional<CodeDelivery>> SentCodeMethod::send(Transaction& transaction, const Caller& caller,
                                                         const FactorSubject& subject)
{
    const Instant now = transaction.now();
    const auto last = SentCodeStore::find(transaction, subject.ceremony, m_method);
    if (last)
        if (const auto ok = requireSendAllowed(*last, now); !ok)
            return ok.error();

    const bool isReal = subject.user && !address(*subject.user).isEmpty();
    QByteArray code = m_parts.random.digits(codeDigits);
    // What is kept for nobody is no code's HMAC: no guess is right, not even by chance.
    const SentCode fresh{.mac = isReal ? macOf(subject.ceremony, code) : m_parts.random.bytes(32),
                         .previousMac = last ? last->mac : QByteArray(),
                         .sent = now,
                         .expires = now + m_parts.policy.codeLife,
                         .sends = last ? last->sends + 1 : 1,
                         .triesLeft = m_parts.policy.codeTries};
    SentCodeStore::put(transaction, subject.ceremony, m_method, fresh);
    if (isReal)
        deliver(transaction, caller, subject, code);
    wipe(code);
    return std::optional{deliveryOf(transaction, subject, fresh)};
}

std::optional<CodeDelivery> SentCodeMethod::pending(Transaction& transaction, const FactorSubject& subject) const
{
    const auto code = SentCodeStore::find(transaction, subject.ceremony, m_method);
    return code ? std::optional{deliveryOf(transaction, subject, *code)} : std::nullopt;
}

Result<FactorProof> SentCodeMethod::check(const Caller&, const FactorSubject& subject, const Secret& answer)
{
    const bool isReadable = answer.size() <= longestTypedCode;
    const Secret typed = isReadable ? digitsOf(answer) : Secret();
    const bool hasForm = isCode(typed.view());
    const QByteArray mac = macOf(subject.ceremony, typed.view());

    // The outcome of a refused code must be kept too, so it is a value and not an error of the transaction.
    const auto refusal = m_parts.database.write([&](Transaction& transaction) -> Result<std::optional<Error>> {
        const auto code = SentCodeStore::find(transaction, subject.ceremony, m_method);
        if (!code || code->triesLeft < 1)
            return std::optional{refused(CodeRefusal::Reason::Unknown, 0)};
        const bool isCurrent = constantTimeEqual(mac, code->mac) && transaction.now() < code->expires;
        if (hasForm && isCurrent && subject.user) {
            SentCodeStore::remove(transaction, subject.ceremony, m_method);
            return std::optional<Error>{};
        }
        const int triesLeft = code->triesLeft - 1;
        SentCodeStore::setTriesLeft(transaction, subject.ceremony, m_method, triesLeft);
        if (!hasForm)
            return std::optional{refused(CodeRefusal::Reason::WrongLength, triesLeft)};
        const bool wasOnceRight = constantTimeEqual(mac, code->mac) || constantTimeEqual(mac, code->previousMac);
        return std::optional{
            refused(wasOnceRight ? CodeRefusal::Reason::PreviousCode : CodeRefusal::Reason::Unknown, triesLeft)};
    });
    if (!refusal)
        return refusal.error();
    if (*refusal)
        return **refusal;
    return FactorProof{};
}

QString SentCodeMethod::address(const User& user) const
{
    return m_method == Method::MailCode ? user.mail : user.mobile;
}

/// A real person from whom the decoy takes its shape, the same one for the same name.
std::optional<User> SentCodeMethod::model(Transaction& transaction, const FactorSubject& subject) const
{
    return m_parts.directory.nearest(transaction,
                                     QString::fromLatin1(decoyMac(subject).toBase64(QByteArray::Base64UrlEncoding)));
}

QString SentCodeMethod::decoyHint(const User& model, const FactorSubject& subject) const
{
    const QByteArray mac = decoyMac(subject);
    const auto pick = [&](qsizetype index) { return static_cast<uchar>(mac.at(mac.size() - 1 - index)); };
    if (m_method == Method::MailCode)
        return maskedMail(decoyInitial(model, subject.preparedName, pick(0)) %
                          model.mail.mid(model.mail.lastIndexOf(u'@')));
    return maskedMobile(QString::number(pick(0) % 10) % QString::number(pick(1) % 10));
}

QByteArray SentCodeMethod::decoyMac(const FactorSubject& subject) const
{
    const QByteArray message = methodName(m_method).toUtf8() + ' ' + subject.preparedName.toUtf8();
    return hmac(Hash::Sha256, m_parts.sealer.derive("sign-in decoys").view(), message);
}

QByteArray SentCodeMethod::macOf(const CeremonyId& ceremony, QByteArrayView code) const
{
    QByteArray message = ceremony.value.toUtf8() + ' ' + methodName(m_method).toUtf8() + ' ' + code.toByteArray();
    const QByteArray mac = hmac(Hash::Sha256, m_parts.sealer.derive("sent sign-in codes").view(), message);
    wipe(message);
    return mac;
}

Result<void> SentCodeMethod::requireSendAllowed(const SentCode& last, Instant now) const
{
    if (last.sends > m_parts.policy.codeResends) // The first one is no re-send.
        return tooSoon(last.expires - now);
    const Instant next = last.sent + waitAfter(last.sends);
    if (now < next)
        return tooSoon(next - now);
    return done();
}

seconds SentCodeMethod::waitAfter(int sends) const
{
    return sends == 1 ? m_parts.policy.firstResendAfter : m_parts.policy.nextResendAfter;
}

CodeDelivery SentCodeMethod::deliveryOf(Transaction& transaction, const FactorSubject& subject,
                                        const SentCode& code) const
{
    const auto wait = code.sent + waitAfter(code.sends) - transaction.now();
    return {.method = m_method,
            .hint = hint(transaction, subject),
            .expires = code.expires,
            .resendAfter = std::max(std::chrono::ceil<seconds>(wait), seconds{0}),
            .sendsLeft = std::max(m_parts.policy.codeResends + 1 - code.sends, 0)};
}

/// To the subject, who is somebody.
void SentCodeMethod::deliver(Transaction& transaction, const Caller& caller, const FactorSubject& subject,
                             const QByteArray& code) const
{
    const User& user = *subject.user;
    const bool isMail = m_method == Method::MailCode;
    const auto minutes = std::chrono::ceil<std::chrono::minutes>(m_parts.policy.codeLife).count();
    OutgoingMessage message{.channel = isMail ? OutgoingMessage::Channel::Mail : OutgoingMessage::Channel::Sms,
                            .user = user.id,
                            .recipient = address(user),
                            .textId = isMail ? u"mail.sign_in_code"_s : u"sms.sign_in_code"_s,
                            .locale = subject.locale,
                            .variables = {{u"code"_s, QString::fromLatin1(code)},
                                          {u"minutes"_s, QString::number(minutes)},
                                          {u"place"_s, caller.whereabouts()},
                                          {u"displayName"_s, user.displayName}},
                            .expires = transaction.now() + m_parts.policy.codeLife};
    m_parts.outbox.enqueue(transaction, message);
    wipe(message.variables[u"code"_s]);
}

} // namespace keydesk
