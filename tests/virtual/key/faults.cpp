#include "virtual/key/faults.h"

#include "base/random.h"

#include <QStringList>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace keydesk::virtualkey {

namespace {

struct Named
{
    Fault::Kind kind;
    const char* name;
};

constexpr std::array names{
    Named{Fault::Kind::Garbage, "garbage"},
    Named{Fault::Kind::Noise, "noise"},
    Named{Fault::Kind::Silent, "silent"},
    Named{Fault::Kind::Stall, "stall"},
    Named{Fault::Kind::Drop, "drop"},
    Named{Fault::Kind::WrongChannel, "wrong-channel"},
    Named{Fault::Kind::WrongSequence, "wrong-sequence"},
    Named{Fault::Kind::Oversized, "oversized"},
    Named{Fault::Kind::Delay, "delay"},
};

} // namespace

std::optional<Fault::Kind> faultKindFrom(const QString& name)
{
    for (const Named& named : names) {
        if (name == QLatin1StringView(named.name))
            return named.kind;
    }
    return std::nullopt;
}

QStringList faultNames()
{
    QStringList list;
    for (const Named& named : names)
        list.append(QString::fromLatin1(named.name));
    return list;
}

QList<QByteArray> spoiled(const HidMessage& message, Fault::Kind kind, Random& random)
{
    HidMessage other = message;
    if (kind == Fault::Kind::Garbage)
        other.payload = random.bytes(static_cast<std::size_t>(message.payload.size()));
    if (kind == Fault::Kind::WrongChannel)
        other.channel = ~message.channel;
    QList<QByteArray> reports = reportsOf(other);
    switch (kind) {
    case Fault::Kind::Noise:
        for (QByteArray& report : reports)
            report = random.bytes(reportSize);
        break;
    case Fault::Kind::Silent:
        return {};
    case Fault::Kind::Stall:
    case Fault::Kind::Drop:
        return reports.size() > 1 ? reports.first(1) : QList<QByteArray>();
    case Fault::Kind::WrongSequence:
        if (reports.size() > 1)
            reports[1][4] = '\x01';
        break;
    case Fault::Kind::Oversized:
        reports.front().replace(5, 2, "\xff\xff");
        break;
    case Fault::Kind::Garbage:
    case Fault::Kind::WrongChannel:
    case Fault::Kind::Delay:
        break;
    }
    return reports;
}

} // namespace keydesk::virtualkey
