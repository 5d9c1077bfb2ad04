#include "client/serviceclient.h"

#include "base/whendone.h"
#include "client/clientsession.h"
#include "protocol/wire.h"

#include <QTimer>
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

/// A keychain may be asking the person first; the record is safe meanwhile.
constexpr std::chrono::seconds patienceWithTheKeyStore{1};

Error outOfReach(Error error)
{
    error.code = ErrorCode::KeyOutOfReach;
    return error;
}

} // namespace

ServiceClient::ServiceClient(ClientSession& session, KeyStore& keyStore, const QString& folder, QObject* parent)
    : QObject(parent), m_session(session), m_keyStore(keyStore), m_pending(folder)
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
    if (const auto record = m_isLoaded ? std::nullopt : m_pending.accepted()) {
        adopt(*record);
        (void)settle(*record); // In vain: again at the next start.
    }
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
    adopt(*record);
    return done();
}

void ServiceClient::adopt(const InstallationRecord& record)
{
    m_kept = record;
    m_isLoaded = true;
    useKeptKey();
}

QFuture<Result<ServiceDescription>> ServiceClient::describe()
{
    return m_session.call({.method = "GET", .path = u"/info"_s, .identity = ApiCall::Identity::None}, readDescription);
}

QFuture<Result<InstallationIdentity>> ServiceClient::enrol(const QString& code)
{
    auto promise = std::make_shared<QPromise<Outcome>>();
    promise->start();
    ++m_enrolments;
    if (const auto key = m_pending.key())
        send({.code = code, .key = *key, .isNewKey = false, .promise = promise});
    else
        begin(code, promise);
    return promise->future();
}

void ServiceClient::begin(const QString& code, const Promise& promise)
{
    const SigningKey key = SigningKey::generate();
    whenDone(m_pending.begin(key), this, [this, promise, code, key](const Result<void>& kept) {
        if (!kept)
            return end(outOfReach(kept.error()), promise);
        send({.code = code, .key = key, .isNewKey = true, .promise = promise});
    });
}

void ServiceClient::send(const Enrolment& enrolment)
{
    m_session.useKey(enrolment.key);
    const QFuture<Outcome> answer = m_session.call({.method = "POST",
                                                    .path = u"/installations/enrolment"_s,
                                                    .identity = ApiCall::Identity::Installation,
                                                    .body = QJsonObject{{u"code"_s, enrolment.code}}},
                                                   wire::installationIdentityFromJson);
    whenDone(answer, this, [this, enrolment](const Outcome& outcome) {
        if (outcome)
            return accept({.identity = *outcome, .key = enrolment.key}, enrolment.promise);
        // An earlier code made this key an installation's, and nobody heard of it.
        if (outcome.error().code == ErrorCode::Conflict && !enrolment.isNewKey)
            return begin(enrolment.code, enrolment.promise);
        end(outcome, enrolment.promise);
    });
}

void ServiceClient::accept(const InstallationRecord& record, const Promise& promise)
{
    whenDone(m_pending.accept(record), this, [this, promise, record](const Result<void>& kept) {
        if (!kept)
            return end(outOfReach(kept.error()), promise);
        adopt(record);
        const auto report = [this, promise, record] {
            if (!promise->future().isFinished())
                end(record.identity, promise);
        };
        whenDone(settle(record), this, [report](const Result<void>&) { report(); });
        QTimer::singleShot(patienceWithTheKeyStore, this, report);
    });
}

void ServiceClient::end(const Outcome& outcome, const Promise& promise)
{
    if (--m_enrolments == 0)
        useKeptKey();
    finish(*promise, outcome);
}

/// Brings an accepted enrolment to its place.
QFuture<Result<void>> ServiceClient::settle(const InstallationRecord& record)
{
    const QFuture<Result<void>> saved = m_keyStore.save(share(record.encode()));
    whenDone(saved, this, [this](const Result<void>& result) {
        if (result)
            m_pending.forget();
    });
    return saved;
}

} // namespace keydesk
