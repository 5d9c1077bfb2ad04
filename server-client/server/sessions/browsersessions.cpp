#include "sessions/browsersessions.h"

#include "base/digest.h"
#include "base/logging.h"
#include "base/random.h"
#include "directory/directory.h"
#include "outbox/outbox.h"
#include "sessions/sessionnotice.h"
#include "sessions/useragent.h"

#include <QJsonArray>
#include <QJsonObject>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t cookieSize = 32;
constexpr qsizetype longestCookie = 64;
constexpr std::chrono::minutes touchEvery{1};

Error noSession(const QString& why)
{
    return {.code = ErrorCode::TokenInvalid, .context = why};
}

QJsonArray methodsOf(const QList<SessionProof>& proofs)
{
    QJsonArray names;
    for (const SessionProof& proof : proofs)
        names.append(methodName(proof.method));
    return names;
}

} // namespace

BrowserSessions::BrowserSessions(Parts parts) : m_parts(parts) {}

Whereabouts BrowserSessions::whereabouts(const QString& address) const
{
    const auto parsed = NetworkAddress::from(address);
    if (!parsed || m_parts.policy.access.isOwn(*parsed))
        return {};
    return m_parts.countries.find(*parsed);
}

Result<void> BrowserSessions::admitted(const Caller& caller) const
{
    const Whereabouts place = whereabouts(caller.address);
    const auto refusal = m_parts.policy.access.refusal(caller.address, place);
    if (!refusal)
        return done();
    return Error{.code = ErrorCode::Forbidden,
                 .context = u"access from %1 (%2)"_s.arg(caller.address, place.country),
                 .details = {{u"reason"_s, *refusal}, {u"country"_s, place.country}}};
}

Result<void> BrowserSessions::requireAccess(const Caller& caller)
{
    const auto access = admitted(caller);
    if (access)
        return done();
    const auto recorded = m_parts.database.write([&](Transaction& transaction) -> Result<void> {
        recordSession(transaction, caller, std::nullopt, "access_refused", access.error().details);
        return done();
    });
    return recorded ? access : recorded;
}

Result<IssuedSession> BrowserSessions::signIn(const Caller& caller, const BrowserSignIn& signIn)
{
    if (auto access = requireAccess(caller); !access)
        return access.error();
    QByteArray random = m_parts.random.bytes(cookieSize);
    QByteArray cookie = random.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    wipe(random);
    const QByteArray hash = SessionStore::hashOf(cookie);
    auto issued = m_parts.database.write([&](Transaction& transaction) -> Result<IssuedSession> {
        const auto user = m_parts.directory.find(transaction, signIn.user);
        if (!user || user->isDisabled)
            return noSession(u"the person is gone"_s);
        return started(transaction, caller, *user, signIn, hash);
    });
    SharedSecret secret = share(Secret::take(cookie));
    if (issued)
        issued->cookie = std::move(secret);
    return issued;
}

IssuedSession BrowserSessions::started(Transaction& transaction, const Caller& caller, const User& user,
                                       const BrowserSignIn& signIn, const QByteArray& hash) const
{
    const Instant now = transaction.now();
    const BrowserDescription browser = describeUserAgent(signIn.userAgent);
    StoredSession session{.id = {m_parts.random.opaqueId()},
                          .user = user.id,
                          .signedIn = now,
                          .lastActive = now,
                          .idleLife = m_parts.policy.idleLife,
                          .expires = now + m_parts.policy.life,
                          .address = caller.address,
                          .whereabouts = whereabouts(caller.address),
                          .browser = browser.browser,
                          .system = browser.system};
    auto before = signIn.currentCookie.isEmpty()
                      ? std::nullopt
                      : SessionStore::findByHash(transaction, SessionStore::hashOf(signIn.currentCookie));
    if (before && !before->isLiveAt(now))
        before.reset();
    if (before && before->user != user.id) {
        m_parts.ending.end(transaction, caller, *before, {.reason = "replaced"});
        before.reset();
    }
    if (before) {
        session.id = before->id;
        SessionStore::renew(transaction, session, hash);
    } else {
        SessionStore::insert(transaction, session, hash);
        endTooMany(transaction, caller, user.id);
    }
    SessionStore::addProofs(transaction, session.id, signIn.proofs);
    recordSession(transaction, caller, user, before ? "renewed" : "started",
                  {{u"session"_s, session.id.value},
                   {u"country"_s, session.whereabouts.country},
                   {u"browser"_s, session.browser},
                   {u"system"_s, session.system},
                   {u"methods"_s, methodsOf(signIn.proofs)}});
    return {.id = session.id, .cookie = {}, .expires = session.expires};
}

void BrowserSessions::endTooMany(Transaction& transaction, const Caller& caller, const UserId& user) const
{
    const QList<StoredSession> live = SessionStore::liveOf(transaction, user);
    for (qsizetype i = m_parts.policy.sessionsPerPerson; i < live.size(); ++i)
        m_parts.ending.end(transaction, caller, live.at(i), {.reason = "too_many"});
}

/// With everything that a cookie must be good for, but the place.
Result<LiveSession> BrowserSessions::judged(Transaction& transaction, const QByteArray& hash) const
{
    const auto session = SessionStore::findByHash(transaction, hash);
    if (!session)
        return noSession(u"no such session"_s);
    if (!session->isLiveAt(transaction.now()))
        return noSession(u"the session has ended"_s);
    const auto user = m_parts.directory.find(transaction, session->user);
    if (!user || user->isDisabled)
        return noSession(u"the person is gone"_s);
    return LiveSession{.session = *session,
                       .user = *user,
                       .proofs = SessionStore::proofs(transaction, session->id),
                       .providers = SessionStore::providers(transaction, session->id),
                       .usedAt = transaction.now()};
}

Result<LiveSession> BrowserSessions::use(const Caller& caller, QByteArrayView cookie)
{
    if (cookie.isEmpty() || cookie.size() > longestCookie)
        return noSession(u"no cookie"_s);
    const QByteArray hash = SessionStore::hashOf(cookie);
    auto live = m_parts.database.read(
        [&](Transaction& transaction) -> Result<LiveSession> { return judged(transaction, hash); });
    if (!live)
        return live;
    if (auto access = admitted(caller); !access) {
        logEvent(LogLevel::Warning, "session.access_refused",
                 {{"request", caller.requestId}, {"address", caller.address}, {"user", live->user.userName}});
        return access.error();
    }
    if (live->usedAt - live->session.lastActive < touchEvery)
        return live;
    return m_parts.database.write([&](Transaction& transaction) -> Result<LiveSession> {
        auto again = judged(transaction, hash); // It may have ended since.
        if (!again)
            return again;
        StoredSession touched = again->session;
        touched.lastActive = transaction.now();
        touched.address = caller.address;
        touched.whereabouts = whereabouts(caller.address);
        SessionStore::touch(transaction, touched);
        if (touched.whereabouts.country != again->session.whereabouts.country)
            recordSession(transaction, caller, again->user, "moved",
                          {{u"session"_s, touched.id.value},
                           {u"from"_s, again->session.whereabouts.country},
                           {u"to"_s, touched.whereabouts.country}});
        return again;
    });
}

Caller BrowserSessions::personOf(const Caller& caller, const LiveSession& live)
{
    Caller person = caller;
    person.user = live.user.id;
    person.userName = live.user.userName;
    person.role = live.user.role;
    person.locale = live.user.locale;
    person.session = live.session.id;
    person.strongProofAt.reset();
    for (const SessionProof& proof : live.proofs) {
        if (isStrong(proof.method) && (!person.strongProofAt || proof.proved > *person.strongProofAt))
            person.strongProofAt = proof.proved;
    }
    return person;
}

bool BrowserSessions::mayServe(const LiveSession& live, const ProviderLimits& limits)
{
    if (limits.life && live.usedAt - live.session.signedIn >= *limits.life)
        return false;
    return !limits.idle || live.usedAt - live.session.lastActive < *limits.idle;
}

QString BrowserSessions::sessionIndexOf(const SessionId& id, const QString& entityId)
{
    constexpr qsizetype size = 16;
    const QByteArray hash = digest(Hash::Sha256, (id.value % u' ' % entityId).toUtf8());
    return QString::fromLatin1(
        hash.first(size).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

Result<ProviderEntry> BrowserSessions::reach(const Caller& caller, const SessionId& id, const ProviderVisit& visit)
{
    return m_parts.database.write([&](Transaction& transaction) -> Result<ProviderEntry> {
        const auto session = SessionStore::find(transaction, id);
        if (!session || !session->isLiveAt(transaction.now()))
            return noSession(u"the session has ended"_s);
        const QString index = sessionIndexOf(id, visit.entityId);
        SessionStore::reach(transaction, {.session = id,
                                          .entityId = visit.entityId,
                                          .name = visit.name,
                                          .nameId = visit.nameId,
                                          .sessionIndex = index});
        recordSession(transaction, caller, m_parts.directory.find(transaction, session->user), "provider_reached",
                      {{u"session"_s, id.value}, {u"entityId"_s, visit.entityId}});
        const Instant limit = visit.limits.life ? session->signedIn + *visit.limits.life : session->expires;
        return ProviderEntry{.sessionIndex = index, .notOnOrAfter = std::min(session->expires, limit)};
    });
}

Result<QList<StoredProvider>> BrowserSessions::sessionsAt(const QString& entityId, const QString& nameId,
                                                          const QStringList& sessionIndexes) const
{
    return m_parts.database.read([&](Transaction& transaction) -> Result<QList<StoredProvider>> {
        QList<StoredProvider> found = SessionStore::providersNamed(transaction, entityId, nameId);
        if (!sessionIndexes.isEmpty())
            found.removeIf([&](const StoredProvider& each) { return !sessionIndexes.contains(each.sessionIndex); });
        return found;
    });
}

Result<QList<StoredProvider>> BrowserSessions::signOut(const Caller& caller, const SessionId& id,
                                                       const QString& askedBy)
{
    return m_parts.database.write([&](Transaction& transaction) -> Result<QList<StoredProvider>> {
        const auto session = SessionStore::find(transaction, id);
        if (!session)
            return Error{.code = ErrorCode::NotFound, .context = u"session "_s + id.value};
        m_parts.ending.end(transaction, caller, *session, {.reason = "signed_out", .askedBy = askedBy});
        return SessionStore::providers(transaction, id);
    });
}

Result<void> BrowserSessions::noteSignedOut(const Caller& caller, const SessionId& id, const QString& entityId)
{
    return m_parts.database.write([&](Transaction& transaction) -> Result<void> {
        const auto session = SessionStore::find(transaction, id);
        auto provider = SessionStore::provider(transaction, id, entityId);
        if (!session || !provider)
            return Error{.code = ErrorCode::NotFound, .context = u"session "_s + id.value};
        if (!session->ended || provider->state == ProviderState::SignedOut)
            return done();
        if (!provider->message.isEmpty())
            Outbox::withdraw(transaction, provider->message);
        provider->state = ProviderState::SignedOut;
        provider->nextTry.reset();
        provider->problem.clear();
        SessionStore::setLogout(transaction, *provider);
        recordSession(transaction, caller, m_parts.directory.find(transaction, session->user), "provider_signed_out",
                      {{u"session"_s, id.value}, {u"entityId"_s, entityId}, {u"through"_s, u"browser"_s}});
        return done();
    });
}

} // namespace keydesk
