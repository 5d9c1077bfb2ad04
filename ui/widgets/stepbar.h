#pragma once

#include <QWidget>

namespace keydesk {

class Label;

/// "Step 2 of 3" and how far that is.
class StepBar : public QWidget
{
    Q_OBJECT
public:
    explicit StepBar(QWidget* parent = nullptr);

    /// count below 2: nothing to show.
    void setStep(int number, int count);
    void setCentred();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    Label* m_words;
    class Progress* m_bar;
    int m_number = 0;
    int m_count = 0;
};

/// A quiet bar, filled from the reading side; 0 to 1.
class Progress : public QWidget
{
    Q_OBJECT
public:
    explicit Progress(QWidget* parent = nullptr);
    void setShare(double share);
    QSize sizeHint() const override { return {160, 6}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double m_share = 0;
};

} // namespace keydesk
