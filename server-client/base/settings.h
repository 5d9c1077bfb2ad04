#pragma once

#include "base/result.h"

#include <QHash>
#include <QStringList>
#include <QVariant>
#include <chrono>
#include <span>

namespace keydesk {

/// A setting, declared once as a constant beside the code that reads it, for example
///   inline const Setting<int> maxConnections{"http.max_connections", 1000, "Connections served at the same time."};
/// T is bool, int, QString, QStringList or std::chrono::milliseconds (written as "5s", "10min", "250ms", "8h", "30d").
/// A setting whose value is secret names a file that holds it ("…_file"); secrets never stand in the settings file.
struct SettingDeclaration
{
    enum class Type { Boolean, Integer, Text, TextList, Duration };
    const char* name; ///< Dotted: section.key.
    Type type;
    QVariant defaultValue; ///< Durations as qint64 milliseconds.
    const char* help;      ///< One or more sentences, in English.
    int minimum = 0;       ///< Integers only; no check when minimum == maximum.
    int maximum = 0;
};

template <typename T>
struct Setting : SettingDeclaration
{
    Setting(const char* name, T defaultValue, const char* help, int minimum = 0, int maximum = 0);
};

/// The values of one TOML file, checked against the declarations: an unknown or ill-typed key fails with file, line and
/// the nearest known name. Immutable after load, any thread.
class Settings
{
public:
    using Declarations = std::span<const SettingDeclaration* const>;

    static Result<Settings> load(const QString& path, Declarations declarations);
    static Result<Settings> parse(const QByteArray& toml, const QString& fileName, Declarations declarations);
    /// The documented file: every setting with its help, its default commented out.
    static QByteArray example(Declarations declarations);

    template <typename T>
    T value(const Setting<T>& setting) const;
    /// Relative paths in settings are relative to the settings file.
    QString path(const Setting<QString>& setting) const;

private:
    QString m_folder;
    QHash<QString, QVariant> m_values;
};

template <> inline Setting<bool>::Setting(const char* n, bool d, const char* h, int, int)
    : SettingDeclaration{n, Type::Boolean, d, h} {}
template <> inline Setting<int>::Setting(const char* n, int d, const char* h, int low, int high)
    : SettingDeclaration{n, Type::Integer, d, h, low, high} {}
template <> inline Setting<QString>::Setting(const char* n, QString d, const char* h, int, int)
    : SettingDeclaration{n, Type::Text, d, h} {}
template <> inline Setting<QStringList>::Setting(const char* n, QStringList d, const char* h, int, int)
    : SettingDeclaration{n, Type::TextList, d, h} {}
template <> inline Setting<std::chrono::milliseconds>::Setting(const char* n, std::chrono::milliseconds d, const char* h, int, int)
    : SettingDeclaration{n, Type::Duration, QVariant::fromValue<qint64>(d.count()), h} {}

template <typename T>
T Settings::value(const Setting<T>& setting) const
{
    const QVariant stored = m_values.value(QString::fromLatin1(setting.name), setting.defaultValue);
    if constexpr (std::is_same_v<T, std::chrono::milliseconds>)
        return std::chrono::milliseconds{stored.toLongLong()};
    else
        return stored.value<T>();
}

} // namespace keydesk
