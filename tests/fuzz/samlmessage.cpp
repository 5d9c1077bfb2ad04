// What strangers send to the identity provider: a query (first byte "0"), a form ("1"), an envelope ("2"), a message
// itself ("3"), metadata (any other). Must hold: the service provider's key is nobody's any more, so nothing gets
// through but the few messages that it once signed, whose IDs begin with "_signed"; metadata that is taken has
// somewhere to answer to.

#include "saml/providermetadata.h"
#include "saml/samlgate.h"
#include "saml/samlnames.h"
#include "saml/signonrules.h"

#include <QFile>
#include <cstdint>
#include <cstdlib>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

QByteArray contentOf(const QString& name)
{
    QFile file(QStringLiteral(KEYDESK_TEST_DATA "/saml/") % name);
    require(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

class StandingClock final : public Clock
{
public:
    Instant now() const override
    {
        return Instant{std::chrono::sys_days{std::chrono::January / 5 / 2026} + std::chrono::hours{10}};
    }
};

class OnePeer final : public SamlPeers
{
public:
    Result<std::optional<SamlPeer>> find(const QString& entityId) override
    {
        static const SamlCertificate certificate = SamlCertificate::fromPem(contentOf(u"provider.pem"_s)).take();
        if (entityId != u"https://mail.example.org/saml")
            return std::optional<SamlPeer>();
        return std::optional{SamlPeer{.entityId = entityId, .signingKeys = {certificate}, .mustSignRequests = true}};
    }
};

class NoMemory final : public SamlMessageUses
{
public:
    Result<bool> use(const QString&, const QString&, Instant) override { return true; }
};

void receive(const Result<BoundMessage>& bound)
{
    if (!bound)
        return;
    static OnePeer peers;
    static NoMemory uses;
    static const StandingClock clock;
    const auto received = SamlGate(peers, uses, clock)
                              .receive(*bound, {.destination = u"https://id.example.org/saml/sso"_s,
                                                .kinds = {SamlMessageKind::AuthnRequest, SamlMessageKind::LogoutRequest,
                                                          SamlMessageKind::LogoutResponse}});
    require(!received || (received->isSigned && headerOf(received->message).id.startsWith(u"_signed")));
}

void readMetadata(const QByteArray& xml)
{
    const auto metadata = readProviderMetadata(xml, {.now = StandingClock().now()});
    if (!metadata)
        return;
    const auto consumer = consumerFor(*metadata, nullptr);
    require(consumer && consumer->binding == saml::httpPost && !metadata->entityId.isEmpty());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray rest(reinterpret_cast<const char*>(bytes) + 1, static_cast<qsizetype>(size) - 1);
    switch (bytes[0]) {
    case '0':
        receive(readRedirect(rest));
        break;
    case '1':
        receive(readPost(rest));
        break;
    case '2':
        receive(readSoap(rest));
        break;
    case '3':
        receive(BoundMessage{.binding = SamlBinding::Post, .xml = rest});
        break;
    default:
        readMetadata(rest);
    }
    return 0;
}
