#include "widgets/helppanel.h"

#include "widgets/accessible.h"
#include "widgets/label.h"

#include <QEvent>

namespace keydesk {

HelpPanel::HelpPanel(QWidget* parent) : Card(parent)
{
    retranslate();
}

void HelpPanel::setTopics(const QList<HelpTopic>& topics)
{
    if (topics == m_topics)
        return;
    m_topics = topics;
    while (QLayoutItem* item = body()->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const HelpTopic& topic : topics) {
        if (body()->count() > 0)
            body()->addSpacing(12);
        auto* title = new Label(TextRole::Caption, this);
        auto* text = new Label(TextRole::Help, this);
        title->setText(topic.title);
        text->setMarkup(topic.text);
        body()->addWidget(title);
        body()->addWidget(text);
        title->show();
        text->show();
    }
}

void HelpPanel::retranslate()
{
    describe(this, tr("Help for this page"));
}

void HelpPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Card::changeEvent(event);
}

} // namespace keydesk
