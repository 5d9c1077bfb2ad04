#include "widgets/passwordfield.h"

#include "widgets/button.h"

#include <QEvent>
#include <QKeyEvent>

namespace keydesk {

PasswordField::PasswordField(QWidget* parent) : Field(parent), m_show(new Button(Button::Kind::Quiet, this))
{
    setEchoMode(Password);
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    m_show->setCursor(Qt::PointingHandCursor);
    connect(m_show, &Button::chosen, this, [this] { setShown(!isShown()); });
    connect(this, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (text.isEmpty())
            setShown(false);
    });
    retranslate();
}

void PasswordField::setShown(bool isShown)
{
    setEchoMode(isShown ? Normal : Password);
    retranslate();
}

void PasswordField::setButtonWords(const ButtonWords& words)
{
    m_words = words;
    retranslate();
}

void PasswordField::retranslate()
{
    m_show->setText(isShown() ? tr("Hide") : tr("Show"));
    if (m_words.show.isEmpty())
        m_show->setAccessibleName(isShown() ? tr("Hide the password") : tr("Show the password"));
    else
        m_show->setAccessibleName(isShown() ? m_words.hide : m_words.show);
    place();
}

void PasswordField::place()
{
    const QSize size = m_show->sizeHint();
    const int top = (height() - size.height()) / 2;
    const int edge = 12;
    const bool isRightToLeft = layoutDirection() == Qt::RightToLeft;
    m_show->setGeometry(isRightToLeft ? edge : width() - edge - size.width(), top, size.width(), size.height());
    const int room = size.width() + edge - 8;
    setTextMargins(isRightToLeft ? room : 0, 0, isRightToLeft ? 0 : room, 0);
}

void PasswordField::resizeEvent(QResizeEvent* event)
{
    Field::resizeEvent(event);
    place();
}

void PasswordField::changeEvent(QEvent* event)
{
    Field::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange || event->type() == QEvent::LayoutDirectionChange)
        place();
}

void PasswordField::keyPressEvent(QKeyEvent* event)
{
    // A shown password is still not for the clipboard.
    if (event->matches(QKeySequence::Copy) || event->matches(QKeySequence::Cut))
        event->accept();
    else
        Field::keyPressEvent(event);
}

} // namespace keydesk
