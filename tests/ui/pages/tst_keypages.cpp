#include "pages/keycarepage.h"
#include "pages/keylistpage.h"
#include "pages/keypage.h"
#include "pages/keyproofpage.h"
#include "pages/keyregisteredpage.h"
#include "pages/registerkeypage.h"
#include "samples/keysamples.h"
#include "samples/stage.h"
#include "widgets/button.h"
#include "widgets/checkrow.h"
#include "widgets/door.h"
#include "widgets/label.h"
#include "widgets/notice.h"
#include "widgets/passwordfield.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace keydesk;
using namespace std::chrono_literals;
using Ask = KeyPrompt::Ask;
using Problem = KeyPrompt::PinProblem;

namespace {

bool isDrawn(const QString& name)
{
    return QFile::exists(QStringLiteral(":/keydesk/drawings/%1.svg").arg(name));
}

} // namespace

/// The pages about security keys as a person uses them, and the words for all that can happen.
class KeyPagesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_stage = std::make_unique<Stage>();
        m_stage->resize(1280, 800);
    }

    void everyProblemHasWordsOfItsOwn()
    {
        QSet<QString> said;
        const int last = static_cast<int>(KeyProblem::Internal);
        for (int i = 0; i <= last; ++i) {
            const KeyWords::Scene scene = KeyWords::failure({.problem = static_cast<KeyProblem>(i)}, {});
            QVERIFY2(!scene.title.isEmpty() && !scene.text.isEmpty(), qPrintable(QString::number(i)));
            QVERIFY2(isDrawn(scene.drawing), qPrintable(scene.drawing));
            said.insert(scene.title);
        }
        QCOMPARE(said.size(), last + 1);
    }

    void everyLackAndPinProblemHasWordsOfItsOwn()
    {
        QSet<QString> said;
        const int lastAbility = static_cast<int>(KeyAbility::Portable);
        for (int i = 0; i <= lastAbility; ++i)
            said.insert(KeyWords::lack(static_cast<KeyAbility>(i)));
        QCOMPARE(said.size(), lastAbility + 1);
        said.clear();
        const int lastProblem = static_cast<int>(Problem::Refused);
        for (int i = 1; i <= lastProblem; ++i) {
            KeyPrompt prompt = asking(Ask::ChangePin);
            prompt.pinProblem = static_cast<Problem>(i);
            const Notice::Words words = KeyWords::pin(prompt);
            QVERIFY(!words.lead.isEmpty() && !words.text.isEmpty());
            said.insert(words.lead);
        }
        QCOMPARE(said.size(), lastProblem);
    }

    void everyPromptIsDrawn()
    {
        QSet<QString> said;
        const int last = static_cast<int>(Ask::FollowSystem);
        for (int i = 0; i <= last; ++i) {
            const KeyWords::Scene scene = KeyWords::scene(asking(static_cast<Ask>(i)), {});
            QVERIFY2(isDrawn(scene.drawing), qPrintable(scene.drawing));
            QVERIFY(!scene.text.isEmpty());
            said.insert(scene.title);
        }
        QCOMPARE(said.size(), last + 1);
    }

    void aKeyIsToldByItsFacts()
    {
        KeyDevice key = yubiKey();
        QCOMPARE(KeyWords::facts(key), QStringLiteral("PIN is set, 8 tries left. 24 places are free."));
        QCOMPARE(KeyWords::lacks(key), QString());
        key.pin = PinState::NotSet;
        key.freeSlots = 1;
        QCOMPARE(KeyWords::facts(key), QStringLiteral("No PIN is set yet. 1 place is free."));
        QCOMPARE(KeyWords::facts(u2fKey()), QString());
        QVERIFY(KeyWords::lacks(u2fKey()).contains(QStringLiteral("second factor only")));
    }

    void aCodeNeverStandsAlone()
    {
        const KeyWords::Scene refused = KeyWords::failure({.problem = KeyProblem::Refused, .code = 39}, {});
        QVERIFY(refused.detail.contains(QStringLiteral("39")));
        QVERIFY(!refused.text.contains(QStringLiteral("39")));
        const KeyWords::Scene step =
            KeyWords::refusal(QStringLiteral("model_denied"), QStringLiteral("abc"), QStringLiteral("Call 4242"));
        QVERIFY(step.text.contains(QStringLiteral("Call 4242.")));
        QVERIFY(step.detail.contains(QStringLiteral("model_denied")));
        QVERIFY(step.detail.contains(QStringLiteral("abc")));
        QVERIFY(!KeyWords::alert(QStringLiteral("of tomorrow")).isEmpty());
    }

    void pausedIsToldApartFromBlocked()
    {
        const KeyFailure paused{.problem = KeyProblem::PinPaused, .triesLeft = 5};
        const KeyFailure blocked{.problem = KeyProblem::PinBlocked, .triesLeft = 0};
        QVERIFY(KeyWords::failure(paused, {}).text.contains(QStringLiteral("5 tries left.")));
        QVERIFY(KeyWords::failure(paused, {}).text.contains(QStringLiteral("put it back")));
        QVERIFY(KeyWords::failure(blocked, {}).text.contains(QStringLiteral("Only erasing the key helps")));
        auto* page = open<RegisterKeyPage>("registerkey", "pausedout");
        QCOMPARE(page->title(), QStringLiteral("Take the key out"));
        QVERIFY(page->accessibleDescription().contains(QStringLiteral("5 tries left.")));
    }

    void thePinIsTypedAndLeavesTheField()
    {
        auto* page = open<RegisterKeyPage>("registerkey", "pin");
        QSignalSpy entered(page, &KeyPromptPage::pinEntered);
        auto* field = qobject_cast<PasswordField*>(m_stage->focusWidget());
        QVERIFY(field != nullptr);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(entered.count(), 0);
        QVERIFY(!page->primary()->isReady());
        QTest::keyClicks(field, QStringLiteral("24680"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(entered.count(), 1);
        QVERIFY(entered.first().first().value<SharedSecret>()->equals("24680"));
        QVERIFY(field->text().isEmpty());
    }

    void aWrongPinIsSaidAtItsField()
    {
        auto* page = open<RegisterKeyPage>("registerkey", "pin");
        RegisterKeyView view{.state = RegisterKeyView::State::Talking, .prompt = asking(Ask::Nothing)};
        page->render(view);
        view.prompt = asking(Ask::Pin);
        view.prompt.pinProblem = Problem::Wrong;
        view.prompt.triesLeft = 1;
        page->render(view);
        auto* field = qobject_cast<PasswordField*>(m_stage->focusWidget());
        QVERIFY(field != nullptr);
        QVERIFY(field->accessibleDescription().contains(QStringLiteral("1 try left.")));
        QVERIFY(field->accessibleDescription().contains(QStringLiteral("only erasing the key helps")));
    }

    void aNewPinIsTypedTwice()
    {
        auto* page = open<RegisterKeyPage>("registerkey", "newpin");
        QSignalSpy chosen(page, &KeyPromptPage::pinChosen);
        QSignalSpy skipped(page, &RegisterKeyPage::pinSkipped);
        QTest::keyClicks(m_stage->focusWidget(), QStringLiteral("24680"));
        QTest::keyClick(m_stage->focusWidget(), Qt::Key_Return); // On to the second.
        QTest::keyClicks(m_stage->focusWidget(), QStringLiteral("13579"));
        QTest::keyClick(m_stage->focusWidget(), Qt::Key_Return);
        QCOMPARE(chosen.count(), 1);
        QVERIFY(chosen.first().at(0).value<SharedSecret>() == nullptr);
        QVERIFY(chosen.first().at(1).value<SharedSecret>()->equals("24680"));
        QVERIFY(chosen.first().at(2).value<SharedSecret>()->equals("13579"));
        QTest::mouseClick(find(page, QStringLiteral("Go on without a PIN")), Qt::LeftButton);
        QCOMPARE(skipped.count(), 1);
    }

    void aChangedPinNeedsThePresentOne()
    {
        auto* page = open<KeyCarePage>("keycare", "changepin");
        QSignalSpy chosen(page, &KeyPromptPage::pinChosen);
        for (const char* pin : {"old one", "new one", "new one"}) {
            QTest::keyClicks(m_stage->focusWidget(), QLatin1String(pin));
            QTest::keyClick(m_stage->focusWidget(), Qt::Key_Return);
        }
        QCOMPARE(chosen.count(), 1);
        QVERIFY(chosen.first().at(0).value<SharedSecret>()->equals("old one"));
    }

    void whatATouchedKeyTypesCancelsNothing()
    {
        auto* page = open<RegisterKeyPage>("registerkey", "touch");
        QSignalSpy back(page, &PageFrame::backChosen);
        QTest::keyClicks(m_stage->focusWidget(), QStringLiteral("cccccbhuinjdglhuig"));
        QTest::keyClick(m_stage->focusWidget(), Qt::Key_Return);
        QCOMPARE(back.count(), 0);
        QCOMPARE(page->back()->text(), QStringLiteral("Cancel"));
        QVERIFY(page->goBack());
        QCOMPARE(back.count(), 1);
    }

    void theTimeRunsAtTheFoot()
    {
        auto* page = open<RegisterKeyPage>("registerkey", "touch");
        RegisterKeyView view{.state = RegisterKeyView::State::Talking, .prompt = asking(Ask::Touch)};
        view.prompt.timeLeft = 1s;
        page->render(view);
        QVERIFY(says(page, QStringLiteral("1 second left")));
        view.prompt.timeLeft = 299s;
        page->render(view);
        QVERIFY(says(page, QStringLiteral("5 minutes left")));
        view.prompt = asking(Ask::Pin);
        page->render(view);
        QVERIFY(!says(page, QStringLiteral("26 seconds left")));
    }

    void everyEndHasAWayOn()
    {
        for (const Sample& sample : samples()) {
            const bool isKeyPage = sample.page == QLatin1String("registerkey") || sample.page.startsWith(u"key");
            if (!isKeyPage)
                continue;
            PageFrame* page = m_stage->show(sample);
            const auto buttons = page->findChildren<QAbstractButton*>();
            const bool hasWayOn = std::any_of(buttons.begin(), buttons.end(), [](const QAbstractButton* b) {
                return b->isVisible() && b->isEnabled();
            });
            QVERIFY2(hasWayOn, qPrintable(sample.name()));
        }
    }

    void aKeyInItsOwnWayIsSeenTo()
    {
        auto* page = open<RegisterKeyPage>("registerkey", "blocked");
        QSignalSpy care(page, &RegisterKeyPage::careWanted);
        QSignalSpy retried(page, &RegisterKeyPage::retried);
        QTest::keyClick(m_stage->focusWidget(), Qt::Key_Return);
        QCOMPARE(care.count(), 1);
        QTest::mouseClick(find(page, QStringLiteral("Use another key")), Qt::LeftButton);
        QCOMPARE(retried.count(), 1);
        auto* removed = open<RegisterKeyPage>("registerkey", "removed");
        QSignalSpy again(removed, &RegisterKeyPage::retried);
        QTest::keyClick(m_stage->focusWidget(), Qt::Key_Return);
        QCOMPARE(again.count(), 1);
    }

    void aRegisteredKeyGetsItsName()
    {
        auto* page = open<KeyRegisteredPage>("keyregistered", "one");
        QSignalSpy finished(page, &KeyRegisteredPage::finished);
        QSignalSpy phone(page, &KeyRegisteredPage::phoneWanted);
        QTest::keyClick(m_stage->focusWidget(), Qt::Key_Delete); // The proposed one is selected.
        QVERIFY(!page->primary()->isReady());
        QTest::keyClicks(m_stage->focusWidget(), QStringLiteral("Key ring"));
        QTest::keyClick(m_stage->focusWidget(), Qt::Key_Return);
        QCOMPARE(finished.first().first().toString(), QStringLiteral("Key ring"));
        QTest::mouseClick(find(page, QStringLiteral("Register a phone, too")), Qt::LeftButton);
        QCOMPARE(phone.count(), 1);
    }

    void aKeyIsOpenedFromTheList()
    {
        auto* page = open<KeyListPage>("keylist", "two");
        QSignalSpy opened(page, &KeyListPage::opened);
        QSignalSpy care(page, &KeyListPage::careWanted);
        QTest::mouseClick(page->findChildren<Door*>().at(1), Qt::LeftButton);
        QCOMPARE(opened.first().first().value<SecurityKeyId>().value, QStringLiteral("Desk drawer"));
        QTest::mouseClick(find(page, QStringLiteral("Manage a plugged-in key")), Qt::LeftButton);
        QCOMPARE(care.count(), 1);
        page = open<KeyListPage>("keylist", "alert");
        QVERIFY(page->findChildren<Door*>().at(1)->accessibleDescription().startsWith(QStringLiteral("Look at this")));
        QVERIFY(page->findChildren<Door*>().at(1)->accessibleDescription().contains(QStringLiteral("counter")));
    }

    void removingIsNotAHastyReturn()
    {
        auto* page = open<KeyPage>("key", "remove");
        QSignalSpy confirmed(page, &KeyPage::confirmed);
        QSignalSpy dismissed(page, &KeyPage::dismissed);
        QTest::keyClick(m_stage->focusWidget(), Qt::Key_Return);
        QCOMPARE(confirmed.count(), 0);
        QCOMPARE(dismissed.count(), 1);
        QTest::mouseClick(page->primary(), Qt::LeftButton);
        QCOMPARE(confirmed.count(), 1);
    }

    void whatLiesOnTheKeyMayBeLeftThere()
    {
        auto* page = open<KeyPage>("key", "notcleared");
        QSignalSpy skipped(page, &KeyPage::skipped);
        QSignalSpy retried(page, &KeyPage::retried);
        QTest::mouseClick(find(page, QStringLiteral("Leave it on the key")), Qt::LeftButton);
        QTest::mouseClick(page->primary(), Qt::LeftButton);
        QCOMPARE(skipped.count(), 1);
        QCOMPARE(retried.count(), 1);
    }

    void anAccountIsChosen()
    {
        auto* page = open<KeyProofPage>("keyproof", "account");
        QSignalSpy chosen(page, &KeyPromptPage::accountChosen);
        QTest::keyClick(m_stage->focusWidget(), Qt::Key_Tab);
        QTest::keyClick(m_stage->focusWidget(), Qt::Key_Return);
        QCOMPARE(chosen.first().first().toByteArray(), QByteArray("2"));
    }

    void leftoversAreCheckedAndCleanedUp()
    {
        auto* page = open<KeyCarePage>("keycare", "contents");
        QSignalSpy chosen(page, &KeyCarePage::chosen);
        QSignalSpy cleaned(page, &KeyCarePage::cleanUpWanted);
        QTest::keyClick(m_stage->focusWidget(), Qt::Key_Space);
        QCOMPARE(chosen.first().at(0).toInt(), 1); // What works cannot be chosen.
        QCOMPARE(chosen.first().at(1).toBool(), false);
        QCOMPARE(page->primary()->text(), QStringLiteral("Clean up (2)"));
        QTest::mouseClick(page->primary(), Qt::LeftButton);
        QCOMPARE(cleaned.count(), 1);
        QVERIFY(!open<KeyCarePage>("keycare", "notcleaned")->primary()->isReady());
        QVERIFY(!open<KeyCarePage>("keycare", "cleaned")->primary()->isVisible());
    }

    void erasingIsAskedFirst()
    {
        auto* page = open<KeyCarePage>("keycare", "overview");
        QSignalSpy wanted(page, &KeyCarePage::resetWanted);
        QTest::mouseClick(find(page, QStringLiteral("Erase this key")), Qt::LeftButton);
        QCOMPARE(wanted.count(), 1);
        page = open<KeyCarePage>("keycare", "askreset");
        QSignalSpy confirmed(page, &KeyCarePage::resetConfirmed);
        QTest::keyClick(m_stage->focusWidget(), Qt::Key_Return);
        QCOMPARE(confirmed.count(), 0);
        QTest::mouseClick(page->primary(), Qt::LeftButton);
        QCOMPARE(confirmed.count(), 1);
    }

    void nothingStaysOnAPageThatIsCleared()
    {
        auto* page = open<RegisterKeyPage>("registerkey", "pin");
        auto* field = qobject_cast<PasswordField*>(m_stage->focusWidget());
        QTest::keyClicks(field, QStringLiteral("24680"));
        page->clear();
        QVERIFY(field->text().isEmpty());
    }

private:
    template <typename Page>
    Page* open(const char* page, const char* state)
    {
        for (const Sample& sample : samples()) {
            if (sample.page == QLatin1String(page) && sample.state == QLatin1String(state))
                return static_cast<Page*>(m_stage->show(sample));
        }
        qFatal("no sample %s-%s", page, state);
    }

    static Button* find(QWidget* page, const QString& text)
    {
        for (Button* button : page->findChildren<Button*>()) {
            if (button->isVisible() && button->text() == text)
                return button;
        }
        return nullptr;
    }

    static bool says(QWidget* page, const QString& text)
    {
        const auto labels = page->findChildren<Label*>();
        return std::any_of(labels.begin(), labels.end(),
                           [&text](const Label* label) { return label->isVisible() && label->text() == text; });
    }

    std::unique_ptr<Stage> m_stage;
};

QTEST_MAIN(KeyPagesTest)
#include "tst_keypages.moc"
