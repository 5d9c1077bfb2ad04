#pragma once

#include "panelfixture.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

/// At the page of a plugged-in key itself.
struct KeyCareBench : PanelFixture
{
    KeyCareBench() { apis.offerKeys(); }
    KeyCarePresenter& page() { return panel.keyCare(); }
    const KeyCareView& view() { return page().view(); }
    QList<SecurityKey>& keys() { return apis.people[u"ada@example.org"_s].keys; }
    bool reach()
    {
        if (!signIn() || !openKeys())
            return false;
        panel.keyList().care();
        return arrives(PanelPage::KeyCare) && begins(u"chooseKey"_s);
    }
    bool reach(const KeyDevice& key)
    {
        if (!reach())
            return false;
        devices.plug(key);
        devices.finish(key.id);
        return view().state == KeyCareView::State::Overview;
    }
    static KeyCredential credential(const QByteArray& id, const QString& userName)
    {
        return {.id = id, .userHandle = {}, .userName = userName};
    }
    /// What is registered: "both" and "here"; on the key: "both", "mine", "unnamed", "other".
    bool openContents()
    {
        for (const char* id : {"both", "here"})
            apis.addKey(u"ada@example.org"_s, id);
        if (!reach(FakeKeyDevices::usualKey()))
            return false;
        page().startContents();
        if (!begins(u"listCredentials"_s))
            return false;
        devices.askPin({.key = {u"1"_s}});
        page().enterPin(secret("1234"));
        devices.finish(QList{credential("both", u"ada@example.org"_s), credential("mine", u"ada@example.org"_s),
                             credential("unnamed", {}), credential("other", u"grace@example.org"_s)});
        return view().isListed;
    }
    int indexOf(const QByteArray& id)
    {
        for (int i = 0; i < view().contents.size(); ++i)
            if (view().contents[i].credentialId == id)
                return i;
        return -1;
    }
    const KeyContent content(const QByteArray& id) { return view().contents.value(indexOf(id)); }
    Error error(ErrorCode code) const { return {.code = code, .context = {}}; }
    bool isFailed(KeyProblem problem)
    {
        return QTest::qWaitFor([&] {
            return view().problem == KeyCareView::Problem::Key && view().prompt.failure &&
                   view().prompt.failure->problem == problem && devices.running() == 0;
        });
    }
};

} // namespace keydesk
