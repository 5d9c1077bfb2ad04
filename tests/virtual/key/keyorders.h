#pragma once

#include "virtual/key/virtualkey.h"

#include <QJsonObject>

namespace keydesk::virtualkey {

/// Obeys an order that has its answer at once:
///
///     {"command":"touch"} {"command":"deny"}           "taken" says whether anything asked for it
///     {"command":"plug"} {"command":"unplug"}
///     {"command":"touch-mode","mode":"auto"}           or "manual", "never"
///     {"command":"state"}                              plugged, client, touch, PIN, number of credentials, time at work
///     {"command":"credentials"}                        each with id, relying party, user
///     {"command":"fault","kind":"garbage","on":"makeCredential","times":1,"milliseconds":0}
///     {"command":"clear-faults"}                       faults.h says what there is
///     {"command":"misbehave","setFlags":24,…}          misbehaviour.h; without members: behave again
///     {"command":"advance","milliseconds":11000}       the key's clock
///
/// Every answer has "ok"; if it is false, "error" says why.
QJsonObject obey(VirtualKey& key, const QJsonObject& order);

QJsonObject refusedOrder(const QString& why);

} // namespace keydesk::virtualkey
