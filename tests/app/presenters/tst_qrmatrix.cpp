#include "presenters/qrmatrix.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace keydesk;

class TstQrMatrix : public QObject
{
    Q_OBJECT
private:
    /// Portable grey map, 4 pixels a module, 4 modules of quiet zone.
    static QByteArray picture(const QrMatrix& matrix)
    {
        constexpr int scale = 4;
        constexpr int quiet = 4;
        const int side = (matrix.size() + 2 * quiet) * scale;
        QByteArray picture = "P5 " + QByteArray::number(side) + ' ' + QByteArray::number(side) + " 255\n";
        for (int y = 0; y < side; ++y) {
            for (int x = 0; x < side; ++x) {
                const int column = x / scale - quiet;
                const int row = y / scale - quiet;
                const bool isInside = column >= 0 && row >= 0 && column < matrix.size() && row < matrix.size();
                picture.append(isInside && matrix.isDark(column, row) ? '\x00' : '\xff');
            }
        }
        return picture;
    }

private Q_SLOTS:
    void isReadByAnIndependentReader_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("key URI") << QByteArray("otpauth://totp/Example%20Corp:ada%40example.org"
                                               "?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Example%20Corp");
        QTest::newRow("store") << QByteArray("https://apps.example.org/ios?id=1&hl=tr");
    }
    void isReadByAnIndependentReader()
    {
        QFETCH(QByteArray, text);
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("code.pgm")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(picture(QrMatrix::encode(text)));
        file.close();
        QProcess reader;
        reader.start(QStringLiteral("zbarimg"), {QStringLiteral("--quiet"), QStringLiteral("--raw"), file.fileName()});
        QVERIFY2(reader.waitForFinished(), qPrintable(reader.errorString()));
        QCOMPARE(reader.readAllStandardOutput().trimmed(), text);
    }

    void hasTheFinderPatternInItsCorner()
    {
        const QrMatrix matrix = QrMatrix::encode("keydesk");
        QCOMPARE(matrix.size() % 4, 1); // ISO/IEC 18004: 17 + 4 per version.
        const char* const rows[] = {"1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"};
        for (int row = 0; row < 7; ++row)
            for (int column = 0; column < 7; ++column)
                QCOMPARE(matrix.isDark(column, row), rows[row][column] == '1');
    }

    void isEmptyWhenNothingOrTooMuchIsToBeSaid()
    {
        QVERIFY(QrMatrix::encode({}).isEmpty());
        QVERIFY(QrMatrix::encode(QByteArray(3'000, 'x')).isEmpty());
        QVERIFY(!QrMatrix::encode(QByteArray(2'000, 'x')).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TstQrMatrix)
#include "tst_qrmatrix.moc"
