#pragma once

#include "panelfixture.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

/// At the page that registers a security key.
struct RegisterKeyBench : PanelFixture
{
    RegisterKeyBench() { apis.offerKeys(); }
    RegisterKeyPresenter& page() { return panel.registerKey(); }
    const RegisterKeyView& view() { return page().view(); }
    bool reach() { return signIn() && openKeys() && beginKey(); }
    /// The key is plugged in and taken.
    void take(const KeyDevice& key)
    {
        devices.plug(key);
        devices.finish(key.id);
    }
    bool reach(const KeyDevice& key)
    {
        if (!reach())
            return false;
        take(key);
        return true;
    }
    CreatedCredential created(const QByteArray& id = "credential-1")
    {
        return {.ceremony = devices.last().creation.ceremony,
                .credentialId = id,
                .clientDataJson = "{}",
                .attestationObject = "object",
                .isDiscoverable = true};
    }
    Error error(ErrorCode code) const { return {.code = code, .context = {}}; }
    bool isEnded(RegisterKeyView::Problem problem)
    {
        return QTest::qWaitFor([&] {
            return view().state == RegisterKeyView::State::Ended && view().problem == problem && devices.running() == 0;
        });
    }
    bool isFailed(KeyProblem problem)
    {
        return isEnded(RegisterKeyView::Problem::Key) && view().prompt.failure &&
               view().prompt.failure->problem == problem;
    }
    QList<SecurityKey> keys() { return apis.people[u"ada@example.org"_s].keys; }
};

} // namespace keydesk
