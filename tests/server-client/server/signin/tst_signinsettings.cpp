#include "signin/signinsettings.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class SignInSettingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaultsAreThePolicys()
    {
        const auto settings = Settings::parse("", u"test.toml"_s, signInSettings);
        QVERIFY(settings);
        const SignInPolicy declared = signInPolicy(*settings);
        const SignInPolicy own;
        QCOMPARE(declared.ceremonyLife, own.ceremonyLife);
        QCOMPARE(declared.codeLife, own.codeLife);
        QCOMPARE(declared.tokenLife, own.tokenLife);
        QCOMPARE(declared.tokenIdle, own.tokenIdle);
        QCOMPARE(declared.kioskTokenLife, own.kioskTokenLife);
        QCOMPARE(declared.kioskTokenIdle, own.kioskTokenIdle);
    }

    void valuesAreReadAndKeptWithinTheirRange()
    {
        const auto settings =
            Settings::parse("[signin]\nceremony_life = \"15min\"\ncode_life = \"5s\"\ntoken_life = \"365d\"\n",
                            u"test.toml"_s, signInSettings);
        QVERIFY(settings);
        const SignInPolicy policy = signInPolicy(*settings);
        QCOMPARE(policy.ceremonyLife, std::chrono::seconds{15min});
        QCOMPARE(policy.codeLife, std::chrono::seconds{1min});
        QCOMPARE(policy.tokenLife, std::chrono::seconds{30 * 24h});
    }
};

QTEST_GUILESS_MAIN(SignInSettingsTest)
#include "tst_signinsettings.moc"
