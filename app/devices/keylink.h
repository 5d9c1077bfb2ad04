#pragma once

#include "devices/keydevice.h"

#include <QDeadlineTimer>
#include <fido.h>
#include <functional>

namespace keydesk {

/// How libfido2 reaches one key. Belongs to the key's own thread; cancel() may be called from any.
class KeyLink
{
public:
    struct Listener
    {
        std::function<void()> touchNeeded;
        std::function<void()> touchEnded; ///< Touched, or given up.
    };

    virtual ~KeyLink() = default;
    void setListener(Listener listener) { m_listener = std::move(listener); }

    /// A new command begins, with this much time for all it does; an earlier cancel is forgotten.
    virtual void begin(QDeadlineTimer deadline) = 0;
    /// A code of fido/err.h.
    virtual int open(fido_dev_t* device) = 0;
    virtual void close(fido_dev_t* device) { fido_dev_close(device); }
    /// The next command may need a touch: for links that cannot see it themselves.
    virtual void expectTouch() {}
    /// Makes what runs, or what comes until the next begin(), end at once.
    virtual void cancel() = 0;
    /// Why the conversation broke off, as far as the library cannot know it.
    virtual std::optional<KeyProblem> interruption() const = 0;

    /// To be watched for reading while no command runs; -1: nothing to watch.
    virtual int idleDescriptor() const { return -1; }
    /// What became readable meanwhile is thrown away. False: the key is gone.
    virtual bool drain() { return true; }

protected:
    const Listener& listener() const { return m_listener; }

private:
    Listener m_listener;
};

} // namespace keydesk
