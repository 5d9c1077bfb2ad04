#include "base/lineoftext.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

class TestLineOfText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void accepts_data();
    void accepts();
    void refuses_data();
    void refuses();
    void someMayBeEmpty();
};

void TestLineOfText::accepts_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("line");
    QTest::newRow("plain") << u"Ada’s phone"_s << u"Ada’s phone"_s;
    QTest::newRow("trimmed") << u"  work phone\t"_s << u"work phone"_s;
    QTest::newRow("one character") << u"x"_s << u"x"_s;
    QTest::newRow("composed") << u"Gu\u0308l"_s << u"G\u00fcl"_s;
    QTest::newRow("Turkish") << u"İş telefonu"_s << u"İş telefonu"_s;
    QTest::newRow("Arabic") << u"هاتف"_s << u"هاتف"_s;
    QTest::newRow("joined emoji") << u"👩‍💻 phone"_s << u"👩‍💻 phone"_s;
    QTest::newRow("64 characters") << QString(64, u'a') << QString(64, u'a');
    QTest::newRow("64 characters beyond the basic plane") << u"😀"_s.repeated(64) << u"😀"_s.repeated(64);
    QTest::newRow("markup is only text") << u"<b>phone</b>"_s << u"<b>phone</b>"_s;
}

void TestLineOfText::accepts()
{
    QFETCH(QString, typed);
    const auto line = lineOfText(typed, {.field = u"name"_s});
    QVERIFY(line.isOk());
    QTEST(*line, "line");
}

void TestLineOfText::refuses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("empty") << QString();
    QTest::newRow("only space") << u" \t\u00a0\u2003 "_s;
    QTest::newRow("65 characters") << QString(65, u'a');
    QTest::newRow("line break") << u"a\nb"_s;
    QTest::newRow("NUL") << QString(u"a"_s + QChar(0) + u'b');
    QTest::newRow("escape") << u"a\u001b[2Jb"_s;
    QTest::newRow("C1 control") << u"a\u0085b"_s;
    QTest::newRow("line separator") << u"a\u2028b"_s;
    QTest::newRow("direction override") << u"a\u202egnp"_s;
    QTest::newRow("direction isolate") << u"a\u2066b"_s;
    QTest::newRow("unpaired surrogate") << QString(u"a"_s + QChar(0xD800) + u'b');
}

void TestLineOfText::refuses()
{
    QFETCH(QString, typed);
    const auto line = lineOfText(typed, {.field = u"name"_s});
    QVERIFY(!line.isOk());
    QCOMPARE(line.error().code, ErrorCode::InvalidRequest);
    QCOMPARE(line.error().details[u"field"].toString(), u"name"_s);
}

void TestLineOfText::someMayBeEmpty()
{
    const auto line = lineOfText(u" "_s, {.field = u"place"_s, .longest = 5, .shortest = 0});
    QVERIFY(line.isOk() && line->isEmpty());
    QVERIFY(lineOfText(u" Lobby "_s, {.field = u"place"_s, .longest = 5, .shortest = 0}).isOk());
}

QTEST_GUILESS_MAIN(TestLineOfText)
#include "tst_lineoftext.moc"
