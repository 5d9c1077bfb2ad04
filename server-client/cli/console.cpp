#include "cli/console.h"

#include "base/secretfile.h"
#include "cli/commanddeclaration.h"
#include "cli/exitcodes.h"
#include "cli/secretprompt.h"
#include "protocol/wire.h"

#include <QFile>
#include <QJsonDocument>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestSecret = 4096;

void write(QIODevice& device, QByteArray text)
{
    device.write(text);
    if (auto* file = qobject_cast<QFileDevice*>(&device))
        file->flush();
    wipe(text);
}

} // namespace

void Console::print(const QString& text)
{
    write(m_streams.output, text.toUtf8());
}

void Console::show(const QJsonObject& json, const QString& text)
{
    write(m_streams.output, m_isJson ? QJsonDocument(json).toJson() : text.toUtf8());
}

void Console::complain(const QString& sentence)
{
    write(m_streams.errors, u"keydesk-admin: "_s.toUtf8() + sentence.toUtf8() + '\n');
}

void Console::complain(const Error& error)
{
    const QString sentence = sentenceOf(error);
    if (!m_isJson)
        return complain(sentence);
    QJsonObject json = wire::toJson(error);
    json.insert(u"message"_s, sentence);
    complainJson(json);
}

void Console::complainJson(const QJsonObject& json)
{
    write(m_streams.errors, QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n');
}

Result<QByteArray> Console::readFile(const QString& name, qsizetype maximumSize)
{
    QFile file(name);
    QIODevice* device = &m_streams.input;
    if (name != u"-") {
        if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return misused(u"%1 cannot be read: %2"_s.arg(name, file.errorString()));
        device = &file;
    }
    QByteArray content = device->read(maximumSize + 1);
    while (content.size() <= maximumSize) { // A pipe gives its content in pieces.
        QByteArray more = device->read(maximumSize + 1 - content.size());
        if (more.isEmpty())
            return content;
        content += more;
        wipe(more);
    }
    wipe(content);
    return misused(u"%1 is larger than %2 KiB"_s.arg(name).arg(maximumSize / 1024));
}

Result<Secret> Console::readSecret(const QString& name)
{
    if (name != u"-") {
        auto secret = readSecretLine(name);
        if (!secret)
            return misused(secret.error().context);
        return secret->isEmpty() ? Result<Secret>(misused(name + u" is empty"_s)) : std::move(secret);
    }
    QByteArray line = m_streams.input.readLine(longestSecret);
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    if (line.isEmpty())
        return misused(u"the standard input is empty"_s);
    return Secret::take(line);
}

Result<Secret> Console::askSecret(const QString& prompt, const QString& insteadOption)
{
    auto typed = promptForSecret(prompt);
    if (!typed && typed.error().code == ErrorCode::Unavailable)
        return misused(u"there is no terminal to ask at; use %1"_s.arg(insteadOption));
    return typed;
}

} // namespace keydesk
