#pragma once

#include <QObject>
#include <QTranslator>

namespace keydesk {

/// The language of the face: its words, the toolkit's own words, dates and the reading direction. Widgets hear of a
/// change by QEvent::LanguageChange. GUI thread.
class Language : public QObject
{
    Q_OBJECT
public:
    explicit Language(QObject* parent = nullptr);

    /// BCP 47. A language without words of its own shows the English ones.
    void use(const QString& language);
    const QString& present() const { return m_present; }

    /// The languages that have a catalogue in this program, English first.
    static QStringList available();

private:
    QString m_present;
    QTranslator m_own;
    QTranslator m_toolkit;
};

} // namespace keydesk
