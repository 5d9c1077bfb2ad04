#pragma once

#include "panelfixture.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

/// Somebody with a security key, on the way in.
struct KeyProofBench : PanelFixture
{
    KeyProofBench()
    {
        apis.offerKeys();
        apis.addKey(u"ada@example.org"_s, "ada's");
        apis.profile = {{Method::Password}, {Method::WebAuthn, Method::MailCode}};
    }
    KeyProofPresenter& page() { return panel.keyProof(); }
    const KeyProofView& view() { return page().view(); }
    /// Password, then the key.
    bool reach()
    {
        if (!start() || !enterPassword())
            return false;
        if (apis.profile.last().size() > 1) {
            if (!arrives(PanelPage::Code))
                return false;
            panel.code().choose(Method::WebAuthn);
        }
        return arrives(PanelPage::KeyProof) && begins(u"makeAssertion"_s);
    }
    bool reachNameless()
    {
        if (!start())
            return false;
        panel.signIn().useKey();
        return arrives(PanelPage::KeyProof) && begins(u"makeAssertion"_s);
    }
    bool signInByKey()
    {
        if (!reachNameless())
            return false;
        answer();
        return arrives(PanelPage::Home) && QTest::qWaitFor([&] { return panel.home().view().isLoaded; });
    }
    void answer(const QByteArray& credential = "ada's")
    {
        devices.finish(AssertionAnswer{.ceremony = devices.last().request.ceremony,
                                       .credentialId = credential,
                                       .clientDataJson = "{}",
                                       .authenticatorData = "data",
                                       .signature = "signature"});
    }
    Error error(ErrorCode code) const { return {.code = code, .context = {}}; }
    bool isEnded(KeyProofView::Problem problem)
    {
        return QTest::qWaitFor([&] {
            return view().state == KeyProofView::State::Ended && view().problem == problem &&
                   view().activity == Activity::Idle && devices.running() == 0;
        });
    }
    /// Another try, which succeeds.
    bool retries()
    {
        page().retry();
        if (!begins(u"makeAssertion"_s))
            return false;
        answer();
        return arrives(PanelPage::Home);
    }
    int freshRequests() const { return apis.count(u"sendCode"_s); }
};

} // namespace keydesk
