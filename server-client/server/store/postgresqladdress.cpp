#include "store/postgresqladdress.h"

#include <QUrl>
#include <QUrlQuery>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

Error refused(const QString& why)
{
    return {ErrorCode::InvalidRequest, u"The database's address: "_s % why};
}

/// libpq's connection string, section 34.1.1.1 of PostgreSQL's manual.
QString quoted(QString value)
{
    value.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s);
    return u'\'' % value % u'\'';
}

} // namespace

Result<PostgresqlAddress> PostgresqlAddress::parse(const QString& text)
{
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.path().size() < 2)
        return refused(u"expected postgresql://user@host:port/database"_s);
    if (!url.password().isEmpty())
        return refused(u"a password stands in the password file, not here"_s);
    PostgresqlAddress address;
    address.user = url.userName();
    address.host = url.host();
    address.port = url.port();
    address.database = url.path().mid(1);

    // A server that is gone without a word is noticed within 20 seconds, also by who only listens.
    QStringList options{u"connect_timeout=5"_s, u"tcp_user_timeout=15000"_s, u"keepalives_idle=15"_s,
                        u"keepalives_interval=5"_s, u"application_name=keydesk"_s};
    for (const auto& [name, value] : QUrlQuery(url).queryItems(QUrl::FullyDecoded)) {
        if (name == u"password" || name == u"passfile")
            return refused(u"a password stands in the password file, not here"_s);
        // Qt Sql takes a semicolon for the end of an option.
        if (value.contains(u';') || name.contains(u';') || name.contains(u' '))
            return refused(u"the parameter "_s % name % u" has a character that is not allowed"_s);
        options.append(name % u'=' % quoted(value)); // libpq takes the last of two.
    }
    address.options = options.join(u';');
    return address;
}

} // namespace keydesk
