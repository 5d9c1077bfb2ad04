#pragma once

#include "protocol/webauthn.h"

#include <QJsonObject>

namespace keydesk {

/// The JSON in which pages and servers of other people exchange ceremonies: Web Authentication Level 3, sections 5.1.8,
/// 5.1.9 and 5.2 (RegistrationResponseJSON and its kin).
QJsonObject optionsJson(const CredentialCreation& creation);
QJsonObject optionsJson(const AssertionRequest& request);
QJsonObject responseJson(const CreatedCredential& created);
QJsonObject responseJson(const AssertionAnswer& answer);
CreatedCredential createdFrom(const QJsonObject& response);
AssertionAnswer answerFrom(const QJsonObject& response);

} // namespace keydesk
