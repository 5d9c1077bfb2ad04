#include "devices/pinrules.h"

#include <algorithm>
#include <cstring>

namespace keydesk {

namespace {

constexpr qsizetype longestPin = 63;

bool isAscii(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
}

bool beginsCharacter(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xc0) != 0x80;
}

} // namespace

PinCheck checkPin(QByteArrayView utf8, int minimumLength)
{
    if (std::count_if(utf8.begin(), utf8.end(), beginsCharacter) < minimumLength)
        return PinCheck::TooShort;
    return utf8.size() > longestPin ? PinCheck::TooLong : PinCheck::Fits;
}

SharedSecret normalizedPin(const SharedSecret& pin)
{
    if (!pin || isAscii(pin->view()))
        return pin;
    QString typed = QString::fromUtf8(pin->view());
    QString normal = typed.normalized(QString::NormalizationForm_C);
    Secret secret = Secret::takeText(normal);
    wipe(typed);
    return share(std::move(secret));
}

SharedSecret terminatedPin(const SharedSecret& pin)
{
    if (!pin || pin->isEmpty() || pin->view().contains('\0'))
        return {};
    QByteArray bytes;
    bytes.reserve(pin->view().size() + 1); // No outgrown copy stays behind.
    bytes.append(pin->view());
    bytes.append('\0');
    return share(Secret::take(bytes));
}

} // namespace keydesk
