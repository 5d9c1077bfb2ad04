#pragma once

#include "widgets/label.h"

#include <QVBoxLayout>

namespace keydesk {

/// A field under its caption, as one item of a page; the caption is the field's name for the screen reader.
class Captioned : public QVBoxLayout
{
public:
    explicit Captioned(QWidget* field) : m_caption(new Label(TextRole::Caption)), m_field(field)
    {
        setSpacing(8);
        m_caption->setBuddy(field);
        addWidget(m_caption);
        addWidget(field);
    }

    void setCaption(const QString& caption)
    {
        m_caption->setText(caption);
        m_field->setAccessibleName(caption);
    }

    Label* caption() { return m_caption; }

private:
    Label* m_caption;
    QWidget* m_field;
};

} // namespace keydesk
