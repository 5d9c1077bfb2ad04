#pragma once

#include "virtual/key/hidframes.h"

#include <QString>
#include <chrono>

namespace keydesk {
class Random;
}

namespace keydesk::virtualkey {

/// Something wrong that the key does with its next answers.
struct Fault
{
    enum class Kind {
        Garbage,       ///< The right framing around random bytes.
        Noise,         ///< As many reports of random bytes.
        Silent,        ///< The request is never heard of again.
        Stall,         ///< The first report of the answer comes, the others do not.
        Drop,          ///< The same, and then the key is taken out.
        WrongChannel,  ///< Another client's channel.
        WrongSequence, ///< The second report has the number of the third.
        Oversized,     ///< The answer claims to have 65535 bytes.
        Delay,         ///< The answer comes late, keepalives come on time.
    };
    Kind kind = Kind::Garbage;
    QString on =
        {};        ///< "init", "ping", "msg", or a command of CTAP2 ("makeCredential"); empty: CTAP2 and U2F requests.
    int times = 1; ///< 0: always.
    std::chrono::milliseconds delay{0};
};

std::optional<Fault::Kind> faultKindFrom(const QString& name);
QStringList faultNames();

/// The reports of the message, spoiled. Nothing for Silent; Delay spoils nothing.
QList<QByteArray> spoiled(const HidMessage& message, Fault::Kind kind, Random& random);

} // namespace keydesk::virtualkey
