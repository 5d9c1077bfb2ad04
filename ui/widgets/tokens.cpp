#include "widgets/tokens.h"

#include "widgets/contrast.h"
#include "widgets/style.h"

#include <QWidget>
#include <array>

namespace keydesk {
namespace {

Tokens lightTokens()
{
    Tokens t;
    t.scheme = Scheme::Light;
    t.background = QColor(0xF4F6F9);
    t.card = QColor(0xFFFFFF);
    t.line = QColor(0xD9DFE7);
    t.outline = QColor(0x8793A1);
    t.text = QColor(0x17202A);
    t.muted = QColor(0x566270);
    t.accent = QColor(0x1F56C3);
    t.accentSoft = QColor(0xE8EFFC);
    t.good = QColor(0x177544);
    t.goodSoft = QColor(0xE4F4EB);
    t.warning = QColor(0x8A5A00);
    t.warningSoft = QColor(0xFFF3DC);
    t.harm = QColor(0xB3261E);
    t.harmSoft = QColor(0xFBEAE8);
    t.waiting = QColor(0xDDE3EB);
    return t;
}

Tokens darkTokens()
{
    Tokens t;
    t.scheme = Scheme::Dark;
    t.background = QColor(0x11161D);
    t.card = QColor(0x1A212B);
    t.line = QColor(0x303B49);
    t.outline = QColor(0x6B7A8D);
    t.text = QColor(0xEEF2F7);
    t.muted = QColor(0xA5B1C0);
    t.accent = QColor(0x7FA8FF);
    t.accentSoft = QColor(0x22304A);
    t.good = QColor(0x62CF95);
    t.goodSoft = QColor(0x173426);
    t.warning = QColor(0xF2C46B);
    t.warningSoft = QColor(0x3A2D12);
    t.harm = QColor(0xFF8B82);
    t.harmSoft = QColor(0x3B1C1A);
    t.waiting = QColor(0x2A3442);
    return t;
}

Tokens highContrastTokens()
{
    Tokens t;
    t.scheme = Scheme::HighContrast;
    t.background = QColor(Qt::black);
    t.card = QColor(Qt::black);
    t.line = QColor(0xC8CED6);
    t.outline = QColor(0xFFFFFF);
    t.text = QColor(0xFFFFFF);
    t.muted = QColor(0xE3E8EE);
    t.accent = QColor(0x9CC1FF);
    t.accentSoft = QColor(0x10203C);
    t.good = QColor(0x6BE3A3);
    t.goodSoft = QColor(0x06251A);
    t.warning = QColor(0xFFD27A);
    t.warningSoft = QColor(0x2A1F05);
    t.harm = QColor(0xFFB3AD);
    t.harmSoft = QColor(0x330F0C);
    t.waiting = QColor(0x1E252E);
    return t;
}

Tokens schemeTokens(Scheme scheme)
{
    switch (scheme) {
    case Scheme::Light:
        return lightTokens();
    case Scheme::Dark:
        return darkTokens();
    case Scheme::HighContrast:
        return highContrastTokens();
    }
    return lightTokens();
}

/// A brand may choose any hue, never an unreadable one.
void brand(Tokens& t, const QColor& accent)
{
    const double ratio = t.scheme == Scheme::HighContrast ? 7 : 4.5;
    const double share = t.scheme == Scheme::Light ? 0.10 : 0.18;
    t.accent = withContrast(accent, {t.card, t.background}, ratio);
    t.accentSoft = mixed(t.accent, t.card, share);
    t.accent = withContrast(t.accent, {t.card, t.background, t.accentSoft}, ratio);
}

QColor inkOn(const QColor& ground)
{
    const QColor dark(0x0B1220);
    const QColor light(Qt::white);
    return contrastRatio(light, ground) >= contrastRatio(dark, ground) ? light : dark;
}

/// Desk sizes, one step up, two steps up.
using Steps = std::array<int, 3>;
Steps sizesOf(TextRole role)
{
    switch (role) {
    case TextRole::Hero:
        return {40, 46, 52};
    case TextRole::Title:
        return {32, 36, 42};
    case TextRole::Heading:
        return {20, 23, 26};
    case TextRole::Lead:
    case TextRole::Body:
    case TextRole::Strong:
        return {18, 20, 23};
    case TextRole::Caption:
    case TextRole::Help:
        return {16, 18, 21};
    case TextRole::Detail:
        return {15, 17, 19};
    case TextRole::Tag:
        return {14, 16, 18};
    case TextRole::Code:
        return {19, 22, 25};
    case TextRole::Digit:
        return {26, 29, 33};
    }
    return {18, 20, 23};
}

QFont::Weight weightOf(TextRole role)
{
    switch (role) {
    case TextRole::Hero:
    case TextRole::Title:
    case TextRole::Heading:
        return QFont::Bold;
    case TextRole::Strong:
    case TextRole::Caption:
    case TextRole::Tag:
    case TextRole::Digit:
        return QFont::DemiBold;
    default:
        return QFont::Normal;
    }
}

} // namespace

int Tokens::textSize(TextRole role) const
{
    return sizesOf(role)[static_cast<std::size_t>(textStep)];
}

QFont Tokens::font(TextRole role, bool narrow) const
{
    const bool isMono = role == TextRole::Code;
    QFont font;
    font.setFamilies(isMono ? QStringList{QStringLiteral("DejaVu Sans Mono"), QStringLiteral("Noto Sans Mono"),
                                          QStringLiteral("monospace")}
                            : QStringList{QStringLiteral("Inter"), QStringLiteral("Noto Sans"),
                                          QStringLiteral("DejaVu Sans"), QStringLiteral("sans-serif")});
    int size = textSize(role);
    if (role == TextRole::Hero || role == TextRole::Title) {
        if (narrow)
            size = size * 4 / 5;
        font.setLetterSpacing(QFont::PercentageSpacing, 98.5);
    }
    font.setPixelSize(size);
    font.setWeight(weightOf(role));
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

QColor Tokens::colour(Tone tone) const
{
    switch (tone) {
    case Tone::Plain:
        return text;
    case Tone::Muted:
        return muted;
    case Tone::Accent:
        return accent;
    case Tone::Good:
        return good;
    case Tone::Warning:
        return warning;
    case Tone::Harm:
        return harm;
    }
    return text;
}

QColor Tokens::soft(Tone tone) const
{
    switch (tone) {
    case Tone::Good:
        return goodSoft;
    case Tone::Warning:
        return warningSoft;
    case Tone::Harm:
        return harmSoft;
    default:
        return accentSoft;
    }
}

Tokens makeTokens(const ThemeOptions& options)
{
    Tokens t = schemeTokens(options.scheme);
    if (options.accent.isValid())
        brand(t, options.accent);
    t.onAccent = inkOn(t.accent);
    t.onHarm = inkOn(t.harm);
    t.onWaiting = withContrast(t.muted, {t.waiting}, options.scheme == Scheme::HighContrast ? 7 : 4.5);
    t.textStep = (options.isLargeText ? 1 : 0) + (options.isKiosk ? 1 : 0);
    const int growth = t.textStep * 8;
    t.control += growth;
    t.digitHeight += growth;
    t.digitWidth += growth;
    t.isKiosk = options.isKiosk;
    if (options.isKiosk) {
        t.target = 56;
        t.header = 80;
    }
    return t;
}

const Tokens& tokensOf(const QWidget* widget)
{
    static const Tokens light = makeTokens({});
    const auto* style = qobject_cast<const Style*>(widget->style());
    return style != nullptr ? style->tokens() : light;
}

} // namespace keydesk
