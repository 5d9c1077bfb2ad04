#include "widgets/factlist.h"

#include "widgets/card.h"
#include "widgets/foldlayout.h"
#include "widgets/label.h"

namespace keydesk {
namespace {

constexpr int termWidth = 190;
constexpr int rowPadding = 12;

} // namespace

FactList::FactList(QWidget* parent) : QWidget(parent), m_rows(new QVBoxLayout(this))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(0);
}

void FactList::setFirstAction(QWidget* action)
{
    m_action = action;
    m_action->setParent(this);
    build();
}

void FactList::show(const QList<Fact>& facts)
{
    if (facts == m_facts)
        return;
    m_facts = facts;
    build();
}

void FactList::build()
{
    if (m_action != nullptr)
        m_action->setParent(this); // Out of the row that is deleted now.
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const Fact& fact : m_facts) {
        if (m_rows->count() > 0)
            m_rows->addWidget(new Hairline(this));
        auto* row = new QWidget(this);
        auto* fold = new FoldLayout(FoldLayout::Shape::Row, 6, row);
        fold->setContentsMargins(0, rowPadding, 0, rowPadding);
        fold->setFilling(false);
        auto* term = new Label(TextRole::Body, row);
        term->setTone(Tone::Muted);
        term->setText(fact.term);
        term->setMinimumWidth(termWidth);
        auto* value = new Label(fact.isStrong ? TextRole::Strong : TextRole::Body, row);
        value->setText(fact.value);
        value->setMinimumWidth(120);
        fold->addWidget(term);
        fold->addWidget(value);
        fold->setStretch(value, 1);
        if (m_action != nullptr && m_rows->count() == 0)
            fold->addWidget(m_action);
        m_rows->addWidget(row);
    }
}

} // namespace keydesk
