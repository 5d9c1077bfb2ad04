#include "virtual/key/keyorders.h"

#include "virtual/key/keycommand.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace keydesk::virtualkey {

namespace {

QJsonObject done(QJsonObject answer = {})
{
    answer[u"ok"_s] = true;
    return answer;
}

QString base64(const QByteArray& bytes)
{
    return QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

QJsonObject state(const VirtualKey& key)
{
    const KeyMemory& memory = key.authenticator().memory();
    const KeySettings& settings = memory.settings();
    return done({{u"plugged"_s, key.isPlugged()},
                 {u"client"_s, key.hasClient()},
                 {u"touchNeeded"_s, key.isTouchNeeded()},
                 {u"touchMode"_s, touchModeName(key.touchMode())},
                 {u"hasPin"_s, settings.hasPin()},
                 {u"pinTriesLeft"_s, settings.triesLeft},
                 {u"needsPowerCycle"_s, key.authenticator().needsPowerCycle()},
                 {u"minimumPinLength"_s, settings.minimumPinLength},
                 {u"mustChangePin"_s, settings.mustChangePin},
                 {u"alwaysVerifies"_s, settings.alwaysVerifies},
                 {u"credentials"_s, static_cast<qint64>(memory.credentials().size())},
                 {u"discoverable"_s, memory.discoverableCount()},
                 {u"workedMicroseconds"_s, static_cast<qint64>(key.worked().count())}});
}

QJsonObject credentials(const VirtualKey& key)
{
    QJsonArray list;
    for (const Credential& credential : key.authenticator().memory().credentials()) {
        list.append(QJsonObject{{u"id"_s, base64(credential.id)},
                                {u"relyingPartyId"_s, credential.relyingPartyId},
                                {u"userId"_s, base64(credential.user.id)},
                                {u"userName"_s, credential.user.name.value_or(QString())},
                                {u"algorithm"_s, static_cast<int>(credential.key.algorithm())},
                                {u"counter"_s, static_cast<qint64>(credential.counter)},
                                {u"discoverable"_s, credential.isDiscoverable}});
    }
    return done({{u"credentials"_s, list}});
}

QJsonObject setTouchMode(VirtualKey& key, const QJsonObject& order)
{
    const auto mode = touchModeFrom(order[u"mode"_s].toString());
    if (!mode)
        return refusedOrder(u"mode is auto, manual or never"_s);
    key.setTouchMode(*mode);
    return done();
}

QJsonObject addFault(VirtualKey& key, const QJsonObject& order)
{
    const auto kind = faultKindFrom(order[u"kind"_s].toString());
    if (!kind)
        return refusedOrder(u"kind is one of "_s + faultNames().join(u", "_s));
    key.addFault({.kind = *kind,
                  .on = order[u"on"_s].toString(),
                  .times = order[u"times"_s].toInt(1),
                  .delay = std::chrono::milliseconds{order[u"milliseconds"_s].toInt(0)}});
    return done();
}

std::optional<Misbehaviour::Certificate> certificateFrom(const QString& name)
{
    using Certificate = Misbehaviour::Certificate;
    if (name.isEmpty() || name == u"right")
        return Certificate::Right;
    if (name == u"authority")
        return Certificate::Authority;
    if (name == u"other-unit")
        return Certificate::OtherUnit;
    return name == u"other-aaguid" ? std::optional{Certificate::OtherAaguid} : std::nullopt;
}

QJsonObject misbehave(VirtualKey& key, const QJsonObject& order)
{
    const auto certificate = certificateFrom(order[u"certificate"_s].toString());
    if (!certificate)
        return refusedOrder(u"certificate is right, authority, other-unit or other-aaguid"_s);
    Misbehaviour misbehaviour{.setFlags = static_cast<quint8>(order[u"setFlags"_s].toInt()),
                              .clearFlags = static_cast<quint8>(order[u"clearFlags"_s].toInt()),
                              .hasBrokenSignature = order[u"brokenSignature"_s].toBool(),
                              .certificate = *certificate};
    if (order.contains(u"counter"_s))
        misbehaviour.counter = static_cast<quint32>(order[u"counter"_s].toInteger());
    if (order.contains(u"relyingPartyId"_s))
        misbehaviour.relyingPartyId = order[u"relyingPartyId"_s].toString();
    if (order.contains(u"aaguid"_s)) {
        misbehaviour.aaguid = QByteArray::fromHex(order[u"aaguid"_s].toString().remove(u'-').toLatin1());
        if (misbehaviour.aaguid->size() != 16)
            return refusedOrder(u"aaguid has 16 bytes in hexadecimal"_s);
    }
    key.authenticator().signer().setMisbehaviour(misbehaviour);
    return done();
}

QJsonObject plug(VirtualKey& key)
{
    const auto plugged = key.plug();
    return plugged ? done() : refusedOrder(plugged.error().context);
}

} // namespace

QJsonObject refusedOrder(const QString& why)
{
    return {{u"ok"_s, false}, {u"error"_s, why}};
}

QJsonObject obey(VirtualKey& key, const QJsonObject& order)
{
    const QString command = order[u"command"_s].toString();
    if (command == u"touch")
        return done({{u"taken"_s, key.touch()}});
    if (command == u"deny")
        return done({{u"taken"_s, key.deny()}});
    if (command == u"plug")
        return plug(key);
    if (command == u"state")
        return state(key);
    if (command == u"credentials")
        return credentials(key);
    if (command == u"touch-mode")
        return setTouchMode(key, order);
    if (command == u"fault")
        return addFault(key, order);
    if (command == u"misbehave")
        return misbehave(key, order);
    if (command == u"unplug")
        key.unplug();
    else if (command == u"clear-faults")
        key.clearFaults();
    else if (command == u"advance")
        key.clock().advance(std::chrono::milliseconds{order[u"milliseconds"_s].toInteger()});
    else
        return refusedOrder(u"unknown command: "_s + command);
    return done();
}

} // namespace keydesk::virtualkey
