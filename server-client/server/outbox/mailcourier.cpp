#include "outbox/mailcourier.h"

#include "base/secretfile.h"
#include "outbox/curltransfer.h"
#include "outbox/outboxsettings.h"

#include <QSysInfo>
#include <QUrl>
#include <curl/curl.h>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

/// RFC 5321 section 4.2.3: the mailbox or the contents are refused for good. Other 5xx (authentication, unknown
/// command) come from settings that somebody can mend.
bool isForGood(long status)
{
    return status >= 550 && status <= 556;
}

Error wrong(const QString& why)
{
    return {ErrorCode::InvalidRequest, why};
}

} // namespace

Result<std::optional<MailSettings>> MailSettings::from(const Settings& values, const QString& organisation)
{
    const QUrl server(values.value(settings::mailServer), QUrl::StrictMode);
    if (server.isEmpty())
        return std::optional<MailSettings>();
    if (!server.isValid() || (server.scheme() != u"smtp" && server.scheme() != u"smtps") || server.host().isEmpty() ||
        !server.userInfo().isEmpty() || !server.path().isEmpty())
        return wrong(u"mail.server must be smtp://host:port or smtps://host:port"_s);
    MailSettings mail;
    mail.server = server.toString();
    mail.sender.address = values.value(settings::mailFrom);
    mail.sender.name = values.value(settings::mailFromName);
    if (mail.sender.name.isEmpty())
        mail.sender.name = organisation;
    mail.user = values.value(settings::mailUser);
    mail.passwordFile = values.path(settings::mailPasswordFile);
    mail.caFile = values.path(settings::mailCaFile);
    mail.timeout = values.value(settings::mailTimeout);
    if (!isPlainAddress(mail.sender.address))
        return wrong(u"mail.from must be a mail address"_s);
    if (mail.user.isEmpty() != mail.passwordFile.isEmpty())
        return wrong(u"mail.user and mail.password_file go together"_s);
    return std::optional(mail);
}

MailCourier::MailCourier(MailSettings settings) : m_settings(std::move(settings)) {}

MailCourier::~MailCourier() = default;

Result<void> MailCourier::prepare(std::chrono::milliseconds timeLimit)
{
    if (!m_transfer)
        m_transfer = std::make_unique<CurlTransfer>();
    // The path is the name for EHLO.
    const QString name = QString::fromLatin1(QUrl::toAce(QSysInfo::machineHostName()));
    m_transfer->begin({m_settings.server % u'/' % name, m_settings.caFile, std::min(timeLimit, m_settings.timeout)});
    m_transfer->setNumber(CURLOPT_USE_SSL, CURLUSESSL_ALL);
    if (m_settings.user.isEmpty())
        return done();
    const Result<Secret> password = readSecretLine(m_settings.passwordFile);
    if (!password)
        return password.error();
    QByteArray bytes = password->view().toByteArray();
    m_transfer->setText(CURLOPT_USERNAME, m_settings.user.toUtf8());
    m_transfer->setText(CURLOPT_PASSWORD, bytes);
    wipe(bytes);
    return done();
}

Delivery MailCourier::deliver(const Parcel& parcel, const std::atomic<bool>& shouldStop)
{
    Result<QByteArray> message = mailMessage(m_settings.sender, parcel);
    if (!message)
        return {Delivery::Outcome::Refused, message.error().context};
    const auto wiped = qScopeGuard([&] { wipe(*message); });
    if (const Result<void> prepared = prepare(parcel.timeLimit); !prepared)
        return {Delivery::Outcome::TryLater, prepared.error().context};
    m_transfer->setText(CURLOPT_MAIL_FROM, '<' + m_settings.sender.address.toUtf8() + '>');
    m_transfer->append(CURLOPT_MAIL_RCPT, '<' + parcel.recipient.toUtf8() + '>');
    m_transfer->setUpload(*message);
    const CurlTransfer::Ending ending = m_transfer->run(shouldStop);
    if (ending.isOk)
        return {};
    rest();
    const bool isRefused = ending.isRefusedByPeer && isForGood(ending.status);
    return {isRefused ? Delivery::Outcome::Refused : Delivery::Outcome::TryLater, ending.problem};
}

void MailCourier::rest()
{
    m_transfer.reset();
}

Result<void> MailCourier::check()
{
    if (const Result<void> prepared = prepare(m_settings.timeout); !prepared)
        return prepared;
    m_transfer->setNumber(CURLOPT_CONNECT_ONLY, 1);
    const std::atomic<bool> goOn{false};
    const CurlTransfer::Ending ending = m_transfer->run(goOn);
    rest();
    if (ending.isOk)
        return done();
    return Error{ending.isCertificateWrong ? ErrorCode::CertificateWrong : ErrorCode::Unavailable, ending.problem};
}

} // namespace keydesk
