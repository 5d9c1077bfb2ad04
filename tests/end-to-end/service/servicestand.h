#pragma once

#include "fakes/keyathand.h"
#include "serviceclient.h"

namespace keydesk {

/// The real service with its administrator's command line and two desks enrolled, ada, grace and alan with the password
/// "correct horse", and a Registration profile that asks for the password.
class ServiceStand
{
public:
    explicit ServiceStand(TestDatabase::Engine engine, const QString& panelUrl = QStringLiteral("https://localhost:0"),
                          const QStringList& settings = {});

    ServiceClient& administrator() { return m_administrator; }
    /// Another installation for each number.
    ServiceClient& desk(int number);
    /// A new client that shares the desk's key and has a token of the person.
    ServiceClient signedIn(const QByteArray& userName, int deskNumber = 1);
    /// A registered phone; its id.
    struct PhoneAtHand
    {
        QByteArray id;
        Secret seed;
        QByteArray codeAt(Instant time) const;
    };
    PhoneAtHand registeredPhone(ServiceClient& client);
    /// A registered security key; its id.
    QByteArray registeredKey(ServiceClient& client, KeyAtHand& key);
    /// What the key answers to the step of a sign-in or step-up.
    ClientAnswer answerByKey(ServiceClient& client, const ClientAnswer& step, KeyAtHand& key);
    /// Signed in by the key, with the password first unless the name is empty.
    ClientAnswer signInByKey(ServiceClient& client, KeyAtHand& key, const QByteArray& userName = {});
    /// A strong proof.
    void stepUp(ServiceClient& client, KeyAtHand& key);
    /// An enrolled client.
    void enrol(ServiceClient& client, const QByteArray& code);

    /// What all tables hold, one entry a row, without what every request writes: used proofs, remembered answers,
    /// counters of attempts, times of last use, the outbox's attempts.
    QStringList contents();
    qint64 count(const QString& table);

    ServiceFixture service;

private:
    Database& openedDatabase();

    std::unique_ptr<Database> m_database;
    ServiceClient m_administrator{service};
    std::map<int, ServiceClient> m_desks;
};

/// What must be refused, made from docs/openapi.yaml by bad-requests.
QList<QJsonObject> badRequests();
/// A member of the answer.
QByteArray text(const ClientAnswer& answer, const QString& name);
/// A JSON object from text; the test ends where it is none.
QJsonObject object(const char* text);

} // namespace keydesk
