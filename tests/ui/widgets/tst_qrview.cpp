#include "presenters/qrmatrix.h"
#include "widgets/appearance.h"
#include "widgets/qrview.h"

#include <QApplication>
#include <QTest>
#include <zbar.h>

using namespace keydesk;

namespace {

QString decoded(const QImage& picture)
{
    const QImage grey = picture.convertToFormat(QImage::Format_Grayscale8);
    QByteArray pixels;
    for (int row = 0; row < grey.height(); ++row)
        pixels.append(reinterpret_cast<const char*>(grey.constScanLine(row)), grey.width());
    zbar::ImageScanner scanner;
    scanner.set_config(zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
    zbar::Image image(grey.width(), grey.height(), "Y800", pixels.constData(), pixels.size());
    scanner.scan(image);
    const auto symbols = image.get_symbols();
    return symbols.get_size() == 1 ? QString::fromStdString(image.symbol_begin()->get_data()) : QString();
}

/// The shortest run of equal pixels in a row, apart from the edge of the picture.
int shortestRun(const QImage& picture, int row, int edge)
{
    int shortest = picture.width();
    int run = 1;
    for (int x = edge + 1; x < picture.width() - edge; ++x) {
        if (picture.pixel(x, row) == picture.pixel(x - 1, row)) {
            ++run;
            continue;
        }
        shortest = qMin(shortest, run);
        run = 1;
    }
    return shortest;
}

const QByteArray text =
    "otpauth://totp/Example%20Corp:ada%40example.org?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Example%20Corp";

} // namespace

class QrViewTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_appearance = std::make_unique<Appearance>(); }

    void isReadByAScannerInEveryTheme_data()
    {
        QTest::addColumn<int>("colours");
        QTest::addColumn<int>("wish");
        for (const int wish : {100, 176, 232, 400}) {
            QTest::addRow("light %d", wish) << static_cast<int>(ColourChoice::Light) << wish;
            QTest::addRow("dark %d", wish) << static_cast<int>(ColourChoice::Dark) << wish;
            QTest::addRow("contrast %d", wish) << static_cast<int>(ColourChoice::HighContrast) << wish;
        }
    }

    void isReadByAScannerInEveryTheme()
    {
        QFETCH(const int, colours);
        QFETCH(const int, wish);
        m_appearance->setWish({.colours = static_cast<ColourChoice>(colours)});
        QrView view;
        view.setWish(wish);
        fill(view);
        view.resize(view.sizeHint());
        const QImage picture = view.grab().toImage();
        QCOMPARE(decoded(picture), QString::fromLatin1(text));
        QCOMPARE(picture.pixelColor(picture.width() / 2, 4), QColor(Qt::white));
    }

    void keepsItsLeastSizes()
    {
        const QrMatrix matrix = QrMatrix::encode(text);
        QrView view;
        view.setWish(10);
        fill(view);
        view.resize(view.sizeHint());
        QVERIFY(view.width() >= 170);
        const double ratio = view.devicePixelRatioF();
        const QImage picture = view.grab().toImage();
        const int edge = qRound(4 * ratio);
        const int module = (picture.width() - 2 * edge) / (matrix.size() + 8);
        QVERIFY2(module >= 3, qPrintable(QStringLiteral("%1 pixels per module at %2").arg(module).arg(ratio)));
        // Through the middle of the first row of modules: nothing is thinner than a whole module.
        QCOMPARE(shortestRun(picture, edge + module * 4 + module / 2, edge), module);
    }

    void isEmptyAfterClear()
    {
        QrView view;
        fill(view);
        view.resize(view.sizeHint());
        view.clear();
        QVERIFY(decoded(view.grab().toImage()).isEmpty());
    }

private:
    static void fill(QrView& view)
    {
        const QrMatrix matrix = QrMatrix::encode(text);
        QVERIFY(!matrix.isEmpty());
        view.show(matrix.size(), [&](int column, int row) { return matrix.isDark(column, row); });
        view.QWidget::show();
    }

    std::unique_ptr<Appearance> m_appearance;
};

QTEST_MAIN(QrViewTest)
#include "tst_qrview.moc"
