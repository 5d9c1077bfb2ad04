#include "widgets/stepbar.h"

#include "widgets/accessible.h"
#include "widgets/label.h"
#include "widgets/style.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

namespace keydesk {

StepBar::StepBar(QWidget* parent) : QWidget(parent), m_words(new Label(TextRole::Help, this)), m_bar(new Progress(this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    m_words->setWordWrap(false);
    row->addWidget(m_words);
    row->addWidget(m_bar);
    row->addStretch(1);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    hide();
}

void StepBar::setStep(int number, int count)
{
    m_number = number;
    m_count = count;
    setVisible(count > 1);
    m_bar->setShare(count > 0 ? static_cast<double>(number) / count : 0);
    retranslate();
}

void StepBar::setCentred()
{
    static_cast<QHBoxLayout*>(layout())->insertStretch(0, 1);
}

void StepBar::retranslate()
{
    m_words->setText(tr("Step %1 of %2").arg(m_number).arg(m_count));
}

void StepBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

Progress::Progress(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void Progress::setShare(double share)
{
    m_share = qBound(0.0, share, 1.0);
    update();
}

void Progress::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokensOf(this);
    QRectF filled(0, 0, width() * m_share, height());
    if (layoutDirection() == Qt::RightToLeft)
        filled.moveRight(width());
    QPainter painter(this);
    const double radius = height() / 2.0;
    const QColor ground = t.scheme == Scheme::HighContrast ? t.onWaiting : t.line;
    drawPanel(painter, rect(), radius, t.scheme == Scheme::HighContrast ? t.background : ground, ground);
    drawPanel(painter, filled, radius, t.accent, t.accent);
}

} // namespace keydesk
