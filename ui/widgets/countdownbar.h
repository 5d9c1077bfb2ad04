#pragma once

#include <QWidget>
#include <chrono>

namespace keydesk {

class Progress;
class Label;

/// Seconds that are left, in words and as a bar that runs empty.
class CountdownBar : public QWidget
{
    Q_OBJECT
public:
    explicit CountdownBar(QWidget* parent = nullptr);

    /// whole: the first value of a countdown; the bar is full there.
    void show(std::chrono::seconds left, std::chrono::seconds whole);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    Label* m_words;
    Progress* m_bar;
    std::chrono::seconds m_left{0};
};

} // namespace keydesk
