#pragma once

#include <QColor>
#include <QFont>

class QWidget;

namespace keydesk {

enum class Scheme { Light, Dark, HighContrast };

/// Where a colour speaks: a plain statement, the accent, or one of the three outcomes.
enum class Tone { Plain, Muted, Accent, Good, Warning, Harm };

/// A text's place in the page; decides size, weight and colour together.
enum class TextRole {
    Hero,    ///< The welcome page's title.
    Title,   ///< A page's title.
    Lead,    ///< The sentence under the title; muted.
    Heading, ///< A card's or door's title.
    Body,    ///< Running text and typed text.
    Strong,  ///< A value that matters.
    Caption, ///< A field's label.
    Help,    ///< Beside or below the main thing; muted.
    Detail,  ///< Small print; muted.
    Tag,     ///< In a pill.
    Code,    ///< Keys and codes; fixed width.
    Digit,   ///< One digit of a code field.
};

/// What decides the tokens.
struct ThemeOptions
{
    Scheme scheme = Scheme::Light;
    QColor accent = {};       ///< The organisation's; invalid: Keydesk's own.
    bool isLargeText = false; ///< One step up.
    bool isKiosk = false;     ///< One step up, and larger targets.
};

/// Every colour and measure of the face; lengths in logical pixels.
struct Tokens
{
    Scheme scheme = Scheme::Light;
    QColor background, card, line;
    QColor outline; ///< A field's border: 3:1 against the card (WCAG 2.2, 1.4.11).
    QColor text, muted;
    QColor accent, onAccent, accentSoft;
    QColor good, goodSoft;
    QColor warning, warningSoft;
    QColor harm, onHarm, harmSoft;
    QColor waiting, onWaiting; ///< A button that still misses something.

    bool isKiosk = false;
    int textStep = 0; ///< 0 to 2: how many steps above the desk's sizes.
    int header = 72;
    int control = 56;    ///< Height of buttons and fields.
    int target = 44;     ///< Least height and width of anything to touch.
    int digitWidth = 56; ///< A digit box is taller than wide.
    int digitHeight = 64;
    int cardRadius = 16;
    int controlRadius = 12;

    int textSize(TextRole role) const; ///< Logical pixels.
    /// narrow: on a page under 600 px, where titles are one size smaller.
    QFont font(TextRole role, bool narrow = false) const;
    QColor colour(Tone tone) const;
    QColor soft(Tone tone) const;
};

Tokens makeTokens(const ThemeOptions& options);

/// The tokens of the style that draws this widget; Keydesk's light ones where another style does.
const Tokens& tokensOf(const QWidget* widget);

} // namespace keydesk
