#include "cli/commanddeclaration.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

using Parser = QCommandLineParser;

/// "key remove USER_NAME NAME_OR_ID", and so on.
template <typename T>
CommandDeclaration ofOneKey(const QString& verb, const QString& summary, const QString& details = {})
{
    return {.words = {u"key"_s, verb},
            .arguments = {u"USER_NAME"_s, u"NAME_OR_ID"_s},
            .summary = summary,
            .options = {},
            .details = details,
            .read = [](const Parser& parser) {
                const QStringList given = parser.positionalArguments();
                return administration(T{.userName = given.value(0), .key = given.value(1)});
            }};
}

template <typename T>
CommandDeclaration withoutArguments(const QStringList& words, const QString& summary, const QString& details = {})
{
    return {.words = words,
            .arguments = {},
            .summary = summary,
            .options = {},
            .details = details,
            .read = [](const Parser&) { return administration(T{}); }};
}

} // namespace

QList<CommandDeclaration> keyDeclarations()
{
    return {
        {.words = {u"key"_s, u"list"_s},
         .arguments = {u"USER_NAME"_s},
         .summary = u"Lists a person's security keys."_s,
         .options = {},
         .details = {},
         .read =
             [](const Parser& parser) {
                 return administration(ListKeysCommand{.userName = parser.positionalArguments().value(0)});
             }},
        ofOneKey<RemoveKeyCommand>(u"remove"_s, u"Takes a security key away from a person."_s,
                                   u"The sign-ins made with it end, and the person is told by mail. It is done even if "
                                   "it is the last\nway to prove who they are."_s),
        ofOneKey<LoseKeyCommand>(u"lost"_s, u"Disables a security key at once, and keeps it in the list as lost."_s),
        withoutArguments<ListAffectedKeysCommand>(
            {u"key"_s, u"affected"_s}, u"Lists everybody's security keys that somebody should look at."_s,
            u"Their model was revoked or compromised by FIDO's metadata, their counter did not grow, or they were made "
            "for\nanother service.rp_id."_s),
        withoutArguments<ShowMetadataCommand>({u"metadata"_s, u"show"_s},
                                              u"Shows what the service knows of makers' models."_s),
        withoutArguments<RefreshMetadataCommand>({u"metadata"_s, u"refresh"_s},
                                                 u"Looks for newer metadata now, and at all registered keys again."_s),
    };
}

} // namespace keydesk
