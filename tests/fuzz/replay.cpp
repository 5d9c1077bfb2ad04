// Runs a fuzz target's function on every file of a corpus folder, and on every beginning of it: a cut-off message is
// what a broken connection leaves. Fails by crashing, or when there is nothing to replay.

#include <QDir>
#include <QFile>
#include <cstdint>
#include <cstdio>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace {

constexpr qsizetype longestStepwise = 2048; // Beginnings of large files cost the square of their size.

void run(QByteArrayView bytes)
{
    // A copy of exactly this size, so that the address sanitizer sees a read beyond its end.
    const std::vector<std::uint8_t> exact(bytes.begin(), bytes.end());
    LLVMFuzzerTestOneInput(exact.data(), exact.size());
}

} // namespace

int main(int argc, char** argv)
{
    int count = 0;
    const QDir folder(QString::fromLocal8Bit(argc > 1 ? argv[1] : ""));
    for (const QFileInfo& entry : folder.entryInfoList(QDir::Files)) {
        QFile file(entry.filePath());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray bytes = file.readAll();
        const qsizetype first = bytes.size() <= longestStepwise ? 0 : bytes.size();
        for (qsizetype size = first; size <= bytes.size(); ++size)
            run(QByteArrayView(bytes).first(size));
        ++count;
    }
    std::printf("%d files replayed\n", count);
    return count > 0 ? 0 : 1;
}
