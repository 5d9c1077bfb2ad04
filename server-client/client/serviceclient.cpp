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

Error outOfReach(Error error)
{
    error.code = ErrorCode::KeyOutOfReach;
    return error;
}

} // namespace

ServiceClient::ServiceClient(ClientSession& session, KeyStore& keyStore, const QString& folder, QObject* parent)
    : QObject(parent), m_session(session), m_keyStore(keyStore), m_enrolmentKey(folder)
{
}

std::optional<InstallationIdentity> ServiceClient::identity() const
{
    return m_kept ? std::optional{m_kept->identity} : std::nullopt;
}

void ServiceClient::useKeptKey()
{
    m_session.useKey(m_kept ? std::optional{m_kept->key} : std::nullopt);
}

QFuture<Result<void>> ServiceClient::load()
{
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    if (m_isLoaded) {
        finish(*promise, done());
        return promise->future();
    }
    m_loads.append(promise);
    if (m_loads.size() == 1) { // A keychain is asked once, also by several at the same time.
        whenDone(m_keyStore.load(), this, [this](const Result<SharedSecret>& kept) {
            const Result<void> taken = take(kept);
            for (const auto& waiting : std::exchange(m_loads, {}))
                finish(*waiting, taken);
        });
    }
    return promise->future();
}

Result<void> ServiceClient::take(const Result<SharedSecret>& kept)
{
    if (m_isLoaded)
        return done();
    if (!kept && kept.error().code != ErrorCode::InstallationUnknown)
        return outOfReach(kept.error());
    m_isLoaded = true;
    if (!kept)
        return kept.error();
    if ((*kept)->isEmpty())
        return done();
    const auto record = InstallationRecord::decode(**kept);
    if (!record)
        return record.error();
    m_kept = *record;
    useKeptKey();
    return done();
}

QFuture<Result<ServiceDescription>> ServiceClient::describe()
{
    return m_session.call({.method = "GET", .path = u"/info"_s, .identity = ApiCall::Identity::None}, readDescription);
}

QFuture<Result<InstallationIdentity>> ServiceClient::enrol(const QString& code)
{
    auto promise = std::make_shared<QPromise<Outcome>>();
    promise->start();
    send(code, promise, true);
    return promise->future();
}

void ServiceClient::send(const QString& code, const Promise& promise, bool mayChangeKey)
{
    const auto key = m_enrolmentKey.key();
    if (!key)
        return finish(*promise, Outcome(outOfReach(key.error())));
    m_session.useKey(*key);
    ++m_sending;
    const QFuture<Outcome> enrolled = m_session.call({.method = "POST",
                                                      .path = u"/installations/enrolment"_s,
                                                      .identity = ApiCall::Identity::Installation,
                                                      .body = QJsonObject{{u"code"_s, code}}},
                                                     wire::installationIdentityFromJson);
    whenDone(enrolled, this, [this, promise, code, key = *key, mayChangeKey](const Outcome& outcome) {
        endSending();
        if (outcome)
            return keep({.identity = *outcome, .key = key}, promise);
        // An earlier code made this key an installation's, and nobody heard of it.
        if (outcome.error().code == ErrorCode::Conflict && mayChangeKey) {
            m_enrolmentKey.forget();
            return send(code, promise, false);
        }
        finish(*promise, outcome);
    });
}

void ServiceClient::endSending()
{
    if (--m_sending == 0)
        useKeptKey();
}

void ServiceClient::keep(const InstallationRecord& record, const Promise& promise)
{
    whenDone(m_keyStore.save(share(record.encode())), this, [this, promise, record](const Result<void>& saved) {
        if (!saved)
            return finish(*promise, Outcome(outOfReach(saved.error())));
        m_enrolmentKey.forget();
        m_kept = record;
        m_isLoaded = true;
        useKeptKey();
        finish(*promise, Outcome(record.identity));
    });
}

} // namespace keydesk
