#include "widgets/language.h"

#include <QDir>
#include <QGuiApplication>
#include <QLibraryInfo>
#include <QLocale>

// The macro declares a function of the global namespace.
static void embedCatalogues()
{
    Q_INIT_RESOURCE(catalogues);
}

namespace keydesk {

Language::Language(QObject* parent) : QObject(parent)
{
    embedCatalogues();
}

void Language::use(const QString& language)
{
    if (language == m_present)
        return;
    m_present = language;
    const QLocale locale(language);
    QLocale::setDefault(locale);
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_toolkit);
    if (m_toolkit.load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                       QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_toolkit);
    if (m_own.load(locale, QStringLiteral("keydesk"), QStringLiteral("_"), QStringLiteral(":/keydesk/translations")))
        QCoreApplication::installTranslator(&m_own);
    QGuiApplication::setLayoutDirection(locale.textDirection());
}

QStringList Language::available()
{
    embedCatalogues();
    QStringList languages{QStringLiteral("en")};
    const auto files = QDir(QStringLiteral(":/keydesk/translations")).entryList({QStringLiteral("keydesk_*.qm")});
    for (const QString& file : files) {
        const QString language = file.section(QLatin1Char('_'), 1).section(QLatin1Char('.'), 0, 0);
        if (!languages.contains(language))
            languages.append(language);
    }
    return languages;
}

} // namespace keydesk
