#include "client/accountclient.h"

#include "client/clientsession.h"
#include "protocol/wire.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

QFuture<Result<Account>> AccountClient::account()
{
    return m_session.call({.method = "GET", .path = u"/account"_s}, wire::accountFromJson);
}

QFuture<Result<void>> AccountClient::setLocale(const QString& locale)
{
    return m_session.callForNothing(
        {.method = "PUT", .path = u"/account/locale"_s, .body = QJsonObject{{u"locale"_s, locale}}});
}

} // namespace keydesk
