#pragma once

#include "widgets/card.h"
#include "widgets/tokens.h"

namespace keydesk {

class Drawing;
class Label;

/// A drawing in a card, with a sentence under it or without one.
class PictureCard : public Card
{
    Q_OBJECT
public:
    explicit PictureCard(const QString& drawing, QWidget* parent = nullptr);

    void setDrawing(const QString& name, Tone tone = Tone::Accent);
    void setText(const QString& text);

private:
    Drawing* m_drawing;
    Label* m_text;
};

} // namespace keydesk
