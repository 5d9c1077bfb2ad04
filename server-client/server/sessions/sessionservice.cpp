#include "sessions/sessionservice.h"

#include "directory/directory.h"
#include "outbox/outbox.h"
#include "sessions/sessionnotice.h"

#include <QJsonObject>
#include <algorithm>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostListed = 200;
constexpr int mostOpen = 1000;
constexpr int expiredAtOnce = 100;

Error notFound(const SessionId& id)
{
    return {.code = ErrorCode::NotFound, .context = u"session "_s + id.value};
}

Error badField(const QString& field)
{
    return {.code = ErrorCode::InvalidRequest, .context = u"a session filter"_s, .details = {{u"field"_s, field}}};
}

Result<UserId> personOf(const Caller& caller)
{
    if (!caller.user)
        return Error{ErrorCode::TokenInvalid, u"nobody is signed in"_s};
    return *caller.user;
}

/// Living ones first, the newest first.
bool comesBefore(const Session& left, const Session& right)
{
    if (left.ended.has_value() != right.ended.has_value())
        return !left.ended;
    return left.signedIn > right.signedIn;
}

Result<void> checkFilter(const SessionFilter& filter)
{
    if (!filter.address.isEmpty() && !NetworkAddress::from(filter.address))
        return badField(u"address"_s);
    const auto isCapital = [](QChar c) { return c >= u'A' && c <= u'Z'; };
    if (!filter.country.isEmpty() && (filter.country.size() != 2 || !std::ranges::all_of(filter.country, isCapital)))
        return badField(u"country"_s);
    if (filter.maximum < 1 || filter.maximum > mostOpen)
        return badField(u"limit"_s);
    return done();
}

} // namespace

SessionService::SessionService(Parts parts) : m_parts(parts)
{
    m_parts.factors.add(static_cast<CredentialGoneListener&>(*this));
    m_parts.factors.add(static_cast<SignInsEndListener&>(*this));
}

Session SessionService::view(Transaction& transaction, const StoredSession& session, const Caller* caller) const
{
    const auto user = caller == nullptr ? m_parts.directory.find(transaction, session.user) : std::nullopt;
    Session view{.id = session.id,
                 .kind = SessionKind::Browser,
                 .userName = user ? user->userName : QString(),
                 .signedIn = session.signedIn,
                 .lastActive = session.lastActive,
                 .ended = session.ended,
                 .address = session.address,
                 .country = session.whereabouts.country,
                 .city = session.whereabouts.city,
                 .browser = session.browser,
                 .system = session.system,
                 .isCurrent = caller != nullptr && caller->session == session.id,
                 .proofs = SessionStore::proofs(transaction, session.id)};
    if (!session.ended && !session.isLiveAt(transaction.now()))
        view.ended = session.livesUntil();
    for (const StoredProvider& provider : SessionStore::providers(transaction, session.id))
        view.providers.append({.entityId = provider.entityId,
                               .name = provider.name,
                               .reached = provider.lastReached,
                               .state = provider.state,
                               .tries = provider.tries,
                               .nextTry = provider.nextTry});
    return view;
}

Session SessionService::view(const OpenSignIn& signIn, const Caller* caller) const
{
    const Whereabouts place = m_parts.browsers.whereabouts(signIn.address);
    return {.id = {signIn.id.value},
            .kind = SessionKind::Panel,
            .signedIn = signIn.signedIn,
            .lastActive = signIn.lastActive,
            .address = signIn.address,
            .country = place.country,
            .city = place.city,
            .place = signIn.place,
            .isCurrent = caller != nullptr && caller->token == signIn.id,
            .proofs = signIn.proofs};
}

QList<Session> SessionService::panels(Transaction& transaction, const OpenSignInFilter& filter,
                                      const Caller* caller) const
{
    QList<Session> sessions;
    for (const OpenSignIn& signIn : m_parts.signIns.openSignIns(transaction, filter)) {
        sessions.append(view(signIn, caller));
        const auto user = caller == nullptr ? m_parts.directory.find(transaction, signIn.user) : std::nullopt;
        if (user)
            sessions.last().userName = user->userName;
    }
    return sessions;
}

Result<QList<Session>> SessionService::sessions(const Caller& caller) const
{
    const auto person = personOf(caller);
    if (!person)
        return person.error();
    return m_parts.database.read([&](Transaction& transaction) -> Result<QList<Session>> {
        QList<Session> all = panels(transaction, {.user = *person, .maximum = mostListed}, &caller);
        for (const StoredSession& session : SessionStore::listed(transaction, *person, mostListed))
            all.append(view(transaction, session, &caller));
        std::ranges::stable_sort(all, comesBefore);
        all.resize(std::min<qsizetype>(all.size(), mostListed));
        return all;
    });
}

Result<QList<Session>> SessionService::openSessions(const SessionFilter& filter) const
{
    if (auto checked = checkFilter(filter); !checked)
        return checked.error();
    return m_parts.database.read([&](Transaction& transaction) -> Result<QList<Session>> {
        std::optional<UserId> user;
        if (!filter.userName.isEmpty()) {
            const auto prepared = preparedUserName(filter.userName);
            const auto found = prepared ? m_parts.directory.findByName(transaction, *prepared) : std::nullopt;
            if (!found)
                return Error{.code = ErrorCode::NotFound, .context = u"no such person"_s};
            user = found->id;
        }
        // The country of a panel's sign-in stands in no row.
        QList<Session> all = panels(transaction, {.user = user, .address = filter.address, .maximum = mostOpen}, nullptr);
        if (!filter.country.isEmpty())
            all.removeIf([&](const Session& session) { return session.country != filter.country; });
        const SessionStore::Filter browsers{
            .user = user, .address = filter.address, .country = filter.country, .maximum = filter.maximum};
        for (const StoredSession& session : SessionStore::live(transaction, browsers))
            all.append(view(transaction, session, nullptr));
        std::ranges::stable_sort(all, comesBefore);
        all.resize(std::min<qsizetype>(all.size(), filter.maximum));
        return all;
    });
}

void SessionService::recordPanelEnd(Transaction& transaction, const Caller& caller, const OpenSignIn& signIn,
                                    const char* reason) const
{
    recordSession(transaction, caller, m_parts.directory.find(transaction, signIn.user), "ended",
                  {{u"session"_s, signIn.id.value},
                   {u"reason"_s, QString::fromLatin1(reason)},
                   {u"address"_s, signIn.address},
                   {u"place"_s, signIn.place}});
}

Result<Session> SessionService::endOne(Transaction& transaction, const Caller& caller, const SessionId& id,
                                       const std::optional<UserId>& owner, const char* reason) const
{
    if (const auto session = SessionStore::find(transaction, id)) {
        if (owner && session->user != *owner)
            return notFound(id);
        Session before = view(transaction, *session, nullptr);
        m_parts.ending.end(transaction, caller, *session, {.reason = reason});
        return before;
    }
    const auto found = m_parts.signIns.openSignIns(transaction, {.id = TokenId{id.value}, .user = owner});
    if (found.isEmpty())
        return notFound(id);
    Session before = view(found.first(), nullptr);
    const auto user = m_parts.directory.find(transaction, found.first().user);
    before.userName = user ? user->userName : QString();
    recordPanelEnd(transaction, caller, found.first(), reason);
    m_parts.signIns.endSignIn(transaction, found.first().id);
    return before;
}

Result<void> SessionService::end(const Caller& caller, const SessionId& id)
{
    const auto person = personOf(caller);
    if (!person)
        return person.error();
    return m_parts.database.write([&](Transaction& transaction) -> Result<void> {
        const auto before = endOne(transaction, caller, id, *person, "person");
        if (!before)
            return before.error();
        const auto user = m_parts.directory.find(transaction, *person);
        if (!before->ended && user)
            tellPerson(transaction, m_parts.outbox, caller, *user,
                       {.textId = "mail.session_ended", .session = sessionLine(*before)});
        return done();
    });
}

Result<void> SessionService::endFor(const Caller& caller, const SessionId& id)
{
    return m_parts.database.write([&](Transaction& transaction) -> Result<void> {
        const auto before = endOne(transaction, caller, id, std::nullopt, "administrator");
        if (!before)
            return before.error();
        const auto user = m_parts.directory.findByName(transaction, before->userName);
        if (!before->ended && user)
            tellPerson(transaction, m_parts.outbox, caller, *user,
                       {.textId = "mail.session_ended_by_administrator", .session = sessionLine(*before)});
        return done();
    });
}

qsizetype SessionService::endMany(Transaction& transaction, const Caller& caller, const char* reason,
                                  bool sparesCurrent) const
{
    qsizetype count = 0;
    for (const StoredSession& session : SessionStore::liveOf(transaction, *caller.user)) {
        if (sparesCurrent && caller.session == session.id)
            continue;
        m_parts.ending.end(transaction, caller, session, {.reason = reason});
        ++count;
    }
    for (const OpenSignIn& signIn : m_parts.signIns.openSignIns(transaction, {.user = *caller.user})) {
        if (sparesCurrent && caller.token == signIn.id)
            continue;
        recordPanelEnd(transaction, caller, signIn, reason);
        m_parts.signIns.endSignIn(transaction, signIn.id);
        ++count;
    }
    return count;
}

Result<void> SessionService::endOthers(const Caller& caller)
{
    const auto person = personOf(caller);
    if (!person)
        return person.error();
    return m_parts.database.write([&](Transaction& transaction) -> Result<void> {
        const qsizetype count = endMany(transaction, caller, "others", true);
        const auto user = m_parts.directory.find(transaction, *person);
        if (count > 0 && user)
            tellPerson(transaction, m_parts.outbox, caller, *user, {.textId = "mail.sessions_ended", .count = count});
        return done();
    });
}

Result<void> SessionService::endAll(const Caller& caller)
{
    const auto person = personOf(caller);
    if (!person)
        return person.error();
    return m_parts.database.write([&](Transaction& transaction) -> Result<void> {
        const qsizetype count = endMany(transaction, caller, "all", false);
        if (const auto user = m_parts.directory.find(transaction, *person))
            tellPerson(transaction, m_parts.outbox, caller, *user, {.textId = "mail.sessions_ended", .count = count});
        return done();
    });
}

Result<void> SessionService::reportNotMe(const Caller& caller)
{
    const auto person = personOf(caller);
    if (!person)
        return person.error();
    return m_parts.database.write([&](Transaction& transaction) -> Result<void> {
        const auto user = m_parts.directory.find(transaction, *person);
        if (!user)
            return Error{ErrorCode::TokenInvalid, u"the person is gone"_s};
        const qsizetype count = endMany(transaction, caller, "not_me", false);
        // Whoever else keeps what a person has proved, too.
        m_parts.factors.endSignIns(transaction, caller, *person, SignInsEnd::NotMe);
        m_parts.directory.demandNewPassword(transaction, *person);
        recordSession(transaction, caller, *user, "not_me", {{u"count"_s, count}});
        tellPerson(transaction, m_parts.outbox, caller, *user, {.textId = "mail.sessions_not_me", .count = count});
        return done();
    });
}

void SessionService::credentialGone(Transaction& transaction, const UserId& user, const QString& credentialId)
{
    if (credentialId.isEmpty()) // That of passwords and sent codes.
        return;
    for (const StoredSession& session : SessionStore::liveWith(transaction, user, credentialId))
        m_parts.ending.end(transaction, {}, session, {.reason = "credential_gone"});
}

void SessionService::signInsEnd(Transaction& transaction, const Caller& caller, const UserId& user, SignInsEnd reason)
{
    const char* word = reason == SignInsEnd::PersonDisabled    ? "person_disabled"
                       : reason == SignInsEnd::PasswordChanged ? "password_changed"
                                                               : "not_me";
    for (const StoredSession& session : SessionStore::liveOf(transaction, user)) {
        if (reason != SignInsEnd::PasswordChanged || caller.session != session.id)
            m_parts.ending.end(transaction, caller, session, {.reason = word});
    }
}

Result<void> SessionService::endExpired()
{
    bool isDone = false;
    while (!isDone) {
        const auto ended = m_parts.database.write([&](Transaction& transaction) -> Result<qsizetype> {
            const QList<StoredSession> expired = SessionStore::expired(transaction, expiredAtOnce);
            for (const StoredSession& session : expired)
                m_parts.ending.end(transaction, {}, session, {.reason = "expired"});
            return expired.size();
        });
        if (!ended)
            return ended.error();
        isDone = *ended < expiredAtOnce;
    }
    return done();
}

} // namespace keydesk
