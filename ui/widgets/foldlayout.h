#pragma once

#include <QLayout>

namespace keydesk {

/// Lays its items side by side where they fit, one below the other where they do not; decided by the width alone.
class FoldLayout : public QLayout
{
    Q_OBJECT
public:
    enum class Shape {
        Row,  ///< Each as wide as it asks; stretching items share what is left.
        Even, ///< All equally wide, if each is at least as wide as the widest asks.
    };
    FoldLayout(Shape shape, int gap, QWidget* parent = nullptr);
    ~FoldLayout() override;

    void addItem(QLayoutItem* item) override;
    void addLayoutItem(QLayout* layout, int stretch);
    /// Where not everything fits, this one goes into a line of its own, above the others; only then do they fold.
    void setApart(QLayout* layout);
    void setApart(QWidget* widget);
    void addStretch();
    /// In one column, items are as wide as the column unless this is false.
    void setFilling(bool isFilling) { m_isFilling = isFilling; }
    void setStretch(QWidget* widget, int stretch);
    void insertBefore(QWidget* successor, QWidget* widget);

    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    Qt::Orientations expandingDirections() const override { return Qt::Horizontal; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    void setGeometry(const QRect& area) override;

private:
    struct Item
    {
        QLayoutItem* item;
        int stretch = 0;
        bool isApart = false;
    };
    using Items = QList<Item>;
    Items present() const; ///< Without what is hidden.
    bool fits(const Items& items, int width) const;
    QList<int> rowWidths(const Items& items, int width) const;
    int preferredWidth(const Item& item) const;
    static int heightOf(const QLayoutItem* item, int width);
    // Each gives the height, and places the items where isReal.
    int arrange(const QRect& area, bool isReal) const;
    int inColumn(const Items& items, const QRect& area, bool isReal) const;
    int inRow(const Items& items, const QRect& area, bool isReal) const;
    void put(QLayoutItem* item, const QRect& area, const QRect& place) const;

    Shape m_shape;
    int m_gap;
    bool m_isFilling = true;
    Items m_items;
};

} // namespace keydesk
