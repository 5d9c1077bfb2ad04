#include "text/servicetext.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

class ServiceTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLocaleFallsBack_data()
    {
        QTest::addColumn<QString>("wish");
        QTest::addColumn<QString>("locale");
        QTest::newRow("exact") << u"tr"_s << u"tr"_s;
        QTest::newRow("region") << u"tr-TR"_s << u"tr"_s;
        QTest::newRow("POSIX") << u"tr_TR"_s << u"tr"_s;
        QTest::newRow("upper case") << u"TR"_s << u"tr"_s;
        QTest::newRow("script") << u"en-Latn-GB"_s << u"en"_s;
        QTest::newRow("unknown") << u"fi-FI"_s << u"en"_s;
        QTest::newRow("none") << QString() << u"en"_s;
        QTest::newRow("nonsense") << u"-"_s << u"en"_s;
    }
    void aLocaleFallsBack()
    {
        QFETCH(QString, wish);
        QTEST(ServiceText::nearestLocale(wish), "locale");
    }

    void everyTextSaysItsVariables_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QStringList>("names");
        const QStringList phone{u"phone"_s, u"place"_s, u"time"_s};
        QTest::newRow("mail code") << u"mail.sign_in_code"_s << QStringList{u"code"_s, u"minutes"_s, u"place"_s};
        QTest::newRow("sms code") << u"sms.sign_in_code"_s << QStringList{u"code"_s, u"minutes"_s};
        QTest::newRow("phone registered") << u"mail.phone_registered"_s << phone;
        QTest::newRow("phone renamed") << u"mail.phone_renamed"_s << phone;
        QTest::newRow("phone removed") << u"mail.phone_removed"_s << phone;
        QTest::newRow("phone lost") << u"mail.phone_lost"_s << phone;
        const QStringList key{u"key"_s, u"place"_s, u"time"_s};
        for (const char* event : {"registered", "renamed", "removed", "lost", "counter_alert"})
            QTest::newRow(event) << u"mail.security_key_"_s + QLatin1StringView(event) << key;
        for (const char* event : {"removed_by_administrator", "lost_by_administrator"})
            QTest::newRow(event) << u"mail.security_key_"_s + QLatin1StringView(event)
                                 << QStringList{u"key"_s, u"time"_s};
        QTest::newRow("model") << u"mail.security_key_model_alert"_s << QStringList{u"key"_s, u"time"_s};
        const QStringList count{u"count"_s, u"place"_s, u"time"_s};
        QTest::newRow("session") << u"mail.session_ended"_s << QStringList{u"session"_s, u"place"_s, u"time"_s};
        QTest::newRow("session, by an administrator") << u"mail.session_ended_by_administrator"_s
                                                      << QStringList{u"session"_s, u"time"_s};
        QTest::newRow("sessions") << u"mail.sessions_ended"_s << count;
        QTest::newRow("not me") << u"mail.sessions_not_me"_s << count;
        QTest::newRow("key's name") << u"security_key.default_name"_s << QStringList{u"number"_s};
        QTest::newRow("user") << u"mail.user_added"_s << QStringList{u"userName"_s};
        QTest::newRow("phone's name") << u"phone.default_name"_s << QStringList{u"number"_s};
        QTest::newRow("locale") << u"mail.locale_changed"_s << QStringList{u"place"_s};
    }
    void everyTextSaysItsVariables()
    {
        QFETCH(QString, id);
        QFETCH(QStringList, names);
        QMap<QString, QString> variables;
        if (id.startsWith(u"mail."))
            variables.insert({{u"organisation"_s, u"Example Works"_s},
                              {u"displayName"_s, u"Ada Lovelace"_s},
                              {u"helpDesk"_s, u"4242"_s}});
        for (const QString& name : names)
            variables.insert(name, u"<value of "_s % name % u'>');
        for (const QString& locale : ServiceText::locales()) {
            const RenderedText text = ServiceText::render(id, locale, variables);
            for (const QString& value : variables)
                QVERIFY2(text.body.contains(value), qPrintable(locale % u": " % value));
            QVERIFY(!text.body.contains(u'{'));
            QCOMPARE(text.subject.isEmpty(), !id.startsWith(u"mail."));
            QVERIFY(!text.subject.contains(u"value of"_s));
        }
    }

    void theIdsAreThese()
    {
        QCOMPARE(ServiceText::textIds().size(), 22);
        QVERIFY(ServiceText::textIds().contains(u"mail.phone_lost"_s));
        QCOMPARE(ServiceText::locales(), (QStringList{u"en"_s, u"tr"_s}));
    }

    void languagesDiffer()
    {
        for (const QString& id : ServiceText::textIds()) {
            const RenderedText english = ServiceText::render(id, u"en"_s, {});
            const RenderedText turkish = ServiceText::render(id, u"tr-TR"_s, {});
            QVERIFY(english.body != turkish.body);
            QVERIFY(english.subject.isEmpty() || english.subject != turkish.subject);
        }
    }

    void aValueIsNotAPattern()
    {
        const RenderedText text = ServiceText::render(u"mail.phone_renamed"_s, u"en"_s,
                                                      {{u"phone"_s, u"{time} {"_s}, {u"time"_s, u"noon"_s}});
        QVERIFY(text.body.contains(u"{time} {"_s));
    }

    void withoutNameAndHelpDeskTheirWordsAreAbsent()
    {
        const QString body = ServiceText::render(u"mail.locale_changed"_s, u"en"_s, {}).body;
        QVERIFY(body.startsWith(u"Hello,\n\n"_s));
        QVERIFY(!body.contains(u"Your help desk:"_s));
        QVERIFY(body.contains(u"Keydesk"_s));
    }

    void anSmsFitsOne()
    {
        const QMap<QString, QString> variables{
            {u"code"_s, u"123456"_s}, {u"minutes"_s, u"5"_s}, {u"organisation"_s, u"Example"_s}};
        QVERIFY(ServiceText::render(u"sms.sign_in_code"_s, u"en"_s, variables).body.size() <= 160);
        QVERIFY(ServiceText::render(u"sms.sign_in_code"_s, u"tr"_s, variables).body.size() <=
                140); // Two parts in UCS-2.
    }

    /// Complete, and each translation uses the placeholders of its source.
    void theCatalogueIsFinished()
    {
        QFile file(QStringLiteral(KEYDESK_SOURCE_DIR "/translations/service_tr.ts"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&file);
        const QRegularExpression placeholder(u"\\{[A-Za-z]+\\}"_s);
        const auto placeholders = [&](const QString& text) {
            QStringList all;
            for (const auto& match : placeholder.globalMatch(text))
                all.append(match.captured());
            all.sort();
            return all;
        };
        QString source;
        int translations = 0;
        while (!xml.atEnd()) {
            xml.readNext();
            if (xml.isStartElement() && xml.name() == u"source")
                source = xml.readElementText();
            if (xml.isStartElement() && xml.name() == u"translation") {
                QVERIFY2(!xml.attributes().hasAttribute(u"type"_s), qPrintable(source));
                QCOMPARE(placeholders(xml.readElementText()), placeholders(source));
                ++translations;
            }
        }
        QVERIFY(!xml.hasError());
        QVERIFY(translations >= 2 * ServiceText::textIds().size());
    }
};

QTEST_GUILESS_MAIN(ServiceTextTest)
#include "tst_servicetext.moc"
