#pragma once

#include <QList>
#include <QStringList>

namespace keydesk {

/// Text that others wrote, made harmless for a terminal: control and direction characters become "?".
QString shown(const QString& text);

/// "2026-11-23 10:42:05" in UTC.
QString shownTime(qint64 millisecondsSinceEpoch);

/// Rows under headings, in columns as wide as they must be. All cells go through shown().
class Table
{
public:
    explicit Table(QStringList headings);
    void add(const QStringList& row);
    /// Lines with a line break at each end.
    QString text() const;

private:
    QList<QStringList> m_rows;
};

} // namespace keydesk
