#include "base/settings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <algorithm>
#include <limits>
#include <optional>
#include <toml++/toml.h>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

constexpr qint64 maximumFileSize = 1024 * 1024;

struct Problem
{
    qint64 line;
    QString text;
    QString nearest = {};
};

QString textOf(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}
qint64 lineOf(const toml::node& node)
{
    return node.source().begin.line;
}

/// Levenshtein's: how many letters must change to get from one name to the other.
int distance(QStringView left, QStringView right)
{
    std::vector<int> row(static_cast<std::size_t>(right.size()) + 1);
    for (std::size_t j = 0; j < row.size(); ++j)
        row[j] = static_cast<int>(j);
    for (qsizetype i = 0; i < left.size(); ++i) {
        int diagonal = std::exchange(row[0], static_cast<int>(i) + 1);
        for (qsizetype j = 0; j < right.size(); ++j) {
            const auto at = static_cast<std::size_t>(j) + 1;
            const int changed = diagonal + (left[i] == right[j] ? 0 : 1);
            diagonal = std::exchange(row[at], std::min({changed, row[at] + 1, row[at - 1] + 1}));
        }
    }
    return row.back();
}

QString nearestName(const QString& name, Settings::Declarations declarations)
{
    QString nearest;
    int best = std::numeric_limits<int>::max();
    for (const SettingDeclaration* declaration : declarations) {
        const QString known = QString::fromLatin1(declaration->name);
        const int away = distance(name, known);
        if (away < best) {
            best = away;
            nearest = known;
        }
    }
    return nearest;
}

/// "250ms", "5s", "10min", "8h", "30d".
std::optional<qint64> duration(const QString& text)
{
    struct Unit
    {
        QLatin1StringView name;
        qint64 milliseconds;
    };
    for (const Unit& unit : {Unit{"ms"_L1, 1}, Unit{"min"_L1, 60'000}, Unit{"s"_L1, 1000}, Unit{"h"_L1, 3'600'000},
                             Unit{"d"_L1, 86'400'000}}) {
        if (!text.endsWith(unit.name))
            continue;
        bool isNumber = false;
        const qint64 number = QStringView(text).chopped(unit.name.size()).toLongLong(&isNumber);
        if (isNumber && number >= 0 && number <= 100'000'000 && text.front().isDigit())
            return number * unit.milliseconds;
        return std::nullopt;
    }
    return std::nullopt;
}

QString typeName(SettingDeclaration::Type type)
{
    switch (type) {
    case SettingDeclaration::Type::Boolean:
        return u"true or false"_s;
    case SettingDeclaration::Type::Integer:
        return u"a whole number"_s;
    case SettingDeclaration::Type::Text:
        return u"text in quotes"_s;
    case SettingDeclaration::Type::TextList:
        return u"a list of texts, such as [\"a\", \"b\"]"_s;
    case SettingDeclaration::Type::Duration:
        return u"a duration in quotes, such as \"250ms\", \"5s\", \"10min\", \"8h\" or \"30d\""_s;
    }
    Q_UNREACHABLE();
}

std::optional<QVariant> textList(const toml::array& array)
{
    QStringList list;
    for (const toml::node& item : array) {
        const auto text = item.value_exact<std::string_view>();
        if (!text)
            return std::nullopt;
        list.append(textOf(*text));
    }
    return QVariant(list);
}

/// The value in the declared type, or nullopt when it has another one.
std::optional<QVariant> valueOf(const toml::node& node, const SettingDeclaration& declaration)
{
    switch (declaration.type) {
    case SettingDeclaration::Type::Boolean:
        if (const auto value = node.value_exact<bool>())
            return QVariant(*value);
        break;
    case SettingDeclaration::Type::Integer:
        if (const auto value = node.value_exact<int64_t>(); value && *value == static_cast<int>(*value))
            return QVariant(static_cast<int>(*value));
        break;
    case SettingDeclaration::Type::Text:
        if (const auto value = node.value_exact<std::string_view>();
            value && value->find('\0') == std::string_view::npos)
            return QVariant(textOf(*value));
        break;
    case SettingDeclaration::Type::TextList:
        return node.is_array() ? textList(*node.as_array()) : std::nullopt;
    case SettingDeclaration::Type::Duration:
        if (const auto value = node.value_exact<std::string_view>()) {
            if (const auto milliseconds = duration(textOf(*value)))
                return QVariant::fromValue(*milliseconds);
        }
        break;
    }
    return std::nullopt;
}

class Checker
{
public:
    explicit Checker(Settings::Declarations declarations) : m_declarations(declarations) {}

    /// The first problem from the top of the table, or nullopt.
    std::optional<Problem> check(const toml::table& table, const QString& prefix)
    {
        std::optional<Problem> first;
        for (const auto& [key, node] : table) {
            auto problem = checkOne(prefix % textOf(key.str()), node, key.source().begin.line);
            if (problem && (!first || problem->line < first->line))
                first = problem;
        }
        return first;
    }

    QHash<QString, QVariant> values;

private:
    std::optional<Problem> checkOne(const QString& name, const toml::node& node, qint64 line)
    {
        if (const SettingDeclaration* declaration = find(name))
            return checkValue(*declaration, name, node);
        if (node.is_table() && isSection(name))
            return check(*node.as_table(), name % u'.');
        const QString nearest = nearestName(name, m_declarations);
        return Problem{line, u"unknown setting \"%1\"; the nearest known is \"%2\""_s.arg(name, nearest), nearest};
    }

    std::optional<Problem> checkValue(const SettingDeclaration& declaration, const QString& name,
                                      const toml::node& node)
    {
        const auto value = valueOf(node, declaration);
        if (!value)
            return Problem{lineOf(node), u"setting \"%1\" must be %2"_s.arg(name, typeName(declaration.type))};
        const bool isBounded = declaration.minimum != declaration.maximum;
        if (declaration.type == SettingDeclaration::Type::Integer && isBounded &&
            (value->toInt() < declaration.minimum || value->toInt() > declaration.maximum))
            return Problem{
                lineOf(node),
                u"setting \"%1\" must be from %2 to %3"_s.arg(name).arg(declaration.minimum).arg(declaration.maximum)};
        values.insert(name, *value);
        return std::nullopt;
    }

    const SettingDeclaration* find(const QString& name) const
    {
        const auto found =
            std::find_if(m_declarations.begin(), m_declarations.end(), [&](const SettingDeclaration* declaration) {
                return name == QLatin1StringView(declaration->name);
            });
        return found == m_declarations.end() ? nullptr : *found;
    }

    bool isSection(const QString& name) const
    {
        return std::any_of(m_declarations.begin(), m_declarations.end(), [&](const SettingDeclaration* declaration) {
            return QString::fromLatin1(declaration->name).startsWith(name % u'.');
        });
    }

    Settings::Declarations m_declarations;
};

Error settingsError(const QString& fileName, const Problem& problem)
{
    QJsonObject details{{u"file"_s, fileName}, {u"line"_s, problem.line}};
    if (!problem.nearest.isEmpty())
        details.insert(u"nearest"_s, problem.nearest);
    return {.code = ErrorCode::InvalidRequest,
            .context = u"%1:%2: %3"_s.arg(fileName).arg(problem.line).arg(problem.text),
            .details = details};
}

} // namespace

Result<Settings> Settings::load(const QString& path, Declarations declarations)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{.code = ErrorCode::Unavailable, .context = path % u": "_s % file.errorString()};
    if (file.size() > maximumFileSize)
        return Error{.code = ErrorCode::TooLarge, .context = path % u": larger than 1 MiB"_s};
    return parse(file.readAll(), path, declarations);
}

Result<Settings> Settings::parse(const QByteArray& toml, const QString& fileName, Declarations declarations)
{
    try {
        const toml::table table =
            toml::parse(std::string_view(toml.constData(), static_cast<std::size_t>(toml.size())));
        Checker checker(declarations);
        if (const auto problem = checker.check(table, {}))
            return settingsError(fileName, *problem);
        Settings settings;
        settings.m_folder = QFileInfo(fileName).absolutePath();
        settings.m_values = std::move(checker.values);
        return settings;
    } catch (const toml::parse_error& error) {
        return settingsError(fileName, {error.source().begin.line, textOf(error.description())});
    }
}

QString Settings::path(const Setting<QString>& setting) const
{
    const QString path = value(setting);
    return path.isEmpty() ? path : QDir::cleanPath(QDir(m_folder).absoluteFilePath(path));
}

} // namespace keydesk
