#pragma once

#include <QFuture>
#include <QPromise>
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

} // namespace keydesk
