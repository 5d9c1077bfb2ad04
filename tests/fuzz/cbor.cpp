// Bytes → CBOR. Must hold: what is read, written again in its shortest form, is the bytes it was read from, and cut off
// anywhere it is not read.

#include "cborwriter.h"
#include "webauthn/cborvalue.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace keydesk;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

bool isAllReadable(const CborValue& value)
{
    if (value.integer() || value.bytes() || value.text())
        return true;
    if (const auto* items = value.array())
        return std::all_of(items->begin(), items->end(), isAllReadable);
    const auto* members = value.map();
    return members && std::all_of(members->begin(), members->end(),
                                  [](const CborValue::Member& each) { return isAllReadable(each.value); });
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const QByteArrayView view(bytes, static_cast<qsizetype>(size));
    const auto first = readFirstCbor(view);
    const auto whole = readCbor(view);
    require(!whole || first);
    if (!first)
        return 0;
    require(first->size > 0 && first->size <= view.size());
    require(whole.isOk() == (first->size == view.size()));
    require(!readCbor(view.first(first->size - 1)));
    const QByteArray written = cborBytes(first->value);
    if (isAllReadable(first->value))
        require(written == view.first(first->size));
    else
        require(written.size() <= first->size && readCbor(written));
    return 0;
}
