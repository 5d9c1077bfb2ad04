#include "signin/signinservice.h"

#include "audit/auditlog.h"
#include "base/logging.h"
#include "signin/ceremonystore.h"
#include "signin/limitstore.h"
#include "signin/signinmoves.h"
#include "signin/signinsteps.h"
#include "signin/tokenstore.h"
#include "text/servicetext.h"

#include <algorithm>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A token's last use is noted this seldom, so that reading does not mean writing.
constexpr std::chrono::milliseconds touchInterval = 15s;

Error tokenInvalid()
{
    return {ErrorCode::TokenInvalid, u"access token"_s};
}
Error notEnrolled()
{
    return {ErrorCode::InstallationUnknown, u"sign-in without an installation"_s};
}

bool isRefusal(const Error& error)
{
    return error.code == ErrorCode::SignInRefused || error.code == ErrorCode::CodeRefused;
}

Result<SignInProgress> progressOrRefusal(Result<SignInOutcome> outcome)
{
    if (!outcome)
        return outcome.error();
    if (outcome->refusal)
        return *outcome->refusal;
    return outcome->progress;
}

} // namespace

SignInService::SignInService(Parts parts) : m_parts(parts), m_limits(parts.sealer, parts.policy)
{
    m_parts.factors.add(static_cast<CredentialGoneListener&>(*this));
    m_parts.factors.add(static_cast<CredentialProvedListener&>(*this));
    m_parts.factors.add(static_cast<SignInsEndListener&>(*this));
}

Result<SignInProgress> SignInService::start(const Caller& caller, const StartSignIn& start)
{
    if (!caller.installation)
        return notEnrolled();
    const bool isNameless = start.userName.isEmpty();
    const Result<QString> name = isNameless ? QString() : preparedUserName(start.userName.trimmed());
    if (!name)
        return name.error();
    const QString locale = ServiceText::nearestLocale(start.locale);

    return m_parts.database.write([&](Transaction& transaction) -> Result<SignInProgress> {
        const SignInSteps steps(m_parts);
        const auto present = isNameless ? steps.newSignInByKey(transaction, caller, locale)
                                        : steps.newSignIn(transaction, caller, *name, locale);
        if (!present)
            return present.error();
        return SignInMoves(m_parts, m_limits).begin(transaction, caller, *present);
    });
}

Result<SignInProgress> SignInService::startStepUp(const Caller& caller)
{
    if (!caller.installation)
        return notEnrolled();
    if (!caller.user || !caller.token)
        return tokenInvalid();
    return m_parts.database.write([&](Transaction& transaction) -> Result<SignInProgress> {
        const auto present = SignInSteps(m_parts).newStepUp(transaction, caller);
        if (!present)
            return present.error();
        return SignInMoves(m_parts, m_limits).begin(transaction, caller, *present);
    });
}

Result<SignInProgress> SignInService::answer(const Caller& caller, const FactorAnswer& answer)
{
    if (!caller.installation)
        return notEnrolled();
    if (!answer.answer || answer.answer->isEmpty())
        return Error{ErrorCode::InvalidRequest, u"an answer without a text"_s, {{u"field"_s, u"answer"_s}}};

    const SignInMoves moves(m_parts, m_limits);
    const auto taken =
        m_parts.database.write([&](Transaction& transaction) { return moves.takeTry(transaction, caller, answer); });
    if (!taken)
        return taken.error();
    const FactorSubject& subject = taken->present.subject;
    Result<FactorProof> proof = m_parts.factors.method(answer.method)->check(caller, subject, *answer.answer);
    const bool isSomebody = subject.user || (subject.isNameless() && proof && proof->user);
    if (proof && !isSomebody) // No method may ever prove nobody.
        proof = Error{ErrorCode::SignInRefused, u"an answer for nobody"_s};

    if (!proof && !isRefusal(proof.error())) {
        // The answer was not looked at. Where giving back fails too, a try is lost, which harms nobody.
        const auto given = m_parts.database.write([&](Transaction& transaction) -> Result<void> {
            moves.giveTryBack(transaction, caller, *taken);
            return done();
        });
        if (!given)
            logFailure("sign_in.try_lost", given.error(), {{"request", caller.requestId}});
        return proof.error();
    }
    return progressOrRefusal(m_parts.database.write([&](Transaction& transaction) -> Result<SignInOutcome> {
        if (!proof)
            return moves.refuse(transaction, caller, *taken, proof.error());
        return moves.accept(transaction, caller, *taken, *proof);
    }));
}

Result<SignInProgress> SignInService::sendCode(const Caller& caller, const CeremonyId& ceremony, Method method)
{
    if (!caller.installation)
        return notEnrolled();
    return m_parts.database.write([&](Transaction& transaction) -> Result<SignInProgress> {
        const auto present = SignInSteps(m_parts).open(transaction, caller, ceremony);
        if (!present)
            return present.error();
        return SignInMoves(m_parts, m_limits).sendCode(transaction, caller, *present, method);
    });
}

Result<void> SignInService::cancel(const Caller& caller, const CeremonyId& ceremony)
{
    if (!caller.installation)
        return notEnrolled();
    return m_parts.database.write([&](Transaction& transaction) -> Result<void> {
        const auto present = SignInSteps(m_parts).open(transaction, caller, ceremony);
        if (!present)
            return present.error();
        SignInMoves(m_parts, m_limits).cancel(transaction, caller, *present);
        return done();
    });
}

Result<Caller> SignInService::authenticate(const Caller& installation, QByteArrayView accessToken)
{
    struct Known
    {
        Caller caller;
        bool isTouchDue = false;
    };
    const QByteArray hash = TokenStore::hashOf(accessToken);
    auto known = m_parts.database.read([&](Transaction& transaction) -> Result<Known> {
        const Instant now = transaction.now();
        const auto token = TokenStore::findByHash(transaction, hash);
        const bool isUsable = token && token->isLiveAt(now) && installation.installation == token->installation &&
                              installation.keyThumbprint == token->keyThumbprint;
        if (!isUsable)
            return tokenInvalid();
        const auto user = m_parts.directory.find(transaction, token->user);
        if (!user || user->isDisabled)
            return tokenInvalid();

        Known found{.caller = installation,
                    .isTouchDue = now - token->lastUsed >= std::min(touchInterval, token->idleLife / 10)};
        found.caller.user = user->id;
        found.caller.userName = user->userName;
        found.caller.token = token->id;
        found.caller.role = user->role;
        found.caller.strongProofAt = token->strongProofAt;
        found.caller.locale = user->locale;
        return found;
    });
    if (!known)
        return known.error();
    if (known->isTouchDue) {
        const auto touched = m_parts.database.write([&](Transaction& transaction) -> Result<void> {
            TokenStore::touch(transaction, *known->caller.token);
            return done();
        });
        if (!touched)
            return touched.error();
    }
    return known->caller;
}

Result<void> SignInService::signOut(const Caller& caller)
{
    if (!caller.user || !caller.token)
        return tokenInvalid();
    return m_parts.database.write([&](Transaction& transaction) -> Result<void> {
        TokenStore::revoke(transaction, *caller.token);
        AuditLog::append(transaction, caller,
                         {.event = u"sign_in.signed_out"_s, .subject = caller.user, .subjectName = caller.userName});
        return done();
    });
}

void SignInService::revokeTokens(Transaction& transaction, const UserId& user)
{
    TokenStore::revokeAllOf(transaction, user);
    CeremonyStore::endAllOf(transaction, user);
}

void SignInService::revokeTokens(Transaction& transaction, const InstallationId& installation)
{
    TokenStore::revokeAllOf(transaction, installation);
    CeremonyStore::endAllOf(transaction, installation);
}

void SignInService::credentialGone(Transaction& transaction, const UserId& user, const QString& credentialId)
{
    if (credentialId.isEmpty()) // That of passwords and sent codes.
        return;
    TokenStore::credentialGone(transaction, user, credentialId);
    CeremonyStore::endProvedWith(transaction, user, credentialId);
}

void SignInService::credentialProved(Transaction& transaction, const Caller& caller, Method method,
                                     const QString& credentialId)
{
    if (caller.token && TokenStore::find(transaction, *caller.token)) // It may have ended meanwhile.
        TokenStore::addProofs(transaction, *caller.token, {credentialId},
                              {{.method = method, .credentialId = credentialId, .proved = transaction.now()}});
}

void SignInService::signInsEnd(Transaction& transaction, const Caller& caller, const UserId& user, SignInsEnd reason)
{
    const bool sparesCurrent = reason == SignInsEnd::PasswordChanged && caller.token;
    if (sparesCurrent)
        TokenStore::revokeOthersOf(transaction, user, *caller.token);
    else
        TokenStore::revokeAllOf(transaction, user);
    CeremonyStore::endAllOf(transaction, user);
}

QList<OpenSignIn> SignInService::openSignIns(Transaction& transaction, const OpenSignInFilter& filter) const
{
    return TokenStore::open(transaction, filter);
}

bool SignInService::endSignIn(Transaction& transaction, const TokenId& id)
{
    const bool isThere = TokenStore::find(transaction, id).has_value();
    TokenStore::revoke(transaction, id);
    return isThere;
}

Result<void> SignInService::removeExpired()
{
    return m_parts.database.write([](Transaction& transaction) -> Result<void> {
        CeremonyStore::removeExpired(transaction);
        TokenStore::removeExpired(transaction);
        LimitStore::removeExpired(transaction);
        return done();
    });
}

} // namespace keydesk
