#include "protocol/otpauthuri.h"

#include <QHash>
#include <QList>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

constexpr qsizetype maximumLength = 2048;
constexpr qsizetype maximumSecret = 128;
constexpr QByteArrayView scheme = "otpauth://";
constexpr QByteArrayView type = "totp/";

QByteArray labelPart(QString text)
{
    return text.replace(u':', u'-').toUtf8().toPercentEncoding();
}

QByteArrayView hashName(Hash hash)
{
    switch (hash) {
    case Hash::Sha1:
        return "SHA1";
    case Hash::Sha256:
        return "SHA256";
    case Hash::Sha512:
        return "SHA512";
    }
    Q_UNREACHABLE();
}

Error unreadable(const char* why)
{
    return {.code = ErrorCode::InvalidRequest, .context = u"otpauth URI: "_s % QLatin1StringView(why)};
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// Percent-decoded UTF-8 text without control characters; nullopt for anything else.
std::optional<QString> decodedText(QByteArrayView encoded)
{
    QByteArray bytes;
    for (qsizetype i = 0; i < encoded.size(); ++i) {
        if (encoded[i] != '%') {
            bytes.append(encoded[i]);
            continue;
        }
        const int high = i + 2 < encoded.size() ? hexValue(encoded[i + 1]) : -1;
        const int low = i + 2 < encoded.size() ? hexValue(encoded[i + 2]) : -1;
        if (high < 0 || low < 0)
            return std::nullopt;
        bytes.append(static_cast<char>(high * 16 + low));
        i += 2;
    }
    if (!bytes.isValidUtf8())
        return std::nullopt;
    const QString text = QString::fromUtf8(bytes);
    for (const QChar character : text) {
        if (character.category() == QChar::Other_Control)
            return std::nullopt;
    }
    return text;
}

/// Name to value, both still encoded; nullopt when a name occurs twice.
std::optional<QHash<QByteArray, QByteArrayView>> parameters(QByteArrayView query)
{
    QHash<QByteArray, QByteArrayView> found;
    while (!query.isEmpty()) {
        qsizetype end = query.indexOf('&');
        const QByteArrayView one = end < 0 ? query : query.first(end);
        query = end < 0 ? QByteArrayView() : query.sliced(end + 1);
        const qsizetype equals = one.indexOf('=');
        if (equals <= 0)
            continue;
        const QByteArray name = one.first(equals).toByteArray().toLower();
        if (found.contains(name))
            return std::nullopt;
        found.insert(name, one.sliced(equals + 1));
    }
    return found;
}

/// The parameters that say how codes are made; nullopt when this program cannot make such codes.
std::optional<OtpParameters> otpParameters(const QHash<QByteArray, QByteArrayView>& query)
{
    OtpParameters result;
    if (const auto name = query.constFind("algorithm"); name != query.cend()) {
        const QByteArray upper = name->toByteArray().toUpper();
        bool isKnown = false;
        for (const Hash hash : {Hash::Sha1, Hash::Sha256, Hash::Sha512}) {
            if (upper == hashName(hash)) {
                result.hash = hash;
                isKnown = true;
            }
        }
        if (!isKnown)
            return std::nullopt;
    }
    if (const auto digits = query.constFind("digits"); digits != query.cend()) {
        if (*digits != "6" && *digits != "8")
            return std::nullopt;
        result.digits = *digits == "6" ? 6 : 8;
    }
    if (const auto period = query.constFind("period"); period != query.cend()) {
        bool isNumber = false;
        const int seconds = period->toByteArray().toInt(&isNumber);
        if (!isNumber || seconds < 1 || seconds > 300)
            return std::nullopt;
        result.period = std::chrono::seconds(seconds);
    }
    return result;
}

} // namespace

Secret OtpAuthUri::encode() const
{
    const QByteArray encodedIssuer = labelPart(issuer);
    QByteArray encodedSecret = base32(secret->view());
    QByteArray text;
    text.reserve(4 * maximumLength); // One buffer that never moves, so that one wipe is enough.
    text.append(scheme).append(type);
    if (!encodedIssuer.isEmpty())
        text.append(encodedIssuer).append(':');
    text.append(labelPart(account)).append("?secret=").append(encodedSecret);
    wipe(encodedSecret);
    if (!encodedIssuer.isEmpty())
        text.append("&issuer=").append(encodedIssuer);
    const OtpParameters usual;
    if (parameters.hash != usual.hash)
        text.append("&algorithm=").append(hashName(parameters.hash));
    if (parameters.digits != usual.digits)
        text.append("&digits=").append(QByteArray::number(parameters.digits));
    if (parameters.period != usual.period)
        text.append("&period=").append(QByteArray::number(static_cast<qint64>(parameters.period.count())));
    return Secret::take(text);
}

Result<OtpAuthUri> OtpAuthUri::decode(QByteArrayView text)
{
    if (text.size() > maximumLength)
        return unreadable("longer than 2,048 characters");
    const qsizetype headSize = scheme.size() + type.size();
    if (text.size() < headSize ||
        text.first(headSize).compare(QByteArrayView("otpauth://totp/"), Qt::CaseInsensitive) != 0)
        return unreadable("not otpauth://totp/");
    const QByteArrayView rest = text.sliced(headSize);
    const qsizetype question = rest.indexOf('?');
    const auto label = decodedText(question < 0 ? rest : rest.first(question));
    const auto query = keydesk::parameters(question < 0 ? QByteArrayView() : rest.sliced(question + 1));
    if (!label || !query)
        return unreadable("wrongly encoded");
    const auto issuer = decodedText(query->value("issuer"));
    const auto made = otpParameters(*query);
    if (!issuer)
        return unreadable("wrongly encoded");
    if (!made)
        return unreadable("codes of another kind");

    auto secret = fromBase32(query->value("secret"));
    if (!secret || secret->isEmpty() || secret->size() > maximumSecret)
        return unreadable("no usable secret");

    const qsizetype colon = label->indexOf(u':');
    OtpAuthUri uri;
    uri.issuer = !issuer->isEmpty() ? *issuer : label->left(std::max<qsizetype>(0, colon)).trimmed();
    uri.account = label->mid(colon + 1).trimmed();
    uri.secret = share(std::move(*secret));
    uri.parameters = *made;
    return uri;
}

} // namespace keydesk
