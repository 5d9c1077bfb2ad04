// What the desktop app does with its key store, as a program: keystoreprogram FOLDER PATIENCE (load | save)…
// Prints a line for each: "empty", "found", "kept", or the error's code; then the longest time that the event loop was
// away. Times are in milliseconds.

#include "base/crypto.h"
#include "client/desktopkeystore.h"
#include "futures.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTextStream>
#include <QTimer>
#include <cstdlib>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const SharedSecret record = share(Secret::copyOf("the private key and more"));

QString load(KeyStore& store)
{
    const auto loaded = store.load();
    if (!waitFor(loaded) || loaded.resultCount() != 1)
        return u"no end"_s;
    if (!loaded.result())
        return codeName(loaded.result().error().code);
    if ((*loaded.result())->isEmpty())
        return u"empty"_s;
    return (*loaded.result())->equals(record->view()) ? u"found"_s : u"something else"_s;
}

QString save(KeyStore& store)
{
    const auto saved = store.save(record);
    if (!waitFor(saved) || saved.resultCount() != 1)
        return u"no end"_s;
    return saved.result() ? u"kept"_s : codeName(saved.result().error().code);
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    readySodium();
    readyQca();
    QElapsedTimer since;
    since.start();
    qint64 longest = 0;
    QTimer beat;
    QObject::connect(&beat, &QTimer::timeout, &beat, [&] { longest = std::max(longest, since.restart()); });
    beat.start(1ms);

    const std::chrono::milliseconds patience(std::atoi(argv[2]));
    DesktopKeyStore store(u"panel.example.org"_s, QString::fromLocal8Bit(argv[1]), {patience, patience});
    QTextStream out(stdout);
    for (int i = 3; i < argc; ++i)
        out << (QByteArrayView(argv[i]) == "load" ? load(store) : save(store)) << Qt::endl;
    out << longest << Qt::endl;
    return 0;
}
