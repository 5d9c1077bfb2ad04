#include "cli/userimport.h"

#include "cli/csv.h"

#include <QHash>
#include <QRegularExpression>
#include <algorithm>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int shortestPassword = 8; // NIST SP 800-63B section 5.1.1.2
const QStringList knownColumns{u"user_name"_s, u"display_name"_s, u"mail"_s,   u"mobile"_s,
                               u"locale"_s,    u"role"_s,         u"groups"_s, u"password"_s};

class TableReader
{
public:
    ImportTable read(QByteArrayView csv)
    {
        auto records = parseCsv(csv);
        if (!records) {
            complain(records.error().details.value(u"line"_s).toInt(), {}, records.error().context.section(u": "_s, 1));
        } else if (records->isEmpty()) {
            complain(1, {}, u"the file is empty"_s);
        } else {
            readHeader(records->constFirst());
            if (m_table.problems.isEmpty()) {
                for (qsizetype i = 1; i < records->size(); ++i)
                    readPerson((*records)[i]);
            }
            for (CsvRecord& record : *records) {
                for (QByteArray& field : record.fields)
                    wipe(field);
            }
        }
        return std::move(m_table);
    }

private:
    void complain(int line, const QString& column, const QString& problem)
    {
        m_table.problems.append({.line = line, .column = column, .problem = problem});
    }

    void readHeader(const CsvRecord& header)
    {
        for (const QByteArray& field : header.fields) {
            const QString column = QString::fromUtf8(field).trimmed().toLower();
            if (!knownColumns.contains(column))
                complain(header.line, column, u"no such column; there are: "_s + knownColumns.join(u", "_s));
            else if (m_columns.contains(column))
                complain(header.line, column, u"the column stands there twice"_s);
            m_columns.append(column);
        }
        for (const QString& needed : {u"user_name"_s, u"password"_s}) {
            if (!m_columns.contains(needed))
                complain(header.line, needed, u"the column is missing"_s);
        }
    }

    void readPerson(CsvRecord& record)
    {
        m_line = record.line;
        if (record.fields.size() != m_columns.size()) {
            complain(m_line, {}, u"%1 fields instead of %2"_s.arg(record.fields.size()).arg(m_columns.size()));
            return;
        }
        const qsizetype problemsBefore = m_table.problems.size();
        NewUser person{.user = readUser(record), .password = readPassword(record)};
        if (m_table.problems.size() == problemsBefore)
            m_table.people.append({.line = m_line, .user = std::move(person)});
    }

    QString text(const CsvRecord& record, const QString& column)
    {
        const qsizetype index = m_columns.indexOf(column);
        const QByteArray bytes = record.fields.value(index);
        const QString value = QString::fromUtf8(bytes).trimmed();
        if (!bytes.isValidUtf8())
            complain(m_line, column, u"not UTF-8"_s);
        else if (std::any_of(value.begin(), value.end(), [](QChar c) { return c.category() == QChar::Other_Control; }))
            complain(m_line, column, u"a line break or control character"_s);
        return value;
    }

    void check(const QString& column, const QString& value, const QRegularExpression& form, const QString& problem)
    {
        if (!value.isEmpty() && !form.match(value).hasMatch())
            complain(m_line, column, problem);
    }

    User readUser(const CsvRecord& record)
    {
        static const QRegularExpression mailForm(u"^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$"_s);
        static const QRegularExpression mobileForm(u"^\\+[1-9][0-9]{6,14}$"_s);
        static const QRegularExpression localeForm(u"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"_s);
        User user;
        user.userName = text(record, u"user_name"_s);
        user.displayName = text(record, u"display_name"_s);
        user.mail = text(record, u"mail"_s);
        user.mobile = text(record, u"mobile"_s);
        user.locale = text(record, u"locale"_s);
        check(u"mail"_s, user.mail, mailForm, u"not a mail address"_s);
        check(u"mobile"_s, user.mobile, mobileForm, u"not a number such as +905551234567"_s);
        check(u"locale"_s, user.locale, localeForm, u"not a language tag such as en or tr"_s);
        readRole(text(record, u"role"_s), user);
        readGroups(text(record, u"groups"_s), user);
        checkUserName(user.userName);
        return user;
    }

    void readRole(const QString& name, User& user)
    {
        const auto role = name.isEmpty() ? std::optional{Role::User} : roleFromName(name);
        if (role)
            user.role = *role;
        else
            complain(m_line, u"role"_s, u"none of user, operator, administrator"_s);
    }

    void readGroups(const QString& names, User& user)
    {
        for (const QString& name : names.split(u'|', Qt::SkipEmptyParts))
            user.groups.append(name.trimmed());
        if (user.groups.contains(QString()))
            complain(m_line, u"groups"_s, u"a group without a name"_s);
    }

    void checkUserName(const QString& userName)
    {
        if (userName.isEmpty()) {
            complain(m_line, u"user_name"_s, u"empty"_s);
            return;
        }
        const QString comparable = comparableUserName(userName);
        if (m_lines.contains(comparable))
            complain(m_line, u"user_name"_s, u"the same as in line %1"_s.arg(m_lines.value(comparable)));
        else
            m_lines.insert(comparable, m_line);
    }

    SharedSecret readPassword(CsvRecord& record)
    {
        QByteArray& bytes = record.fields[m_columns.indexOf(u"password"_s)];
        const auto isStart = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; };
        if (!bytes.isValidUtf8())
            complain(m_line, u"password"_s, u"not UTF-8"_s);
        else if (std::count_if(bytes.cbegin(), bytes.cend(), isStart) < shortestPassword)
            complain(m_line, u"password"_s, u"shorter than %1 characters"_s.arg(shortestPassword));
        return share(Secret::take(bytes));
    }

    ImportTable m_table;
    QStringList m_columns;
    QHash<QString, int> m_lines; ///< By comparable user name.
    int m_line = 0;
};

} // namespace

ImportTable readImportTable(QByteArrayView csv)
{
    return TableReader().read(csv);
}

QString comparableUserName(const QString& userName)
{
    return userName.normalized(QString::NormalizationForm_KC).toCaseFolded().normalized(QString::NormalizationForm_C);
}

} // namespace keydesk
