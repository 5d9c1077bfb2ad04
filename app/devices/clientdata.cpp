#include "devices/clientdata.h"

namespace keydesk {

namespace {

/// CCDToString of section 5.8.1.1: only what JSON cannot hold is escaped, everything else stays UTF-8.
QByteArray quoted(const QString& text)
{
    QByteArray json = "\"";
    for (const char byte : text.toUtf8()) {
        if (byte == '"' || byte == '\\')
            json += '\\';
        if (static_cast<unsigned char>(byte) < 0x20)
            json += "\\u" + QByteArray::number(static_cast<int>(byte), 16).rightJustified(4, '0');
        else
            json += byte;
    }
    return json + '"';
}

} // namespace

QByteArray clientDataJson(ClientDataType type, const QByteArray& challenge, const QString& origin)
{
    return QByteArray(R"({"type":)") + (type == ClientDataType::Create ? R"("webauthn.create")" : R"("webauthn.get")") +
           R"(,"challenge":")" + challenge.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) +
           R"(","origin":)" + quoted(origin) + R"(,"crossOrigin":false})";
}

} // namespace keydesk
