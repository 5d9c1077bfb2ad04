#pragma once

#include "widgets/helppanel.h"
#include "widgets/tokens.h"

#include <QVBoxLayout>
#include <QWidget>

class QHBoxLayout;
class QScrollArea;

namespace keydesk {

class BusyIndicator;
class Button;
class Drawing;
class FoldLayout;
class Label;
class StepBar;

/// What every page has: step, title, one sentence, content in a column, help beside it (from 1100 px on; behind "?"
/// below that), Back at the start and one primary button at the end of the foot. Scrolls where the window is small.
/// From right to left it is mirrored by the layouts.
class PageFrame : public QWidget
{
    Q_OBJECT
public:
    enum class Shape {
        Form,    ///< Reads from the top; buttons at the foot.
        Centred, ///< A picture, a sentence and buttons in the middle.
    };
    explicit PageFrame(Shape shape, QWidget* parent = nullptr);

    QString title() const;
    /// count below 2: no bar.
    void setStep(int number, int count);
    /// F1: opens, closes, or goes to the help.
    void toggleHelp();
    /// Esc: what Back does, or Cancel while the service works. false: there is no way back.
    bool goBack();
    /// Gives the keyboard to the page's first field, or else to its primary button.
    virtual void focusFirst();
    /// Empties and wipes everything typed or shown for one person.
    virtual void clear() {}
    /// Says everything in the present language again.
    virtual void retranslate() = 0;
    /// Lays out now what else is laid out step by step as events come, so that a page in change is painted once.
    void settle();

    Button* back() { return m_back; }
    Button* primary() { return m_primary; }

Q_SIGNALS:
    void backChosen();
    void primaryChosen();
    void cancelChosen(); ///< Stop waiting for the service.
    void titleChanged();

protected:
    void setTitle(const QString& title);
    /// The first page's title is larger than the others'.
    void useHeroTitle();
    /// <b> is the only mark; escape the rest.
    void setSubtitle(const QString& markup);
    void setHelp(const QList<HelpTopic>& topics);
    void setDrawing(const QString& name, QSize size, Tone tone);
    QVBoxLayout* body() { return m_body; }
    /// Muted words at the end of the foot, where no primary button is; empty: none.
    void setFootNote(const QString& words);
    /// Back is called Cancel where something is under way that it ends.
    void setCancelling(bool isCancelling);
    /// Another button of the foot, before the primary one.
    void addFootButton(Button* button);
    /// isWorking: the primary button waits. slowWords: shown with the indicator, and Back becomes Cancel; empty: not
    /// yet.
    void setWaiting(bool isWorking, const QString& slowWords = {});
    /// What the primary button still misses, where nothing is under way; empty: nothing.
    void setMissing(const QString& sentence);
    bool isNarrow() const { return m_isNarrow; }
    /// Little height, as on a small built-in screen.
    bool isLow() const;
    /// The page's own width has another step: narrow under 600 px.
    virtual void narrowChanged(bool) {}
    /// Sets the widest the column may become on a Centred page.
    void setColumnWidth(int width) { m_centredWidth = width; }
    virtual QWidget* firstField() { return nullptr; }

    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildBody();
    void buildFoot();
    void layOut();
    void layOutLater();
    void placeBlock(int content, int foot);
    void placeHelp();
    void placeCentredHelp();
    void retranslateFrame();
    void retranslateAll();
    void updatePrimary();
    int columnWidth(int available) const;

    Shape m_shape;
    StepBar* m_step;
    Drawing* m_drawing = nullptr;
    Label* m_title;
    Label* m_subtitle;
    Button* m_helpButton;
    HelpPanel* m_help;
    QScrollArea* m_scroll;
    QWidget* m_contents;
    QHBoxLayout* m_columns;
    QVBoxLayout* m_column;
    QVBoxLayout* m_inlineHelp;
    QVBoxLayout* m_sideHelp;
    QVBoxLayout* m_body;
    QWidget* m_foot;
    FoldLayout* m_footRow;
    Button* m_back;
    BusyIndicator* m_busy;
    Button* m_cancel;
    Label* m_footNote;
    Button* m_primary;
    QString m_missing;
    int m_centredWidth = 560;
    bool m_isNarrow = false;
    bool m_isWide = false;
    bool m_isHelpOpen = false;
    bool m_isWorking = false;
    bool m_isSlow = false;
    bool m_isCancelling = false;
    bool m_isUnsettled = true;  ///< Something changed since layOut().
    bool m_isOutOfDate = false; ///< The language changed while the page was hidden.
};

} // namespace keydesk
