#pragma once

#include "base/ids.h"
#include "store/database.h"

#include <QMap>

namespace keydesk {

/// What a service provider calls a person: SAML 2.0 Core, section 2.2.3.
struct NameId
{
    QString value;
    QString format = {};          ///< URI; may be empty.
    QString nameQualifier = {};   ///< May be empty.
    QString spNameQualifier = {}; ///< May be empty.

    friend bool operator==(const NameId&, const NameId&) = default;
};

/// "End this session", for one service provider: what its LogoutRequest says (SAML 2.0 Core, section 3.7.1).
struct ProviderLogout
{
    QString entityId;
    NameId nameId;
    QString sessionIndex;

    /// The form in which it waits, sealed, in the outbox (OutgoingMessage::variables) and comes to the courier
    /// (Parcel::contents).
    QMap<QString, QString> toContents() const;
    /// nullopt where something is missing.
    static std::optional<ProviderLogout> fromContents(const QMap<QString, QString>& contents);
};

/// Which service providers can be told, from here and without a browser, that a session has ended.
class LogoutReach
{
public:
    virtual ~LogoutReach() = default;
    /// The provider is known and has a SOAP endpoint for it. Called in the transaction that ends the session.
    virtual bool canTell(Transaction& transaction, const QString& entityId) const = 0;
};

} // namespace keydesk
