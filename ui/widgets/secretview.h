#pragma once

#include "base/secret.h"

#include <QWidget>

namespace keydesk {

/// A secret to be typed elsewhere, in groups of four; a screen reader spells it group by group. It is painted a group
/// at a time, so that it never stands in one piece of ordinary memory.
class SecretView : public QWidget
{
    Q_OBJECT
public:
    explicit SecretView(QWidget* parent = nullptr);

    /// ASCII, groups with one space between; null: nothing.
    void show(const SharedSecret& groups);
    void clear() { show(nullptr); }
    bool isEmpty() const { return m_groups == nullptr; }
    /// The caption before the spelled groups, for the screen reader.
    void setCaption(const QString& caption);
    /// "Secret key: J B S W, Y 3 D P": made when asked for, kept nowhere.
    QString spelled() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    int groupCount() const;
    QSize groupSize() const;
    int perRow(int width) const;
    QString group(int index) const;

    SharedSecret m_groups;
    QString m_caption;
};

} // namespace keydesk
