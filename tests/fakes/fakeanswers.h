#pragma once

#include "base/result.h"

#include <QFuture>
#include <QHash>
#include <QPromise>
#include <QStringList>
#include <functional>
#include <memory>

namespace keydesk {

/// How a service in memory answers: at once unless held, and each call can be made to fail. GUI thread.
class FakeAnswers
{
public:
    /// The next call of this name fails; the names are those of the functions.
    void failNext(const QString& call, Error error) { m_failures.insert(call, std::move(error)); }
    /// Calls wait until released; cancelled ones stay unanswered.
    void hold() { m_isHeld = true; }
    void release()
    {
        m_isHeld = false;
        for (const auto& answer : std::exchange(m_waiting, {}))
            answer();
    }

    QStringList calls; ///< Names in order.
    int count(const QString& call) const { return static_cast<int>(calls.count(call)); }

protected:
    static Error failure(ErrorCode code) { return {.code = code, .context = QStringLiteral("in memory")}; }

    template <typename T>
    QFuture<Result<T>> respond(const QString& call, std::function<Result<T>()> make)
    {
        calls.append(call);
        if (m_failures.contains(call))
            make = [error = m_failures.take(call)] { return Result<T>(error); };
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        const auto answer = [promise, make = std::move(make)] {
            if (!promise->isCanceled())
                promise->addResult(make());
            promise->finish();
        };
        if (m_isHeld)
            m_waiting.append(answer);
        else
            answer();
        return promise->future();
    }

private:
    QHash<QString, Error> m_failures;
    QList<std::function<void()>> m_waiting;
    bool m_isHeld = false;
};

} // namespace keydesk
