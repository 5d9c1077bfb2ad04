#include "kiosk/loopwatch.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>
#include <thread>

using namespace keydesk;

class TstLoopWatch : public QObject
{
    Q_OBJECT
private:
    static double figure(const QString& path, const QByteArray& name)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return -1;
        for (const QByteArray& line : file.readAll().split('\n'))
            if (line.startsWith(name))
                return line.mid(name.size() + 1).toDouble();
        return -1;
    }

private Q_SLOTS:
    void seesTheFirstPageAndALongBlock()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("timings"));
        LoopWatch watch(path);
        QWidget window;
        watch.watch(&window);
        window.show();
        QTRY_VERIFY(figure(path, "first_page_ms") > 0);
        const auto block = [] { std::this_thread::sleep_for(std::chrono::milliseconds{300}); };
        QMetaObject::invokeMethod(&window, block, Qt::QueuedConnection);
        QTRY_VERIFY(figure(path, "gui_block_max_ms") >= 250); // A beat may have been under way when it began.
    }
};

QTEST_MAIN(TstLoopWatch)
#include "tst_loopwatch.moc"
