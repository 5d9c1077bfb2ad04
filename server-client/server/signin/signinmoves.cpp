#include "signin/signinmoves.h"

#include "audit/auditlog.h"
#include "base/digest.h"
#include "base/random.h"
#include "base/sealer.h"
#include "signin/ceremonystore.h"
#include "signin/tokenstore.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t tokenSize = 32;

Error ended(const QString& why)
{
    return {ErrorCode::CeremonyEnded, why};
}
Error invalidMethod()
{
    return {ErrorCode::InvalidRequest, u"sign-in method"_s, {{u"field"_s, u"method"_s}}};
}

/// From now on the person is known: they, and not only the installation, are the actor.
Caller asPerson(const Caller& caller, const FactorSubject& subject)
{
    Caller person = caller;
    person.user = subject.user->id;
    person.userName = subject.user->userName;
    person.locale = subject.user->locale;
    return person;
}

QJsonObject methodsOf(const QList<CeremonyProof>& proofs)
{
    QJsonArray names;
    for (const CeremonyProof& proof : proofs)
        names.append(methodName(proof.method));
    return {{u"methods"_s, names}};
}

} // namespace

Result<SignInProgress> SignInMoves::begin(Transaction& transaction, const Caller& caller,
                                          const OpenCeremony& present) const
{
    const SignInPlace place = placeOf(caller, present);
    if (const auto ok = m_limits.requireTry(transaction, place); !ok)
        return ok.error();
    if (const auto ok = m_limits.takeStart(transaction, place); !ok)
        return ok.error();
    CeremonyStore::insert(transaction, present.ceremony);
    sendOnlyChoice(transaction, caller, present);
    return progressOf(transaction, caller, present);
}

Result<TakenTry> SignInMoves::takeTry(Transaction& transaction, const Caller& caller, const FactorAnswer& answer) const
{
    const auto present = m_steps.open(transaction, caller, answer.ceremony);
    if (!present)
        return present.error();
    if (!m_steps.methods(transaction, *present).contains(answer.method))
        return invalidMethod();
    const auto charged = m_limits.takeTry(transaction, placeOf(caller, *present));
    if (!charged)
        return charged.error();
    // Counted before the answer is looked at: guesses made at the same time cannot be more than the tries.
    if (!CeremonyStore::takeTry(transaction, present->ceremony))
        return ended(u"no try left"_s);
    return TakenTry{*present, answer.method, *charged};
}

void SignInMoves::giveTryBack(Transaction& transaction, const Caller& caller, const TakenTry& taken) const
{
    m_limits.giveTryBack(transaction, placeOf(caller, taken.present), taken.charged);
    CeremonyStore::giveTryBack(transaction, taken.present.ceremony.id);
}

SignInOutcome SignInMoves::refuse(Transaction& transaction, const Caller& caller, const TakenTry& taken,
                                  const Error& refusal) const
{
    const OpenCeremony& present = taken.present;
    const SignInPlace place = placeOf(caller, present);
    m_limits.noteWrong(transaction, place);
    const auto ceremony = CeremonyStore::find(transaction, present.ceremony.id);
    const int triesLeft = ceremony && ceremony->isOpen ? ceremony->triesLeft : 0;

    QJsonObject details{{u"factor"_s, present.ceremony.factor},
                        {u"method"_s, methodName(taken.method)},
                        {u"triesLeft"_s, triesLeft},
                        {u"isLimited"_s, !m_limits.requireTry(transaction, place).isOk()}};
    audit(transaction, caller, present, u"refused"_s, details);
    if (triesLeft == 0 && CeremonyStore::end(transaction, present.ceremony.id))
        audit(transaction, caller, present, u"ended"_s, {{u"reason"_s, u"tries"_s}});

    SignInOutcome outcome{.progress = {}, .refusal = refusal};
    outcome.refusal->details.insert(u"triesLeft"_s, triesLeft);
    return outcome;
}

Result<SignInOutcome> SignInMoves::accept(Transaction& transaction, const Caller& caller, const TakenTry& taken,
                                          const FactorProof& proof) const
{
    const CeremonyId& id = taken.present.ceremony.id;
    m_limits.giveTryBack(transaction, placeOf(caller, taken.present), taken.charged);
    const auto answered =
        proof.user ? settle(transaction, taken.present, *proof.user) : Result<OpenCeremony>(taken.present);
    if (!answered || !CeremonyStore::moveOn(transaction, answered->ceremony, taken.method, proof.credentialId)) {
        CeremonyStore::giveTryBack(transaction, id);
        const auto other = m_steps.open(transaction, caller, id);
        return SignInOutcome{.refusal =
                                 other ? Error{ErrorCode::Conflict, u"another answer was accepted"_s} : other.error()};
    }
    const auto present = m_steps.open(transaction, caller, id);
    if (!present)
        return present.error();
    if (!present->subject.user) // Disabled between the answer and now.
        return ended(u"the person is gone"_s);

    if (!m_steps.isRestSatisfiable(transaction, *answered)) {
        CeremonyStore::end(transaction, id);
        audit(transaction, caller, *present, u"ended"_s, {{u"reason"_s, u"factors_unsatisfiable"_s}});
        return SignInOutcome{
            .refusal = Error{ErrorCode::FactorsUnsatisfiable, u"the profile asks for what the person does not have"_s}};
    }
    if (present->ceremony.factor > present->ceremony.factors.size())
        return finish(transaction, caller, *present);
    sendOnlyChoice(transaction, caller, *present);
    return SignInOutcome{.progress = progressOf(transaction, caller, *present)};
}

/// Of two keys that answer at the same time, one says who it is.
Result<OpenCeremony> SignInMoves::settle(Transaction& transaction, const OpenCeremony& nameless,
                                         const UserId& user) const
{
    auto settled = m_steps.settled(transaction, nameless, user);
    if (settled && !CeremonyStore::settle(transaction, settled->ceremony))
        return Error{ErrorCode::Conflict, u"another answer was accepted"_s};
    return settled;
}

Result<SignInProgress> SignInMoves::sendCode(Transaction& transaction, const Caller& caller,
                                             const OpenCeremony& present, Method method) const
{
    if (!m_steps.methods(transaction, present).contains(method))
        return invalidMethod();
    if (m_parts.factors.method(method)->renewChallenge(transaction, present.subject))
        return progressOf(transaction, caller, present);
    if (const auto sent = send(transaction, caller, present, method); !sent)
        return sent.error();
    return progressOf(transaction, caller, present);
}

void SignInMoves::cancel(Transaction& transaction, const Caller& caller, const OpenCeremony& present) const
{
    if (CeremonyStore::end(transaction, present.ceremony.id))
        audit(transaction, caller, present, u"ended"_s, {{u"reason"_s, u"cancelled"_s}});
}

Result<SignInOutcome> SignInMoves::finish(Transaction& transaction, const Caller& caller,
                                          const OpenCeremony& present) const
{
    if (!CeremonyStore::finish(transaction, present.ceremony.id))
        return ended(u"finished by another answer"_s);
    m_limits.forgive(transaction, placeOf(caller, present));
    SignInOutcome outcome = present.ceremony.kind == CeremonyKind::StepUp ? finishStepUp(transaction, caller, present)
                                                                          : finishSignIn(transaction, caller, present);
    outcome.progress.step = m_steps.view(transaction, caller, present);
    return outcome;
}

SignInOutcome SignInMoves::finishSignIn(Transaction& transaction, const Caller& caller,
                                        const OpenCeremony& present) const
{
    const bool isKiosk = caller.installationKind == InstallationKind::Kiosk;
    QByteArray random = m_parts.random.bytes(tokenSize);
    QByteArray text = random.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    wipe(random);
    const AccessToken token{.id = {m_parts.random.opaqueId()},
                            .ceremony = present.ceremony.id,
                            .user = present.subject.user->id,
                            .installation = *caller.installation,
                            .keyThumbprint = caller.keyThumbprint,
                            .expires = transaction.now() +
                                       (isKiosk ? m_parts.policy.kioskTokenLife : m_parts.policy.tokenLife),
                            .idleLife = isKiosk ? m_parts.policy.kioskTokenIdle : m_parts.policy.tokenIdle,
                            .address = caller.address,
                            .place = caller.whereabouts()};
    TokenStore::insert(transaction, token, TokenStore::hashOf(text));
    const auto proofs = CeremonyStore::proofs(transaction, present.ceremony.id);
    TokenStore::addProofs(transaction, token.id, present.ceremony.id, proofs);
    audit(transaction, asPerson(caller, present.subject), present, u"succeeded"_s, methodsOf(proofs));
    return {.progress = {.step = {}, .accessToken = share(Secret::take(text)), .tokenExpires = token.expires}};
}

SignInOutcome SignInMoves::finishStepUp(Transaction& transaction, const Caller& caller,
                                        const OpenCeremony& present) const
{
    const auto token = TokenStore::find(transaction, present.ceremony.token);
    if (!token || !token->isLiveAt(transaction.now()))
        return {.refusal = Error{ErrorCode::TokenInvalid, u"the sign-in of the step-up is over"_s}};
    const auto proofs = CeremonyStore::proofs(transaction, present.ceremony.id);
    TokenStore::addProofs(transaction, token->id, present.ceremony.id, proofs);
    audit(transaction, asPerson(caller, present.subject), present, u"succeeded"_s, methodsOf(proofs));
    return {.progress = {.step = {}, .accessToken = {}, .tokenExpires = token->expires}};
}

/// Where there is nothing to choose, the code is sent at once. When that is not allowed now, the step shows no delivery
/// and the person can ask for the code later.
void SignInMoves::sendOnlyChoice(Transaction& transaction, const Caller& caller, const OpenCeremony& present) const
{
    const auto methods = m_steps.methods(transaction, present);
    if (methods.size() == 1)
        (void)send(transaction, caller, present, methods.first());
}

Result<void> SignInMoves::send(Transaction& transaction, const Caller& caller, const OpenCeremony& present,
                               Method method) const
{
    // A refusal may be passed over by sendOnlyChoice(), so nothing may be written before it.
    const SignInPlace place = placeOf(caller, present);
    if (auto ok = m_limits.requireCode(transaction, place); !ok)
        return ok;
    const auto sent = m_parts.factors.method(method)->send(transaction, caller, present.subject);
    if (!sent)
        return sent.error();
    if (!sent->has_value())
        return invalidMethod();
    m_limits.noteCode(transaction, place);
    // The log says the truth, with as much work: for a name that nobody has, no code went out.
    audit(transaction, caller, present, present.subject.user ? u"code_sent"_s : u"code_withheld"_s,
          {{u"method"_s, methodName(method)}});
    return done();
}

void SignInMoves::audit(Transaction& transaction, const Caller& caller, const OpenCeremony& present,
                        const QString& event, const QJsonObject& details) const
{
    const QString kind = present.ceremony.kind == CeremonyKind::StepUp ? u"step_up."_s : u"sign_in."_s;
    AuditEvent record{.event = kind + event, .subject = {}, .subjectName = {}, .details = details};
    if (present.subject.user) {
        record.subject = present.subject.user->id;
        record.subjectName = present.subject.user->userName;
    } else if (present.subject.isNameless()) {
        record.details.insert(u"withoutName"_s, true);
    } else {
        // People type passwords where the user name belongs, and this log is for ever: it keeps a mark that tells equal
        // names.
        const QByteArray mark =
            hmac(Hash::Sha256, m_parts.sealer.derive("unknown names").view(), present.ceremony.preparedName.toUtf8());
        record.details.insert(u"unknownName"_s, QString::fromLatin1(mark.first(8).toHex()));
    }
    AuditLog::append(transaction, caller, record);
}

SignInPlace SignInMoves::placeOf(const Caller& caller, const OpenCeremony& present) const
{
    return {.preparedName = present.ceremony.preparedName,
            .installation = present.ceremony.installation,
            .address = caller.address};
}

SignInProgress SignInMoves::progressOf(Transaction& transaction, const Caller& caller,
                                       const OpenCeremony& present) const
{
    return {.step = m_steps.view(transaction, caller, present), .accessToken = {}, .tokenExpires = {}};
}

} // namespace keydesk
