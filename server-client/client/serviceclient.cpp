#include "client/serviceclient.h"

#include "base/whendone.h"
#include "client/clientsession.h"
#include "protocol/wire.h"

#include <QVersionNumber>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

template <typename T>
void finish(QPromise<T>& promise, T value)
{
    promise.addResult(std::move(value));
    promise.finish();
}

/// Only what concerns this program: the rest of a newer service's description may look different.
Result<ServiceDescription> readDescription(const QJsonObject& json)
{
    const QString minimum = json[u"minimumClient"_s].toString();
    if (QVersionNumber::fromString(QStringLiteral(KEYDESK_VERSION)) < QVersionNumber::fromString(minimum))
        return Error{.code = ErrorCode::ProtocolMismatch,
                     .context = u"the service needs version %1 of this program"_s.arg(minimum.left(32)),
                     .details = {{u"minimumClient"_s, minimum.left(32)}}};
    return wire::serviceDescriptionFromJson(json);
}

} // namespace

ServiceClient::ServiceClient(ClientSession& session, KeyStore& keyStore, QObject* parent)
    : QObject(parent), m_session(session), m_keyStore(keyStore)
{
}

QFuture<Result<void>> ServiceClient::load()
{
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    whenDone(m_keyStore.load(), this, [this, promise](const Result<SharedSecret>& kept) {
        if (!kept)
            return finish(*promise, Result<void>(kept.error()));
        if ((*kept)->isEmpty())
            return finish(*promise, done());
        const auto record = InstallationRecord::decode(**kept);
        if (!record)
            return finish(*promise, Result<void>(record.error()));
        m_identity = record->identity;
        m_session.useKey(record->key);
        finish(*promise, done());
    });
    return promise->future();
}

QFuture<Result<ServiceDescription>> ServiceClient::describe()
{
    return m_session.call({.method = "GET", .path = u"/info"_s, .identity = ApiCall::Identity::None}, readDescription);
}

QFuture<Result<InstallationIdentity>> ServiceClient::enrol(const QString& code)
{
    using Outcome = Result<InstallationIdentity>;
    auto promise = std::make_shared<QPromise<Outcome>>();
    promise->start();
    const SigningKey key = SigningKey::generate();
    const std::optional<SigningKey> before = m_session.key();
    m_session.useKey(key);
    const QFuture<Outcome> enrolled = m_session.call({.method = "POST",
                                                      .path = u"/installations/enrolment"_s,
                                                      .identity = ApiCall::Identity::Installation,
                                                      .body = QJsonObject{{u"code"_s, code}}},
                                                     wire::installationIdentityFromJson);
    whenDone(enrolled, this, [this, promise, key, before](const Outcome& outcome) {
        if (!outcome) {
            m_session.useKey(before);
            return finish(*promise, outcome);
        }
        const InstallationIdentity identity = *outcome;
        const SharedSecret record = share(InstallationRecord{identity, key}.encode());
        whenDone(m_keyStore.save(record), this, [this, promise, identity](const Result<void>& saved) {
            if (!saved)
                return finish(*promise, Outcome(saved.error()));
            m_identity = identity;
            finish(*promise, Outcome(identity));
        });
    });
    return promise->future();
}

} // namespace keydesk
