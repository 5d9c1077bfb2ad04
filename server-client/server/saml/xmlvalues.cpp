#include "saml/xmlvalues.h"

#include "saml/samlrefusal.h"

#include <QDateTime>
#include <QRegularExpression>
#include <algorithm>
#include <libxml/tree.h>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestId = 256;
constexpr qsizetype longestEntityId = 1024;

Error wrong(const XmlElement& element, QLatin1StringView attribute)
{
    return refusedAs(SamlRefusal::Value, u"<%1 %2=\"…\">"_s.arg(element.name(), attribute));
}

} // namespace

Result<bool> booleanOf(const XmlElement& element, QLatin1StringView attribute)
{
    const auto text = element.attribute(attribute);
    if (!text)
        return false;
    if (*text == u"true" || *text == u"1")
        return true;
    if (*text == u"false" || *text == u"0")
        return false;
    return wrong(element, attribute);
}

Result<std::optional<quint16>> unsignedShortOf(const XmlElement& element, QLatin1StringView attribute)
{
    const auto text = element.attribute(attribute);
    if (!text)
        return std::optional<quint16>();
    bool isNumber = std::ranges::all_of(*text, [](QChar c) { return c >= u'0' && c <= u'9'; });
    const quint16 number = isNumber ? text->toUShort(&isNumber) : quint16{};
    if (!isNumber)
        return wrong(element, attribute);
    return std::optional{number};
}

Result<std::optional<Instant>> instantOf(const XmlElement& element, QLatin1StringView attribute)
{
    const auto text = element.attribute(attribute);
    if (!text)
        return std::optional<Instant>();
    const auto instant = instantFromText(*text);
    if (!instant)
        return wrong(element, attribute);
    return instant;
}

std::optional<Instant> instantFromText(const QString& text)
{
    static const QRegularExpression form(
        u"\\A([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\\.([0-9]{1,12}))?Z?\\z"_s);
    const auto match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    QDateTime time = QDateTime::fromString(match.captured(1), u"yyyy-MM-ddTHH:mm:ss"_s);
    time.setTimeSpec(Qt::UTC);
    if (!time.isValid())
        return std::nullopt;
    const QString fraction = match.captured(2).leftJustified(3, u'0').left(3);
    return instantFrom(time.toMSecsSinceEpoch() + fraction.toInt());
}

QString textFrom(Instant instant)
{
    return QDateTime::fromMSecsSinceEpoch(toMilliseconds(instant), Qt::UTC).toString(u"yyyy-MM-ddTHH:mm:ss.zzzZ"_s);
}

bool isXmlName(const QString& text)
{
    return text.size() <= longestId &&
           xmlValidateNCName(reinterpret_cast<const xmlChar*>(text.toUtf8().constData()), 0) == 0;
}

bool isEntityId(const QString& text)
{
    return !text.isEmpty() && text.size() <= longestEntityId &&
           std::ranges::all_of(text, [](QChar c) { return c.isPrint() && !c.isSpace(); });
}

} // namespace keydesk
