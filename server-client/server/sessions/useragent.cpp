#include "sessions/useragent.h"

#include <array>

namespace keydesk {

namespace {

constexpr qsizetype longestUserAgent = 512;

struct Mark
{
    QByteArrayView text; ///< Where this stands in the field …
    const char* name;    ///< … it is this.
};

// Each browser also names those that it wants to be taken for, so the order decides: the more special one first.
constexpr std::array browsers{Mark{"Edg/", "Edge"},
                              Mark{"EdgA/", "Edge"},
                              Mark{"EdgiOS/", "Edge"},
                              Mark{"Edge/", "Edge"},
                              Mark{"OPR/", "Opera"},
                              Mark{"OPT/", "Opera"},
                              Mark{"Vivaldi/", "Vivaldi"},
                              Mark{"YaBrowser/", "Yandex Browser"},
                              Mark{"SamsungBrowser/", "Samsung Internet"},
                              Mark{"FxiOS/", "Firefox"},
                              Mark{"Firefox/", "Firefox"},
                              Mark{"CriOS/", "Chrome"},
                              Mark{"HeadlessChrome/", "Chrome"},
                              Mark{"Chrome/", "Chrome"},
                              Mark{"Chromium/", "Chromium"},
                              Mark{"Trident/", "Internet Explorer"},
                              Mark{"MSIE ", "Internet Explorer"},
                              Mark{"Version/", "Safari"}};

constexpr std::array systems{Mark{"Windows", "Windows"},   Mark{"iPhone", "iOS"},     Mark{"iPad", "iPadOS"},
                             Mark{"Android", "Android"},   Mark{"CrOS", "ChromeOS"},  Mark{"Macintosh", "macOS"},
                             Mark{"Mac OS X", "macOS"},    Mark{"Linux", "Linux"},    Mark{"FreeBSD", "FreeBSD"},
                             Mark{"OpenBSD", "OpenBSD"}};

template <std::size_t count>
QString firstOf(const std::array<Mark, count>& marks, QByteArrayView field)
{
    for (const Mark& mark : marks) {
        if (field.contains(mark.text))
            return QString::fromLatin1(mark.name);
    }
    return {};
}

} // namespace

BrowserDescription describeUserAgent(QByteArrayView userAgent)
{
    const QByteArrayView field = userAgent.first(std::min(userAgent.size(), longestUserAgent));
    BrowserDescription description{.browser = firstOf(browsers, field), .system = firstOf(systems, field)};
    // Others have a version, too.
    if (description.browser == u"Safari" && !field.contains("Safari/"))
        description.browser.clear();
    return description;
}

} // namespace keydesk
