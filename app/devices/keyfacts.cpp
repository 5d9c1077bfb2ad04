#include "devices/fidocode.h"
#include "devices/keyvisit.h"

#include <QByteArrayView>
#include <algorithm>
#include <string_view>

namespace keydesk {

namespace {

QList<CoseAlgorithm> algorithmsOf(const fido_cbor_info_t* info)
{
    QList<CoseAlgorithm> algorithms;
    for (std::size_t i = 0; i < fido_cbor_info_algorithm_count(info); ++i) {
        const char* type = fido_cbor_info_algorithm_type(info, i);
        if (type != nullptr && std::string_view(type) == "public-key")
            algorithms.append(static_cast<CoseAlgorithm>(fido_cbor_info_algorithm_cose(info, i)));
    }
    return algorithms;
}

/// WebAuthn knows these names; a key may say anything.
QStringList transportsOf(const fido_cbor_info_t* info)
{
    QStringList transports;
    for (std::size_t i = 0; i < fido_cbor_info_transports_len(info); ++i) {
        const QString name = QString::fromLatin1(fido_cbor_info_transports_ptr(info)[i]);
        for (const char* known : {"usb", "nfc", "ble", "internal", "hybrid"})
            if (name == QLatin1String(known) && !transports.contains(name))
                transports.append(name);
    }
    return transports.isEmpty() ? QStringList{QStringLiteral("usb")} : transports;
}

/// 0 stands for "does not tell".
std::optional<int> told(std::uint64_t number)
{
    if (number == 0)
        return {};
    return static_cast<int>(std::min<std::uint64_t>(number, 1 << 20));
}

} // namespace

int KeyVisit::readFacts()
{
    m_facts.isU2fOnly = !fido_dev_is_fido2(m_device.get());
    m_facts.isPlatform = fido_dev_is_winhello(m_device.get());
    m_facts.transports = {QStringLiteral("usb")};
    if (m_facts.isU2fOnly)
        return FIDO_OK;
    const FidoInfo info(fido_cbor_info_new());
    if (!info)
        return FIDO_ERR_INTERNAL;
    if (const int code = fido_dev_get_cbor_info(m_device.get(), info.get()); code != FIDO_OK)
        return code;
    m_facts.aaguid = QByteArrayView(fido_cbor_info_aaguid_ptr(info.get()),
                                    static_cast<qsizetype>(fido_cbor_info_aaguid_len(info.get())))
                         .toByteArray();
    m_facts.algorithms = algorithmsOf(info.get());
    m_facts.transports = transportsOf(info.get());
    if (const auto slots = fido_cbor_info_rk_remaining(info.get()); slots >= 0)
        m_facts.freeSlots = static_cast<int>(std::min<std::int64_t>(slots, 1 << 20));
    m_facts.maximumMessage = told(fido_cbor_info_maxmsgsiz(info.get())).value_or(1024);
    m_facts.maximumListed = told(fido_cbor_info_maxcredcntlst(info.get()));
    m_facts.maximumIdLength = told(fido_cbor_info_maxcredidlen(info.get()));
    readOptions(info.get());
    readPinState(info.get());
    return m_link.interruption() ? FIDO_ERR_RX : FIDO_OK;
}

void KeyVisit::readOptions(const fido_cbor_info_t* info)
{
    bool isPreview = false;
    for (std::size_t i = 0; i < fido_cbor_info_options_len(info); ++i) {
        const std::string_view name = fido_cbor_info_options_name_ptr(info)[i];
        const bool value = fido_cbor_info_options_value_ptr(info)[i];
        if (name == "rk")
            m_facts.hasDiscoverable = value;
        else if (name == "uv")
            m_facts.verifiesByItself = value;
        else if (name == "alwaysUv")
            m_facts.alwaysVerifies = value;
        else if (name == "makeCredUvNotRqd")
            m_facts.makesWithoutPin = value;
        else if (name == "credentialMgmtPreview")
            isPreview = value;
    }
#ifdef KEYDESK_FIDO2_MANAGES_BY_FINAL_COMMANDS
    isPreview = true;
#endif
    // Before 1.15 the library speaks the preview commands only, also to keys that know the final ones alone.
    m_facts.managesCredentials = fido_dev_supports_credman(m_device.get()) && isPreview;
}

void KeyVisit::readPinState(const fido_cbor_info_t* info)
{
    m_facts.minimumPinLength = std::clamp(told(fido_cbor_info_minpinlen(info)).value_or(4), 4, 63);
    if (!fido_dev_supports_pin(m_device.get()))
        return;
    if (!fido_dev_has_pin(m_device.get())) {
        m_facts.pin = PinState::NotSet;
        return;
    }
    m_facts.triesLeft = readTriesLeft();
    if (m_facts.triesLeft == 0)
        m_facts.pin = PinState::Blocked;
    else
        m_facts.pin = fido_cbor_info_new_pin_required(info) ? PinState::MustChange : PinState::Set;
}

} // namespace keydesk
