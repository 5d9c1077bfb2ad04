#pragma once

#include "widgets/tokens.h"

#include <QWidget>

namespace keydesk {

class Button;
class Drawing;
class Label;

/// A sentence that stands out: what happened and what to do. Appearing and changing are announced to the screen reader.
class Notice : public QWidget
{
    Q_OBJECT
public:
    enum class Kind { Tip, Good, Warning, Harm };

    explicit Notice(QWidget* parent = nullptr);

    /// lead stands bold before the text; detail is small print (a request id), may be empty.
    struct Words
    {
        QString lead, text, detail;
        friend bool operator==(const Words&, const Words&) = default;
    };
    void show(Kind kind, const Words& words);
    void clear();
    /// A button at the end; empty: none.
    void setAction(const QString& text);
    /// Scrolls the page to it.
    void reveal();
    QString spoken() const; ///< Everything it says, in one line.

Q_SIGNALS:
    void actionChosen();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void restyle();

    Kind m_kind = Kind::Tip;
    Words m_words;
    Drawing* m_icon;
    Label* m_text;
    Label* m_detail;
    Button* m_action;
};

} // namespace keydesk
