#pragma once

#include "widgets/tokens.h"

#include <QObject>

namespace keydesk {

/// The person's choice of colours.
enum class ColourChoice { System, Light, Dark, HighContrast };

/// Decides which tokens hold and gives the application its style, palette and font. Made once in main(), after the
/// QApplication; lives in the GUI thread.
class Appearance : public QObject
{
    Q_OBJECT
public:
    /// What the desktop asks for.
    struct System
    {
        bool isDark = false;
        bool isHighContrast = false;
        friend bool operator==(const System&, const System&) = default;
    };
    /// Everything else; one change of all is one new style.
    struct Wish
    {
        ColourChoice colours = ColourChoice::System;
        bool isLargeText = false;
        bool isKiosk = false;
        QColor accent = {}; ///< The organisation's colour, made readable in every theme; invalid: Keydesk's own.
        friend bool operator==(const Wish&, const Wish&) = default;
    };

    explicit Appearance(QObject* parent = nullptr);

    const Wish& wish() const { return m_wish; }
    void setWish(const Wish& wish);
    void setSystem(System system);

Q_SIGNALS:
    void changed();

private:
    void apply();

    System m_system;
    Wish m_wish;
};

} // namespace keydesk
