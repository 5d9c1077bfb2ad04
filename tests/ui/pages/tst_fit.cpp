#include "samples/stage.h"
#include "widgets/button.h"
#include "widgets/door.h"
#include "widgets/field.h"
#include "widgets/label.h"
#include "widgets/pageframe.h"
#include "widgets/qrview.h"
#include "widgets/secretview.h"
#include "widgets/tag.h"

#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

using namespace keydesk;

namespace {

bool isLeaf(const QWidget* w)
{
    return qobject_cast<const QLabel*>(w) != nullptr || qobject_cast<const QAbstractButton*>(w) != nullptr ||
           qobject_cast<const QLineEdit*>(w) != nullptr || qobject_cast<const QrView*>(w) != nullptr ||
           qobject_cast<const SecretView*>(w) != nullptr;
}

QString nameOf(const QWidget* w)
{
    QString text = QLatin1String(w->metaObject()->className());
    if (const auto* label = qobject_cast<const QLabel*>(w))
        text += QStringLiteral(" “%1”").arg(label->text());
    else if (const auto* button = qobject_cast<const QAbstractButton*>(w))
        text += QStringLiteral(" “%1”").arg(button->text());
    return text;
}

/// What is wrong with this widget's size; empty: nothing.
QString misfit(const QWidget* w)
{
    const QSize least = w->minimumSizeHint();
    if (w->width() < least.width())
        return QStringLiteral("%1 px wide, needs %2").arg(w->width()).arg(least.width());
    const int needed = w->hasHeightForWidth() ? w->heightForWidth(w->width()) : least.height();
    if (w->height() < needed)
        return QStringLiteral("%1 px high, needs %2 at width %3").arg(w->height()).arg(needed).arg(w->width());
    const QWidget* parent = w->parentWidget();
    const bool scrolls = parent != nullptr && qobject_cast<const QScrollArea*>(parent->parentWidget()) != nullptr;
    if (parent != nullptr && !scrolls && !parent->rect().contains(w->geometry()))
        return QStringLiteral("sticks out of its parent");
    if (scrolls && w->width() > parent->width())
        return QStringLiteral("%1 px wide in a view of %2").arg(w->width()).arg(parent->width());
    return {};
}

/// A word broken over two lines though it would fit on one; empty: none.
QString brokenWord(const Label* label)
{
    const QStringList lines = label->lines();
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const bool isBetweenWords = lines[i - 1].endsWith(QLatin1Char(' ')) || lines[i - 1].endsWith(QLatin1Char('-'));
        const QString word = lines[i - 1].section(QLatin1Char(' '), -1) + lines[i].section(QLatin1Char(' '), 0, 0);
        if (!isBetweenWords && QFontMetrics(label->font()).horizontalAdvance(word) < label->width())
            return word;
    }
    return {};
}

/// Two things one reads or touches, one over the other.
QString overlap(const QList<QWidget*>& leaves, const QWidget* window)
{
    const auto area = [window](const QWidget* w) { return QRect(w->mapTo(window, QPoint()), w->size()); };
    for (qsizetype i = 0; i < leaves.size(); ++i) {
        for (qsizetype j = i + 1; j < leaves.size(); ++j) {
            const QWidget* a = leaves[i];
            const QWidget* b = leaves[j];
            const bool isInside = a->isAncestorOf(b) || b->isAncestorOf(a);
            if (!isInside && a->parentWidget() == b->parentWidget() && area(a).intersects(area(b)))
                return QStringLiteral("%1 and %2 overlap").arg(nameOf(a), nameOf(b));
        }
    }
    return {};
}

/// A page scrolls only when it is as high as the window lets it be.
bool scrollsNeedlessly(const PageFrame* page)
{
    const auto* area = page->findChild<QScrollArea*>();
    return area->verticalScrollBar()->isVisible() && area->y() > 0;
}

/// A page scrolls up and down alone.
bool isTooWide(const PageFrame* page)
{
    const auto* area = page->findChild<QScrollArea*>();
    return area->widget()->width() > area->viewport()->width();
}

} // namespace

/// No text is cut, on any page in any state, at any size, in any language.
class FitTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_stage = std::make_unique<Stage>(); }

    void everythingFits_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("isLarge");
        QTest::addColumn<bool>("isMirrored");
        for (const QString& language : {QStringLiteral("en"), QStringLiteral("tr")}) {
            for (const QSize size : {QSize(360, 640), QSize(800, 480), QSize(1280, 800), QSize(1920, 1080)}) {
                for (const bool isLarge : {false, true}) {
                    if (isLarge && size.width() == 1920)
                        continue; // Nothing is tight there.
                    QTest::addRow("%s %dx%d%s", qPrintable(language), size.width(), size.height(),
                                  isLarge ? " large" : "")
                        << language << size << isLarge << false;
                }
            }
        }
        QTest::addRow("mirrored 360x640") << QStringLiteral("tr") << QSize(360, 640) << false << true;
        QTest::addRow("mirrored 1280x800") << QStringLiteral("tr") << QSize(1280, 800) << false << true;
    }

    void everythingFits()
    {
        QFETCH(const QString, language);
        QFETCH(const QSize, size);
        QFETCH(const bool, isLarge);
        QFETCH(const bool, isMirrored);
        m_stage->language().use(language);
        QGuiApplication::setLayoutDirection(isMirrored ? Qt::RightToLeft : Qt::LeftToRight);
        QStringList problems;
        for (const Sample& sample : samples()) {
            m_stage->appearance().setWish({.isLargeText = isLarge, .isKiosk = sample.isKiosk});
            m_stage->show(sample);
            m_stage->resize(size);
            m_stage->settle();
            if (m_stage->size() != size)
                problems.append(
                    QStringLiteral("%1: the window is %2 px wide").arg(sample.name()).arg(m_stage->width()));
            for (const QString& problem : look())
                problems.append(sample.name() + QStringLiteral(": ") + problem);
        }
        QVERIFY2(problems.isEmpty(), qPrintable(problems.mid(0, 20).join(QLatin1Char('\n'))));
    }

    void cleanup() { QGuiApplication::setLayoutDirection(Qt::LeftToRight); }

private:
    QStringList look() const
    {
        QStringList problems;
        QList<QWidget*> leaves;
        for (QWidget* w : m_stage->findChildren<QWidget*>()) {
            if (!w->isVisible() || w->isWindow() || w->testAttribute(Qt::WA_TransparentForMouseEvents))
                continue;
            const bool isOurs =
                isLeaf(w) || QLatin1String(w->metaObject()->className()).startsWith(QLatin1String("keydesk::"));
            if (isLeaf(w))
                leaves.append(w);
            if (auto* label = qobject_cast<Label*>(w); label != nullptr && !brokenWord(label).isEmpty())
                problems.append(nameOf(w) + QStringLiteral(": broken word ") + brokenWord(label));
            if (const QString problem = isOurs ? misfit(w) : QString(); !problem.isEmpty())
                problems.append(nameOf(w) + QStringLiteral(": ") + problem);
        }
        if (scrollsNeedlessly(m_stage->page()))
            problems.append(QStringLiteral("scrolls, though there is room"));
        if (isTooWide(m_stage->page()))
            problems.append(QStringLiteral("wider than the window"));
        if (const QString problem = overlap(leaves, m_stage.get()); !problem.isEmpty())
            problems.append(problem);
        return problems;
    }

    std::unique_ptr<Stage> m_stage;
};

QTEST_MAIN(FitTest)
#include "tst_fit.moc"
