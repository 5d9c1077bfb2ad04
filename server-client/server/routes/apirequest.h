#pragma once

#include "audit/caller.h"
#include "base/result.h"
#include "http/message.h"
#include "protocol/proofofpossession.h"

#include <QJsonObject>
#include <QMap>
#include <QUrlQuery>
#include <functional>

namespace keydesk {

/// Who may call a route. Everyone but Anyone proves the possession of a key (RFC 9449).
enum class Access {
    Anyone,          ///< No proof at all.
    NewInstallation, ///< A key that nobody needs to know yet: enrolment.
    Installation,    ///< An enrolled installation; an access token is not looked at.
    Ceremony,        ///< An enrolled installation; an access token, where there is one, must be good (step-up).
    Person,          ///< An enrolled installation with a person's access token.
    Administration,  ///< An enrolled installation of kind administration.
};

/// A request whose caller is known and whose body is one JSON object (empty where there was none).
struct ApiRequest
{
    const HttpRequest& http;
    Caller caller;
    std::optional<ProofOfPossession> proof = {}; ///< None for Anyone.
    QMap<QString, QString> parameters = {};      ///< The named parts of the path.
    QUrlQuery query = {};
    QJsonObject body = {};
};

struct ApiAnswer
{
    int status = 200;
    QJsonObject body = {};

    static ApiAnswer created(QJsonObject body) { return {.status = 201, .body = std::move(body)}; }
    static ApiAnswer empty() { return {.status = 204}; }
};

using ApiHandler = std::function<Result<ApiAnswer>(const ApiRequest&)>;

} // namespace keydesk
