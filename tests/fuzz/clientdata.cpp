// Bytes → client data. Must hold: what meets the rules says so in so many words.

#include "webauthn/clientdata.h"

#include <QJsonDocument>
#include <QJsonObject>
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

void checkAgainst(const QByteArray& bytes, const ClientData& clientData, const ClientDataExpectation& expected)
{
    if (!checkClientData(clientData, expected))
        return;
    const QJsonObject members = QJsonDocument::fromJson(bytes).object();
    require(members[u"type"_s] == u"webauthn.create"_s);
    require(members[u"origin"_s] == u"https://example.org"_s);
    require(members[u"challenge"_s].toString().size() == 43);
    require(expected.origins.mayBeFramed || !members[u"crossOrigin"_s].toBool());
    require(!members.contains(u"topOrigin"_s) || members[u"topOrigin"_s] == u"https://example.com"_s);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const QByteArray json(reinterpret_cast<const char*>(bytes), static_cast<qsizetype>(size));
    const auto clientData = readClientData(json);
    if (!clientData)
        return 0;
    require(json.isValidUtf8());
    ClientDataExpectation expected{
        .challenge = QByteArray::fromHex("00c30fb78531c464d2b6771dab8d7b603c01162f2fa486bea70f283ae556e130"),
        .origins = {.browser = {u"https://example.org"_s}}};
    checkAgainst(json, *clientData, expected);
    expected.origins.mayBeFramed = true;
    expected.origins.topOrigins = {u"https://example.com"_s};
    checkAgainst(json, *clientData, expected);
    return 0;
}
