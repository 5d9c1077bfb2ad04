// A service as main() makes one, for tests that need a process: tst_httpservice.
//   http_service_under_test ADDRESS CERTIFICATE KEY
// Prints "listening PORT", answers every request after a quarter of a second with its path.

#include "http/httpserver.h"
#include "http/servicemanager.h"
#include "http/terminationsignal.h"

#include <QCoreApplication>
#include <QThread>
#include <cstdio>

using namespace keydesk;

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    TerminationSignal termination;
    const QStringList arguments = QCoreApplication::arguments();
    HttpServer server(
        {.address = arguments.value(1), .certificateFile = arguments.value(2), .keyFile = arguments.value(3)},
        [](const HttpRequest& request) {
            QThread::msleep(250);
            return HttpResponse{.body = request.path.toUtf8()};
        });
    if (const auto started = server.start(); !started) {
        std::fprintf(stderr, "%s\n", qPrintable(started.error().context));
        return 1;
    }
    QObject::connect(&termination, &TerminationSignal::requested, &server, [&server] {
        ServiceManager::reportStopping();
        server.drain();
    });
    QObject::connect(&server, &HttpServer::drained, &application, &QCoreApplication::quit);
    ServiceManager::reportReady();
    std::printf("listening %d\n", server.port());
    std::fflush(stdout);
    return QCoreApplication::exec();
}
