#pragma once

#include "outbox/courier.h"
#include "outbox/curltransfer.h"

namespace keydesk {

/// Tells a service provider by a plain POST over HTTPS to its entity id: what SOAP would do, without its words.
/// 200: it has signed out. 403: it refuses. Anything else, or nothing: later.
class PostCourier final : public Courier
{
public:
    explicit PostCourier(QString caFile, std::chrono::milliseconds patience = std::chrono::seconds{20});
    Delivery deliver(const Parcel& parcel, const std::atomic<bool>& shouldStop) override;

private:
    QString m_caFile;
    std::chrono::milliseconds m_patience;
    CurlTransfer m_transfer;
};

} // namespace keydesk
