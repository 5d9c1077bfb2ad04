#include "directory/personrules.h"

#include "directory/directory.h"

#include <algorithm>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int longestMail = 254;
constexpr int longestLocalPart = 64;
constexpr int longestDomainLabel = 63;
constexpr int longestDisplayName = 128;
constexpr int longestGroup = 128;
constexpr int mostGroups = 200;
constexpr int longestLanguageTag = 35;

bool isAsciiDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}
bool isAsciiLetterOrDigit(QChar c)
{
    return isAsciiDigit(c) || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

bool isAtomText(QChar c)
{
    return isAsciiLetterOrDigit(c) || u"!#$%&'*+-/=?^_`{|}~"_s.contains(c);
}

template <typename Predicate>
bool isEach(QStringView text, Predicate predicate)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), predicate);
}

bool isDomainLabel(QStringView label)
{
    return label.size() <= longestDomainLabel && !label.startsWith(u'-') && !label.endsWith(u'-') &&
           isEach(label, [](QChar c) { return isAsciiLetterOrDigit(c) || c == u'-'; });
}

/// One line of text for people: no control and format characters that could disguise it in a list or a mail.
bool isPlainLine(QStringView text, int longest)
{
    if (text.isEmpty() || text.size() > longest || !text.isValidUtf16())
        return false;
    return std::none_of(text.begin(), text.end(), [](QChar c) {
        const QChar::Category category = c.category();
        return category == QChar::Other_Control || category == QChar::Other_Format ||
               category == QChar::Separator_Line || category == QChar::Separator_Paragraph || c.isNonCharacter();
    });
}

QString line(const QString& text)
{
    return text.normalized(QString::NormalizationForm_C).trimmed();
}

Error refused(QLatin1StringView field, QLatin1StringView why)
{
    return {ErrorCode::InvalidRequest, QString(why), {{u"field"_s, QString(field)}}};
}

} // namespace

bool isMailAddress(QStringView text)
{
    const qsizetype at = text.lastIndexOf(u'@');
    if (text.size() > longestMail || at < 1 || at > longestLocalPart)
        return false;
    const auto localAtoms = text.first(at).split(u'.');
    const auto labels = text.sliced(at + 1).split(u'.');
    return std::ranges::all_of(localAtoms, [](QStringView atom) { return isEach(atom, isAtomText); }) &&
           labels.size() >= 2 && std::ranges::all_of(labels, isDomainLabel);
}

bool isMobileNumber(QStringView text)
{
    return text.size() >= 8 && text.size() <= 16 && text.startsWith(u'+') && text[1] != u'0' &&
           isEach(text.sliced(1), isAsciiDigit);
}

bool isLanguageTag(QStringView text)
{
    if (text.isEmpty() || text.size() > longestLanguageTag)
        return false;
    const auto subtags = text.split(u'-');
    return std::ranges::all_of(
               subtags,
               [](QStringView subtag) { return subtag.size() <= 8 && isEach(subtag, isAsciiLetterOrDigit); }) &&
           subtags.first().size() >= 2 && !std::any_of(subtags.first().begin(), subtags.first().end(), isAsciiDigit);
}

Result<User> normalizedPerson(const User& user)
{
    User person = user;
    Result<QString> name = preparedUserName(user.userName);
    if (!name)
        return name.error();
    person.userName = name.take();

    person.displayName = user.displayName.isEmpty() ? person.userName : line(user.displayName);
    if (!isPlainLine(person.displayName, longestDisplayName))
        return refused("displayName"_L1, "empty, too long or not one line of text"_L1);
    if (!person.mail.isEmpty() && !isMailAddress(person.mail))
        return refused("mail"_L1, "not a mail address"_L1);
    if (!person.mobile.isEmpty() && !isMobileNumber(person.mobile))
        return refused("mobile"_L1, "not an E.164 number"_L1);
    if (person.locale.isEmpty())
        person.locale = u"en"_s;
    if (!isLanguageTag(person.locale))
        return refused("locale"_L1, "not a language tag"_L1);

    if (user.groups.size() > mostGroups)
        return refused("groups"_L1, "too many"_L1);
    for (QString& group : person.groups) {
        group = line(group);
        if (!isPlainLine(group, longestGroup))
            return refused("groups"_L1, "empty, too long or not one line of text"_L1);
    }
    person.groups.removeDuplicates();
    person.groups.sort();
    return person;
}

} // namespace keydesk
