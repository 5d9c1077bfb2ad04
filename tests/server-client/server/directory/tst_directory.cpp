#include "directory/directory.h"

#include "base/random.h"
#include "fakes/testdatabase.h"

#include <QTest>
#include <thread>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

const User ada{.id = {},
               .userName = u"Ada"_s,
               .displayName = u"Ada Lovelace"_s,
               .mail = u"ada@example.org"_s,
               .mobile = u"+905551234567"_s,
               .locale = u"tr"_s,
               .role = Role::Operator,
               .groups = {u"staff"_s, u"engines"_s}};

User named(const QString& userName)
{
    User user;
    user.userName = userName;
    return user;
}

Secret password(const char* text)
{
    return Secret::copyOf(text);
}

} // namespace

class DirectoryTest : public QObject
{
    Q_OBJECT

    Result<User> add(Database& database, const Directory& directory, const User& user, const char* text = "right horse")
    {
        const auto hash = directory.hashedPassword(password(text));
        return database.write([&](Transaction& transaction) { return directory.add(transaction, user, *hash); });
    }

    std::optional<User> byName(Database& database, const Directory& directory, const QString& name)
    {
        return *database.read([&](Transaction& transaction) -> Result<std::optional<User>> {
            return directory.findByName(transaction, name);
        });
    }

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::each(); }

    void aPersonIsFoundAgain()
    {
        TestDatabase database;
        SystemRandom random;
        const Directory directory(*database, random);
        const auto added = add(*database, directory, ada);
        QVERIFY(added);
        QCOMPARE(added->userName, u"ada"_s);
        QCOMPARE(added->id.value.size(), 22);

        const auto found = byName(*database, directory, u"ada"_s);
        QVERIFY(found);
        QCOMPARE(found->id, added->id);
        QCOMPARE(found->displayName, ada.displayName);
        QCOMPARE(found->mail, ada.mail);
        QCOMPARE(found->mobile, ada.mobile);
        QCOMPARE(found->locale, ada.locale);
        QCOMPARE(found->role, Role::Operator);
        QCOMPARE(found->groups, (QStringList{u"engines"_s, u"staff"_s}));
        QVERIFY(!found->isDisabled);
        QVERIFY(!byName(*database, directory, u"Ada"_s)); // Callers prepare names.
        QVERIFY(!byName(*database, directory, u"grace"_s));
    }

    void aPreparedNameExistsOnce()
    {
        TestDatabase database;
        SystemRandom random;
        const Directory directory(*database, random);
        QVERIFY(add(*database, directory, ada));
        const auto again = add(*database, directory, named(u"ＡＤＡ"_s));
        QVERIFY(!again);
        QCOMPARE(again.error().code, ErrorCode::Conflict);
        QVERIFY(add(*database, directory, named(u"isil"_s)));
        QVERIFY(add(*database, directory, named(u"ısıl"_s)));
    }

    void badInputWritesNothing()
    {
        TestDatabase database;
        SystemRandom random;
        const Directory directory(*database, random);
        User nowhere = named(u"ada"_s);
        nowhere.mail = u"nowhere"_s;
        const auto refused = add(*database, directory, nowhere);
        QVERIFY(!refused);
        QCOMPARE(refused.error().details.value(u"field"_s).toString(), u"mail"_s);
        QVERIFY(!byName(*database, directory, u"ada"_s));
    }

    void userHandlesAreRandomAndStay()
    {
        TestDatabase database;
        SystemRandom random;
        const Directory directory(*database, random);
        const UserId first = add(*database, directory, ada)->id;
        const UserId second = add(*database, directory, named(u"grace"_s))->id;
        const auto handle = [&](const UserId& id) {
            return *database->read(
                [&](Transaction& transaction) -> Result<QByteArray> { return directory.userHandle(transaction, id); });
        };
        QCOMPARE(handle(first).size(), 64);
        QVERIFY(handle(first) != handle(second));
        const QByteArray before = handle(first);
        database.reopen();
        const Directory reopened(*database, random);
        QCOMPARE(*database->read([&](Transaction& transaction) -> Result<QByteArray> {
            return reopened.userHandle(transaction, first);
        }),
                 before);
    }

    void passwordsAreChecked()
    {
        TestDatabase database;
        SystemRandom random;
        const Directory directory(*database, random);
        const User user = *add(*database, directory, ada, "çok gizli 1");
        QCOMPARE(*directory.passwordMatches(user, password("çok gizli 1")), true);
        QCOMPARE(*directory.passwordMatches(user, password("c\u0327ok\u00A0gizli 1")), true); // the same to a person
        QCOMPARE(*directory.passwordMatches(user, password("Çok gizli 1")), false);
        QCOMPARE(*directory.passwordMatches(user, password("")), false);
        QCOMPARE(*directory.passwordMatches(user, password("a\tb")), false);
    }

    void nobodyCostsTheSame()
    {
        TestDatabase database;
        SystemRandom random;
        const Directory directory(*database, random);
        const User user = *add(*database, directory, ada);
        QVERIFY(database->write(
            [&](Transaction& transaction) { return directory.setDisabled(transaction, user.id, true); }));
        User gone = user;
        gone.id = {u"gone"_s};
        const quint64 before = directory.passwordChecks();
        QCOMPARE(*directory.passwordMatches(std::nullopt, password("right horse")), false);
        QCOMPARE(*directory.passwordMatches(user, password("right horse")), false); // disabled
        QCOMPARE(*directory.passwordMatches(gone, password("right horse")), false);
        QCOMPARE(*directory.passwordMatches(user, password("no\tpassword")), false);
        QCOMPARE(directory.passwordChecks() - before, quint64(4));
    }

    void disablingAndEnabling()
    {
        TestDatabase database;
        SystemRandom random;
        const Directory directory(*database, random);
        const UserId id = add(*database, directory, ada)->id;
        const auto setDisabled = [&](const UserId& user, bool disabled) {
            return database->write(
                [&](Transaction& transaction) { return directory.setDisabled(transaction, user, disabled); });
        };
        QVERIFY(setDisabled(id, true)->isDisabled);
        QVERIFY(byName(*database, directory, u"ada"_s)->isDisabled);
        QVERIFY(!setDisabled(id, false)->isDisabled);
        QCOMPARE(setDisabled({u"nobody"_s}, true).error().code, ErrorCode::NotFound);
    }

    void localeIsKept()
    {
        TestDatabase database;
        SystemRandom random;
        const Directory directory(*database, random);
        const UserId id = add(*database, directory, ada)->id;
        const auto set = [&](const UserId& user, const QString& locale) {
            return database->write(
                [&](Transaction& transaction) { return directory.setLocale(transaction, user, locale); });
        };
        QVERIFY(set(id, u"en-GB"_s));
        QCOMPARE(byName(*database, directory, u"ada"_s)->locale, u"en-GB"_s);
        QCOMPARE(set(id, u"e"_s).error().code, ErrorCode::InvalidRequest);
        QCOMPARE(set({u"nobody"_s}, u"en"_s).error().code, ErrorCode::NotFound);
    }

    void usersAreListedByName()
    {
        TestDatabase database;
        SystemRandom random;
        const Directory directory(*database, random);
        for (const QString& name : {u"grace"_s, u"alan"_s, u"ada"_s})
            QVERIFY(add(*database, directory, named(name)));
        const auto users = database->read(
            [&](Transaction& transaction) -> Result<QList<User>> { return directory.users(transaction); });
        QStringList names;
        for (const User& user : *users)
            names.append(user.userName);
        QCOMPARE(names, (QStringList{u"ada"_s, u"alan"_s, u"grace"_s}));
    }

    void nearestIsStableAndGoesRound()
    {
        TestDatabase database;
        SystemRandom random;
        const Directory directory(*database, random);
        const auto nearest = [&](const QString& key) {
            return *database->read([&](Transaction& transaction) -> Result<std::optional<User>> {
                return directory.nearest(transaction, key);
            });
        };
        QVERIFY(!nearest(u"a"_s));
        for (const QString& name : {u"grace"_s, u"alan"_s, u"ada"_s})
            QVERIFY(add(*database, directory, named(name)));
        for (const QString& key : {u"A"_s, u"_"_s, u"zzzzzzzzzzzzzzzzzzzzzzzz"_s, u"k9"_s}) {
            const auto first = nearest(key);
            QVERIFY(first);
            QCOMPARE(nearest(key)->id, first->id);
        }
    }

    void tooManyPasswordsAtOnceAreRefusedAsBusy()
    {
        TestDatabase database;
        SystemRandom random;
        const Directory directory(*database, random, {.parallel = 1, .wait = std::chrono::milliseconds{0}});
        const User user = *add(*database, directory, ada);
        std::atomic<int> right{0};
        std::atomic<int> busy{0};
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&] {
                const auto result = directory.passwordMatches(user, password("right horse"));
                if (result && *result)
                    ++right;
                else if (!result && result.error().code == ErrorCode::Busy && result.error().retryAfter.count() > 0)
                    ++busy;
            });
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(right + busy, 8);
        QVERIFY(right >= 1);
        QCOMPARE(directory.passwordChecks(), quint64(right));
        QVERIFY(*directory.passwordMatches(user, password("right horse"))); // The place is free again.
    }
};

QTEST_GUILESS_MAIN(DirectoryTest)
#include "tst_directory.moc"
