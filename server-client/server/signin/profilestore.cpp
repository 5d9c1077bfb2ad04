#include "signin/profilestore.h"

#include "base/random.h"
#include "signin/profilefactors.h"

#include <QSet>
#include <algorithm>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int longestName = 128;
constexpr int mostFactors = 5;
constexpr int mostGroups = 200;
constexpr int mostPosition = 1'000'000;

const QString selectProfiles = u"SELECT id, name, type, position, factors FROM profiles "_s;

ApplicationProfile profileFrom(Transaction& transaction, const Row& row)
{
    ApplicationProfile profile{.id = {row.text(0)},
                               .name = row.text(1),
                               .type = profileTypeFromName(row.text(2)).value_or(ProfileType::Registration),
                               .position = static_cast<int>(row.number(3)),
                               .groups = {},
                               .factors = factorsFromText(row.text(4))};
    const auto groups = transaction.all(
        u"SELECT group_name FROM profile_groups WHERE profile_id = ? ORDER BY group_name"_s, {profile.id.value});
    for (const Row& group : groups)
        profile.groups.append(group.text(0));
    return profile;
}

QList<ApplicationProfile> profilesFrom(Transaction& transaction, const QList<Row>& rows)
{
    QList<ApplicationProfile> profiles;
    for (const Row& row : rows)
        profiles.append(profileFrom(transaction, row));
    return profiles;
}

bool appliesTo(const ApplicationProfile& profile, const QStringList& groups)
{
    return profile.groups.isEmpty() ||
           std::ranges::any_of(profile.groups, [&](const QString& group) { return groups.contains(group); });
}

bool isLine(const QString& text)
{
    return !text.isEmpty() && text.size() <= longestName && text == text.trimmed() && text.isValidUtf16() &&
           std::ranges::none_of(text, [](QChar c) { return c.category() == QChar::Other_Control; });
}

bool isSentCode(Method method)
{
    return method == Method::MailCode || method == Method::SmsCode;
}

Error refused(const QString& field, const QString& why)
{
    return {ErrorCode::InvalidRequest, why, {{u"field"_s, field}}};
}

Result<void> checkFactors(const ProfileFactors& factors)
{
    if (factors.isEmpty() || factors.size() > mostFactors)
        return refused(u"factors"_s, u"none or too many"_s);
    QSet<Method> seen;
    for (const QList<Method>& methods : factors) {
        if (methods.isEmpty())
            return refused(u"factors"_s, u"a factor without a method"_s);
        for (const Method method : methods) {
            // A method in two factors could prove both with one thing.
            if (seen.contains(method))
                return refused(u"factors"_s, u"a method stands twice"_s);
            seen.insert(method);
        }
    }
    // Anybody could make the service send codes to people whose name they know.
    if (std::ranges::all_of(factors.first(), isSentCode))
        return refused(u"factors"_s, u"the first factor is a sent code alone"_s);
    return done();
}

Result<void> checkProfile(const ApplicationProfile& profile)
{
    if (!isLine(profile.name))
        return refused(u"name"_s, u"empty, too long or not one line of text"_s);
    if (profile.position < 0 || profile.position > mostPosition)
        return refused(u"position"_s, u"out of range"_s);
    if (profile.groups.size() > mostGroups || !std::ranges::all_of(profile.groups, isLine))
        return refused(u"groups"_s, u"too many, empty, too long or not one line of text"_s);
    return checkFactors(profile.factors);
}

/// Finds a free place; those at or after a taken one move back by one.
int placeFor(Transaction& transaction, const ApplicationProfile& profile)
{
    const QString type = profileTypeName(profile.type);
    if (profile.position == 0) {
        const auto last =
            transaction.first(u"SELECT COALESCE(MAX(position), 0) FROM profiles WHERE type = ?"_s, {type});
        return static_cast<int>(last->number(0)) + 1;
    }
    if (transaction.first(u"SELECT id FROM profiles WHERE type = ? AND position = ?"_s, {type, profile.position}))
        transaction.run(u"UPDATE profiles SET position = position + 1 WHERE type = ? AND position >= ?"_s,
                        {type, profile.position});
    return profile.position;
}

} // namespace

ProfileStore::ProfileStore(Random& random) : m_random(random) {}

QList<ApplicationProfile> ProfileStore::profiles(Transaction& transaction) const
{
    return profilesFrom(transaction, transaction.all(selectProfiles + u"ORDER BY type, position, id"_s));
}

std::optional<ApplicationProfile> ProfileStore::find(Transaction& transaction, const ProfileId& id) const
{
    const auto row = transaction.first(selectProfiles + u"WHERE id = ?"_s, {id.value});
    return row ? std::optional{profileFrom(transaction, *row)} : std::nullopt;
}

std::optional<ApplicationProfile> ProfileStore::match(Transaction& transaction, ProfileType type,
                                                      const QStringList& groups) const
{
    const auto profiles = ofType(transaction, type);
    const auto found =
        std::ranges::find_if(profiles, [&](const ApplicationProfile& profile) { return appliesTo(profile, groups); });
    return found == profiles.end() ? std::nullopt : std::optional{*found};
}

QList<ApplicationProfile> ProfileStore::ofType(Transaction& transaction, ProfileType type) const
{
    return profilesFrom(transaction, transaction.all(selectProfiles + u"WHERE type = ? ORDER BY position, id"_s,
                                                     {profileTypeName(type)}));
}

bool ProfileStore::exists(Transaction& transaction, ProfileType type) const
{
    return transaction.first(u"SELECT id FROM profiles WHERE type = ? LIMIT 1"_s, {profileTypeName(type)}).has_value();
}

Result<ApplicationProfile> ProfileStore::create(Transaction& transaction, const ApplicationProfile& wanted) const
{
    ApplicationProfile profile = wanted;
    profile.name = wanted.name.normalized(QString::NormalizationForm_C);
    for (QString& group : profile.groups)
        group = group.normalized(QString::NormalizationForm_C);
    profile.groups.removeDuplicates();
    profile.groups.sort();
    if (const auto ok = checkProfile(profile); !ok)
        return ok.error();

    profile.id = {m_random.opaqueId()};
    profile.position = placeFor(transaction, profile);
    const bool isNew =
        transaction.tryInsert(u"INSERT INTO profiles (id, name, type, position, factors) VALUES (?, ?, ?, ?, ?)"_s,
                              {profile.id.value, profile.name, profileTypeName(profile.type), profile.position,
                               textFromFactors(profile.factors)});
    if (!isNew)
        return Error{ErrorCode::Conflict, u"a profile of this name exists"_s, {{u"field"_s, u"name"_s}}};
    for (const QString& group : std::as_const(profile.groups))
        transaction.run(u"INSERT INTO profile_groups (profile_id, group_name) VALUES (?, ?)"_s,
                        {profile.id.value, group});
    return profile;
}

Result<void> ProfileStore::remove(Transaction& transaction, const ProfileId& id) const
{
    transaction.run(u"DELETE FROM profile_groups WHERE profile_id = ?"_s, {id.value});
    if (transaction.run(u"DELETE FROM profiles WHERE id = ?"_s, {id.value}) == 0)
        return Error{ErrorCode::NotFound, u"no such profile"_s};
    return done();
}

} // namespace keydesk
