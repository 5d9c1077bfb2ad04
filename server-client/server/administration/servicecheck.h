#pragma once

#include "administration/certificatecheck.h"
#include "administration/serviceidentity.h"
#include "store/database.h"

#include <functional>

namespace keydesk {

class ProfileStore;

inline const Setting<QString> authorityFileSetting{"service.ca_file", QString(),
                                                   "Certificates (PEM) of the private authority that issued "
                                                   "http.certificate_file, where the system does not know it. Used by "
                                                   "keydeskd check alone."};

/// One thing that was looked at: what was found and, unless all is well, what to do about it.
struct CheckLine
{
    enum class Verdict { Ok, Warn, Fail };
    Verdict verdict = Verdict::Ok;
    QString subject; ///< "certificate"
    QString finding; ///< In English, for the administrator.
    QString advice = {};

    /// "FAIL  certificate: ends in 3 days. Renew it, …"
    QString toText() const;
};

/// `keydeskd check`, and the same in the log at every start. Looks and changes nothing; may take seconds (name service,
/// mail server): not on an event loop.
class ServiceCheck
{
public:
    struct Parts
    {
        Result<ServiceIdentity> identity;
        CertificateFiles certificate;
        Database* database = nullptr; ///< Null: it could not be opened, databaseError says why.
        Error databaseError = {};
        const ProfileStore& profiles;
        std::function<Result<void>()> mailServer = {}; ///< mailServerCheck(); null where none is set.
        bool hasSmsGateway = false;
        std::function<QList<CheckLine>()> securityKeys = {}; ///< SecurityKeyCheck; null: not looked at.
        const Clock& clock;
    };
    explicit ServiceCheck(Parts parts);

    QList<CheckLine> run() const;
    static bool hasFailure(const QList<CheckLine>& lines);

private:
    CheckLine identity() const;
    CheckLine domain(const QString& host) const;
    QList<CheckLine> certificate(const QString& host) const;
    CheckLine databaseAndVersion() const;
    CheckLine rpIdOfKeys(const QString& rpId) const;
    CheckLine mailServer() const;
    CheckLine registrationProfile() const;
    /// Nothing where none is set and none is needed.
    std::optional<CheckLine> smsGateway() const;

    Parts m_parts;
};

/// Connects to the mail server as for a mail; null where none is set.
std::function<Result<void>()> mailServerCheck(const Settings& values);

} // namespace keydesk
