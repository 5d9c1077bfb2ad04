#pragma once

#include "../administration/administrationbench.h"
#include "routes/accountroutes.h"
#include "routes/administrationroutes.h"
#include "routes/apigate.h"
#include "routes/keyadministrationroutes.h"
#include "routes/phoneroutes.h"
#include "routes/serviceroutes.h"
#include "routes/signinroutes.h"
#include "routes/webauthnroutes.h"
#include "store/idempotencystore.h"
#include "webauthn/metadatarefresh.h"

#include <QJsonObject>

namespace keydesk {

/// A request as `http` hands it on, made by an installation.
struct Ask
{
    QByteArray method = "GET";
    QString path; ///< Below /api/v1, with the query.
    QByteArray body = {};
    const SigningKey* key = nullptr; ///< None: no proof.
    SharedSecret token = {};
    QString idempotencyKey = {}; ///< Empty: a fresh one for a change.
    bool withoutIdempotencyKey = false;
    QByteArray contentType = "application/json";
    QByteArray proof = {}; ///< Instead of a right one.
};

struct Answer
{
    int status = 0;
    QJsonObject body;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QString requestId; ///< Of this request.

    QString code() const { return body[QStringLiteral("error")][QStringLiteral("code")].toString(); }
    QString field() const
    {
        return body[QStringLiteral("error")][QStringLiteral("details")][QStringLiteral("field")].toString();
    }
    QByteArray header(const QByteArray& name) const;
};

/// The whole API above http, on a real database.
class RoutesBench
{
public:
    RoutesBench();
    Answer ask(const Ask& what);
    QByteArray proofFor(const Ask& what);

    AdministrationBench services;
    IdempotencyStore idempotency{*services.database, services.sealer};
    SigningKey kiosk;
    SigningKey administration;
    MetadataRefresh metadata{{*services.database, services.directory, services.outbox, services.database.clock(), {}}};

private:
    Router router();

    SignInRoutes m_signIn{services.signIn};
    PhoneRoutes m_phones{services.phones};
    WebAuthnRoutes m_securityKeys{services.securityKeys};
    KeyAdministrationRoutes m_keyAdministration{services.securityKeys, metadata};
    AccountRoutes m_account{services.account};
    AdministrationRoutes m_administration{services.administration, services.installations};
    ServiceRoutes m_service;
    ApiGate m_gate;
    int m_requests = 0;
};

} // namespace keydesk
