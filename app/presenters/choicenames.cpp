#include "presenters/choicenames.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

QString themeName(Theme theme)
{
    switch (theme) {
    case Theme::System:
        break;
    case Theme::Light:
        return u"light"_s;
    case Theme::Dark:
        return u"dark"_s;
    case Theme::HighContrast:
        return u"high-contrast"_s;
    }
    return u"system"_s;
}

std::optional<Theme> themeFromName(QStringView name)
{
    for (const Theme theme : {Theme::System, Theme::Light, Theme::Dark, Theme::HighContrast})
        if (name == themeName(theme))
            return theme;
    return std::nullopt;
}

QString textSizeName(TextSize size)
{
    return size == TextSize::Large ? u"large"_s : u"normal"_s;
}

std::optional<TextSize> textSizeFromName(QStringView name)
{
    for (const TextSize size : {TextSize::Normal, TextSize::Large})
        if (name == textSizeName(size))
            return size;
    return std::nullopt;
}

} // namespace keydesk
