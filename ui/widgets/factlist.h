#pragma once

#include <QWidget>

class QVBoxLayout;

namespace keydesk {

/// Facts about one thing, a term and its value per row, hairlines between; the two stand one below the other where the
/// page is narrow.
class FactList : public QWidget
{
    Q_OBJECT
public:
    struct Fact
    {
        QString term;
        QString value;
        bool isStrong = false;
        friend bool operator==(const Fact&, const Fact&) = default;
    };
    explicit FactList(QWidget* parent = nullptr);

    void show(const QList<Fact>& facts);
    /// Stands at the end of the first row; the list becomes its parent.
    void setFirstAction(QWidget* action);

private:
    void build();

    QList<Fact> m_facts;
    QWidget* m_action = nullptr;
    QVBoxLayout* m_rows;
};

} // namespace keydesk
