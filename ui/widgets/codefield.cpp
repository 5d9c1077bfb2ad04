#include "widgets/codefield.h"

#include "widgets/style.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace keydesk {
namespace {

constexpr int usualDigits = 6;
constexpr int gap = 10;
constexpr int middleGap = 24; ///< Between the two groups of three.
constexpr int narrowGap = 6;
constexpr int narrowMiddleGap = 14;

} // namespace

CodeField::CodeField(QWidget* parent) : Field(parent)
{
    setInputMethodHints(Qt::ImhDigitsOnly | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    setLayoutDirection(Qt::LeftToRight); // Digits run left to right in every language.
    setMaxLength(64);                    // A pasted code may have spaces.
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(this, &QLineEdit::textChanged, this, &CodeField::keepDigits);
    connect(this, &QLineEdit::cursorPositionChanged, this, &CodeField::placeFocus);
}

void CodeField::setMostDigits(int most)
{
    m_most = most;
}

void CodeField::keepDigits(const QString& typed)
{
    QString digits;
    for (const QChar c : typed) {
        if (c.isDigit() && digits.size() < m_most)
            digits.append(QChar(u'0' + c.digitValue())); // Also Arabic-Indic and full-width digits.
    }
    if (digits != typed) {
        const int place = cursorPosition();
        setText(digits); // Comes here again.
        setCursorPosition(qMin(place, static_cast<int>(digits.size())));
        return;
    }
    updateGeometry();
    placeFocus();
    Q_EMIT digitsChanged(this->digits());
}

void CodeField::placeFocus()
{
    setProperty("focusArea", box(qMin(cursorPosition(), boxes() - 1)));
    update();
}

void CodeField::resizeEvent(QResizeEvent* event)
{
    Field::resizeEvent(event);
    placeFocus();
}

int CodeField::boxes() const
{
    return qMax(usualDigits, digits());
}

QSize CodeField::boxSize(int width) const
{
    const Tokens& t = tokensOf(this);
    const int count = boxes();
    const int gaps = (count - 2) * gap + middleGap;
    const int narrowGaps = (count - 2) * narrowGap + narrowMiddleGap;
    if (width >= gaps + count * t.digitWidth)
        return {t.digitWidth, t.digitHeight};
    return {qMax(24, (width - narrowGaps) / count), t.digitHeight};
}

QRect CodeField::box(int index) const
{
    const QSize size = boxSize(width());
    const bool isNarrow = size.width() < tokensOf(this).digitWidth;
    const int between = isNarrow ? narrowGap : gap;
    const int middle = (isNarrow ? narrowMiddleGap : middleGap) - between;
    const int half = boxes() / 2;
    const int all = boxes() * size.width() + (boxes() - 1) * between + middle;
    // The field stands where the page's text begins.
    const bool isMirrored = parentWidget() != nullptr && parentWidget()->layoutDirection() == Qt::RightToLeft;
    const int start = isMirrored ? width() - all : 0;
    return {QPoint(start + index * (size.width() + between) + (index >= half ? middle : 0), 0), size};
}

QSize CodeField::sizeHint() const
{
    const Tokens& t = tokensOf(this);
    return {boxes() * t.digitWidth + (boxes() - 2) * gap + middleGap, t.digitHeight};
}

QSize CodeField::minimumSizeHint() const
{
    return {272, tokensOf(this).digitHeight};
}

int CodeField::heightForWidth(int) const
{
    return tokensOf(this).digitHeight;
}

void CodeField::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokensOf(this);
    const QString typed = text();
    const int current = hasFocus() ? qMin(cursorPosition(), boxes() - 1) : -1;
    QPainter painter(this);
    for (int i = 0; i < boxes(); ++i) {
        const QRect area = box(i);
        const bool isMarked = hasSelectedText() && i >= selectionStart() && i < selectionEnd();
        drawPanel(painter, area, t.controlRadius, isMarked ? t.accentSoft : t.card, edge().color(), edge().widthF());
        if (i < typed.size()) {
            painter.setPen(t.text);
            painter.setFont(t.font(TextRole::Digit));
            painter.drawText(area, Qt::AlignCenter, typed.mid(i, 1));
        } else if (i == current) {
            painter.fillRect(QRect(area.center().x(), area.center().y() - 12, 2, 24), t.accent);
        }
    }
}

void CodeField::mousePressEvent(QMouseEvent* event)
{
    setFocus(Qt::MouseFocusReason);
    int index = 0;
    while (index < digits() && event->position().x() > box(index).right())
        ++index;
    setCursorPosition(index);
}

void CodeField::mouseMoveEvent(QMouseEvent*) {}
void CodeField::mouseReleaseEvent(QMouseEvent*) {}

void CodeField::keyPressEvent(QKeyEvent* event)
{
    // A full code is typed over digit by digit, as one expects of boxes.
    const QString typed = event->text();
    const bool isDigit = typed.size() == 1 && typed.at(0).isDigit();
    if (isDigit && digits() >= m_most && cursorPosition() < digits() && !hasSelectedText())
        setSelection(cursorPosition(), 1);
    Field::keyPressEvent(event);
}

} // namespace keydesk
