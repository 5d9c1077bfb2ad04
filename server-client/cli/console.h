#pragma once

#include "base/result.h"
#include "base/secret.h"

class QIODevice;
class QJsonObject;

namespace keydesk {

/// Where the program reads and writes: the standard streams, or buffers in tests. The terminal is asked for secrets
/// only.
class Console
{
public:
    struct Streams
    {
        QIODevice& input;
        QIODevice& output;
        QIODevice& errors;
    };
    /// isJson: output is for programs.
    explicit Console(Streams streams, bool isJson = false) : m_streams(streams), m_isJson(isJson) {}

    bool isJson() const { return m_isJson; }
    /// The outcome in one of its two forms. The text is printed as it is, line breaks included.
    void show(const QJsonObject& json, const QString& text);
    void print(const QString& text);
    /// "keydesk-admin: …" on the error stream.
    void complain(const QString& sentence);
    /// A sentence, or one line of JSON: the error as on the wire, and the sentence as "message".
    void complain(const Error& error);
    void complainJson(const QJsonObject& json);

    /// The content of a file; "-" is the input. InvalidRequest with a sentence. The caller wipes what is secret.
    Result<QByteArray> readFile(const QString& name, qsizetype maximumSize);
    /// The first line of a file that its owner alone may read; "-" is the input. Empty is refused.
    Result<Secret> readSecret(const QString& name);
    /// Asked at the controlling terminal without showing what is typed. Cancelled on Ctrl-C; InvalidRequest where there
    /// is no terminal (the sentence then names the option that reads a file).
    Result<Secret> askSecret(const QString& prompt, const QString& insteadOption);

private:
    Streams m_streams;
    bool m_isJson;
};

} // namespace keydesk
