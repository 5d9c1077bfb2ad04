#pragma once

#include "base/result.h"
#include "presenters/appearance.h"

#include <QStringList>
#include <QUrl>

namespace keydesk {

/// How the program was asked to start: the command line, and below it a settings file (keydesk.toml).
struct AppOptions
{
    QUrl service = {};
    QString caFile = {};     ///< PEM; empty: the system's authorities.
    QString dataFolder = {}; ///< The installation's key and the remembered choices.
    QString language = {};   ///< BCP 47; empty: remembered, or the system's.
    std::optional<Theme> theme = {};
    std::optional<TextSize> textSize = {};
    QString enrolmentCodeFile = {}; ///< A one-time code for an installation that is not enrolled yet.
    QStringList keySockets = {};    ///< Virtual security keys, a Unix stream socket each; for trying and testing.
    bool isKiosk = false;

    /// Set for --help, --version and --example-config: print it and end.
    QString answer = {};
};

/// A release build takes no virtual security keys at a kiosk: whoever can write there would be a key.
enum class BuildKind { Development, Release };
#ifdef KEYDESK_DEVELOPMENT_BUILD
inline constexpr BuildKind thisBuild = BuildKind::Development;
#else
inline constexpr BuildKind thisBuild = BuildKind::Release;
#endif

/// Fails with InvalidRequest; the context is one line for a terminal. The first argument is the program's name.
Result<AppOptions> parseOptions(const QStringList& arguments, BuildKind build = thisBuild);

} // namespace keydesk
