#pragma once

#include "base/settings.h"
#include "outbox/courier.h"

namespace keydesk {

class CurlTransfer;

struct SmsSettings
{
    enum class Form { Json, UrlEncoded };
    QString url;
    Form form = Form::Json;
    QString body;           ///< With {number} and {text}.
    QString headerFile;     ///< Read for each message.
    int expectedStatus = 0; ///< 0: 200 to 299.
    QString caFile;
    std::chrono::milliseconds timeout{20000};

    /// nullopt: sms.url is empty. InvalidRequest: the settings do not fit each other.
    static Result<std::optional<SmsSettings>> from(const Settings& settings);
};

/// SMS through a gateway over HTTPS. At least once: a request whose answer was lost is sent again until it expires.
class SmsCourier final : public Courier
{
public:
    explicit SmsCourier(SmsSettings settings);
    ~SmsCourier() override;

    Delivery deliver(const Parcel& parcel, const std::atomic<bool>& shouldStop) override;
    void rest() override;

    /// The body with its placeholders filled, escaped for its form.
    static QByteArray filledBody(const SmsSettings& settings, const Parcel& parcel);

private:
    SmsSettings m_settings;
    std::unique_ptr<CurlTransfer> m_transfer;
};

} // namespace keydesk
