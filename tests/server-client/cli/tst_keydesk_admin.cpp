#include "cli/adminfolder.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString program = QStringLiteral(KEYDESK_BIN_DIR "/keydesk-admin");

struct Finished
{
    int exitCode = -1;
    QString output;
    QString errors;
};

Finished run(const QString& home, const QStringList& arguments, const QByteArray& input = {})
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_CONFIG_HOME"_s, home);
    process.setProcessEnvironment(environment);
    process.start(u"setsid"_s, QStringList{u"--wait"_s, program} + arguments); // Without a controlling terminal.
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished())
        qFatal("keydesk-admin does not end");
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

/// A port at which nobody listens.
QString deadUrl()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return u"https://localhost:%1"_s.arg(server.serverPort());
}

/// Runs the program at a terminal, types when the prompt is there, and gives back what the screen showed.
class AtTerminal
{
public:
    AtTerminal(const QString& home, const QStringList& arguments)
    {
        QByteArrayList words{program.toLocal8Bit()};
        for (const QString& argument : arguments)
            words.append(argument.toLocal8Bit());
        m_child = ::forkpty(&m_terminal, nullptr, nullptr, nullptr);
        if (m_child == 0) {
            ::setenv("XDG_CONFIG_HOME", home.toLocal8Bit().constData(), 1);
            std::vector<char*> pointers;
            for (QByteArray& word : words)
                pointers.push_back(word.data());
            pointers.push_back(nullptr);
            ::execv(pointers[0], pointers.data());
            ::_exit(127);
        }
    }
    ~AtTerminal() { ::close(m_terminal); }

    bool waitFor(const QByteArray& text)
    {
        while (!screen.contains(text)) {
            char buffer[256];
            const ssize_t count = ::read(m_terminal, buffer, sizeof buffer);
            if (count <= 0)
                return false;
            screen.append(buffer, count);
        }
        return true;
    }
    void type(const QByteArray& text) const
    {
        QCOMPARE(::write(m_terminal, text.constData(), text.size()), text.size());
    }
    int exitCode()
    {
        waitFor("\xFF never shown");
        int status = 0;
        ::waitpid(m_child, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

    QByteArray screen;

private:
    int m_terminal = -1;
    pid_t m_child = -1;
};

} // namespace

class TestKeydeskAdmin : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsHelpAndVersion();
    void wrongUseIsTwo();
    void notEnrolledIsFour();
    void noServiceIsThree();
    void asksTheCodeWithoutShowingIt();
    void controlCLeavesTheQuestion();
    void asksNothingWithoutATerminal();
    void keepsTheAddressPrivately();
    void aDamagedFolderIsSaid();
    void doesNotEnrolTwiceByAccident();
    void anUnreadableAuthorityFileIsWrongUse();
};

void TestKeydeskAdmin::showsHelpAndVersion()
{
    const QTemporaryDir home;
    QCOMPARE(run(home.path(), {}).exitCode, 0);
    QVERIFY(run(home.path(), {u"--help"_s}).output.contains(u"Exit codes"_s));
    QCOMPARE(run(home.path(), {u"--version"_s}).output, u"keydesk-admin " KEYDESK_VERSION "\n"_s);
}

void TestKeydeskAdmin::wrongUseIsTwo()
{
    const QTemporaryDir home;
    const auto finished = run(home.path(), {u"user"_s, u"add"_s});
    QCOMPARE(finished.exitCode, 2);
    QCOMPARE(finished.errors, u"keydesk-admin: USER_NAME is missing. See: keydesk-admin user add --help\n"_s);
    QVERIFY(QJsonDocument::fromJson(run(home.path(), {u"--json"_s, u"user"_s}).errors.toUtf8())
                .object()
                .contains(u"message"_s));
}

void TestKeydeskAdmin::notEnrolledIsFour()
{
    const QTemporaryDir home;
    const auto finished = run(home.path(), {u"user"_s, u"list"_s});
    QCOMPARE(finished.exitCode, 4);
    QVERIFY(finished.errors.contains(u"keydesk-admin enrol"_s));
}

void TestKeydeskAdmin::noServiceIsThree()
{
    const QTemporaryDir home;
    const auto finished =
        run(home.path(), {u"enrol"_s, u"--url"_s, deadUrl(), u"--code-file"_s, u"-"_s}, "ABCD-EFGH\n");
    QCOMPARE(finished.exitCode, 3);
    QVERIFY(finished.errors.contains(u"does not answer"_s));
    QCOMPARE(run(home.path(), {u"user"_s, u"list"_s}).exitCode, 4); // It is still not enrolled.
}

void TestKeydeskAdmin::asksTheCodeWithoutShowingIt()
{
    const QTemporaryDir home;
    AtTerminal terminal(home.path(), {u"enrol"_s, u"--url"_s, deadUrl()});
    QVERIFY(terminal.waitFor("One-time code: "));
    terminal.type("SECRETX\x7F-CODE\n");
    QCOMPARE(terminal.exitCode(), 3); // It went on to ask the service.
    QVERIFY(!terminal.screen.contains("SECRET"));
    QVERIFY(terminal.screen.contains("does not answer"));
}

void TestKeydeskAdmin::controlCLeavesTheQuestion()
{
    const QTemporaryDir home;
    AtTerminal terminal(home.path(), {u"enrol"_s, u"--url"_s, deadUrl()});
    QVERIFY(terminal.waitFor("One-time code: "));
    terminal.type("half\x03");
    QCOMPARE(terminal.exitCode(), 2);
    QVERIFY(!terminal.screen.contains("half"));
}

void TestKeydeskAdmin::asksNothingWithoutATerminal()
{
    const QTemporaryDir home;
    const auto finished = run(home.path(), {u"enrol"_s, u"--url"_s, deadUrl()}, "ABCD-EFGH\n");
    QCOMPARE(finished.exitCode, 2);
    QVERIFY(finished.errors.contains(u"--code-file"_s));
}

void TestKeydeskAdmin::keepsTheAddressPrivately()
{
    const QTemporaryDir home;
    const AdminFolder folder(home.filePath(u"keydesk-admin"_s));
    QDir().mkpath(folder.path());
    QVERIFY(folder.keep(QUrl(u"https://panel.example.org:8443/keydesk"_s), "a certificate").isOk());
    const auto address = folder.serviceAddress();
    QVERIFY(address.isOk());
    QCOMPARE(address->url, QUrl(u"https://panel.example.org:8443/keydesk"_s));
    QFile copy(address->caFile);
    QVERIFY(copy.open(QIODevice::ReadOnly));
    QCOMPARE(copy.readAll(), QByteArray("a certificate"));
    const auto mode = QFileInfo(folder.path() + u"/service.json"_s).permissions();
    QVERIFY(!(mode & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther)));
    QVERIFY(folder.keep(QUrl(u"https://panel.example.org"_s), {}).isOk());
    QVERIFY(folder.serviceAddress()->caFile.isEmpty());
}

void TestKeydeskAdmin::aDamagedFolderIsSaid()
{
    const QTemporaryDir home;
    QVERIFY(QDir(home.path()).mkdir(u"keydesk-admin"_s));
    QFile file(home.filePath(u"keydesk-admin/service.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{]");
    file.close();
    const auto finished = run(home.path(), {u"user"_s, u"list"_s});
    QCOMPARE(finished.exitCode, 1);
    QVERIFY(finished.errors.contains(u"damaged"_s));
    // The address alone does not make an installation.
    QVERIFY(AdminFolder(home.filePath(u"keydesk-admin"_s)).keep(QUrl(deadUrl()), {}).isOk());
    QCOMPARE(run(home.path(), {u"user"_s, u"list"_s}).exitCode, 4);
}

void TestKeydeskAdmin::doesNotEnrolTwiceByAccident()
{
    const QTemporaryDir home;
    QVERIFY(QDir(home.path()).mkdir(u"keydesk-admin"_s));
    QVERIFY(AdminFolder(home.filePath(u"keydesk-admin"_s)).keep(QUrl(u"https://panel.example.org"_s), {}).isOk());
    const auto finished = run(home.path(), {u"enrol"_s, u"--url"_s, deadUrl(), u"--code-file"_s, u"-"_s}, "ABCD\n");
    QCOMPARE(finished.exitCode, 2);
    QVERIFY(finished.errors.contains(u"--replace"_s));
}

void TestKeydeskAdmin::anUnreadableAuthorityFileIsWrongUse()
{
    const QTemporaryDir home;
    const auto finished =
        run(home.path(), {u"enrol"_s, u"--url"_s, deadUrl(), u"--ca"_s, u"/nowhere.pem"_s, u"--code-file"_s, u"-"_s},
            "ABCD\n");
    QCOMPARE(finished.exitCode, 2);
    QVERIFY(finished.errors.contains(u"/nowhere.pem"_s));
}

QTEST_GUILESS_MAIN(TestKeydeskAdmin)
#include "tst_keydesk_admin.moc"
