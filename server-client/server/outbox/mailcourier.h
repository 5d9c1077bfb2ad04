#pragma once

#include "base/settings.h"
#include "outbox/courier.h"
#include "outbox/mailmessage.h"

namespace keydesk {

class CurlTransfer;

struct MailSettings
{
    QString server; ///< smtp://host:port (STARTTLS) or smtps://host:port.
    MailSender sender;
    QString user;
    QString passwordFile; ///< Read for each mail, so that a changed password needs no restart.
    QString caFile;
    std::chrono::milliseconds timeout{30000};

    /// nullopt: mail.server is empty. InvalidRequest: the settings do not fit each other.
    static Result<std::optional<MailSettings>> from(const Settings& settings, const QString& organisation);
};

/// Mails over SMTP with TLS (RFC 5321, RFC 3207, RFC 8314); without TLS, or with a certificate that does not prove the
/// server, nothing is sent.
///
/// SMTP cannot deliver exactly once: when the connection breaks after the contents and before the answer, nobody here
/// knows whether the mail was taken. It is then sent again with the same Message-ID, by which mailboxes may drop the
/// second one: at least once, until it expires.
class MailCourier final : public Courier
{
public:
    explicit MailCourier(MailSettings settings);
    ~MailCourier() override;

    Delivery deliver(const Parcel& parcel, const std::atomic<bool>& shouldStop) override;
    void rest() override;
    /// Connects and signs in as for a mail. CertificateWrong or Unavailable.
    Result<void> check();

private:
    Result<void> prepare(std::chrono::milliseconds timeLimit);

    MailSettings m_settings;
    std::unique_ptr<CurlTransfer> m_transfer;
};

} // namespace keydesk
