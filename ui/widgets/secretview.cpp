#include "widgets/secretview.h"

#include "widgets/tokens.h"

#include <QAccessible>
#include <QEvent>
#include <QPainter>

namespace keydesk {
namespace {

constexpr int groupLetters = 4;
constexpr int groupStep = groupLetters + 1;
constexpr int gap = 12;
constexpr int most = 4; ///< Groups in a row: 16 letters are a line one can find again.

} // namespace

SecretView::SecretView(QWidget* parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void SecretView::show(const SharedSecret& groups)
{
    m_groups = groups != nullptr && !groups->isEmpty() ? groups : nullptr;
    updateGeometry();
    update();
    QAccessibleEvent event(this, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&event);
}

void SecretView::setCaption(const QString& caption)
{
    m_caption = caption;
}

int SecretView::groupCount() const
{
    return m_groups == nullptr ? 0 : static_cast<int>((m_groups->size() + groupStep - 1) / groupStep);
}

QString SecretView::group(int index) const
{
    return QString::fromLatin1(m_groups->view().sliced(
        index * groupStep, qMin<qsizetype>(groupLetters, m_groups->view().size() - index * groupStep)));
}

QString SecretView::spelled() const
{
    QString words = m_caption;
    for (int i = 0; i < groupCount(); ++i) {
        words += i == 0 ? QStringLiteral(": ") : QStringLiteral(", ");
        QString letters = group(i);
        for (qsizetype letter = 0; letter < letters.size(); ++letter) {
            if (letter > 0)
                words += QLatin1Char(' ');
            words += letters.at(letter);
        }
        wipe(letters);
    }
    return words;
}

QSize SecretView::groupSize() const
{
    const QFontMetrics metrics(tokensOf(this).font(TextRole::Code));
    return {metrics.horizontalAdvance(QStringLiteral("WWWW")) + 1, metrics.height() + 8};
}

int SecretView::perRow(int width) const
{
    return qBound(1, (width + gap) / (groupSize().width() + gap), most);
}

QSize SecretView::sizeHint() const
{
    const int width = most * (groupSize().width() + gap) - gap;
    return {width, heightForWidth(width)};
}

QSize SecretView::minimumSizeHint() const
{
    return {2 * groupSize().width() + gap, groupSize().height()};
}

int SecretView::heightForWidth(int width) const
{
    const int rows = (groupCount() + perRow(width) - 1) / perRow(width);
    return qMax(1, rows) * groupSize().height();
}

void SecretView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
    QWidget::changeEvent(event);
}

void SecretView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setFont(tokensOf(this).font(TextRole::Code));
    painter.setPen(tokensOf(this).text);
    const QSize size = groupSize();
    const int columns = perRow(width());
    // Letters and digits run left to right in every language; only the block stands at the other edge.
    const int used = columns * (size.width() + gap) - gap;
    const int left = layoutDirection() == Qt::RightToLeft ? width() - used : 0;
    for (int i = 0; i < groupCount(); ++i) {
        const QRect area(QPoint(left + (i % columns) * (size.width() + gap), (i / columns) * size.height()), size);
        QString letters = group(i);
        painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextDontClip, letters);
        wipe(letters);
    }
}

} // namespace keydesk
