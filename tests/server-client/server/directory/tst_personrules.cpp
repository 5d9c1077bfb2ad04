#include "directory/personrules.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

class PersonRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mailAddresses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isOne");
        QTest::newRow("plain") << u"ada@example.org"_s << true;
        QTest::newRow("tagged") << u"ada.l+keys@mail.example.org"_s << true;
        QTest::newRow("one letter") << u"a@b.io"_s << true;
        QTest::newRow("longest local part") << QString(64, u'a') + u"@example.org"_s << true;
        QTest::newRow("no at") << u"ada.example.org"_s << false;
        QTest::newRow("two ats") << u"ada@x@example.org"_s << false;
        QTest::newRow("no domain") << u"ada@"_s << false;
        QTest::newRow("no local part") << u"@example.org"_s << false;
        QTest::newRow("one label") << u"ada@localhost"_s << false;
        QTest::newRow("two dots") << u"ada..l@example.org"_s << false;
        QTest::newRow("dot first") << u".ada@example.org"_s << false;
        QTest::newRow("label begins with a hyphen") << u"ada@-example.org"_s << false;
        QTest::newRow("space") << u"a da@example.org"_s << false;
        QTest::newRow("line break") << u"ada@example.org\r\nBcc: alan@example.org"_s << false;
        QTest::newRow("angle brackets") << u"<ada@example.org>"_s << false;
        QTest::newRow("comma") << u"ada@example.org,alan@example.org"_s << false;
        QTest::newRow("not ASCII") << u"çağlar@example.org"_s << false;
        QTest::newRow("local part too long") << QString(65, u'a') + u"@example.org"_s << false;
        QTest::newRow("too long") << u"ada@"_s + QString(60, u'a') + QString(u"."_s + QString(60, u'b')).repeated(4)
                                  << false;
    }

    void mailAddresses()
    {
        QFETCH(QString, text);
        QFETCH(bool, isOne);
        QCOMPARE(isMailAddress(text), isOne);
    }

    void mobileNumbers_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isOne");
        QTest::newRow("Turkey") << u"+905551234567"_s << true;
        QTest::newRow("longest") << u"+123456789012345"_s << true;
        QTest::newRow("too long") << u"+1234567890123456"_s << false;
        QTest::newRow("too short") << u"+123456"_s << false;
        QTest::newRow("no plus") << u"905551234567"_s << false;
        QTest::newRow("zero first") << u"+005551234567"_s << false;
        QTest::newRow("space") << u"+90 555 1234567"_s << false;
        QTest::newRow("other digits") << u"+٩٠٥٥٥١٢٣٤٥"_s << false;
    }

    void mobileNumbers()
    {
        QFETCH(QString, text);
        QFETCH(bool, isOne);
        QCOMPARE(isMobileNumber(text), isOne);
    }

    void languageTags_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isOne");
        QTest::newRow("language") << u"tr"_s << true;
        QTest::newRow("with region") << u"en-GB"_s << true;
        QTest::newRow("with script") << u"zh-Hant-TW"_s << true;
        QTest::newRow("empty") << u""_s << false;
        QTest::newRow("one letter") << u"t"_s << false;
        QTest::newRow("underscore") << u"tr_TR"_s << false;
        QTest::newRow("path") << u"../tr"_s << false;
        QTest::newRow("empty subtag") << u"tr-"_s << false;
        QTest::newRow("too long") << u"en-"_s + u"abcdefgh-"_s.repeated(4) + u"x"_s << false;
    }

    void languageTags()
    {
        QFETCH(QString, text);
        QFETCH(bool, isOne);
        QCOMPARE(isLanguageTag(text), isOne);
    }

    void aPersonIsBroughtIntoForm()
    {
        User typed;
        typed.userName = u"ADA"_s;
        typed.groups = {u" staff "_s, u"kıbrıs"_s, u"staff"_s};
        const auto person = normalizedPerson(typed);
        QVERIFY(person);
        QCOMPARE(person->userName, u"ada"_s);
        QCOMPARE(person->displayName, u"ada"_s);
        QCOMPARE(person->locale, u"en"_s);
        QCOMPARE(person->groups, (QStringList{u"kıbrıs"_s, u"staff"_s}));
    }

    void theFieldAtFaultIsNamed_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::newRow("user name") << u"userName"_s << u"a da"_s;
        QTest::newRow("display name with a line break") << u"displayName"_s << u"Ada\nLovelace"_s;
        QTest::newRow("display name that turns the writing") << u"displayName"_s << u"Ada\u202Eecalevol"_s;
        QTest::newRow("display name too long") << u"displayName"_s << QString(129, u'x');
        QTest::newRow("mail") << u"mail"_s << u"ada"_s;
        QTest::newRow("mobile") << u"mobile"_s << u"555"_s;
        QTest::newRow("locale") << u"locale"_s << u"t"_s;
        QTest::newRow("group") << u"groups"_s << u" "_s;
    }

    void theFieldAtFaultIsNamed()
    {
        QFETCH(QString, field);
        QFETCH(QString, value);
        User user;
        user.userName = u"ada"_s;
        user.displayName = u"Ada Lovelace"_s;
        if (field == u"userName")
            user.userName = value;
        else if (field == u"displayName")
            user.displayName = value;
        else if (field == u"mail")
            user.mail = value;
        else if (field == u"mobile")
            user.mobile = value;
        else if (field == u"locale")
            user.locale = value;
        else
            user.groups = {value};
        const auto person = normalizedPerson(user);
        QVERIFY(!person);
        QCOMPARE(person.error().code, ErrorCode::InvalidRequest);
        QCOMPARE(person.error().details.value(u"field"_s).toString(), field);
    }
};

QTEST_GUILESS_MAIN(PersonRulesTest)
#include "tst_personrules.moc"
