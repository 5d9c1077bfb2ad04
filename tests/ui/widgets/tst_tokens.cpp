#include "widgets/contrast.h"
#include "widgets/tokens.h"

#include <QTest>

using namespace keydesk;

namespace {

struct Pair
{
    const char* what;
    QColor ink;
    QList<QColor> grounds;
};

/// Every text of the face on every ground it stands on.
QList<Pair> textPairs(const Tokens& t)
{
    return {
        {"text", t.text, {t.background, t.card, t.accentSoft}},
        {"muted", t.muted, {t.background, t.card}},
        {"accent", t.accent, {t.background, t.card, t.accentSoft}},
        {"on accent", t.onAccent, {t.accent}},
        {"good", t.good, {t.card, t.goodSoft}},
        {"warning", t.warning, {t.card, t.warningSoft}},
        {"harm", t.harm, {t.card, t.harmSoft}},
        {"on harm", t.onHarm, {t.harm}},
        {"on a waiting button", t.onWaiting, {t.waiting}},
    };
}

const QList<QColor> brands{{},
                           QColor("#1F56C3"),
                           QColor("#FFD400"),
                           QColor("#E2001A"),
                           QColor("#00A651"),
                           QColor("#000000"),
                           QColor("#FFFFFF"),
                           QColor("#7F7F7F"),
                           QColor("#9B26B6")};

} // namespace

class TokensTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void knownRatios()
    {
        QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrastRatio(Qt::white, Qt::white), 1.0);
        QVERIFY(qAbs(contrastRatio(QColor("#777777"), Qt::white) - 4.48) < 0.01); // The well-known grey just below AA.
    }

    void everyTextCanBeRead_data()
    {
        QTest::addColumn<int>("scheme");
        QTest::addColumn<QColor>("accent");
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark, Scheme::HighContrast}) {
            for (const QColor& brand : brands)
                QTest::addRow("scheme %d, accent %s", static_cast<int>(scheme),
                              brand.isValid() ? qPrintable(brand.name()) : "own")
                    << static_cast<int>(scheme) << brand;
        }
    }

    void everyTextCanBeRead()
    {
        QFETCH(const int, scheme);
        QFETCH(const QColor, accent);
        const Tokens t = makeTokens({.scheme = static_cast<Scheme>(scheme), .accent = accent});
        const double wanted = t.scheme == Scheme::HighContrast ? 7 : 4.5;
        for (const Pair& pair : textPairs(t)) {
            for (const QColor& ground : pair.grounds) {
                const double ratio = contrastRatio(pair.ink, ground);
                QVERIFY2(ratio >= wanted, qPrintable(QStringLiteral("%1 %2 on %3 is %4")
                                                         .arg(QLatin1String(pair.what), pair.ink.name(), ground.name())
                                                         .arg(ratio)));
            }
        }
    }

    /// WCAG 2.2, 1.4.11: what one must see to use it.
    void edgesAndFocusCanBeSeen_data() { everyTextCanBeRead_data(); }

    void edgesAndFocusCanBeSeen()
    {
        QFETCH(const int, scheme);
        QFETCH(const QColor, accent);
        const Tokens t = makeTokens({.scheme = static_cast<Scheme>(scheme), .accent = accent});
        QVERIFY(contrastRatio(t.outline, t.card) >= 3);
        QVERIFY(contrastRatio(t.accent, t.card) >= 3);
        QVERIFY(contrastRatio(t.accent, t.background) >= 3);
    }

    void sizesGrowStepByStep()
    {
        const Tokens desk = makeTokens({});
        const Tokens large = makeTokens({.isLargeText = true});
        const Tokens kiosk = makeTokens({.isKiosk = true});
        const Tokens both = makeTokens({.isLargeText = true, .isKiosk = true});
        QCOMPARE(desk.textSize(TextRole::Title), 32);
        QCOMPARE(desk.textSize(TextRole::Body), 18);
        for (const TextRole role : {TextRole::Title, TextRole::Body, TextRole::Help, TextRole::Tag}) {
            QVERIFY(large.textSize(role) > desk.textSize(role));
            QCOMPARE(kiosk.textSize(role), large.textSize(role));
            QVERIFY(both.textSize(role) > large.textSize(role));
        }
        QCOMPARE(desk.target, 44);
        QCOMPARE(kiosk.target, 56);
    }
};

QTEST_MAIN(TokensTest)
#include "tst_tokens.moc"
