#include "samples/stage.h"
#include "widgets/button.h"
#include "widgets/headerbar.h"
#include "widgets/pageframe.h"

#include <QAccessible>
#include <QLineEdit>
#include <QTest>

using namespace keydesk;

namespace {

bool isUsed(QAccessible::Role role)
{
    return role == QAccessible::Button || role == QAccessible::EditableText || role == QAccessible::Link ||
           role == QAccessible::CheckBox;
}

/// Everything a screen reader finds under this object that is on the screen.
void collect(QAccessibleInterface* from, QList<QAccessibleInterface*>& all)
{
    for (int i = 0; i < from->childCount(); ++i) {
        QAccessibleInterface* child = from->child(i);
        if (child == nullptr || child->state().invisible)
            continue;
        all.append(child);
        collect(child, all);
    }
}

QString place(QAccessibleInterface* seen)
{
    return QStringLiteral("%1 “%2”").arg(QLatin1String(seen->object()->metaObject()->className()),
                                         seen->text(QAccessible::Name));
}

} // namespace

/// What a person who does not see the screen is told, on every page in every state.
class AccessibleTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_stage = std::make_unique<Stage>();
        m_stage->resize(1280, 800);
    }

    void everythingIsNamed_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << QStringLiteral("en");
        QTest::newRow("Turkish") << QStringLiteral("tr");
    }

    void everythingIsNamed()
    {
        QFETCH(const QString, language);
        m_stage->language().use(language);
        QStringList problems;
        for (const Sample& sample : samples()) {
            PageFrame* page = m_stage->show(sample);
            for (const QString& problem : look(page))
                problems.append(sample.name() + QStringLiteral(": ") + problem);
        }
        QVERIFY2(problems.isEmpty(), qPrintable(problems.mid(0, 20).join(QLatin1Char('\n'))));
    }

    void theKeyboardReachesEverythingInReadingOrder()
    {
        m_stage->language().use(QStringLiteral("en"));
        for (const Sample& sample : samples()) {
            if (sample.isIdle)
                continue;
            m_stage->show(sample);
            QStringList visited;
            QWidget* first = m_stage->focusWidget();
            QVERIFY2(first != nullptr, qPrintable(sample.name()));
            QWidget* now = first;
            int usable = 0;
            for (QWidget* w : m_stage->findChildren<QWidget*>())
                usable += w->isVisible() && w->isEnabled() && w->focusPolicy() & Qt::TabFocus && !w->isWindow() ? 1 : 0;
            QList<QWidget*> seen;
            do {
                if (now->focusPolicy() & Qt::TabFocus)
                    seen.append(now);
                QTest::keyClick(now, Qt::Key_Tab);
                now = m_stage->focusWidget();
            } while (!seen.contains(now) && seen.size() < 60);
            QVERIFY2(
                seen.size() == usable,
                qPrintable(QStringLiteral("%1: %2 of %3 reached").arg(sample.name()).arg(seen.size()).arg(usable)));
            for (const auto& [earlier, later] : inOrder(m_stage->page()))
                QVERIFY2(readsBefore(seen, earlier, later), qPrintable(sample.name()));
        }
    }

    void thePageSaysWhatItIsAbout()
    {
        m_stage->language().use(QStringLiteral("tr"));
        for (const Sample& sample : samples()) {
            PageFrame* page = m_stage->show(sample);
            QAccessibleInterface* seen = QAccessible::queryAccessibleInterface(page);
            QCOMPARE(seen->role(), QAccessible::Pane);
            QCOMPARE(seen->text(QAccessible::Name), page->title());
            QVERIFY2(!page->title().isEmpty(), qPrintable(sample.name()));
        }
    }

private:
    /// Pairs that must be visited in this order: fields from top to bottom, then Back, then the primary button.
    static QList<std::pair<QWidget*, QWidget*>> inOrder(PageFrame* page)
    {
        QList<std::pair<QWidget*, QWidget*>> pairs;
        const auto fields = page->findChildren<QLineEdit*>();
        for (qsizetype i = 1; i < fields.size(); ++i)
            pairs.emplaceBack(fields[i - 1], fields[i]);
        if (!fields.isEmpty())
            pairs.emplaceBack(fields.last(), page->back());
        pairs.emplaceBack(page->back(), page->primary());
        return pairs;
    }

    /// True also where one of them is not there. The circle begins anywhere.
    static bool readsBefore(QList<QWidget*> circle, QWidget* earlier, QWidget* later)
    {
        const qsizetype from = circle.indexOf(earlier);
        const qsizetype to = circle.indexOf(later);
        if (from < 0 || to < 0)
            return true;
        // The header is where a circle of reading starts.
        const auto isHeader = [](QWidget* w) { return qobject_cast<HeaderBar*>(w->parentWidget()) != nullptr; };
        const auto start = std::find_if(circle.begin(), circle.end(), isHeader);
        if (start != circle.end())
            std::rotate(circle.begin(), start, circle.end());
        return circle.indexOf(earlier) < circle.indexOf(later);
    }

    static QStringList look(PageFrame* page)
    {
        QList<QAccessibleInterface*> all;
        QAccessibleInterface* root = QAccessible::queryAccessibleInterface(page->window());
        collect(root, all);
        QStringList problems;
        QHash<QString, int> names;
        for (QAccessibleInterface* seen : std::as_const(all)) {
            const QAccessible::Role role = seen->role();
            const QString name = seen->text(QAccessible::Name);
            const bool isImportant = isUsed(role) || role == QAccessible::Graphic ||
                                     role == QAccessible::Notification || role == QAccessible::Pane;
            if (isImportant && name.isEmpty())
                problems.append(place(seen) + QStringLiteral(" has no name"));
            if (role == QAccessible::NoRole)
                problems.append(place(seen) + QStringLiteral(" has no role"));
            if (name.contains(QLatin1String("<b>")) || name.contains(QLatin1String("&amp;")))
                problems.append(place(seen) + QStringLiteral(" reads its marks aloud"));
            if (isUsed(role) && seen->isValid() && ++names[name + seen->text(QAccessible::Description)] > 1)
                problems.append(place(seen) + QStringLiteral(" cannot be told from another"));
        }
        return problems;
    }

    std::unique_ptr<Stage> m_stage;
};

QTEST_MAIN(AccessibleTest)
#include "tst_accessible.moc"
