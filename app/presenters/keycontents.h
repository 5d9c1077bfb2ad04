#pragma once

#include "presenters/keycarepresenter.h"

namespace keydesk {

/// Whose key it is, as far as the comparison needs it.
struct KeyOwner
{
    QByteArray aaguid; ///< Of the key that is plugged in.
    QString userName;  ///< Of the person who is signed in.
};

/// What is on the key, beside what is registered. Chosen for cleaning up is only what is surely the person's own and
/// useless: on the key, under their user name, and not registered.
QList<KeyContent> compareContents(const QList<KeyCredential>& onKey, const QList<SecurityKey>& registered,
                                  const KeyOwner& owner);

/// May be cleaned up here. The rest is in use, or somebody else's.
bool mayBeChosen(const KeyContent& content);

} // namespace keydesk
