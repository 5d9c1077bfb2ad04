#include "directory/directory.h"
#include "directory/precisclass.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

/// RFC 8265 (user names and passwords) on RFC 8264 (string classes). The rows named "RFC" are examples of the standard.
class PreparationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void userNamesBecomeOne_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("prepared");
        QTest::newRow("plain") << u"ada"_s << u"ada"_s;
        QTest::newRow("RFC address") << u"juliet@example.com"_s << u"juliet@example.com"_s;
        QTest::newRow("RFC fussball") << u"fussball"_s << u"fussball"_s;
        QTest::newRow("RFC sharp s") << u"fußball"_s << u"fußball"_s;
        QTest::newRow("RFC pi") << u"π"_s << u"π"_s;
        QTest::newRow("RFC capital sigma") << u"Σ"_s << u"σ"_s;
        QTest::newRow("RFC sigma") << u"σ"_s << u"σ"_s;
        QTest::newRow("RFC final sigma") << u"ς"_s << u"ς"_s;
        QTest::newRow("upper case") << u"ADA.Lovelace-1815_x"_s << u"ada.lovelace-1815_x"_s;
        QTest::newRow("capital I in no language") << u"ISIL"_s << u"isil"_s;
        QTest::newRow("dotless i stays") << u"ışıl"_s << u"ışıl"_s;
        QTest::newRow("dotted capital I") << u"İpek"_s << u"i\u0307pek"_s;
        QTest::newRow("fullwidth") << u"ＡＤＡ＠Ｅｘａｍｐｌｅ．ｏｒｇ"_s << u"ada@example.org"_s;
        QTest::newRow("halfwidth katakana") << u"ｶﾞ"_s << u"ガ"_s;
        QTest::newRow("mixed width and case") << u"aＤa"_s << u"ada"_s;
        QTest::newRow("decomposed") << u"C\u0327ag\u0306lar"_s << u"çağlar"_s;
        QTest::newRow("right to left") << u"שלום"_s << u"שלום"_s;
        QTest::newRow("Arabic with Arabic digits") << u"علي١٢"_s << u"علي١٢"_s;
        QTest::newRow("Hebrew gershayim") << u"צה״ל"_s << u"צה״ל"_s;
        QTest::newRow("Catalan middle dot") << u"col·lega"_s << u"col·lega"_s;
        QTest::newRow("joiner after virama") << u"क्\u200Dष"_s << u"क्\u200Dष"_s;
        QTest::newRow("non-joiner between letters that join") << u"نامه\u200Cای"_s << u"نامه\u200Cای"_s;
        QTest::newRow("katakana middle dot") << u"アダ・ラブレス"_s << u"アダ・ラブレス"_s;
        QTest::newRow("beyond the basic plane") << u"𐐀𐐁"_s << u"𐐨𐐩"_s;
        QTest::newRow("longest") << QString(256, u'a') << QString(256, u'a');
    }

    void userNamesBecomeOne()
    {
        QFETCH(QString, typed);
        QFETCH(QString, prepared);
        const auto once = preparedUserName(typed);
        QVERIFY2(once, qPrintable(once.isOk() ? QString() : once.error().context));
        QCOMPARE(*once, prepared);
        const auto twice = preparedUserName(*once);
        QVERIFY(twice);
        QCOMPARE(*twice, prepared);
    }

    void turkishNamesStayApart()
    {
        QStringList names;
        for (const QString& typed : {u"isil"_s, u"ısıl"_s, u"İSİL"_s, u"ISIL"_s})
            names.append(*preparedUserName(typed));
        QCOMPARE(names[0], names[3]);
        names.removeDuplicates();
        QCOMPARE(names.size(), 3);
    }

    void whatIsNoUserNameIsRefused_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("empty") << u""_s;
        QTest::newRow("RFC space") << u"foo bar"_s;
        QTest::newRow("RFC roman numeral") << u"henry\u2163"_s;
        QTest::newRow("RFC chess king") << u"\u265A"_s;
        QTest::newRow("NUL") << QString::fromUtf16(u"a\0b", 3);
        QTest::newRow("tab") << u"a\tb"_s;
        QTest::newRow("line feed") << u"ada\n"_s;
        QTest::newRow("C1 control") << u"a\u0085b"_s;
        QTest::newRow("ideographic space") << u"a\u3000b"_s;
        QTest::newRow("no-break space") << u"a\u00A0b"_s;
        QTest::newRow("zero width joiner alone") << u"\u200D"_s;
        QTest::newRow("zero width joiner between latin letters") << u"a\u200Db"_s;
        QTest::newRow("zero width non-joiner between latin letters") << u"a\u200Cb"_s;
        QTest::newRow("zero width non-joiner at the end") << u"نامه\u200C"_s;
        QTest::newRow("zero width space") << u"a\u200Bb"_s;
        QTest::newRow("soft hyphen") << u"a\u00ADb"_s;
        QTest::newRow("right-to-left override") << u"a\u202Eb"_s;
        QTest::newRow("left and right mixed") << u"adaשלום"_s;
        QTest::newRow("right-to-left begins with a digit") << u"1שלום"_s;
        QTest::newRow("right-to-left ends in a sign") << u"שלום-"_s;
        QTest::newRow("both kinds of numbers") << u"ا1١"_s;
        QTest::newRow("both kinds of Arabic digits") << u"ا\u0661\u06F1"_s;
        QTest::newRow("ligature") << u"\uFB01nn"_s;
        QTest::newRow("superscript") << u"x²"_s;
        QTest::newRow("emoji") << u"ada😀"_s;
        QTest::newRow("middle dot outside of Catalan") << u"a·b"_s;
        QTest::newRow("Greek keraia before latin") << u"͵a"_s;
        QTest::newRow("Hebrew geresh after latin") << u"a׳"_s;
        QTest::newRow("katakana middle dot alone") << u"a・b"_s;
        QTest::newRow("Arabic tatweel") << u"عـلي"_s;
        QTest::newRow("unassigned") << u"\u0378"_s;
        QTest::newRow("non-character") << u"a\uFFFF"_s;
        QTest::newRow("private use") << u"\uE000"_s;
        QTest::newRow("lone high surrogate") << QString(u'a') + QChar(0xD800);
        QTest::newRow("lone low surrogate") << QChar(0xDC00) + QString(u'a');
        QTest::newRow("old Hangul jamo") << u"\u1100"_s;
        QTest::newRow("too long") << QString(257, u'a');
        QTest::newRow("too long once prepared") << QString(200, QChar(0x0130));
    }

    void whatIsNoUserNameIsRefused()
    {
        QFETCH(QString, typed);
        const auto prepared = preparedUserName(typed);
        QVERIFY2(!prepared, qPrintable(prepared.isOk() ? *prepared : QString()));
        QCOMPARE(prepared.error().code, ErrorCode::InvalidRequest);
        QCOMPARE(prepared.error().details.value(u"field"_s).toString(), u"userName"_s);
    }

    void passwordsBecomeOne_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<QByteArray>("prepared");
        QTest::newRow("RFC sentence") << QByteArray("correct horse battery staple")
                                      << QByteArray("correct horse battery staple");
        QTest::newRow("RFC case stays") << QByteArray("Correct Horse Battery Staple")
                                        << QByteArray("Correct Horse Battery Staple");
        QTest::newRow("RFC letters") << QByteArray("πßå") << QByteArray("πßå");
        QTest::newRow("RFC symbols") << QByteArray("Jack of ♦s") << QByteArray("Jack of ♦s");
        QTest::newRow("RFC ogham space") << QByteArray("foo\u1680bar") << QByteArray("foo bar");
        QTest::newRow("no-break space") << QByteArray("foo\u00A0bar") << QByteArray("foo bar");
        QTest::newRow("decomposed") << QByteArray("c\u0327ay") << QByteArray("çay");
        QTest::newRow("fullwidth stays") << QByteArray("Ａda") << QByteArray("Ａda");
        QTest::newRow("emoji") << QByteArray("😀😀") << QByteArray("😀😀");
        QTest::newRow("longest") << QByteArray(1024, 'x') << QByteArray(1024, 'x');
    }

    void passwordsBecomeOne()
    {
        QFETCH(QByteArray, typed);
        QFETCH(QByteArray, prepared);
        const auto result = preparedPassword(Secret::copyOf(typed));
        QVERIFY(result);
        QCOMPARE(result->view().toByteArray(), prepared);
    }

    void whatIsNoPasswordIsRefused_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::newRow("RFC empty") << QByteArray();
        QTest::newRow("RFC tab") << QByteArray("my cat is a \tby");
        QTest::newRow("NUL") << QByteArray("a\0b", 3);
        QTest::newRow("not UTF-8") << QByteArray("a\xFF");
        QTest::newRow("encoded surrogate") << QByteArray("\xED\xA0\x80");
        QTest::newRow("cut off") << QByteArray("\xF0\x9F\x98");
        QTest::newRow("too long") << QByteArray(1025, 'x');
    }

    void whatIsNoPasswordIsRefused()
    {
        QFETCH(QByteArray, typed);
        const auto result = preparedPassword(Secret::copyOf(typed));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::InvalidRequest);
    }

    void codePointsHaveTheirProperty_data()
    {
        QTest::addColumn<char32_t>("codePoint");
        QTest::addColumn<int>("property");
        const auto row = [](const char* name, char32_t codePoint, PrecisProperty property) {
            QTest::newRow(name) << codePoint << static_cast<int>(property);
        };
        row("letter", U'a', PrecisProperty::Valid);
        row("tilde", U'~', PrecisProperty::Valid);
        row("space", U' ', PrecisProperty::FreeformOnly);
        row("sharp s, an exception", 0x00DF, PrecisProperty::Valid);
        row("title case letter", 0x01C5, PrecisProperty::FreeformOnly);
        row("joiner", 0x200D, PrecisProperty::ContextJ);
        row("middle dot", 0x00B7, PrecisProperty::ContextO);
        row("fullwidth a", 0xFF41, PrecisProperty::FreeformOnly);
        row("variation selector", 0xFE0F, PrecisProperty::Disallowed);
        row("surrogate", 0xD800, PrecisProperty::Disallowed);
        row("non-character of the last plane", 0x10FFFF, PrecisProperty::Disallowed);
        row("unassigned", 0x0378, PrecisProperty::Unassigned);
    }

    void codePointsHaveTheirProperty()
    {
        QFETCH(char32_t, codePoint);
        QFETCH(int, property);
        QCOMPARE(static_cast<int>(precisProperty(codePoint)), property);
    }
};

QTEST_GUILESS_MAIN(PreparationTest)
#include "tst_preparation.moc"
