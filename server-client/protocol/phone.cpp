#include "protocol/phone.h"

#include <QJsonObject>
#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

using Reason = CodeRefusal::Reason;

constexpr std::array<std::pair<Reason, QLatin1StringView>, 8> reasons{{{Reason::Unknown, "unknown"_L1},
                                                                       {Reason::PreviousCode, "previous_code"_L1},
                                                                       {Reason::AlreadyUsed, "already_used"_L1},
                                                                       {Reason::ClockOff, "clock_off"_L1},
                                                                       {Reason::EightDigits, "eight_digits"_L1},
                                                                       {Reason::OtherHash, "other_hash"_L1},
                                                                       {Reason::LongPeriod, "long_period"_L1},
                                                                       {Reason::WrongLength, "wrong_length"_L1}}};

QString reasonName(Reason reason)
{
    for (const auto& [known, name] : reasons) {
        if (known == reason)
            return name;
    }
    return u"unknown"_s;
}

Reason reasonFromName(const QString& name)
{
    for (const auto& [reason, known] : reasons) {
        if (known == name)
            return reason;
    }
    return Reason::Unknown; // A newer service may know more reasons.
}

} // namespace

QJsonObject CodeRefusal::toDetails() const
{
    QJsonObject details{{u"reason"_s, reasonName(reason)}, {u"triesLeft"_s, triesLeft}};
    if (reason == Reason::ClockOff) {
        details.insert(u"offset"_s, static_cast<qint64>(offset.count()));
        details.insert(u"nextCodeProvesDrift"_s, nextCodeProvesDrift);
    }
    return details;
}

CodeRefusal CodeRefusal::fromDetails(const QJsonObject& details)
{
    constexpr qint64 day = 86'400;
    return {.reason = reasonFromName(details[u"reason"_s].toString()),
            .offset = std::chrono::seconds(std::clamp<qint64>(details[u"offset"_s].toInteger(), -day, day)),
            .nextCodeProvesDrift = details[u"nextCodeProvesDrift"_s].toBool(),
            .triesLeft = std::clamp(details[u"triesLeft"_s].toInt(), 0, 1000)};
}

} // namespace keydesk
