#pragma once

#include <QTimer>
#include <QWidget>

namespace keydesk {

class Label;

/// Three quiet dots and a word while the service works; moves only while it is shown.
class BusyIndicator : public QWidget
{
    Q_OBJECT
public:
    explicit BusyIndicator(QWidget* parent = nullptr);

    /// Shown with these words; empty: hidden.
    void show(const QString& words);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    class Dots* m_dots;
    Label* m_words;
};

class Dots : public QWidget
{
    Q_OBJECT
public:
    explicit Dots(QWidget* parent);
    void setMoving(bool isMoving);
    QSize sizeHint() const override { return {36, 12}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QTimer m_beat;
    int m_phase = 0;
};

} // namespace keydesk
