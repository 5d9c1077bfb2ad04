#include "presenters/rememberedchoices.h"

#include "fakes/fakeclock.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace keydesk;

class TstRememberedChoices : public QObject
{
    Q_OBJECT
private:
    const PanelSession::Start m_start{.languages = {QStringLiteral("en"), QStringLiteral("tr")},
                                      .language = QStringLiteral("en")};
    FakeClock m_clock;

private Q_SLOTS:
    void choicesComeBack()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("new/choices.ini"));
        {
            PanelSession session(m_start, m_clock);
            RememberedChoices choices(path);
            choices.follow(session);
            session.setLanguage(QStringLiteral("tr"));
            session.setTheme(Theme::HighContrast);
            session.setTextSize(TextSize::Large);
        }
        PanelSession::Start start = m_start;
        RememberedChoices(path).recall(start);
        QCOMPARE(start.language, QStringLiteral("tr"));
        QCOMPARE(start.theme, Theme::HighContrast);
        QCOMPARE(start.textSize, TextSize::Large);
    }

    void nothingRememberedChangesNothing()
    {
        PanelSession::Start start = m_start;
        start.theme = Theme::Dark;
        RememberedChoices(QStringLiteral("/nowhere/choices.ini")).recall(start);
        QCOMPARE(start.language, QStringLiteral("en"));
        QCOMPARE(start.theme, Theme::Dark);
    }

    void nonsenseChangesNothing()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("choices.ini")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[General]\nlanguage=xx\ntheme=pink\ntext_size=@Invalid()\n");
        file.close();
        PanelSession::Start start = m_start;
        RememberedChoices(file.fileName()).recall(start);
        QCOMPARE(start.language, QStringLiteral("en"));
        QCOMPARE(start.theme, Theme::System);
    }

    void nobodysNameIsWritten()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("choices.ini"));
        PanelSession session(m_start, m_clock);
        RememberedChoices choices(path);
        choices.follow(session);
        Account account;
        account.userName = QStringLiteral("ada@example.org");
        session.signIn();
        session.setAccount(account);
        session.setLanguage(QStringLiteral("tr"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray written = file.readAll();
        QVERIFY(written.contains("tr"));
        QVERIFY(!written.contains("ada"));
    }
};

QTEST_GUILESS_MAIN(TstRememberedChoices)
#include "tst_rememberedchoices.moc"
