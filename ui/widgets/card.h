#pragma once

#include <QVBoxLayout>
#include <QWidget>

namespace keydesk {

/// A rounded surface that holds what belongs together.
class Card : public QWidget
{
    Q_OBJECT
public:
    explicit Card(QWidget* parent = nullptr);

    QVBoxLayout* body() { return m_body; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QVBoxLayout* m_body;
};

/// A hairline between the rows of a card.
class Hairline : public QWidget
{
    Q_OBJECT
public:
    explicit Hairline(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace keydesk
