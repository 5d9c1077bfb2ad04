#include "phone/softotp.h"

#include <algorithm>
#include <array>

namespace keydesk {

using std::chrono::milliseconds;

namespace {

bool matches(QByteArrayView seed, const OtpParameters& parameters, QByteArrayView code, qint64 step)
{
    QByteArray expected = hotp(seed, static_cast<quint64>(step), parameters);
    const bool isEqual = step >= 0 && constantTimeEqual(expected, code);
    wipe(expected);
    return isEqual;
}

bool isDecimal(QByteArrayView code)
{
    return std::all_of(code.begin(), code.end(), [](char digit) { return digit >= '0' && digit <= '9'; });
}

/// 0, -1, 1, -2, 2, …: the nearest first, and of two equally near ones the earlier (people are slow, not prophetic).
qint64 nearestFirst(int index)
{
    return index % 2 ? -(index + 1) / 2 : index / 2;
}

milliseconds middleOfStep(qint64 step, const OtpParameters& parameters)
{
    const milliseconds period = parameters.period;
    return step * period + period / 2;
}

CodeFinding::Kind kindOf(const OtpParameters& parameters)
{
    if (parameters.digits == 8)
        return CodeFinding::Kind::EightDigits;
    if (parameters.hash != Hash::Sha1)
        return CodeFinding::Kind::OtherHash;
    return parameters.period == OtpParameters{}.period ? CodeFinding::Kind::AnotherTime : CodeFinding::Kind::LongPeriod;
}

} // namespace

qint64 stepOf(Instant instant, const OtpParameters& parameters)
{
    return static_cast<qint64>(timeStep(std::max(instant, Instant{}), parameters));
}

std::optional<AcceptedCode> acceptedCode(QByteArrayView seed, const OtpParameters& parameters, QByteArrayView code,
                                         Instant now, milliseconds clockOffset)
{
    // One step to the side means that the clock runs away slowly, or that the person was slow: follow by a quarter.
    const milliseconds follow = milliseconds{parameters.period} / 4;
    const qint64 expected = stepOf(now + clockOffset, parameters);
    const qint64 unshifted = stepOf(now, parameters);

    std::optional<AcceptedCode> accepted;
    for (int index = 0; index < 2 * acceptedSteps + 1; ++index) {
        const qint64 distance = nearestFirst(index);
        if (matches(seed, parameters, code, expected + distance) && !accepted)
            accepted = AcceptedCode{expected + distance, clockOffset + distance * follow};
    }
    for (int index = 0; index < 2 * acceptedSteps + 1; ++index) {
        const qint64 distance = nearestFirst(index);
        if (matches(seed, parameters, code, unshifted + distance) && !accepted)
            accepted = AcceptedCode{unshifted + distance, milliseconds{0}};
    }
    if (accepted)
        accepted->clockOffset =
            std::clamp<milliseconds>(accepted->clockOffset, -recognisedDistance, recognisedDistance);
    return accepted;
}

CodeFinding findCode(QByteArrayView seed, QByteArrayView code, Instant now)
{
    if ((code.size() != 6 && code.size() != 8) || !isDecimal(code))
        return {.kind = CodeFinding::Kind::WrongLength};

    std::optional<CodeFinding> found;
    for (const Hash hash : {Hash::Sha1, Hash::Sha256, Hash::Sha512}) {
        for (const std::chrono::seconds period : {std::chrono::seconds{30}, std::chrono::seconds{60}}) {
            const OtpParameters parameters{.hash = hash, .digits = static_cast<int>(code.size()), .period = period};
            const auto reach = static_cast<int>(recognisedDistance / period);
            for (int index = 0; index < 2 * reach + 1; ++index) {
                const qint64 step = stepOf(now, parameters) + nearestFirst(index);
                if (matches(seed, parameters, code, step) && !found)
                    found =
                        CodeFinding{kindOf(parameters), step, middleOfStep(step, parameters) - now.time_since_epoch()};
            }
        }
    }
    return found.value_or(CodeFinding{});
}

Secret typedCode(const Secret& typed)
{
    constexpr qsizetype longest = 16;
    QByteArray digits;
    digits.reserve(longest);
    for (const char character : typed.view()) {
        if (character != ' ' && digits.size() < longest)
            digits.append(character);
    }
    return Secret::take(digits);
}

} // namespace keydesk
