#include "widgets/picturecard.h"

#include "widgets/icons.h"
#include "widgets/label.h"

namespace keydesk {

PictureCard::PictureCard(const QString& drawing, QWidget* parent)
    : Card(parent), m_drawing(new Drawing(drawing, {150, 112})), m_text(new Label(TextRole::Body))
{
    body()->setContentsMargins(24, 32, 24, 32);
    body()->setSpacing(20);
    body()->addWidget(m_drawing, 0, Qt::AlignHCenter);
    body()->addWidget(m_text);
    m_text->setAlignment(Qt::AlignHCenter);
    m_text->hide();
}

void PictureCard::setDrawing(const QString& name, Tone tone)
{
    m_drawing->setName(name);
    m_drawing->setTone(tone);
}

void PictureCard::setText(const QString& text)
{
    m_text->setTextOrHide(text);
}

} // namespace keydesk
