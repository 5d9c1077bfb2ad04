#include "devices/reportdescriptor.h"

namespace keydesk {

namespace {

constexpr quint32 fidoUsagePage = 0xf1d0;
constexpr quint8 longItem = 0xfe;
constexpr quint8 usagePageTag = 0x04; ///< Global item, without its size bits.

quint32 littleEndian(QByteArrayView bytes)
{
    quint32 value = 0;
    for (qsizetype i = bytes.size() - 1; i >= 0; --i)
        value = value << 8 | static_cast<quint8>(bytes[i]);
    return value;
}

} // namespace

bool isFidoReportDescriptor(QByteArrayView descriptor)
{
    while (!descriptor.isEmpty()) {
        const auto item = static_cast<quint8>(descriptor[0]);
        if (item == longItem) { // Reserved for the future: size, tag, data.
            const qsizetype size = descriptor.size() < 2 ? descriptor.size() : 3 + static_cast<quint8>(descriptor[1]);
            descriptor = descriptor.sliced(std::min(size, descriptor.size()));
            continue;
        }
        const qsizetype size = (item & 3) == 3 ? 4 : item & 3;
        if (descriptor.size() < 1 + size)
            return false;
        if ((item & ~3) == usagePageTag && littleEndian(descriptor.sliced(1, size)) == fidoUsagePage)
            return true;
        descriptor = descriptor.sliced(1 + size);
    }
    return false;
}

} // namespace keydesk
