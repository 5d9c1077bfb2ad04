#include "presenters/keycontents.h"

#include "devices/keytext.h"

#include <algorithm>

namespace keydesk {

using Kind = KeyContent::Kind;

namespace {

/// Without attestation a key may be registered as one of no model.
bool isOfModel(const SecurityKey& key, const QByteArray& aaguid)
{
    return key.aaguid == aaguid && aaguid.count('\0') < aaguid.size();
}

KeyContent contentOf(const KeyCredential& credential, const QList<SecurityKey>& registered, const QString& userName)
{
    const auto key = std::find_if(registered.begin(), registered.end(),
                                  [&](const SecurityKey& each) { return each.credentialId == credential.id; });
    KeyContent content{.credentialId = credential.id, .userName = credential.userName};
    if (key != registered.end()) {
        content.key = *key;
        content.kind = key->isLost ? Kind::OnKeyOnly : Kind::Registered; // Found again, it works no more.
        content.isChosen = key->isLost;
    } else {
        const bool isOwn = credential.userName == userName;
        content.kind = isOwn || credential.userName.isEmpty() ? Kind::OnKeyOnly : Kind::OnKeyForOther;
        content.isChosen = isOwn;
    }
    return content;
}

} // namespace

QList<KeyContent> compareContents(const QList<KeyCredential>& onKey, const QList<SecurityKey>& registered,
                                  const KeyOwner& owner)
{
    const QString userName = plainKeyText(keyName(owner.userName)); // As a key keeps it.
    QList<KeyContent> contents;
    for (const KeyCredential& credential : onKey)
        contents.append(contentOf(credential, registered, userName));
    for (const SecurityKey& key : registered) {
        const bool isOnKey = std::any_of(onKey.begin(), onKey.end(), [&](const KeyCredential& credential) {
            return credential.id == key.credentialId;
        });
        if (!isOnKey && key.isDiscoverable && !key.isLost && isOfModel(key, owner.aaguid))
            contents.append(
                {.kind = Kind::HereOnly, .credentialId = key.credentialId, .userName = userName, .key = key});
    }
    return contents;
}

bool mayBeChosen(const KeyContent& content)
{
    return content.kind == Kind::OnKeyOnly || content.kind == Kind::HereOnly;
}

} // namespace keydesk
