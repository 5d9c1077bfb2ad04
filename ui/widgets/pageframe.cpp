#include "widgets/pageframe.h"

#include "widgets/accessible.h"
#include "widgets/busyindicator.h"
#include "widgets/button.h"
#include "widgets/foldlayout.h"
#include "widgets/icons.h"
#include "widgets/label.h"
#include "widgets/stepbar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QScroller>
#include <utility>

namespace keydesk {

PageFrame::PageFrame(Shape shape, QWidget* parent)
    : QWidget(parent),
      m_shape(shape),
      m_step(new StepBar),
      m_title(new Label(TextRole::Title)),
      m_subtitle(new Label(TextRole::Lead)),
      m_helpButton(new Button(Button::Kind::Secondary)),
      m_help(new HelpPanel),
      m_scroll(new QScrollArea(this)),
      m_foot(new QWidget(this)),
      m_back(new Button(Button::Kind::Secondary)),
      m_busy(new BusyIndicator),
      m_cancel(new Button(Button::Kind::Quiet)),
      m_footNote(new Label(TextRole::Lead)),
      m_primary(new Button(Button::Kind::Primary))
{
    setAccessibleRole(this, QAccessible::Pane);
    setProperty("hasNoRing", true); // Where nothing else can have the keyboard.
    buildBody();
    buildFoot();
    connect(m_helpButton, &Button::chosen, this, &PageFrame::toggleHelp);
    connect(m_back, &Button::chosen, this, &PageFrame::goBack);
    connect(m_cancel, &Button::chosen, this, &PageFrame::cancelChosen);
    connect(m_primary, &Button::chosen, this, &PageFrame::primaryChosen);
    connect(m_primary, &Button::missed, this, [this] {
        if (QWidget* field = firstField(); field != nullptr && !m_isWorking)
            field->setFocus(Qt::OtherFocusReason);
    });
    retranslateFrame();
}

void PageFrame::buildBody()
{
    m_contents = new QWidget;
    m_contents->setAutoFillBackground(false);
    m_columns = new QHBoxLayout(m_contents);
    m_columns->setSpacing(0);
    m_column = new QVBoxLayout;
    m_column->setSpacing(0);
    m_columns->addLayout(m_column, 1);
    m_sideHelp = new QVBoxLayout;
    m_columns->addLayout(m_sideHelp);

    const bool isCentred = m_shape == Shape::Centred;
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    auto* words = new QVBoxLayout;
    words->setSpacing(6);
    words->addWidget(m_step);
    words->addWidget(m_title);
    words->addWidget(m_subtitle);
    head->addLayout(words, 1);
    if (!isCentred)
        head->addWidget(m_helpButton, 0, Qt::AlignTop);
    m_column->addLayout(head);
    m_column->addSpacing(20);
    m_inlineHelp = new QVBoxLayout;
    m_column->addLayout(m_inlineHelp);
    m_body = new QVBoxLayout;
    m_body->setSpacing(16);
    m_column->addLayout(m_body);
    m_column->addStretch(1);
    if (isCentred) {
        m_title->setAlignment(Qt::AlignHCenter);
        m_subtitle->setAlignment(Qt::AlignHCenter);
        m_step->setCentred();
        m_helpButton->setParent(this);
    }

    m_helpButton->setText(QStringLiteral("?"));
    m_helpButton->setCompact(true);
    m_help->hide();
    m_helpButton->hide();
    m_scroll->setWidget(m_contents);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    QScroller::grabGesture(m_scroll->viewport(), QScroller::TouchGesture);
    m_contents->installEventFilter(this);
}

void PageFrame::buildFoot()
{
    m_footRow = new FoldLayout(FoldLayout::Shape::Row, 12);
    m_foot->setLayout(m_footRow);
    m_foot->installEventFilter(this);
    auto* waiting = new QHBoxLayout;
    waiting->setSpacing(8);
    waiting->addWidget(m_busy);
    waiting->addWidget(m_cancel);
    if (m_shape == Shape::Centred)
        m_footRow->addStretch();
    m_footRow->addWidget(m_back);
    if (m_shape == Shape::Form)
        m_footRow->addStretch();
    m_footRow->addLayoutItem(waiting, 0);
    m_footRow->setApart(waiting);
    m_footRow->addWidget(m_footNote);
    m_footRow->addWidget(m_primary);
    if (m_shape == Shape::Centred)
        m_footRow->addStretch();
    m_cancel->hide();
    m_footNote->hide();
    m_back->hide();
    m_primary->hide();
}

QString PageFrame::title() const
{
    return m_title->text();
}

void PageFrame::setTitle(const QString& title)
{
    if (title == m_title->text())
        return;
    m_title->setText(title);
    setAccessibleName(title);
    Q_EMIT titleChanged();
}

void PageFrame::useHeroTitle()
{
    m_title->setRole(TextRole::Hero);
}

void PageFrame::setSubtitle(const QString& markup)
{
    m_subtitle->setMarkup(markup);
    m_subtitle->setVisible(!markup.isEmpty());
    setAccessibleDescription(m_subtitle->text());
}

void PageFrame::setStep(int number, int count)
{
    m_step->setStep(number, count);
}

void PageFrame::setHelp(const QList<HelpTopic>& topics)
{
    m_help->setTopics(topics);
    layOutLater();
}

void PageFrame::setDrawing(const QString& name, QSize size, Tone tone)
{
    if (m_drawing == nullptr) {
        m_drawing = new Drawing(name, size);
        m_column->insertWidget(0, m_drawing, 0, Qt::AlignHCenter);
        m_column->insertSpacing(1, 24);
    }
    m_drawing->setName(name);
    m_drawing->setTone(tone);
}

void PageFrame::addFootButton(Button* button)
{
    // Reading order: Back, others, primary.
    m_footRow->insertBefore(m_primary, button);
    if (m_shape == Shape::Form)
        m_footRow->setApart(button);
}

void PageFrame::setFootNote(const QString& words)
{
    m_footNote->setTextOrHide(words);
}

void PageFrame::setCancelling(bool isCancelling)
{
    m_isCancelling = isCancelling;
    retranslateFrame();
}

void PageFrame::setWaiting(bool isWorking, const QString& slowWords)
{
    m_isWorking = isWorking;
    m_isSlow = isWorking && !slowWords.isEmpty();
    m_busy->show(m_isSlow ? slowWords : QString());
    // Where there is a Back it becomes the Cancel; where there is none, one appears.
    m_cancel->setVisible(m_isSlow && m_back->isHidden());
    retranslateFrame();
    updatePrimary();
}

void PageFrame::setMissing(const QString& sentence)
{
    m_missing = sentence;
    updatePrimary();
}

void PageFrame::updatePrimary()
{
    m_primary->setMissing(m_isWorking ? tr("Just a moment, please.") : m_missing);
}

bool PageFrame::goBack()
{
    if (m_isSlow) {
        Q_EMIT cancelChosen();
        return true;
    }
    if (m_back->isHidden())
        return false;
    Q_EMIT backChosen();
    return true;
}

void PageFrame::focusFirst()
{
    QWidget* field = firstField();
    if (field == nullptr)
        field = m_primary->isHidden() ? nullptr : m_primary;
    if (field == nullptr)
        field =
            m_isWorking || m_back->isHidden() ? static_cast<QWidget*>(this) : m_back; // A hasty Return leads nowhere.
    field->setFocus(Qt::OtherFocusReason);
}

void PageFrame::toggleHelp()
{
    if (m_help->isEmpty())
        return;
    const bool isAlwaysOpen = m_shape == Shape::Form && m_isWide;
    m_isHelpOpen = isAlwaysOpen || !m_isHelpOpen;
    m_isUnsettled = true;
    settle();
    if (m_isHelpOpen) {
        m_help->setFocus(Qt::OtherFocusReason);
        m_scroll->ensureWidgetVisible(m_help);
    } else {
        m_helpButton->setFocus(Qt::OtherFocusReason);
    }
}

void PageFrame::retranslateFrame()
{
    m_back->setText(m_isSlow || m_isCancelling ? tr("Cancel") : tr("Back"));
    m_cancel->setText(tr("Cancel"));
    describe(m_helpButton, tr("Help"), tr("Shows the help for this page."));
    m_helpButton->setToolTip(tr("Help"));
}

void PageFrame::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_isUnsettled = true;
    settle();
}

void PageFrame::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (std::exchange(m_isOutOfDate, false))
        retranslateAll();
    m_isUnsettled = true;
    settle();
}

void PageFrame::retranslateAll()
{
    retranslateFrame();
    retranslate();
    layOutLater();
}

void PageFrame::changeEvent(QEvent* event)
{
    switch (event->type()) {
    case QEvent::LanguageChange:
        // Every page made so far in one go would hold up the loop; those that nobody sees say it when they are shown.
        if (isVisible())
            retranslateAll();
        else
            m_isOutOfDate = true;
        break;
    case QEvent::StyleChange:
    case QEvent::LayoutDirectionChange:
        layOutLater();
        break;
    default:
        break;
    }
    QWidget::changeEvent(event);
}

bool PageFrame::eventFilter(QObject* watched, QEvent* event)
{
    // The height of the content decides where the foot stands.
    if (event->type() == QEvent::LayoutRequest || (watched == m_contents && event->type() == QEvent::Resize))
        layOutLater();
    return false;
}

} // namespace keydesk
