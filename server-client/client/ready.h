#pragma once

#include <QFuture>
#include <QPromise>
#include <QThreadPool>
#include <memory>
#include <type_traits>
#include <utility>

namespace keydesk {

/// A future that is done already.
template <typename T>
QFuture<T> ready(T value)
{
    QPromise<T> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

/// What the function gives, from one of these threads.
template <typename Function>
auto inBackground(QThreadPool& threads, Function function) -> QFuture<std::invoke_result_t<Function>>
{
    auto promise = std::make_shared<QPromise<std::invoke_result_t<Function>>>();
    promise->start();
    threads.start([promise, function = std::move(function)] {
        promise->addResult(function());
        promise->finish();
    });
    return promise->future();
}

} // namespace keydesk
