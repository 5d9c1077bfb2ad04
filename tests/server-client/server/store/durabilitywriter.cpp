#include "store/database.h"

#include <QCoreApplication>
#include <cstdio>
#include <thread>
#include <unistd.h>

using namespace keydesk;

/// Writes numbered rows with several threads and prints each number once its write is acknowledged, until it is killed.
int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const auto opened = Database::open({.url = QString::fromLocal8Bit(argv[1])});
    if (!opened) {
        std::fprintf(stderr, "%s\n", qPrintable(opened.error().context));
        return 1;
    }
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&, thread] {
            for (qint64 i = 0;; ++i) {
                const qint64 number = i * 4 + thread;
                const Result<int> written = (*opened)->write([&](Transaction& transaction) -> Result<int> {
                    return transaction.run(QStringLiteral("INSERT INTO written (number) VALUES (?)"), {number});
                });
                const QByteArray line = QByteArray::number(number) + '\n';
                if (written && ::write(STDOUT_FILENO, line.constData(), static_cast<std::size_t>(line.size())) < 0)
                    return;
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    return 0;
}
