#pragma once

#include <QByteArrayView>
#include <optional>

namespace keydesk {

/// One element of DER (X.690). Its content belongs to the bytes it was read from.
struct DerElement
{
    enum class Class { Universal, Application, ContextSpecific, Private };
    Class tagClass = Class::Universal;
    int tag = 0;
    bool isConstructed = false;
    QByteArrayView content;

    bool is(int universalTag) const { return tagClass == Class::Universal && tag == universalTag; }
    bool isTagged(int number) const { return tagClass == Class::ContextSpecific && tag == number; }
};

/// Walks along the elements within a piece of DER; for the extensions of certificates that OpenSSL does not know.
class DerReader
{
public:
    explicit DerReader(QByteArrayView bytes) : m_rest(bytes) {}

    bool atEnd() const { return m_rest.isEmpty(); }
    /// nullopt at the end, and for what is no definite-length element that fits.
    std::optional<DerElement> next();

private:
    QByteArrayView m_rest;
};

/// The only element of the bytes; nullopt where anything follows it.
std::optional<DerElement> onlyDerElement(QByteArrayView bytes);
/// The content of an INTEGER or ENUMERATED that is not negative and fits.
std::optional<qint64> derNumber(const DerElement& element);

} // namespace keydesk
