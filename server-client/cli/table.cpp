#include "cli/table.h"

#include <QDateTime>
#include <algorithm>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Characters that take a place of their own: combining ones do not.
qsizetype width(const QString& text)
{
    return std::count_if(text.begin(), text.end(), [](QChar c) { return !c.isMark() && !c.isLowSurrogate(); });
}

} // namespace

QString shown(const QString& text)
{
    QString harmless = text;
    std::replace_if(
        harmless.begin(), harmless.end(),
        [](QChar c) {
            return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format ||
                   c.category() == QChar::Separator_Line || c.category() == QChar::Separator_Paragraph;
        },
        u'?');
    return harmless;
}

QString shownTime(qint64 millisecondsSinceEpoch)
{
    return QDateTime::fromMSecsSinceEpoch(millisecondsSinceEpoch, Qt::UTC).toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

Table::Table(QStringList headings)
{
    m_rows.append(std::move(headings));
}

void Table::add(const QStringList& row)
{
    QStringList cells;
    for (const QString& cell : row)
        cells.append(cell.isEmpty() ? u"-"_s : shown(cell));
    m_rows.append(cells);
}

QString Table::text() const
{
    QList<qsizetype> widths(m_rows.constFirst().size(), 0);
    for (const QStringList& row : m_rows) {
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], width(row[i]));
    }
    QString text;
    for (const QStringList& row : m_rows) {
        for (qsizetype i = 0; i < row.size(); ++i) {
            text += row[i];
            if (i + 1 < row.size()) // Nothing but the line break behind the last column.
                text += QString(widths[i] - width(row[i]) + 2, u' ');
        }
        text += u'\n';
    }
    return text;
}

} // namespace keydesk
