#include "cli/csv.h"
#include "cli/userimport.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

/// "line column problem", one per problem.
QStringList problemsOf(const QByteArray& csv)
{
    QStringList lines;
    for (const ImportProblem& problem : readImportTable(csv).problems)
        lines.append(u"%1 %2: %3"_s.arg(QString::number(problem.line), problem.column, problem.problem));
    return lines;
}

QList<QByteArrayList> fieldsOf(const QByteArray& csv)
{
    QList<QByteArrayList> all;
    const auto records = parseCsv(csv);
    if (!records)
        qFatal("%s", qPrintable(records.error().context));
    for (const CsvRecord& record : *records)
        all.append(QByteArrayList(record.fields));
    return all;
}

} // namespace

class TestUserImport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsFields_data();
    void readsFields();
    void countsLines();
    void refusesWrongQuotes_data();
    void refusesWrongQuotes();
    void readsPeople();
    void readsColumnsInAnyOrder();
    void readsATableWithSemicolons();
    void findsEveryMistakeWithItsLine();
    void refusesAWrongHeader_data();
    void refusesAWrongHeader();
    void anEmptyTableIsAMistakeWithoutHeaderOnly();
    void namesThatTheServiceHoldsForEqualAreEqual();
};

void TestUserImport::readsFields_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QList<QByteArrayList>>("fields");
    using Fields = QList<QByteArrayList>;
    QTest::newRow("plain") << QByteArray("a,b\nc,d\n") << Fields{{"a", "b"}, {"c", "d"}};
    QTest::newRow("no last line break") << QByteArray("a,b\nc,d") << Fields{{"a", "b"}, {"c", "d"}};
    QTest::newRow("CRLF") << QByteArray("a,b\r\nc,d\r\n") << Fields{{"a", "b"}, {"c", "d"}};
    QTest::newRow("quoted") << QByteArray("\"a,1\",\"b \"\"x\"\"\"\n") << Fields{{"a,1", "b \"x\""}};
    QTest::newRow("line break in quotes") << QByteArray("\"a\nb\",c\n") << Fields{{"a\nb", "c"}};
    QTest::newRow("empty fields") << QByteArray(",,\na,,\n") << Fields{{"", "", ""}, {"a", "", ""}};
    QTest::newRow("separator at the very end") << QByteArray("a,") << Fields{{"a", ""}};
    QTest::newRow("empty lines") << QByteArray("a,b\n\n  \n\r\nc,d\n\n") << Fields{{"a", "b"}, {"c", "d"}};
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                   "a,b\n")
                                     << Fields{{"a", "b"}};
    QTest::newRow("semicolons") << QByteArray("a;b\nc,1;d\n") << Fields{{"a", "b"}, {"c,1", "d"}};
    QTest::newRow("semicolon in a comma table") << QByteArray("a,b\nc;1,d\n") << Fields{{"a", "b"}, {"c;1", "d"}};
    QTest::newRow("empty quotes") << QByteArray("\"\",b\n") << Fields{{"", "b"}};
    QTest::newRow("nothing") << QByteArray() << Fields{};
}

void TestUserImport::readsFields()
{
    QFETCH(QByteArray, csv);
    QTEST(fieldsOf(csv), "fields");
}

void TestUserImport::countsLines()
{
    const auto records = parseCsv("head,er\n\n\"two\nlines\",x\r\nlast,y\n");
    QCOMPARE(records->at(0).line, 1);
    QCOMPARE(records->at(1).line, 3);
    QCOMPARE(records->at(2).line, 5);
}

void TestUserImport::refusesWrongQuotes_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<int>("line");
    QTest::newRow("inside") << QByteArray("a,b\nc\"d,e\n") << 2;
    QTest::newRow("never closed") << QByteArray("a,b\nc,\"d\ne\n") << 2;
    QTest::newRow("text after") << QByteArray("a,b\n\"c\"d,e\n") << 2;
    QTest::newRow("NUL") << QByteArray("a,b\nc,d\ne,\0f", 11) << 3;
    QTest::newRow("NUL in quotes") << QByteArray("a,b\n\"c\0\",d", 10) << 2;
}

void TestUserImport::refusesWrongQuotes()
{
    QFETCH(QByteArray, csv);
    const auto records = parseCsv(csv);
    QVERIFY(!records.isOk());
    QTEST(records.error().details[u"line"].toInt(), "line");
}

void TestUserImport::readsPeople()
{
    const auto table =
        readImportTable("user_name,display_name,mail,mobile,locale,role,groups,password\n"
                        "ada, Ada Example ,ada@example.org,+905551234567,tr,operator,staff|it,\" correct,horse \"\n"
                        "grace,,,,,,,quiet-lantern\n");
    QVERIFY(table.problems.isEmpty());
    QCOMPARE(table.people.size(), 2);
    const auto& ada = table.people[0];
    QCOMPARE(ada.line, 2);
    QCOMPARE(ada.user.user.userName, u"ada"_s);
    QCOMPARE(ada.user.user.displayName, u"Ada Example"_s);
    QCOMPARE(ada.user.user.mail, u"ada@example.org"_s);
    QCOMPARE(ada.user.user.mobile, u"+905551234567"_s);
    QCOMPARE(ada.user.user.locale, u"tr"_s);
    QCOMPARE(ada.user.user.role, Role::Operator);
    QCOMPARE(ada.user.user.groups, (QStringList{u"staff"_s, u"it"_s}));
    QCOMPARE(ada.user.password->view(), QByteArrayView(" correct,horse ")); // A password is what it is, spaces too.
    const auto& grace = table.people[1];
    QCOMPARE(grace.line, 3);
    QCOMPARE(grace.user.user.role, Role::User);
    QVERIFY(grace.user.user.mail.isEmpty());
    QVERIFY(grace.user.user.groups.isEmpty());
}

void TestUserImport::readsColumnsInAnyOrder()
{
    const auto table = readImportTable("Password, USER_NAME\nbright-harbour,ada\n");
    QVERIFY(table.problems.isEmpty());
    QCOMPARE(table.people[0].user.user.userName, u"ada"_s);
    QCOMPARE(table.people[0].user.password->view(), QByteArrayView("bright-harbour"));
}

void TestUserImport::readsATableWithSemicolons()
{
    const auto table = readImportTable("user_name;display_name;password\ngül;Gül, Örnek;parola12,\n");
    QVERIFY(table.problems.isEmpty());
    QCOMPARE(table.people[0].user.user.displayName, u"Gül, Örnek"_s);
    QCOMPARE(table.people[0].user.password->view(), QByteArrayView("parola12,"));
}

void TestUserImport::findsEveryMistakeWithItsLine()
{
    const QStringList problems = problemsOf("user_name,mail,mobile,locale,role,groups,password\n"
                                            "ada,ada@example.org,,en,,,bright-harbour\n"
                                            ",nobody,12,english please,king,a||b,short\n"
                                            "grace,grace@example.org\n"
                                            "Ada,,,,,,quiet-lantern\n"
                                            "alan,\"al\nan@example.org\",,,,,silver-orchard\n"
                                            "b\xffrt,,,,,,silver-orchard\n"
                                            "cy,,,,,,\xff\xff\xff\xff\xff\xff\xff\xff\n");
    QCOMPARE(problems,
             (QStringList{u"3 mail: not a mail address"_s, u"3 mobile: not a number such as +905551234567"_s,
                          u"3 locale: not a language tag such as en or tr"_s,
                          u"3 role: none of user, operator, administrator"_s, u"3 user_name: empty"_s,
                          u"3 password: shorter than 8 characters"_s, u"4 : 2 fields instead of 7"_s,
                          u"5 user_name: the same as in line 2"_s, u"6 mail: a line break or control character"_s,
                          u"6 mail: not a mail address"_s, u"8 user_name: not UTF-8"_s, u"9 password: not UTF-8"_s}));
}

void TestUserImport::refusesAWrongHeader_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QString>("problem");
    QTest::newRow("unknown") << QByteArray("user_name,password,shoe_size\n") << u"1 shoe_size: no such column"_s;
    QTest::newRow("twice") << QByteArray("user_name,password,user_name\n")
                           << u"1 user_name: the column stands there twice"_s;
    QTest::newRow("no user_name") << QByteArray("mail,password\n") << u"1 user_name: the column is missing"_s;
    QTest::newRow("no password") << QByteArray("user_name\n") << u"1 password: the column is missing"_s;
    QTest::newRow("no header") << QByteArray("ada,bright-harbour\n") << u"1 ada: no such column"_s;
    QTest::newRow("quotes") << QByteArray("user_name,pass\"word\n") << u"1 : a quote inside"_s;
}

void TestUserImport::refusesAWrongHeader()
{
    QFETCH(QByteArray, csv);
    QFETCH(QString, problem);
    const QStringList problems = problemsOf(csv + "ada,bright-harbour,\n");
    QVERIFY(!problems.isEmpty());
    QVERIFY2(problems.constFirst().startsWith(problem), qPrintable(problems.constFirst()));
    QVERIFY(readImportTable(csv).people.isEmpty());
}

void TestUserImport::anEmptyTableIsAMistakeWithoutHeaderOnly()
{
    QCOMPARE(problemsOf(""), QStringList{u"1 : the file is empty"_s});
    QCOMPARE(problemsOf("\n\n"), QStringList{u"1 : the file is empty"_s});
    QVERIFY(problemsOf("user_name,password\n").isEmpty());
}

void TestUserImport::namesThatTheServiceHoldsForEqualAreEqual()
{
    QCOMPARE(comparableUserName(u"ADA"_s), comparableUserName(u"ada"_s));
    QCOMPARE(comparableUserName(u"ａｄａ"_s), comparableUserName(u"ada"_s)); // Full width.
    QCOMPARE(comparableUserName(u"gu\u0308l"_s), comparableUserName(u"gül"_s));
    QVERIFY(comparableUserName(u"ılgaz"_s) != comparableUserName(u"ilgaz"_s)); // Dotless i is another letter.
}

QTEST_GUILESS_MAIN(TestUserImport)
#include "tst_userimport.moc"
