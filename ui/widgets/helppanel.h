#pragma once

#include "widgets/card.h"

#include <QList>
#include <QString>

namespace keydesk {

/// One question and its answer beside a page.
struct HelpTopic
{
    QString title;
    QString text;
    friend bool operator==(const HelpTopic&, const HelpTopic&) = default;
};

/// The short help of a page: a side panel on a wide window, opened by "?" on a narrow one.
class HelpPanel : public Card
{
    Q_OBJECT
public:
    explicit HelpPanel(QWidget* parent = nullptr);

    void setTopics(const QList<HelpTopic>& topics);
    bool isEmpty() const { return m_topics.isEmpty(); }

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QList<HelpTopic> m_topics;
};

} // namespace keydesk
