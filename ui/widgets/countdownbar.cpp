#include "widgets/countdownbar.h"

#include "widgets/label.h"
#include "widgets/stepbar.h"

#include <QEvent>
#include <QVBoxLayout>

namespace keydesk {

CountdownBar::CountdownBar(QWidget* parent)
    : QWidget(parent), m_words(new Label(TextRole::Strong, this)), m_bar(new Progress(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(m_words);
    column->addWidget(m_bar);
    m_words->setAlignment(Qt::AlignHCenter);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
}

void CountdownBar::show(std::chrono::seconds left, std::chrono::seconds whole)
{
    m_left = left;
    m_bar->setShare(whole.count() > 0 ? static_cast<double>(left.count()) / static_cast<double>(whole.count()) : 0);
    retranslate();
}

void CountdownBar::retranslate()
{
    m_words->setText(tr("%n second(s) left", nullptr, static_cast<int>(m_left.count())));
}

void CountdownBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace keydesk
