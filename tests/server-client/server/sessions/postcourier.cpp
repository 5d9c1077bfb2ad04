#include "postcourier.h"

#include "factors/providerlogout.h"

#include <curl/curl.h>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

PostCourier::PostCourier(QString caFile, std::chrono::milliseconds patience)
    : m_caFile(std::move(caFile)), m_patience(patience)
{
}

Delivery PostCourier::deliver(const Parcel& parcel, const std::atomic<bool>& shouldStop)
{
    const auto logout = ProviderLogout::fromContents(parcel.contents);
    if (!logout)
        return {Delivery::Outcome::Refused, u"no logout"_s};
    m_transfer.begin({logout->entityId, m_caFile, std::min(parcel.timeLimit, m_patience)});
    const QByteArray body = (logout->nameId.value % u' ' % logout->sessionIndex).toUtf8();
    m_transfer.setNumber(CURLOPT_POST, 1);
    m_transfer.setNumber(CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
    m_transfer.setText(CURLOPT_POSTFIELDS, body);
    const CurlTransfer::Ending ending = m_transfer.run(shouldStop);
    if (ending.isOk && ending.status == 200)
        return {};
    if (ending.isOk && ending.status == 403)
        return {Delivery::Outcome::Refused, u"it does not want to"_s};
    return {Delivery::Outcome::TryLater,
            ending.isOk ? QString(u"it answered "_s % QString::number(ending.status)) : ending.problem};
}

} // namespace keydesk
