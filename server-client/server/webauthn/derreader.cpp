#include "webauthn/derreader.h"

#include <openssl/asn1.h>
#include <openssl/err.h>

namespace keydesk {

namespace {

DerElement::Class classOf(int openSslClass)
{
    switch (openSslClass) {
    case V_ASN1_APPLICATION:
        return DerElement::Class::Application;
    case V_ASN1_CONTEXT_SPECIFIC:
        return DerElement::Class::ContextSpecific;
    case V_ASN1_PRIVATE:
        return DerElement::Class::Private;
    default:
        return DerElement::Class::Universal;
    }
}

} // namespace

std::optional<DerElement> DerReader::next()
{
    if (m_rest.isEmpty())
        return std::nullopt;
    const auto* const begin = reinterpret_cast<const unsigned char*>(m_rest.data());
    const unsigned char* content = begin;
    long size = 0;
    int tag = 0;
    int tagClass = 0;
    const int result = ASN1_get_object(&content, &size, &tag, &tagClass, static_cast<long>(m_rest.size()));
    constexpr int failed = 0x80;
    constexpr int indefinite = 0x01;
    if (result & (failed | indefinite)) {
        ERR_clear_error();
        m_rest = {};
        return std::nullopt;
    }
    const qsizetype whole = content - begin + size;
    const DerElement element{.tagClass = classOf(tagClass),
                             .tag = tag,
                             .isConstructed = (result & V_ASN1_CONSTRUCTED) != 0,
                             .content = m_rest.sliced(whole - size, size)};
    m_rest = m_rest.sliced(whole);
    return element;
}

std::optional<DerElement> onlyDerElement(QByteArrayView bytes)
{
    DerReader reader(bytes);
    const auto element = reader.next();
    return reader.atEnd() ? element : std::nullopt;
}

std::optional<qint64> derNumber(const DerElement& element)
{
    if ((!element.is(V_ASN1_INTEGER) && !element.is(V_ASN1_ENUMERATED)) || element.content.isEmpty() ||
        element.content.size() > 8 || static_cast<signed char>(element.content.front()) < 0)
        return std::nullopt;
    qint64 number = 0;
    for (const char byte : element.content)
        number = number << 8 | static_cast<quint8>(byte);
    return number;
}

} // namespace keydesk
