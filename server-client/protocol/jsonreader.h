#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/secret.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <optional>

namespace keydesk {

/// Reads one JSON object strictly: every field has a type and limits, unknown fields are refused (from a client) or
/// skipped (from a service, which may be newer). Read all fields, then ask finish(): it returns the first problem as
/// InvalidRequest with details.field. Text with NUL or unpaired surrogates is refused everywhere.
///
///     JsonReader reader(object);
///     StartSignIn value{.userName = reader.text("userName", 256), .locale = reader.optionalText("locale", 35)};
///     if (auto ok = reader.finish(); !ok) return ok.error();
class JsonReader
{
public:
    enum class Unknown { Refuse, Skip };
    explicit JsonReader(QJsonObject object, Unknown unknown = Unknown::Refuse);

    /// Limits count UTF-16 units. Empty text is refused unless minimum is 0.
    QString text(const char* name, int maximum, int minimum = 1);
    QString optionalText(const char* name, int maximum);
    bool boolean(const char* name, std::optional<bool> absent = std::nullopt);
    qint64 integer(const char* name, qint64 minimum, qint64 maximum, std::optional<qint64> absent = std::nullopt);
    Instant instant(const char* name);
    std::optional<Instant> optionalInstant(const char* name);
    /// Text into a Secret (UTF-8).
    Secret secretText(const char* name, int maximum);
    /// base64url without padding; sizes in bytes.
    QByteArray bytes(const char* name, int maximum, int minimum = 1);
    QByteArray optionalBytes(const char* name, int maximum);
    /// base64url bytes into a Secret.
    Secret secretBytes(const char* name, int maximum);
    QStringList textList(const char* name, int maximumItems, int maximumLength);
    QJsonObject object(const char* name);
    QJsonArray array(const char* name, int maximumItems);
    bool has(const char* name) const;

    /// One of the names that the function knows: reader.choice("method", methodFromName).
    template <typename Function>
    auto choice(const char* name, Function fromName) -> typename decltype(fromName(QStringView{}))::value_type
    {
        const QString text = this->text(name, 64);
        auto found = fromName(text);
        if (!found)
            fail(name, QStringLiteral("not one of the known values"));
        return found.value_or(typename decltype(fromName(QStringView{}))::value_type{});
    }

    void fail(const char* name, const QString& why);
    Result<void> finish();

private:
    QJsonValue take(const char* name, bool required);
    QJsonObject m_object;
    QSet<QString> m_read;
    Unknown m_unknown;
    std::optional<Error> m_problem;
};

/// The body of a request or answer: UTF-8, one object, at most 32 levels deep, no duplicate-sensitive meaning (the last of
/// equal names counts), no trailing bytes.
Result<QJsonObject> parseJsonObject(const QByteArray& bytes);

} // namespace keydesk
