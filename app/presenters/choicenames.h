#pragma once

#include "presenters/appearance.h"

#include <QString>
#include <optional>

namespace keydesk {

/// Names in options and files: "system", "light", "dark", "high-contrast"; "normal", "large".
QString themeName(Theme theme);
std::optional<Theme> themeFromName(QStringView name);
QString textSizeName(TextSize size);
std::optional<TextSize> textSizeFromName(QStringView name);

} // namespace keydesk
