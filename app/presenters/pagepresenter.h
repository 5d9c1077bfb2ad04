#pragma once

#include "base/result.h"
#include "base/whendone.h"
#include "presenters/activity.h"
#include "presenters/panelflow.h"
#include "presenters/trouble.h"

#include <QObject>
#include <QTimer>
#include <functional>

namespace keydesk {

/// What all presenters have in common. A page calls slots (intentions) and renders viewChanged(view); view() is the
/// present one. At most one call to the service is under way per presenter. GUI thread.
class PagePresenter : public QObject
{
    Q_OBJECT
public:
    explicit PagePresenter(QObject* parent = nullptr);

    /// The flow has come to this page afresh.
    virtual void enter() = 0;
    /// The flow is back after trouble or a step-up: what was interrupted is done again, with what was typed.
    virtual void resume() { enter(); }
    /// The flow is back, but what was interrupted shall not be done: the page as it stands.
    virtual void comeBack();
    /// The visit ends, and the token still counts: what is open at the service is given up. leave() follows.
    virtual void giveUp() {}
    /// Something runs that takes as long as this by itself, the person's time included; 0: nothing. A page on which
    /// that is so is not idle.
    virtual std::chrono::seconds running() const { return {}; }
    /// The flow has left: calls are dropped, secrets wiped, the view emptied. Not called for trouble and step-up.
    virtual void leave();

public Q_SLOTS:
    /// Stops waiting; what was typed stays where it is safe.
    void cancel();

Q_SIGNALS:
    void happened(keydesk::FlowEvent event);
    void troubled(const keydesk::Trouble& trouble);
    /// The flow has left: the page empties its fields.
    void left();

protected:
    Activity activity() const { return m_activity; }
    bool isBusy() const { return m_activity != Activity::Idle; }
    /// Emits viewChanged.
    virtual void publish() = 0;
    /// After cancel(): the call will not be answered any more.
    virtual void cancelled() {}

    /// Waits for a call: function(Result<T>) runs unless cancelled or left before, then the view is published. The
    /// function may await the next call; the page then sees one wait.
    template <typename T, typename Function>
    void await(QFuture<Result<T>> future, Function function)
    {
        const int call = begin([future]() mutable { future.cancel(); });
        whenDone(future, this, [this, call, function = std::move(function)](Result<T> result) mutable {
            if (!answers(call))
                return;
            function(std::move(result));
            settle();
        });
    }

private:
    int begin(std::function<void()> abort);
    bool answers(int call);
    void settle();
    void drop();

    Activity m_activity = Activity::Idle;
    int m_call = 0;
    std::function<void()> m_abort;
    QTimer m_patience;
};

} // namespace keydesk
