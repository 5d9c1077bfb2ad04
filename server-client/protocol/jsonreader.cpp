#include "protocol/jsonreader.h"

#include <QJsonDocument>
#include <algorithm>
#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

constexpr int maximumDepth = 32;
constexpr qint64 latestInstant = 253'402'300'799'999; // The end of the year 9999.

/// NUL cuts text in databases and C interfaces; an unpaired surrogate has no UTF-8 form.
bool isClean(QStringView text)
{
    return !text.contains(QChar::Null) && text.isValidUtf16();
}

/// What Qt's parser lets pass, and what must be known before it recurses: depth, and control characters in text, which
/// RFC 8259 section 7 forbids. Empty: no problem.
QString problemBeforeParsing(QByteArrayView bytes)
{
    int depth = 0;
    bool inText = false;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        if (inText) {
            if (c >= 0 && c < ' ')
                return u"control character in text"_s;
            if (c == '\\')
                ++i;
            else if (c == '"')
                inText = false;
        } else if (c == '"') {
            inText = true;
        } else if (c == '{' || c == '[') {
            if (++depth > maximumDepth)
                return u"nested deeper than %1"_s.arg(maximumDepth);
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return {};
}

/// Exactly one text for the same bytes: no padding, no stray bits at the end.
std::optional<QByteArray> fromBase64Url(const QByteArray& text)
{
    constexpr auto form = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    auto decoded = QByteArray::fromBase64Encoding(text, form | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.toBase64(form) != text)
        return std::nullopt;
    return decoded.decoded;
}

Error notJson(const QString& why)
{
    return {.code = ErrorCode::InvalidRequest, .context = u"not a JSON object: "_s % why};
}

} // namespace

JsonReader::JsonReader(QJsonObject object, Unknown unknown) : m_object(std::move(object)), m_unknown(unknown) {}

bool JsonReader::has(const char* name) const
{
    const QJsonValue value = m_object.value(QLatin1StringView(name));
    return !value.isUndefined() && !value.isNull();
}

QJsonValue JsonReader::take(const char* name, bool required)
{
    m_read.insert(QString::fromLatin1(name));
    if (has(name))
        return m_object.value(QLatin1StringView(name));
    if (required)
        fail(name, u"is missing"_s);
    return QJsonValue(QJsonValue::Undefined);
}

QString JsonReader::text(const char* name, int maximum, int minimum)
{
    const QJsonValue value = take(name, true);
    if (value.isUndefined())
        return {};
    const QString text = value.toString();
    if (!value.isString())
        fail(name, u"is not text"_s);
    else if (text.size() < minimum)
        fail(name, minimum == 1 ? u"is empty"_s : u"is shorter than %1"_s.arg(minimum));
    else if (text.size() > maximum)
        fail(name, u"is longer than %1"_s.arg(maximum));
    else if (!isClean(text))
        fail(name, u"holds characters that are not text"_s);
    else
        return text;
    return {};
}

QString JsonReader::optionalText(const char* name, int maximum)
{
    if (!has(name)) {
        m_read.insert(QString::fromLatin1(name));
        return {};
    }
    return text(name, maximum, 0);
}

bool JsonReader::boolean(const char* name, std::optional<bool> absent)
{
    const QJsonValue value = take(name, !absent);
    if (value.isUndefined())
        return absent.value_or(false);
    if (!value.isBool())
        fail(name, u"is neither true nor false"_s);
    return value.toBool();
}

qint64 JsonReader::integer(const char* name, qint64 minimum, qint64 maximum, std::optional<qint64> absent)
{
    const QJsonValue value = take(name, !absent);
    if (value.isUndefined())
        return absent.value_or(minimum);
    // toInteger gives its default for a number that is not whole; two defaults tell that from a real value.
    const qint64 number = value.toInteger(0);
    if (!value.isDouble() || number != value.toInteger(1))
        fail(name, u"is not a whole number"_s);
    else if (number < minimum || number > maximum)
        fail(name, u"is not from %1 to %2"_s.arg(minimum).arg(maximum));
    else
        return number;
    return minimum;
}

Instant JsonReader::instant(const char* name)
{
    return instantFrom(integer(name, 0, latestInstant));
}

std::optional<Instant> JsonReader::optionalInstant(const char* name)
{
    if (!has(name)) {
        m_read.insert(QString::fromLatin1(name));
        return std::nullopt;
    }
    return instant(name);
}

Secret JsonReader::secretText(const char* name, int maximum)
{
    QString plain = text(name, maximum);
    return Secret::takeText(plain);
}

QByteArray JsonReader::bytes(const char* name, int maximum, int minimum)
{
    const auto decoded = fromBase64Url(text(name, (maximum * 4 + 2) / 3, minimum > 0 ? 1 : 0).toLatin1());
    if (!decoded)
        fail(name, u"is not base64url without padding"_s);
    else if (decoded->size() < minimum)
        fail(name, u"is shorter than %1 bytes"_s.arg(minimum));
    return decoded.value_or(QByteArray());
}

QByteArray JsonReader::optionalBytes(const char* name, int maximum)
{
    if (!has(name)) {
        m_read.insert(QString::fromLatin1(name));
        return {};
    }
    return bytes(name, maximum, 0);
}

Secret JsonReader::secretBytes(const char* name, int maximum)
{
    QString encoded = text(name, (maximum * 4 + 2) / 3);
    QByteArray latin = encoded.toLatin1();
    auto decoded = fromBase64Url(latin);
    if (!decoded)
        fail(name, u"is not base64url without padding"_s);
    wipe(encoded);
    wipe(latin);
    return decoded ? Secret::take(*decoded) : Secret();
}

QStringList JsonReader::textList(const char* name, int maximumItems, int maximumLength)
{
    QStringList texts;
    for (const QJsonValue item : array(name, maximumItems)) {
        const QString text = item.toString();
        if (!item.isString() || text.isEmpty() || text.size() > maximumLength || !isClean(text)) {
            fail(name, u"holds something else than text of at most %1"_s.arg(maximumLength));
            return {};
        }
        texts.append(text);
    }
    return texts;
}

QJsonObject JsonReader::object(const char* name)
{
    const QJsonValue value = take(name, true);
    if (!value.isUndefined() && !value.isObject())
        fail(name, u"is not an object"_s);
    return value.toObject();
}

QJsonArray JsonReader::array(const char* name, int maximumItems)
{
    const QJsonValue value = take(name, true);
    if (value.isUndefined())
        return {};
    if (!value.isArray()) {
        fail(name, u"is not a list"_s);
        return {};
    }
    const QJsonArray items = value.toArray();
    if (items.size() > maximumItems) {
        fail(name, u"has more than %1 items"_s.arg(maximumItems));
        return {};
    }
    return items;
}

void JsonReader::fail(const char* name, const QString& why)
{
    if (m_problem)
        return;
    m_problem = Error{.code = ErrorCode::InvalidRequest,
                      .context = u"field \"%1\" %2"_s.arg(QLatin1StringView(name), why),
                      .details = {{u"field"_s, QString::fromLatin1(name)}}};
}

Result<void> JsonReader::finish()
{
    if (m_problem)
        return *m_problem;
    if (m_unknown == Unknown::Refuse) {
        for (const QString& name : m_object.keys()) {
            if (m_read.contains(name))
                continue;
            // The name is a stranger's: shown in part, and only when it is plain.
            const bool isPlain =
                name.size() <= 64 && std::all_of(name.begin(), name.end(), [](QChar character) {
                    return character.unicode() < 128 && (character.isLetterOrNumber() || character == u'_');
                });
            const QString shown = isPlain ? name : u"?"_s;
            return Error{.code = ErrorCode::InvalidRequest,
                         .context = u"unknown field \"%1\""_s.arg(shown),
                         .details = {{u"field"_s, shown}}};
        }
    }
    return done();
}

Result<QJsonObject> parseJsonObject(const QByteArray& bytes)
{
    if (const QString why = problemBeforeParsing(bytes); !why.isEmpty())
        return notJson(why);
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &problem);
    if (problem.error != QJsonParseError::NoError)
        return notJson(problem.errorString());
    if (!document.isObject())
        return notJson(u"another value"_s);
    return document.object();
}

} // namespace keydesk
