#include "cli/commanddeclaration.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

using Parser = QCommandLineParser;

constexpr int mostSessions = 1000;

QList<QCommandLineOption> filterOptions()
{
    return {{u"user"_s, u"Only this person's."_s, u"USER_NAME"_s},
            {u"address"_s, u"Only those from this IP address."_s, u"ADDRESS"_s},
            {u"country"_s, u"Only those from this country, such as TR."_s, u"CODE"_s},
            {u"limit"_s, u"At most so many, the newest (default: 100; up to 1000)."_s, u"N"_s, u"100"_s}};
}

Result<SessionFilter> readFilter(const Parser& parser)
{
    SessionFilter filter{.userName = parser.value(u"user"_s),
                         .address = parser.value(u"address"_s),
                         .country = parser.value(u"country"_s).toUpper()};
    bool isNumber = false;
    filter.maximum = parser.value(u"limit"_s).toInt(&isNumber);
    if (!isNumber || filter.maximum < 1 || filter.maximum > mostSessions)
        return misused(u"--limit wants a whole number from 1 to %1"_s.arg(mostSessions));
    if (!filter.country.isEmpty() && filter.country.size() != 2)
        return misused(u"--country wants two letters (ISO 3166-1), such as TR"_s);
    return filter;
}

Result<Command> readList(const Parser& parser)
{
    const auto filter = readFilter(parser);
    if (!filter)
        return filter.error();
    return administration(ListSessionsCommand{.filter = *filter});
}

Result<Command> readEnd(const Parser& parser)
{
    const auto filter = readFilter(parser);
    if (!filter)
        return filter.error();
    const QString id = parser.value(u"id"_s);
    const bool hasFilter = !filter->userName.isEmpty() || !filter->address.isEmpty() || !filter->country.isEmpty();
    if (id.isEmpty() == !hasFilter)
        return misused(u"say which: --id alone, or --user, --address or --country"_s);
    return administration(EndSessionsCommand{.id = id, .filter = *filter});
}

} // namespace

QList<CommandDeclaration> sessionDeclarations()
{
    return {
        {.words = {u"session"_s, u"list"_s},
         .arguments = {},
         .summary = u"Lists where people are signed in, the newest first."_s,
         .options = filterOptions(),
         .details = u"Browsers' sessions for single sign-on, and sign-ins at this panel's kiosks and desktop apps. A "
                    "country can be a\nwrong one: a person with a VPN is where the VPN is."_s,
         .read = readList},
        {.words = {u"session"_s, u"end"_s},
         .arguments = {},
         .summary = u"Ends one session, or all that the options say."_s,
         .options = filterOptions() +
                    QList<QCommandLineOption>{{u"id"_s, u"The one session with this id."_s, u"ID"_s}},
         .details = u"They cannot be used any more at once, the applications reached with them are told, and each person "
                    "gets a mail."_s,
         .read = readEnd},
    };
}

} // namespace keydesk
