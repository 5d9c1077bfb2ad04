#pragma once

#include "fakes/fakeclock.h"
#include "store/database.h"

#include <QTemporaryDir>

namespace keydesk {

/// A fresh, migrated database for a test, real SQLite or real PostgreSQL. Both run when the test has
///     void initTestCase_data() { TestDatabase::each(); }
/// Then each test function makes its own: `TestDatabase database;` and hands out `*database`. PostgreSQL is started at
/// the first need, one server per test program, and stops with it; without PostgreSQL the test fails.
class TestDatabase
{
public:
    enum class Engine { Sqlite, Postgresql };
    /// One row per engine (column "engine"), for initTestCase_data() or a _data() function.
    static void each();

    /// The engine of the running row of initTestCase_data().
    TestDatabase();
    explicit TestDatabase(Engine engine);
    /// Of the running row of initTestCase_data().
    static Engine current();
    ~TestDatabase();

    Database& operator*() { return *m_database; }
    Database* operator->() { return m_database.get(); }
    Engine engine() const { return m_engine; }
    /// The database's time, on both engines.
    FakeClock& clock() { return m_clock; }

    /// Closes and opens again, as a restarted service does.
    void reopen();
    void close() { m_database.reset(); }
    /// For a second connection or another process.
    DatabaseSettings settings() const;
    /// SQLite's file.
    QString file() const { return m_folder.filePath(QStringLiteral("keydesk.db")); }

private:
    Engine m_engine;
    QTemporaryDir m_folder;
    FakeClock m_clock;
    QString m_url;
    std::unique_ptr<Database> m_database;
};

} // namespace keydesk

Q_DECLARE_METATYPE(keydesk::TestDatabase::Engine)
