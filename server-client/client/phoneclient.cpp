#include "client/phoneclient.h"

#include "client/clientsession.h"
#include "client/paths.h"
#include "protocol/wire.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

QString phonePath(const PhoneId& id, const QString& below = {})
{
    return u"/phones/"_s % segment(id) % below;
}

} // namespace

QFuture<Result<QList<Phone>>> PhoneClient::phones()
{
    return m_session.call({.method = "GET", .path = u"/phones"_s},
                          [](const QJsonObject& json) { return wire::listFromJson<Phone>(json, wire::phoneFromJson); });
}

QFuture<Result<PhoneRegistration>> PhoneClient::startRegistration()
{
    return m_session.call({.method = "POST", .path = u"/phones"_s, .body = QJsonObject()},
                          wire::phoneRegistrationFromJson);
}

QFuture<Result<Phone>> PhoneClient::verifyRegistration(const PhoneId& id, const SharedSecret& code)
{
    return m_session.call({.method = "POST",
                           .path = phonePath(id, u"/verification"_s),
                           .body = QJsonObject{{u"code"_s, QString::fromUtf8(code->view())}}},
                          wire::phoneFromJson);
}

QFuture<Result<void>> PhoneClient::cancelRegistration(const PhoneId& id)
{
    return m_session.callForNothing(
        {.method = "DELETE", .path = phonePath(id, u"/registration"_s), .outlivesSignOut = true});
}

QFuture<Result<Phone>> PhoneClient::renamePhone(const PhoneId& id, const QString& name)
{
    return m_session.call({.method = "PATCH", .path = phonePath(id), .body = QJsonObject{{u"name"_s, name}}},
                          wire::phoneFromJson);
}

QFuture<Result<void>> PhoneClient::removePhone(const PhoneId& id)
{
    return m_session.callForNothing({.method = "DELETE", .path = phonePath(id)});
}

QFuture<Result<void>> PhoneClient::reportLost(const PhoneId& id)
{
    return m_session.callForNothing({.method = "POST", .path = phonePath(id, u"/loss"_s), .body = QJsonObject()});
}

} // namespace keydesk
