#include "sessions/logoutreports.h"

#include "directory/directory.h"
#include "outbox/courier.h"
#include "sessions/sessionnotice.h"

#include <QJsonObject>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

ProviderState stateOf(DeliveryReport::State state)
{
    switch (state) {
    case DeliveryReport::State::Waiting:
        return ProviderState::SigningOut;
    case DeliveryReport::State::Delivered:
        return ProviderState::SignedOut;
    case DeliveryReport::State::Refused:
        return ProviderState::Cannot;
    case DeliveryReport::State::Expired:
        return ProviderState::GivenUp;
    }
    Q_UNREACHABLE();
}

/// Null: not worth a record. Of the tries without an answer, the first is.
const char* eventOf(const DeliveryReport& report)
{
    switch (report.state) {
    case DeliveryReport::State::Waiting:
        return report.attempts == 1 ? "provider_silent" : nullptr;
    case DeliveryReport::State::Delivered:
        return "provider_signed_out";
    case DeliveryReport::State::Refused:
        return "provider_refused";
    case DeliveryReport::State::Expired:
        return "provider_given_up";
    }
    Q_UNREACHABLE();
}

} // namespace

void noteLogout(Transaction& transaction, const Directory& directory, const DeliveryReport& report)
{
    auto provider = SessionStore::providerOf(transaction, report.id);
    if (!provider || provider->state != ProviderState::SigningOut)
        return;
    provider->state = stateOf(report.state);
    provider->tries = report.attempts;
    provider->nextTry = report.nextTry;
    provider->problem = report.problem;
    SessionStore::setLogout(transaction, *provider);
    const char* event = eventOf(report);
    if (event == nullptr)
        return;
    const auto session = SessionStore::find(transaction, provider->session);
    QJsonObject details{{u"session"_s, provider->session.value},
                        {u"entityId"_s, provider->entityId},
                        {u"tries"_s, report.attempts}};
    if (!report.problem.isEmpty())
        details.insert(u"problem"_s, report.problem);
    recordSession(transaction, {}, session ? directory.find(transaction, session->user) : std::nullopt, event, details);
}

} // namespace keydesk
