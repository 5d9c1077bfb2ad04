#include "routesbench.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

const QUrl panel(u"https://register.example.org"_s);

ServiceDescription description()
{
    ServiceDescription value;
    value.version = u"0.1.0"_s;
    value.minimumClient = u"0.1.0"_s;
    value.capabilities = QStringList{u"sign_in"_s, u"phones"_s, u"webauthn"_s};
    value.locales = QStringList{u"en"_s, u"tr"_s};
    value.branding.organisation = u"Example Corp"_s;
    value.branding.authenticatorName = u"SecTrail Authenticator"_s;
    return value;
}

} // namespace

QByteArray Answer::header(const QByteArray& name) const
{
    for (const auto& [each, value] : headers) {
        if (each == name)
            return value;
    }
    return {};
}

RoutesBench::RoutesBench()
    : kiosk(services.enrolled(u"Desk 1"_s, InstallationKind::Kiosk).key),
      administration(services.enrolled(u"Command line"_s, InstallationKind::Administration).key),
      m_service({services.administration, services.installations, services.database.clock(), description()}),
      m_gate({services.installations, services.signIn, idempotency, services.database.clock()}, router())
{
    m_gate.setUrl(panel);
}

Router RoutesBench::router()
{
    Router router;
    m_signIn.addTo(router);
    m_phones.addTo(router);
    m_securityKeys.addTo(router);
    m_keyAdministration.addTo(router);
    m_account.addTo(router);
    m_administration.addTo(router);
    m_service.addTo(router);
    return router;
}

QByteArray RoutesBench::proofFor(const Ask& what)
{
    QUrl url = panel;
    url.setPath(u"/api/v1"_s + what.path.section(u'?', 0, 0), QUrl::DecodedMode);
    const QByteArrayView token = what.token ? what.token->view() : QByteArrayView();
    return makeProof(*what.key, what.method, url, token, services.database.clock().now(), services.random);
}

Answer RoutesBench::ask(const Ask& what)
{
    HttpRequest http;
    http.method = what.method;
    http.path = u"/api/v1"_s + what.path.section(u'?', 0, 0);
    http.rawQuery = what.path.section(u'?', 1).toUtf8();
    http.body = QByteArray(what.body.constData(), what.body.size()); // The request wipes its own when it goes.
    http.peer = QHostAddress(u"192.0.2.7"_s);
    http.requestId = u"request-%1"_s.arg(++m_requests);
    if (!what.body.isEmpty() && !what.contentType.isEmpty())
        http.headers.emplaceBack("content-type", what.contentType);
    if (!what.proof.isEmpty())
        http.headers.emplaceBack("dpop", what.proof);
    else if (what.key != nullptr)
        http.headers.emplaceBack("dpop", proofFor(what));
    if (what.token)
        http.headers.emplaceBack("authorization", "DPoP " + what.token->view().toByteArray());
    if (what.method != "GET" && !what.withoutIdempotencyKey) {
        const QString key = what.idempotencyKey.isEmpty() ? services.random.opaqueId() : what.idempotencyKey;
        http.headers.emplaceBack("idempotency-key", key.toLatin1());
    }
    const HttpResponse response = m_gate.handle(http);
    return {.status = response.status,
            .body = QJsonDocument::fromJson(response.body).object(),
            .headers = response.headers,
            .requestId = http.requestId};
}

} // namespace keydesk
