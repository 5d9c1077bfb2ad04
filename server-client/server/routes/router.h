#pragma once

#include "routes/apirequest.h"

#include <QList>

namespace keydesk {

/// One endpoint. Parts of the pattern in braces match one segment of the path: "/phones/{id}/loss".
struct Route
{
    QByteArray method;
    QString pattern; ///< Below /api/v1.
    Access access = Access::Person;
    ApiHandler handler;
    bool hasBody = false;   ///< Otherwise a body other than {} is refused.
    QStringList query = {}; ///< Names that the query may have, each once.
};

/// Finds the route of a request. Filled before the first request, then read-only and thread-safe.
class Router
{
public:
    struct Match
    {
        const Route* route = nullptr; ///< Null: NotFound, or MethodNotAllowed when allowed has something.
        QMap<QString, QString> parameters = {};
        QByteArrayList allowed = {}; ///< The methods that this path knows, when the route is null.
    };

    void add(Route route);
    Match find(const QByteArray& method, const QString& path) const;
    const QList<Route>& routes() const { return m_routes; }

private:
    QList<Route> m_routes;
};

} // namespace keydesk
