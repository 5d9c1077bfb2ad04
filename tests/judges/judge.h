#pragma once

#include <QJsonObject>
#include <QProcess>

namespace keydesk {

/// A program of this folder that answers each JSON object with one, a line each: *.py in python3-fido2's words, *.js in
/// npm's. Ends the test program when it does not start.
class Judge
{
public:
    explicit Judge(const QString& program, const QStringList& arguments = {});
    Judge(const Judge&) = delete;
    Judge& operator=(const Judge&) = delete;
    ~Judge();

    /// Empty when it does not answer within half a minute.
    QJsonObject ask(const QJsonObject& question);

private:
    QProcess m_process;
};

} // namespace keydesk
