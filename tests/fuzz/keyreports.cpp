// What a platform sends to the virtual key: reports of 64 bytes, put together into messages, and the CBOR in them.

#include "virtual/key/cbor.h"
#include "virtual/key/hidframes.h"

#include <cstdint>
#include <cstdlib>

using namespace keydesk::virtualkey;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// Split and put together again, a message is the same.
void checkRoundTrip(const HidMessage& message)
{
    MessageAssembler assembler;
    MessageAssembler::Step last;
    for (const QByteArray& report : reportsOf(message))
        last = assembler.take(report);
    const auto* again = std::get_if<HidMessage>(&last);
    require(again != nullptr && again->channel == message.channel && again->payload == message.payload);
}

void checkCbor(QByteArrayView bytes)
{
    const auto item = Cbor::decode(bytes);
    require(!item || item->encode() == bytes);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const QByteArrayView all(bytes, static_cast<qsizetype>(size));
    checkCbor(all);
    MessageAssembler assembler;
    for (qsizetype start = 0; start + reportSize <= all.size(); start += reportSize) {
        const auto step = assembler.take(all.sliced(start, reportSize));
        const auto* message = std::get_if<HidMessage>(&step);
        if (message == nullptr)
            continue;
        require(message->payload.size() <= longestHidMessage);
        checkRoundTrip(*message);
        checkCbor(message->payload.sliced(message->payload.isEmpty() ? 0 : 1));
    }
    return 0;
}
