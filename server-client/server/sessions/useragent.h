#pragma once

#include <QByteArrayView>
#include <QString>

namespace keydesk {

/// What a browser calls itself, for people to know it again; each empty where it is not known.
struct BrowserDescription
{
    QString browser; ///< "Firefox"
    QString system;  ///< "Windows"

    friend bool operator==(const BrowserDescription&, const BrowserDescription&) = default;
};

/// From the User-Agent field (RFC 9110 section 10.1.5), which says what its sender likes: nothing is decided by it. Only
/// its first 512 bytes are looked at, and the answer is always one of our own words.
BrowserDescription describeUserAgent(QByteArrayView userAgent);

} // namespace keydesk
