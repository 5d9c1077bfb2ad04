#include "devices/attestationobject.h"

#include <QtEndian>

namespace keydesk {

namespace {

constexpr unsigned char byteString = 0x40;
constexpr unsigned char textString = 0x60;
constexpr unsigned char mapOfThree = 0xa3;

/// RFC 8949, section 3: the shortest form, as canonical CBOR wants it.
QByteArray head(unsigned char majorType, qsizetype size)
{
    QByteArray bytes;
    if (size < 24) {
        bytes += static_cast<char>(majorType | size);
    } else if (size < 256) {
        bytes += static_cast<char>(majorType | 24);
        bytes += static_cast<char>(size);
    } else {
        bytes += static_cast<char>(majorType | 25);
        bytes.append(2, char(0));
        qToBigEndian(static_cast<quint16>(size), bytes.data() + 1);
    }
    return bytes;
}

QByteArray text(QByteArrayView utf8)
{
    return head(textString, utf8.size()) + utf8.toByteArray();
}

} // namespace

QByteArray attestationObject(QByteArrayView format, QByteArrayView statement, QByteArrayView authenticatorData)
{
    return QByteArray(1, static_cast<char>(mapOfThree)) + text("fmt") + text(format) + text("attStmt") +
           statement.toByteArray() + text("authData") + head(byteString, authenticatorData.size()) +
           authenticatorData.toByteArray();
}

std::optional<QByteArray> cborByteString(QByteArrayView cbor)
{
    for (const qsizetype headSize : {1, 2, 3}) {
        const qsizetype size = cbor.size() - headSize;
        if (size >= 0 && cbor.startsWith(head(byteString, size)) && head(byteString, size).size() == headSize)
            return cbor.sliced(headSize).toByteArray();
    }
    return {};
}

} // namespace keydesk
