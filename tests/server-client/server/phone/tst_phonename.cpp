#include "phone/phonename.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

class TestPhoneName : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isALineOfAtMost64Characters();
    void proposesTheFirstFreeName();
};

void TestPhoneName::isALineOfAtMost64Characters()
{
    QCOMPARE(*checkedPhoneName(u"  Ada’s phone\t"_s), u"Ada’s phone"_s);
    QVERIFY(checkedPhoneName(u"😀"_s.repeated(64)).isOk());
    for (const QString& name : {QString(), u" \t"_s, QString(65, u'a'), u"a\nb"_s}) {
        const auto refused = checkedPhoneName(name);
        QVERIFY(!refused.isOk());
        QCOMPARE(refused.error().details[u"field"].toString(), u"name"_s);
    }
}

void TestPhoneName::proposesTheFirstFreeName()
{
    QCOMPARE(defaultPhoneName(u"en"_s, {}), u"Phone 1"_s);
    QCOMPARE(defaultPhoneName(u"en-GB"_s, {u"Phone 1"_s, u"Phone 3"_s}), u"Phone 2"_s);
    QCOMPARE(defaultPhoneName(u"tr"_s, {u"Phone 1"_s}), u"Telefon 1"_s);
    QCOMPARE(defaultPhoneName(u"xx"_s, {}), u"Phone 1"_s);
}

QTEST_GUILESS_MAIN(TestPhoneName)
#include "tst_phonename.moc"
