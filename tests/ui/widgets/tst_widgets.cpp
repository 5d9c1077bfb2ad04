#include "widgets/accessible.h"
#include "widgets/appearance.h"
#include "widgets/breaks.h"
#include "widgets/button.h"
#include "widgets/checkrow.h"
#include "widgets/door.h"
#include "widgets/field.h"
#include "widgets/focusring.h"
#include "widgets/foldlayout.h"
#include "widgets/headerbar.h"
#include "widgets/idleoverlay.h"
#include "widgets/label.h"
#include "widgets/notice.h"
#include "widgets/secretview.h"

#include <QAccessible>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace keydesk;
using namespace std::chrono_literals;

class WidgetsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_appearance = std::make_unique<Appearance>(); }

    void aWaitingButtonSaysWhatIsMissing()
    {
        Button button(Button::Kind::Primary);
        button.setText(QStringLiteral("Continue"));
        button.setMissing(QStringLiteral("Type your password first."));
        button.show();
        QSignalSpy chosen(&button, &Button::chosen);
        QSignalSpy missed(&button, &Button::missed);
        QTest::mouseClick(&button, Qt::LeftButton);
        QTest::keyClick(&button, Qt::Key_Return);
        QCOMPARE(chosen.count(), 0);
        QCOMPARE(missed.count(), 2);
        QCOMPARE(button.toolTip(), QStringLiteral("Type your password first."));
        QCOMPARE(button.accessibleDescription(), button.toolTip());
        QVERIFY(button.focusPolicy() & Qt::TabFocus);
        button.setMissing({});
        QTest::keyClick(&button, Qt::Key_Space);
        QTest::keyClick(&button, Qt::Key_Enter);
        QCOMPARE(chosen.count(), 2);
    }

    void aButtonBreaksItsTextRatherThanCutIt()
    {
        Button button(Button::Kind::Secondary);
        button.setText(QStringLiteral("Bu telefonu yeniden adlandırmak istiyorum"));
        const QSize hint = button.sizeHint();
        QVERIFY(button.heightForWidth(hint.width() / 2) > button.heightForWidth(hint.width()));
    }

    void whatStandsApartLeavesARowBeforeItFolds()
    {
        QWidget window;
        auto* row = new FoldLayout(FoldLayout::Shape::Row, 12, &window);
        const auto block = [&window](int width) {
            auto* widget = new QWidget(&window);
            widget->setFixedSize(width, 40);
            return widget;
        };
        QWidget* first = block(100);
        QWidget* apart = block(100);
        QWidget* last = block(100);
        auto* own = new QHBoxLayout;
        own->addWidget(apart);
        row->addWidget(first);
        row->addLayoutItem(own, 0);
        row->setApart(own);
        row->addWidget(last);
        QCOMPARE(row->heightForWidth(400), 40);
        QCOMPARE(row->heightForWidth(250), 40 + 12 + 40);
        QCOMPARE(row->heightForWidth(150), 3 * 40 + 2 * 12);
        row->setGeometry({0, 0, 250, 92});
        QCOMPARE(apart->y(), 0);
        QCOMPARE(first->pos(), QPoint(0, 52));
        QCOMPARE(last->pos(), QPoint(112, 52));
    }

    void aLongAddressIsBrokenAtItsSigns()
    {
        const QFontMetrics metrics(QApplication::font());
        const QString address = QStringLiteral("grace@example.org");
        const QChar place(0x200b);
        QCOMPARE(breakable(address, metrics, metrics.horizontalAdvance(address)), address);
        const QString narrow = breakable(address, metrics, metrics.horizontalAdvance(address) - 1);
        QVERIFY(narrow.contains(QStringLiteral("grace@") + place + QStringLiteral("example.")));
        const QString word(40, QLatin1Char('w'));
        const int room = metrics.horizontalAdvance(QString(10, QLatin1Char('w')));
        for (const QString& piece : breakable(word, metrics, room).split(place))
            QVERIFY(metrics.horizontalAdvance(piece) <= room);
    }

    void aRowIsCheckedByKeysAndReadAsABox()
    {
        CheckRow row;
        row.show(QStringLiteral("ada@example.org"), QStringLiteral("It signs nobody in."), QStringLiteral("Left over"),
                 Tone::Warning);
        QSignalSpy clicked(&row, &CheckRow::clicked);
        QTest::keyClick(&row, Qt::Key_Space);
        QVERIFY(row.isChecked());
        QTest::keyClick(&row, Qt::Key_Return);
        QVERIFY(!row.isChecked());
        QCOMPARE(clicked.count(), 2);
        QAccessibleInterface* seen = QAccessible::queryAccessibleInterface(&row);
        QCOMPARE(seen->role(), QAccessible::CheckBox);
        QCOMPARE(seen->text(QAccessible::Description), QStringLiteral("Left over. It signs nobody in."));
        row.setChoosable(false);
        QTest::keyClick(&row, Qt::Key_Space);
        QVERIFY(!row.isChecked());
        QCOMPARE(clicked.count(), 2);
    }

    void aLabelReadsItsMarkup()
    {
        Label label(TextRole::Lead);
        label.setMarkup(QStringLiteral("In <b>A &amp; B</b>, choose &lt;this&gt;."));
        QCOMPARE(label.text(), QStringLiteral("In A & B, choose <this>."));
        QVERIFY(label.heightForWidth(60) > label.heightForWidth(600));
    }

    void aNoticeIsAnnounced()
    {
        Notice notice;
        notice.show(Notice::Kind::Harm, {QStringLiteral("That did not match."), QStringLiteral("Try again."),
                                         QStringLiteral("Reference: 1")});
        QAccessibleInterface* seen = QAccessible::queryAccessibleInterface(&notice);
        QCOMPARE(seen->role(), QAccessible::Notification);
        QCOMPARE(seen->text(QAccessible::Name), QStringLiteral("That did not match. Try again. Reference: 1"));
        notice.clear();
        QVERIFY(notice.isHidden());
    }

    void aSecretIsSpelledAndForgotten()
    {
        SecretView view;
        view.setCaption(QStringLiteral("Secret key"));
        view.show(share(Secret::copyOf("JBSW Y3DP 7K")));
        QAccessibleInterface* seen = QAccessible::queryAccessibleInterface(&view);
        QCOMPARE(seen->text(QAccessible::Name), QStringLiteral("Secret key: J B S W, Y 3 D P, 7 K"));
        view.clear();
        QVERIFY(view.isEmpty());
        QCOMPARE(seen->text(QAccessible::Name), QStringLiteral("Secret key"));
    }

    void aDoorIsAButtonWithItsState()
    {
        Door door(QStringLiteral("phone"));
        door.show(QStringLiteral("SecTrail Authenticator"), QStringLiteral("Codes."), QStringLiteral("1 phone"),
                  Tone::Good);
        QSignalSpy clicked(&door, &Door::clicked);
        QAccessibleInterface* seen = QAccessible::queryAccessibleInterface(&door);
        QCOMPARE(seen->role(), QAccessible::Button);
        QCOMPARE(seen->text(QAccessible::Name), QStringLiteral("SecTrail Authenticator"));
        QCOMPARE(seen->text(QAccessible::Description), QStringLiteral("1 phone. Codes."));
        QTest::keyClick(&door, Qt::Key_Return);
        QTest::mouseClick(&door, Qt::LeftButton);
        QCOMPARE(clicked.count(), 2);
    }

    void theRingFollowsTheFocus()
    {
        QWidget window;
        auto* column = new QVBoxLayout(&window);
        auto* field = new Field;
        auto* button = new Button(Button::Kind::Primary);
        column->addWidget(field);
        column->addWidget(button);
        new FocusRing(&window);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        field->setFocus();
        const auto ring = [&]() -> QWidget* {
            for (QWidget* child : window.findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
                if (child->testAttribute(Qt::WA_TransparentForMouseEvents) && child->isVisible())
                    return child;
            }
            return nullptr;
        };
        QTRY_VERIFY(ring() != nullptr);
        QVERIFY(ring()->geometry().contains(field->geometry()));
        QTest::keyClick(field, Qt::Key_Tab);
        QTRY_VERIFY(ring() != nullptr && ring()->geometry().contains(button->geometry()));
        window.resize(500, 300);
        QTRY_VERIFY(ring()->geometry().contains(button->geometry()));
        button->hide();
        QTRY_VERIFY(ring() == nullptr || ring()->geometry().contains(field->geometry()));
    }

    void theHeaderOffersTheOtherLanguage()
    {
        HeaderBar header;
        header.resize(1280, 72);
        HeaderBar::Content content{.organisation = QStringLiteral("Example Corp"),
                                   .languages = {QStringLiteral("en"), QStringLiteral("tr")},
                                   .language = QStringLiteral("en"),
                                   .person = QStringLiteral("Ada"),
                                   .canSignOut = true};
        header.show(content);
        header.QWidget::show();
        QSignalSpy chosen(&header, &HeaderBar::languageChosen);
        QSignalSpy signOut(&header, &HeaderBar::signOutChosen);
        press(header, QStringLiteral("Türkçe"));
        QCOMPARE(chosen.takeFirst().first().toString(), QStringLiteral("tr"));
        press(header, QStringLiteral("Sign out"));
        QCOMPARE(signOut.count(), 1);
    }

    void theLookMenuChanges()
    {
        HeaderBar header;
        header.resize(1280, 72);
        header.show({.organisation = {}, .languages = {}, .language = QStringLiteral("en"), .person = {}});
        header.QWidget::show();
        QSignalSpy colours(&header, &HeaderBar::coloursChosen);
        QSignalSpy large(&header, &HeaderBar::largeTextChosen);
        press(header, QStringLiteral("Colours and text size"));
        QTRY_VERIFY(header.findChild<QMenu*>() != nullptr && header.findChild<QMenu*>()->isVisible());
        auto* menu = header.findChild<QMenu*>();
        trigger(menu, QStringLiteral("Dark"));
        QCOMPARE(colours.takeFirst().first().value<ColourChoice>(), ColourChoice::Dark);
        trigger(menu, QStringLiteral("Large text"));
        QCOMPARE(large.takeFirst().first().toBool(), true);
    }

    void theIdleOverlayHoldsTheKeyboard()
    {
        QWidget window;
        auto* behind = new Field(&window);
        IdleOverlay overlay(&window);
        window.resize(800, 600);
        overlay.setGeometry(window.rect());
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        behind->setFocus();
        overlay.show(20s);
        QSignalSpy stayed(&overlay, &IdleOverlay::stayed);
        QSignalSpy finished(&overlay, &IdleOverlay::finished);
        for (int i = 0; i < 5; ++i) {
            QTest::keyClick(window.focusWidget(), Qt::Key_Tab);
            QVERIFY(overlay.isAncestorOf(window.focusWidget()));
        }
        QTest::keyClick(window.focusWidget(), Qt::Key_Escape);
        QCOMPARE(stayed.count(), 1);
        press(overlay, QStringLiteral("Finish now"));
        QCOMPARE(finished.count(), 1);
        QVERIFY(behind->text().isEmpty());
        overlay.show(std::nullopt);
        QVERIFY(overlay.isHidden());
    }

private:
    static void press(QWidget& parent, const QString& text)
    {
        for (Button* button : parent.findChildren<Button*>()) {
            if (button->text() == text)
                return QTest::mouseClick(button, Qt::LeftButton);
        }
        QFAIL(qPrintable(QStringLiteral("no button %1").arg(text)));
    }

    static void trigger(QMenu* menu, const QString& text)
    {
        for (QAction* action : menu->actions()) {
            if (action->text() == text)
                return action->trigger();
        }
        QFAIL(qPrintable(QStringLiteral("no action %1").arg(text)));
    }

    std::unique_ptr<Appearance> m_appearance;
};

QTEST_MAIN(WidgetsTest)
#include "tst_widgets.moc"
