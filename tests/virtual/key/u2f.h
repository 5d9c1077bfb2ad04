#pragma once

#include "virtual/key/registration.h"

namespace keydesk::virtualkey {

/// U2F raw messages (FIDO U2F 1.2), as CTAPHID_MSG carries them.
class U2f
{
public:
    explicit U2f(const KeyParts& parts) : m_parts(parts) {}

    /// takeTouch() says whether a touch was given that nothing has used yet; if not, it asks for one.
    QByteArray handle(QByteArrayView message, const std::function<bool()>& takeTouch);

private:
    QByteArray registration(const QByteArray& content, const std::function<bool()>& takeTouch);
    QByteArray authentication(quint8 control, const QByteArray& content, const std::function<bool()>& takeTouch);

    KeyParts m_parts;
};

} // namespace keydesk::virtualkey
