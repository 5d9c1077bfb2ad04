#include "phone/registrationcode.h"

namespace keydesk {

using std::chrono::milliseconds;
using Reason = CodeRefusal::Reason;

namespace {

/// Somebody who reads slowly types a code that is at most this old.
constexpr milliseconds slowestTyping{90'000};
/// More precise than this the offset is not known.
constexpr std::chrono::seconds offsetGrain{10};

/// A code that lies a little back was either read too early or comes from a slow clock. Only a code that was on the
/// screen after the registration began can have been read too early: before, there was no seed to make it.
bool isPreviousCode(const CodeFinding& finding, const StoredPhone& phone)
{
    return finding.clockOffset < milliseconds{0} && finding.clockOffset >= -slowestTyping &&
           finding.step >= stepOf(phone.started);
}

bool agree(const DriftCandidate& candidate, const CodeFinding& finding)
{
    return finding.step > candidate.step &&
           std::chrono::abs(finding.clockOffset - candidate.clockOffset) <= OtpParameters{}.period;
}

CodeVerdict refuse(Reason reason)
{
    return {.refusal = {.reason = reason}};
}

CodeVerdict judgeOtherTime(const CodeFinding& finding, const StoredPhone& phone)
{
    if (isPreviousCode(finding, phone)) {
        CodeVerdict verdict = refuse(Reason::PreviousCode);
        verdict.candidate = DriftCandidate{finding.step, finding.clockOffset};
        return verdict;
    }
    CodeVerdict verdict = refuse(Reason::ClockOff);
    verdict.refusal.offset = std::chrono::round<std::chrono::duration<qint64, std::ratio<10>>>(finding.clockOffset);
    verdict.refusal.nextCodeProvesDrift = true;
    verdict.candidate = DriftCandidate{finding.step, finding.clockOffset};
    return verdict;
}

} // namespace

RegistrationCode RegistrationCode::examine(QByteArrayView seed, QByteArrayView code, Instant now)
{
    return {.accepted = acceptedCode(seed, {}, code, now, milliseconds{0}), .finding = findCode(seed, code, now)};
}

CodeVerdict judge(const RegistrationCode& code, const StoredPhone& phone, const StoredSoftOtp& softOtp)
{
    using Kind = CodeFinding::Kind;
    switch (code.finding.kind) {
    case Kind::Unknown:
        return refuse(Reason::Unknown);
    case Kind::EightDigits:
        return refuse(Reason::EightDigits);
    case Kind::OtherHash:
        return refuse(Reason::OtherHash);
    case Kind::LongPeriod:
        return refuse(Reason::LongPeriod);
    case Kind::WrongLength: {
        CodeVerdict verdict = refuse(Reason::WrongLength);
        verdict.costsTry = false;
        return verdict;
    }
    case Kind::AnotherTime:
        break;
    }

    const auto& candidate = softOtp.candidate;
    if (candidate && candidate->step == code.finding.step)
        return refuse(Reason::AlreadyUsed);
    if (candidate && agree(*candidate, code.finding))
        return {.accepted = AcceptedCode{code.finding.step, (candidate->clockOffset + code.finding.clockOffset) / 2}};
    if (code.accepted)
        return {.accepted = code.accepted};
    return judgeOtherTime(code.finding, phone);
}

} // namespace keydesk
