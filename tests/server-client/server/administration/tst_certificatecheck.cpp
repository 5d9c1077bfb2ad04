#include "administration/certificatecheck.h"
#include "fakes/testauthority.h"

#include <QFile>
#include <QTest>

using namespace keydesk;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

/// Real certificates, good ones and those with one fault each.
class CertificateCheckTest : public QObject
{
    Q_OBJECT

    TestAuthority m_authority;

    CertificateFiles filesOf(const TestAuthority::Pair& pair) const
    {
        return {.certificate = pair.certificate, .key = pair.key, .authority = m_authority.file()};
    }

private Q_SLOTS:
    void aGoodOne()
    {
        const auto findings = examineCertificate(filesOf(m_authority.issue()), u"localhost"_s);
        QVERIFY(findings);
        QVERIFY(findings->keyFits);
        QVERIFY(findings->coversName);
        QCOMPARE(findings->chainProblem, QString());
        const auto life = findings->expires - SystemClock().now();
        QVERIFY(life > 29 * 24h && life < 31 * 24h);
    }

    void namesAndAddresses_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("isCovered");
        QTest::newRow("first") << u"register.example.org"_s << true;
        QTest::newRow("wildcard") << u"sso.it.example.org"_s << true;
        QTest::newRow("two labels for a wildcard") << u"a.b.it.example.org"_s << false;
        QTest::newRow("IPv4") << u"192.0.2.1"_s << true;
        QTest::newRow("other") << u"example.org"_s << false;
        QTest::newRow("the common name") << u"Test service"_s << false;
    }
    void namesAndAddresses()
    {
        QFETCH(QString, host);
        QFETCH(bool, isCovered);
        const auto pair =
            m_authority.issue({.names = {u"DNS:register.example.org"_s, u"DNS:*.it.example.org"_s, u"IP:192.0.2.1"_s}});
        QCOMPARE(examineCertificate(filesOf(pair), host)->coversName, isCovered);
    }

    void anIntermediateMustStandInTheFile()
    {
        QCOMPARE(examineCertificate(filesOf(m_authority.issue({.byIntermediate = true})), u"localhost"_s)->chainProblem,
                 QString());
        QVERIFY(!examineCertificate(filesOf(m_authority.issue({.withoutChain = true})), u"localhost"_s)
                     ->chainProblem.isEmpty());
    }

    void theSystemDoesNotKnowAPrivateAuthority()
    {
        CertificateFiles files = filesOf(m_authority.issue());
        files.authority.clear();
        QVERIFY(!examineCertificate(files, u"localhost"_s)->chainProblem.isEmpty());
    }

    void anothersKey()
    {
        CertificateFiles files = filesOf(m_authority.issue());
        files.key = m_authority.issue().key;
        QVERIFY(!examineCertificate(files, u"localhost"_s)->keyFits);
    }

    void unreadableFiles()
    {
        const CertificateFiles good = filesOf(m_authority.issue());
        for (const CertificateFiles& files : {CertificateFiles{u"/nowhere.pem"_s, good.key, good.authority},
                                              CertificateFiles{good.key, good.key, good.authority},
                                              CertificateFiles{good.certificate, good.certificate, good.authority},
                                              CertificateFiles{good.certificate, good.key, good.key}}) {
            const auto refused = examineCertificate(files, u"localhost"_s);
            QVERIFY(!refused);
            QVERIFY(refused.error().context.contains(u'/'));
        }
    }
};

QTEST_GUILESS_MAIN(CertificateCheckTest)
#include "tst_certificatecheck.moc"
