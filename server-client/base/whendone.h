#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <utility>

namespace keydesk {

/// Calls function(result) in the context's thread when the future has its result; nothing happens when the context dies
/// first, or when the future ended without a result. (QFuture::then(context, …) aborts in that case on Qt 6.4.)
template <typename T, typename Function>
void whenDone(const QFuture<T>& future, QObject* context, Function function)
{
    auto* watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, function = std::move(function)]() mutable {
        watcher->deleteLater();
        if (watcher->future().resultCount() > 0)
            function(watcher->future().result());
    });
    watcher->setFuture(future);
}

} // namespace keydesk
