// keydesk: builds the objects of the desktop program and hands them to each other; nothing else.

#include "appoptions.h"
#include "base/closedmemory.h"
#include "base/crypto.h"
#include "base/logging.h"
#include "base/random.h"
#include "client/accountclient.h"
#include "client/clientsession.h"
#include "client/desktopkeystore.h"
#include "client/phoneclient.h"
#include "client/serviceclient.h"
#include "client/signinclient.h"
#include "client/webauthnclient.h"
#include "devices/localkeydevices.h"
#include "kiosk/endrequest.h"
#include "kiosk/idlewatch.h"
#include "kiosk/lockdown.h"
#include "kiosk/loopwatch.h"
#include "mainwindow.h"
#include "presenters/rememberedchoices.h"
#include "widgets/appearance.h"
#include "widgets/language.h"
#include "widgets/systemappearance.h"

#include <QApplication>
#include <QFile>
#include <QScreen>
#include <QSslSocket>
#include <QTextStream>
#include <QThread>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

enum ExitCode { Success = 0, WrongUse = 2 };

QString systemLanguage(const QStringList& known)
{
    for (const QString& language : QLocale::system().uiLanguages())
        if (const QString plain = language.section(u'-', 0, 0); known.contains(plain))
            return plain;
    return known.constFirst();
}

QString firstLineOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readLine(256)).trimmed() : QString();
}

PanelSession::Start visitStart(const AppOptions& options, const RememberedChoices& choices)
{
    PanelSession::Start start{.isKiosk = options.isKiosk, .languages = Language::available(), .language = {}};
    start.language = systemLanguage(start.languages);
    if (!options.isKiosk)
        choices.recall(start);
    if (!options.language.isEmpty())
        start.language = options.language;
    start.theme = options.theme.value_or(start.theme);
    start.textSize = options.textSize.value_or(start.textSize);
    return start;
}

/// The clients over HTTPS, on one session.
struct Clients
{
    Clients(const AppOptions& options, const Clock& clock, Random& random)
        : session({.url = options.service, .caFile = options.caFile}, clock, random),
          desktopKeys(options.service.authority(), options.dataFolder),
          kioskKeys(options.dataFolder),
          service(session, options.isKiosk ? static_cast<KeyStore&>(kioskKeys) : desktopKeys, options.dataFolder)
    {
    }

    ClientSession session;
    DesktopKeyStore desktopKeys;
    FileKeyStore kioskKeys; ///< Nobody is there to unlock a kiosk's keychain.
    ServiceClient service;
    SignInClient signIn{session};
    AccountClient account{session};
    PhoneClient phones{session};
    WebAuthnClient keys{session};
};

void connectIdleWatch(IdleWatch& watch, PanelPresenter& panel)
{
    QObject::connect(&panel, &PanelPresenter::viewChanged, &watch,
                     [&watch](const PanelView& view) { watch.setLimit(view.idleTime); });
    QObject::connect(&panel, &PanelPresenter::pageChanged, &watch, &IdleWatch::restart);
    QObject::connect(&panel, &PanelPresenter::stayed, &watch, &IdleWatch::restart);
    QObject::connect(&watch, &IdleWatch::countingDown, &panel,
                     [&panel](std::chrono::seconds left) { panel.showIdleCountdown(left); });
    QObject::connect(&watch, &IdleWatch::stopped, &panel, [&panel] { panel.showIdleCountdown(std::nullopt); });
    QObject::connect(&watch, &IdleWatch::expired, &panel, &PanelPresenter::reset);
}

/// However the program ends, the person is signed out first.
void connectEnd(QApplication& application, const EndRequest& request, PanelPresenter& panel)
{
    QApplication::setQuitOnLastWindowClosed(false);
    QObject::connect(&application, &QApplication::lastWindowClosed, &panel, &PanelPresenter::close);
    QObject::connect(&request, &EndRequest::requested, &panel, &PanelPresenter::close);
    QObject::connect(&panel, &PanelPresenter::closed, &application, [] { QApplication::exit(Success); });
}

void show(MainWindow& window, bool isKiosk)
{
    if (isKiosk) {
        window.setWindowFlag(Qt::FramelessWindowHint);
        window.setGeometry(window.screen()->geometry()); // Where no window manager makes it as large as the screen.
        window.showFullScreen();
    } else {
        window.resize(1280, 800);
        window.show();
    }
}

/// Reads this installation's key while the welcome page looks for the service; the page says what came of it.
void begin(PanelPresenter& panel, ServiceClient& service, const QString& enrolmentCodeFile)
{
    whenDone(service.load(), &panel, [](const Result<void>& loaded) {
        if (!loaded)
            logFailure("installation.load", loaded.error());
    });
    if (!enrolmentCodeFile.isEmpty())
        panel.welcome().setEnrolmentCode(firstLineOf(enrolmentCodeFile));
    panel.begin();
}

/// Loads what takes long to load (plug-ins of the crypto libraries) beside the GUI thread, which would stand still.
void prepare(QObject* context, const std::function<void()>& prepared)
{
    auto* thread = QThread::create([] {
        readySodium();
        readyQca();
        QSslSocket::supportsSsl();
    });
    QObject::connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    QObject::connect(thread, &QThread::finished, context, prepared);
    thread->start();
}

int run(int& argc, char** argv, const AppOptions& options)
{
    QApplication::setApplicationName(u"keydesk"_s);
    QApplication::setDesktopFileName(u"keydesk"_s);
    QApplication application(argc, argv);
    SystemClock clock;
    SystemRandom random;
    Clients clients(options, clock, random);
    LocalKeyDevices devices(LocalKeyDevices::Options{.sockets = options.keySockets});
    RememberedChoices choices(options.dataFolder + "/choices.ini"_L1);
    PanelSession session(visitStart(options, choices), clock);
    if (!options.isKiosk)
        choices.follow(session);
    PanelPresenter panel({.service = clients.service,
                          .signIn = clients.signIn,
                          .account = clients.account,
                          .phones = clients.phones,
                          .keys = clients.keys,
                          .devices = devices,
                          .session = session});

    Language language;
    Appearance appearance;
    SystemAppearance system(appearance);
    MainWindow window({.panel = panel, .appearance = appearance, .language = language});
    IdleWatch idleWatch;
    connectIdleWatch(idleWatch, panel);
    const EndRequest endRequest;
    connectEnd(application, endRequest, panel);
    const auto lockDown = options.isKiosk ? std::make_unique<LockDown>() : nullptr;
    std::unique_ptr<LoopWatch> loopWatch;
    if (const QString file = qEnvironmentVariable("KEYDESK_TIMINGS"); !file.isEmpty()) {
        loopWatch = std::make_unique<LoopWatch>(file);
        loopWatch->watch(&window);
    }
    show(window, options.isKiosk);
    devices.start();
    prepare(&panel, [&] { begin(panel, clients.service, options.enrolmentCodeFile); });
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    startLogging();
    closeMemory();
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const auto options = parseOptions(arguments);
    if (!options) {
        QTextStream(stderr) << "keydesk: "_L1 << options.error().context << '\n';
        return WrongUse;
    }
    if (!options->answer.isEmpty()) {
        QTextStream(stdout) << options->answer;
        return Success;
    }
    return run(argc, argv, *options);
}
