#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

namespace {

struct Message
{
    QString context, source, comment;
    QStringList translations;
    QString type; ///< "unfinished", "vanished", "obsolete" or empty.

    QString key() const { return context + QLatin1Char('|') + source + QLatin1Char('|') + comment; }
};

QList<Message> messagesOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<Message> messages;
    QString context;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const QString element = xml.name().toString();
        if (element == QStringLiteral("name"))
            context = xml.readElementText();
        else if (element == QStringLiteral("message"))
            messages.append({context, {}, {}, {}, {}});
        else if (element == QStringLiteral("source"))
            messages.last().source = xml.readElementText();
        else if (element == QStringLiteral("comment"))
            messages.last().comment = xml.readElementText();
        else if (element == QStringLiteral("numerusform"))
            messages.last().translations.append(xml.readElementText());
        else if (element == QStringLiteral("translation")) {
            messages.last().type = xml.attributes().value(QStringLiteral("type")).toString();
            const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
            messages.last().translations.append(text.trimmed());
        }
    }
    return messages;
}

QStringList marksOf(const QString& text)
{
    static const QRegularExpression mark(QStringLiteral("%n|%[1-9]|</?b>"));
    QStringList marks;
    for (auto match = mark.globalMatch(text); match.hasNext();)
        marks.append(match.next().captured());
    marks.sort();
    return marks;
}

} // namespace

/// The catalogues hold what the sources say, all of it and nothing else.
class TranslationsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theCatalogueIsComplete_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<bool>("isPluralOnly");
        QTest::newRow("Turkish") << QStringLiteral("tr") << false;
        QTest::newRow("English plurals") << QStringLiteral("en") << true;
    }

    void theCatalogueIsComplete()
    {
        QFETCH(const QString, language);
        QFETCH(const bool, isPluralOnly);
        const QString path = QStringLiteral(KEYDESK_SOURCE_DIR "/translations/keydesk_%1.ts").arg(language);
        QTemporaryDir folder;
        const QString fresh = folder.filePath(QStringLiteral("fresh.ts"));
        QVERIFY(QFile::copy(path, fresh));
        QStringList arguments{QStringLiteral(KEYDESK_SOURCE_DIR "/ui"),
                              QStringLiteral("-ts"),
                              fresh,
                              QStringLiteral("-source-language"),
                              QStringLiteral("en"),
                              QStringLiteral("-target-language"),
                              language,
                              QStringLiteral("-locations"),
                              QStringLiteral("none")};
        if (isPluralOnly)
            arguments.append(QStringLiteral("-pluralonly"));
        QProcess lupdate;
        lupdate.start(QStringLiteral(KEYDESK_LUPDATE), arguments);
        QVERIFY(lupdate.waitForFinished());
        QCOMPARE(lupdate.exitCode(), 0);

        QStringList problems;
        const auto messages = messagesOf(fresh);
        for (const Message& message : messages) {
            if (!message.type.isEmpty())
                problems.append(message.type + QStringLiteral(": ") + message.source);
            for (const QString& translation : message.translations) {
                if (translation.isEmpty() && message.translations.size() == 1)
                    problems.append(QStringLiteral("empty: ") + message.source);
            }
        }
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(QLatin1Char('\n'))));
        QVERIFY(messages.size() > (isPluralOnly ? 3 : 300));
        QCOMPARE(messages.size(), messagesOf(path).size()); // Nothing was missing.
    }

    void theMarksSurviveTranslation()
    {
        QStringList problems;
        const auto messages = messagesOf(QStringLiteral(KEYDESK_SOURCE_DIR "/translations/keydesk_tr.ts"));
        for (const Message& message : messages) {
            const bool isPlural = message.source.contains(QLatin1String("%n"));
            if (!isPlural && marksOf(message.source) != marksOf(message.translations.last()))
                problems.append(message.source + QStringLiteral(" → ") + message.translations.last());
        }
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(QLatin1Char('\n'))));
    }

    void aSentenceEndsAsInEnglish()
    {
        // A question stays a question, and running text keeps its full stop.
        QStringList problems;
        const auto messages = messagesOf(QStringLiteral(KEYDESK_SOURCE_DIR "/translations/keydesk_tr.ts"));
        for (const Message& message : messages) {
            const QChar end = message.source.back();
            const bool isMark = end == QLatin1Char('.') || end == QChar(0x2026);
            if (isMark && message.translations.last().back() != end)
                problems.append(message.source + QStringLiteral(" → ") + message.translations.last());
        }
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(QLatin1Char('\n'))));
    }
};

QTEST_GUILESS_MAIN(TranslationsTest)
#include "tst_translations.moc"
