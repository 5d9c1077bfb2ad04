#include "routes/router.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

Router router()
{
    Router router;
    for (const auto& [method, pattern] :
         {std::pair{"GET", "/phones"}, std::pair{"POST", "/phones"}, std::pair{"DELETE", "/phones/{id}"},
          std::pair{"POST", "/phones/{id}/loss"}, std::pair{"POST", "/installations/enrolment"},
          std::pair{"DELETE", "/installations/{id}"}})
        router.add({.method = method, .pattern = QString::fromLatin1(pattern), .handler = {}});
    return router;
}

} // namespace

class RouterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void paths_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QByteArrayList>("allowed");
        const QByteArrayList none;
        QTest::newRow("plain") << QByteArray("GET") << u"/api/v1/phones"_s << u"/phones"_s << none;
        QTest::newRow("second method") << QByteArray("POST") << u"/api/v1/phones"_s << u"/phones"_s << none;
        QTest::newRow("part") << QByteArray("DELETE") << u"/api/v1/phones/x"_s << u"/phones/{id}"_s << none;
        QTest::newRow("part within") << QByteArray("POST") << u"/api/v1/phones/x/loss"_s << u"/phones/{id}/loss"_s
                                     << none;
        QTest::newRow("word beside a part")
            << QByteArray("POST") << u"/api/v1/installations/enrolment"_s << u"/installations/enrolment"_s << none;
        QTest::newRow("part that is the word")
            << QByteArray("DELETE") << u"/api/v1/installations/enrolment"_s << u"/installations/{id}"_s << none;
        QTest::newRow("other method") << QByteArray("PUT") << u"/api/v1/phones"_s << QString()
                                      << QByteArrayList{"GET", "POST"};
        QTest::newRow("lower case method")
            << QByteArray("get") << u"/api/v1/phones"_s << QString() << QByteArrayList{"GET", "POST"};
        QTest::newRow("empty part") << QByteArray("DELETE") << u"/api/v1/phones/"_s << QString() << none;
        QTest::newRow("too long") << QByteArray("POST") << u"/api/v1/phones/x/loss/y"_s << QString() << none;
        QTest::newRow("slash at the end") << QByteArray("GET") << u"/api/v1/phones/"_s << QString() << none;
        QTest::newRow("other case") << QByteArray("GET") << u"/api/v1/Phones"_s << QString() << none;
        QTest::newRow("other version") << QByteArray("GET") << u"/api/v2/phones"_s << QString() << none;
        QTest::newRow("no version") << QByteArray("GET") << u"/phones"_s << QString() << none;
        QTest::newRow("version without slash") << QByteArray("GET") << u"/api/v1phones"_s << QString() << none;
        QTest::newRow("root") << QByteArray("GET") << u"/"_s << QString() << none;
        QTest::newRow("empty") << QByteArray("GET") << QString() << QString() << none;
    }
    void paths()
    {
        QFETCH(QByteArray, method);
        QFETCH(QString, path);
        QFETCH(QString, pattern);
        QFETCH(QByteArrayList, allowed);
        const Router routes = router();
        const Router::Match match = routes.find(method, path);
        QCOMPARE(match.route != nullptr ? match.route->pattern : QString(), pattern);
        QCOMPARE(match.allowed, allowed);
    }

    void partsHaveTheirNames()
    {
        const Router routes = router();
        QCOMPARE(routes.find("POST", u"/api/v1/phones/Zk1_-n0m/loss"_s).parameters.value(u"id"_s), u"Zk1_-n0m"_s);
    }
};

QTEST_GUILESS_MAIN(RouterTest)
#include "tst_router.moc"
