#pragma once

#include "saml/samlrefusal.h"
#include "samlstand.h"

#include <functional>

namespace keydesk {

/// A message that must be refused, and as what.
struct HostileMessage
{
    SamlRefusal refusal;
    QByteArray what;
    std::function<Result<ReceivedMessage>(SamlStand&)> send;
};

/// How it came, and what XML can do.
QList<HostileMessage> hostileTexts();
/// What it says.
QList<HostileMessage> hostileContents();
/// What is signed, and what is not: the eight forms of signature wrapping among them (Somorovsky and others, "On
/// Breaking SAML: Be Whoever You Want to Be", 2012).
QList<HostileMessage> hostileSignatures();

} // namespace keydesk
