#include "outbox/smscourier.h"

#include "base/secretfile.h"
#include "outbox/curltransfer.h"
#include "outbox/outboxsettings.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>
#include <curl/curl.h>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray escaped(const QString& text, SmsSettings::Form form)
{
    if (form == SmsSettings::Form::UrlEncoded)
        return QUrl::toPercentEncoding(text);
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return array.mid(2, array.size() - 4); // Without ["…"].
}

/// Too many requests and time-outs pass; other 4xx mean that this request is not wanted.
bool isForGood(long status)
{
    return status >= 400 && status < 500 && status != 401 && status != 403 && status != 408 && status != 429;
}

bool isOneHeader(QByteArrayView line)
{
    return line.indexOf(':') > 0 && line.indexOf('\n') < 0 && line.indexOf('\r') < 0;
}

} // namespace

Result<std::optional<SmsSettings>> SmsSettings::from(const Settings& values)
{
    SmsSettings sms;
    sms.url = values.value(settings::smsUrl);
    if (sms.url.isEmpty())
        return std::optional<SmsSettings>();
    const QUrl url(sms.url, QUrl::StrictMode);
    if (!url.isValid() || url.scheme() != u"https" || url.host().isEmpty())
        return Error{ErrorCode::InvalidRequest, u"sms.url must be an https address"_s};
    const QString type = values.value(settings::smsContentType);
    if (type != u"application/json" && type != u"application/x-www-form-urlencoded")
        return Error{ErrorCode::InvalidRequest,
                     u"sms.content_type must be application/json or application/x-www-form-urlencoded"_s};
    sms.form = type == u"application/json" ? Form::Json : Form::UrlEncoded;
    sms.body = values.value(settings::smsBody);
    if (!sms.body.contains(u"{number}"_s) || !sms.body.contains(u"{text}"_s))
        return Error{ErrorCode::InvalidRequest, u"sms.body must have {number} and {text}"_s};
    sms.headerFile = values.path(settings::smsHeaderFile);
    sms.expectedStatus = values.value(settings::smsExpectedStatus);
    sms.caFile = values.path(settings::smsCaFile);
    sms.timeout = values.value(settings::smsTimeout);
    return std::optional(sms);
}

SmsCourier::SmsCourier(SmsSettings settings) : m_settings(std::move(settings)) {}

SmsCourier::~SmsCourier() = default;

QByteArray SmsCourier::filledBody(const SmsSettings& settings, const Parcel& parcel)
{
    // One pass over the pattern: what was put in is never taken for a placeholder.
    const QByteArray pattern = settings.body.toUtf8();
    QByteArray body;
    for (qsizetype i = 0; i < pattern.size();) {
        const QByteArrayView rest = QByteArrayView(pattern).sliced(i);
        if (rest.startsWith("{number}")) {
            body += escaped(parcel.recipient, settings.form);
            i += 8;
        } else if (rest.startsWith("{text}")) {
            body += escaped(parcel.text.body, settings.form);
            i += 6;
        } else {
            body += pattern.at(i++);
        }
    }
    return body;
}

Delivery SmsCourier::deliver(const Parcel& parcel, const std::atomic<bool>& shouldStop)
{
    static const QRegularExpression e164(QRegularExpression::anchoredPattern(u"\\+[1-9][0-9]{6,14}"_s));
    if (!e164.match(parcel.recipient).hasMatch())
        return {Delivery::Outcome::Refused, u"the recipient's number is none"_s};
    if (!m_transfer)
        m_transfer = std::make_unique<CurlTransfer>();
    m_transfer->begin({m_settings.url, m_settings.caFile, std::min(parcel.timeLimit, m_settings.timeout)});
    if (!m_settings.headerFile.isEmpty()) {
        const Result<Secret> header = readSecretLine(m_settings.headerFile);
        if (!header || !isOneHeader(header->view()))
            return {Delivery::Outcome::TryLater,
                    header ? u"sms.header_file is not one header line"_s : header.error().context};
        QByteArray line = header->view().toByteArray();
        m_transfer->append(CURLOPT_HTTPHEADER, line);
        wipe(line);
    }
    m_transfer->append(CURLOPT_HTTPHEADER, m_settings.form == SmsSettings::Form::Json
                                               ? "Content-Type: application/json"
                                               : "Content-Type: application/x-www-form-urlencoded");
    QByteArray body = filledBody(m_settings, parcel);
    const auto wiped = qScopeGuard([&] { wipe(body); });
    m_transfer->setNumber(CURLOPT_POST, 1);
    m_transfer->setNumber(CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
    m_transfer->setText(CURLOPT_POSTFIELDS, body);
    const CurlTransfer::Ending ending = m_transfer->run(shouldStop);
    if (!ending.isOk) {
        rest();
        return {Delivery::Outcome::TryLater, ending.problem};
    }
    const bool isAccepted = m_settings.expectedStatus == 0 ? ending.status >= 200 && ending.status < 300
                                                           : ending.status == m_settings.expectedStatus;
    if (isAccepted)
        return {};
    return {isForGood(ending.status) ? Delivery::Outcome::Refused : Delivery::Outcome::TryLater,
            u"the gateway answered "_s % QString::number(ending.status)};
}

void SmsCourier::rest()
{
    m_transfer.reset();
}

} // namespace keydesk
