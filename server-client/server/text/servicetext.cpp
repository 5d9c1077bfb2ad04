#include "text/servicetext.h"

#include "text/messagetexts.h"

#include <QDir>
#include <QTranslator>
#include <map>
#include <memory>

static void addResource()
{
    Q_INIT_RESOURCE(service_texts);
}

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

using Variables = QMap<QString, QString>;

/// One per language but English, whose words are the sources. Read-only once made.
class Catalogues
{
public:
    Catalogues()
    {
        addResource();
        for (const QString& file : QDir(u":/keydesk/texts"_s).entryList({u"service_*.qm"_s}, QDir::Files, QDir::Name)) {
            auto translator = std::make_unique<QTranslator>();
            if (translator->load(u":/keydesk/texts/"_s % file))
                m_translators[file.mid(8).chopped(3)] = std::move(translator);
        }
    }

    QStringList locales() const
    {
        QStringList locales{u"en"_s};
        for (const auto& [locale, translator] : m_translators)
            locales.append(locale);
        return locales;
    }

    QString translate(const QString& locale, const char* source) const
    {
        const auto found = m_translators.find(locale);
        const QString translated =
            found == m_translators.end() ? QString() : found->second->translate("ServiceText", source);
        return translated.isEmpty() ? QString::fromUtf8(source) : translated;
    }

private:
    std::map<QString, std::unique_ptr<QTranslator>> m_translators;
};

const Catalogues& catalogues()
{
    static const Catalogues all;
    return all;
}

/// One pass: a value that looks like a placeholder stays what it is. A missing variable is an empty one.
QString filled(const QString& pattern, const Variables& variables)
{
    QString text;
    qsizetype position = 0;
    while (position < pattern.size()) {
        const qsizetype open = pattern.indexOf(u'{', position);
        const qsizetype close = open < 0 ? -1 : pattern.indexOf(u'}', open);
        if (close < 0)
            break;
        text += QStringView(pattern).mid(position, open - position);
        text += variables.value(pattern.mid(open + 1, close - open - 1));
        position = close + 1;
    }
    return text + QStringView(pattern).mid(position);
}

const MessageText& textOf(const QString& id)
{
    for (const MessageText& text : messageTexts()) {
        if (id == QLatin1String(text.id))
            return text;
    }
    qFatal("There is no text %s", qPrintable(id));
}

QString framed(const QString& locale, const QString& body, const Variables& variables)
{
    const MailFrame& frame = mailFrame();
    const bool hasName = !variables.value(u"displayName"_s).isEmpty();
    QStringList parts{catalogues().translate(locale, hasName ? frame.greeting : frame.greetingWithoutName), body};
    if (!variables.value(u"helpDesk"_s).isEmpty())
        parts.append(catalogues().translate(locale, frame.questions));
    parts.append(catalogues().translate(locale, frame.closing));
    return parts.join(u"\n\n"_s) % u'\n';
}

} // namespace

RenderedText ServiceText::render(const QString& textId, const QString& locale, const QMap<QString, QString>& given)
{
    const MessageText& text = textOf(textId);
    const QString language = nearestLocale(locale);
    Variables variables = given;
    if (variables.value(u"organisation"_s).isEmpty())
        variables.insert(u"organisation"_s, u"Keydesk"_s);
    const QString body = catalogues().translate(language, text.body);
    if (!text.subject)
        return {{}, filled(body, variables)};
    return {filled(catalogues().translate(language, text.subject), variables),
            filled(framed(language, body, variables), variables)};
}

QStringList ServiceText::locales()
{
    return catalogues().locales();
}

QString ServiceText::nearestLocale(const QString& wish)
{
    const QStringList known = locales();
    QString candidate = wish;
    candidate.replace(u'_', u'-');
    for (; !candidate.isEmpty(); candidate.truncate(std::max<qsizetype>(candidate.lastIndexOf(u'-'), 0))) {
        for (const QString& locale : known) {
            if (locale.compare(candidate, Qt::CaseInsensitive) == 0)
                return locale;
        }
    }
    return u"en"_s;
}

QStringList ServiceText::textIds()
{
    QStringList ids;
    for (const MessageText& text : messageTexts())
        ids.append(QString::fromLatin1(text.id));
    return ids;
}

} // namespace keydesk
