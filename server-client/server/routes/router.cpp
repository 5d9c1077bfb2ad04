#include "routes/router.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

const QString root = u"/api/v1"_s;

/// The values of the pattern's named parts, or nullopt where the path is another one.
std::optional<QMap<QString, QString>> matched(const QString& pattern, const QString& path)
{
    const auto wanted = QStringView(pattern).split(u'/');
    const auto given = QStringView(path).split(u'/');
    if (wanted.size() != given.size())
        return std::nullopt;
    QMap<QString, QString> parameters;
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        if (!wanted[i].startsWith(u'{')) {
            if (wanted[i] != given[i])
                return std::nullopt;
            continue;
        }
        if (given[i].isEmpty())
            return std::nullopt;
        parameters.insert(wanted[i].sliced(1, wanted[i].size() - 2).toString(), given[i].toString());
    }
    return parameters;
}

} // namespace

void Router::add(Route route)
{
    m_routes.append(std::move(route));
}

Router::Match Router::find(const QByteArray& method, const QString& path) const
{
    Match match;
    if (!path.startsWith(root + u'/'))
        return match;
    const QString rest = path.sliced(root.size());
    for (const Route& route : m_routes) {
        auto parameters = matched(route.pattern, rest);
        if (!parameters)
            continue;
        if (route.method == method)
            return {.route = &route, .parameters = std::move(*parameters)};
        match.allowed.append(route.method);
    }
    return match;
}

} // namespace keydesk
