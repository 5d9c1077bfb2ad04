#include "outbox/mailmessage.h"

#include "base/secret.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestLine = 76;
/// Bytes of UTF-8 that fit an encoded word: 75 characters less "=?UTF-8?B?" and "?=", in base64.
constexpr qsizetype wordBytes = 45;

QString withoutControls(QString text)
{
    for (QChar& character : text) {
        if (character.category() == QChar::Other_Control || character == QChar::LineSeparator ||
            character == QChar::ParagraphSeparator)
            character = u' ';
    }
    return text;
}

bool isPlainText(const QString& text)
{
    return text.size() <= longestLine - 10 && !text.contains(u"=?"_s) &&
           std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u' ' && c <= u'~'; });
}

QByteArray displayName(const QString& name)
{
    const QString clean = withoutControls(name);
    if (!isPlainText(clean))
        return encodedHeader(clean);
    QString quoted = clean;
    quoted.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return '"' + quoted.toLatin1() + '"';
}

QByteArray mailDate(Instant instant)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(toMilliseconds(instant), QTimeZone::utc());
    return QLocale::c().toString(time, u"ddd, dd MMM yyyy HH:mm:ss"_s).toLatin1() + " +0000";
}

QByteArray quotedLine(const QByteArray& line)
{
    QByteArray result;
    qsizetype length = 0;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const char byte = line.at(i);
        const bool isLast = i + 1 == line.size();
        const bool isBlank = byte == ' ' || byte == '\t';
        const bool isLiteral = (byte >= '!' && byte <= '~' && byte != '=') || (isBlank && !isLast);
        const QByteArray piece = isLiteral ? QByteArray(1, byte) : '=' + QByteArray(1, byte).toHex().toUpper();
        if (length + piece.size() > longestLine - 1) {
            result += "=\r\n";
            length = 0;
        }
        result += piece;
        length += piece.size();
    }
    return result;
}

} // namespace

bool isPlainAddress(const QString& address)
{
    const qsizetype at = address.lastIndexOf(u'@');
    return at > 0 && at + 1 < address.size() && address.size() <= 254 &&
           std::none_of(address.begin(), address.end(), [](QChar c) {
               return c <= u' ' || c.category() == QChar::Other_Control || c.isSpace() ||
                      u"<>()[]\\,;:\""_s.contains(c);
           });
}

QByteArray encodedHeader(const QString& text)
{
    const QString clean = withoutControls(text);
    if (isPlainText(clean))
        return clean.toLatin1();
    QByteArrayList words;
    QByteArray word;
    for (const char32_t codePoint : clean.toUcs4()) {
        const QByteArray character = QString::fromUcs4(&codePoint, 1).toUtf8();
        if (word.size() + character.size() > wordBytes)
            words.append(std::exchange(word, {}));
        word += character;
    }
    words.append(word);
    for (QByteArray& each : words)
        each = "=?UTF-8?B?" + each.toBase64() + "?=";
    return words.join("\r\n ");
}

QByteArray quotedPrintable(const QString& text)
{
    QByteArray result;
    QByteArray bytes = text.toUtf8();
    bytes.replace("\r\n", "\n");
    for (const QByteArray& line : bytes.split('\n'))
        result += quotedLine(line) + "\r\n";
    if (bytes.endsWith('\n'))
        result.chop(2);
    wipe(bytes);
    return result;
}

Result<QByteArray> mailMessage(const MailSender& sender, const Parcel& parcel)
{
    if (!isPlainAddress(sender.address))
        return Error{ErrorCode::InvalidRequest, u"mail.from is not a mail address"_s};
    if (!isPlainAddress(parcel.recipient))
        return Error{ErrorCode::InvalidRequest, u"the recipient's mail address is none"_s};
    const QByteArray from = sender.address.toUtf8();
    QByteArray message;
    message += "Date: " + mailDate(parcel.created) + "\r\n";
    message +=
        "From: " + (sender.name.isEmpty() ? QByteArray() : displayName(sender.name) + ' ') + '<' + from + ">\r\n";
    message += "To: <" + parcel.recipient.toUtf8() + ">\r\n";
    message += "Subject: " + encodedHeader(parcel.text.subject) + "\r\n";
    message += "Message-ID: <" + parcel.id.value.toLatin1() + from.mid(from.lastIndexOf('@')) + ">\r\n";
    message += "Content-Language: " + encodedHeader(parcel.locale) + "\r\n";
    message += "Auto-Submitted: auto-generated\r\n"
               "MIME-Version: 1.0\r\n"
               "Content-Type: text/plain; charset=utf-8\r\n"
               "Content-Transfer-Encoding: quoted-printable\r\n\r\n";
    message += quotedPrintable(parcel.text.body);
    return message;
}

} // namespace keydesk
