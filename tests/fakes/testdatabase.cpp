#include "fakes/testdatabase.h"

#include "fakes/postgresqlcluster.h"

#include <QTest>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

TestDatabase::Engine TestDatabase::current()
{
    QFETCH_GLOBAL(keydesk::TestDatabase::Engine, engine);
    return engine;
}

void TestDatabase::each()
{
    QTest::addColumn<keydesk::TestDatabase::Engine>("engine");
    QTest::newRow("sqlite") << Engine::Sqlite;
    QTest::newRow("postgresql") << Engine::Postgresql;
}

TestDatabase::TestDatabase() : TestDatabase(current()) {}

TestDatabase::TestDatabase(Engine engine) : m_engine(engine)
{
    m_url = engine == Engine::Sqlite ? QString(u"sqlite:"_s % file()) : PostgresqlCluster::running().freshSchema();
    reopen();
}

TestDatabase::~TestDatabase() = default;

DatabaseSettings TestDatabase::settings() const
{
    DatabaseSettings settings{m_url};
    settings.clock = &m_clock;
    settings.adjustTime = [this](Instant) { return m_clock.now(); };
    return settings;
}

void TestDatabase::reopen()
{
    m_database.reset();
    auto opened = Database::open(settings());
    if (!opened)
        qFatal("The test's database does not open: %s", qPrintable(opened.error().context));
    m_database = opened.take();
}

} // namespace keydesk
