#include "presenters/rememberedchoices.h"

#include "presenters/choicenames.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

void RememberedChoices::recall(PanelSession::Start& start) const
{
    const QSettings file(m_file, QSettings::IniFormat);
    if (const QString language = file.value("language"_L1).toString(); start.languages.contains(language))
        start.language = language;
    start.theme = themeFromName(file.value("theme"_L1).toString()).value_or(start.theme);
    start.textSize = textSizeFromName(file.value("text_size"_L1).toString()).value_or(start.textSize);
}

void RememberedChoices::follow(const PanelSession& session)
{
    connect(&session, &PanelSession::languageChanged, this, [this, &session] { save(session); });
    connect(&session, &PanelSession::appearanceChanged, this, [this, &session] { save(session); });
}

void RememberedChoices::save(const PanelSession& session) const
{
    QDir().mkpath(QFileInfo(m_file).path());
    QSettings file(m_file, QSettings::IniFormat);
    file.setValue("language"_L1, session.language());
    file.setValue("theme"_L1, themeName(session.theme()));
    file.setValue("text_size"_L1, textSizeName(session.textSize()));
}

} // namespace keydesk
