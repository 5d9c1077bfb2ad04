#include "cli/csv.h"

#include "base/secret.h"

#include <algorithm>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

char separatorOf(QByteArrayView text)
{
    const qsizetype end = text.indexOf('\n');
    const QByteArrayView firstLine = end < 0 ? text : text.first(end);
    return firstLine.contains(';') && !firstLine.contains(',') ? ';' : ',';
}

/// Reads one record after the other. Fields may hold passwords: whoever takes them wipes them.
class CsvParser
{
public:
    explicit CsvParser(QByteArrayView text) : m_text(text), m_separator(separatorOf(text)) {}

    bool atEnd() const { return m_position >= m_text.size(); }

    Result<CsvRecord> record()
    {
        CsvRecord record{.line = m_line, .fields = {}};
        for (;;) {
            auto field = peek() == '"' ? quotedField() : plainField();
            if (!field)
                return field.error();
            record.fields.append(field.take());
            if (atEnd() || peek() != m_separator)
                break;
            ++m_position;
        }
        if (!atEnd()) { // plainField and quotedField end at a separator or at a line's end.
            m_position += peek() == '\r' ? 2 : 1;
            ++m_line;
        }
        return record;
    }

private:
    char peek() const { return atEnd() ? '\n' : m_text[m_position]; }
    bool isLineEnd() const
    {
        return atEnd() || peek() == '\n' ||
               (peek() == '\r' && m_position + 1 < m_text.size() && m_text[m_position + 1] == '\n');
    }

    Error wrong(int line, const QString& why) const
    {
        return {.code = ErrorCode::InvalidRequest,
                .context = u"line %1: %2"_s.arg(line).arg(why),
                .details = {{u"line"_s, line}}};
    }

    Result<QByteArray> plainField()
    {
        const qsizetype begin = m_position;
        while (!isLineEnd() && peek() != m_separator) {
            if (peek() == '"')
                return wrong(m_line, u"a quote inside a field that does not begin with one"_s);
            if (peek() == '\0')
                return wrong(m_line, u"a NUL character"_s);
            ++m_position;
        }
        return m_text.sliced(begin, m_position - begin).toByteArray();
    }

    Result<QByteArray> quotedField()
    {
        const int firstLine = m_line;
        ++m_position;
        QByteArray field;
        field.reserve(std::max<qsizetype>(0, m_text.indexOf('"', m_position) -
                                                 m_position)); // A password is not left behind by growth.
        for (; !atEnd(); ++m_position) {
            if (peek() == '\0')
                return wrong(m_line, u"a NUL character"_s);
            if (peek() == '"') {
                const bool isDoubled = m_position + 1 < m_text.size() && m_text[m_position + 1] == '"';
                if (!isDoubled)
                    break;
                ++m_position;
            }
            m_line += peek() == '\n' ? 1 : 0;
            field.append(peek());
        }
        if (atEnd())
            return wrong(firstLine, u"a quote is opened and never closed"_s);
        ++m_position;
        if (!isLineEnd() && peek() != m_separator)
            return wrong(m_line, u"text after the closing quote"_s);
        return field;
    }

    QByteArrayView m_text;
    char m_separator;
    qsizetype m_position = 0;
    int m_line = 1;
};

} // namespace

Result<QList<CsvRecord>> parseCsv(QByteArrayView text)
{
    constexpr QByteArrayView byteOrderMark = "\xEF\xBB\xBF";
    CsvParser parser(text.startsWith(byteOrderMark) ? text.sliced(byteOrderMark.size()) : text);
    QList<CsvRecord> records;
    while (!parser.atEnd()) {
        auto record = parser.record();
        if (!record)
            return record.error();
        if (record->fields.size() > 1 || !record->fields.constFirst().trimmed().isEmpty())
            records.append(record.take());
    }
    return records;
}

} // namespace keydesk
