#pragma once

#include "presenters/pagepresenter.h"
#include "presenters/panelsession.h"

namespace keydesk {

struct FewFactorsView
{
    int goodFactors = 0;
    int goodFactorsWanted = 2;
    bool canAddPhone = false;
    bool canAddKey = false;
    QString authenticatorName = {};
    QString helpDesk = {};
};

/// A visit would end with fewer good factors than everybody should have: says so, and offers the next step.
class FewFactorsPresenter : public PagePresenter
{
    Q_OBJECT
public:
    explicit FewFactorsPresenter(PanelSession& session, QObject* parent = nullptr);

    const FewFactorsView& view() const { return m_view; }
    /// There are too few, and something can be done about it.
    static bool hasSomethingToSay(const PanelSession& session);
    void enter() override;

public Q_SLOTS:
    void addPhone();
    void addKey();
    void leaveAnyway();
    void back();

Q_SIGNALS:
    void viewChanged(const keydesk::FewFactorsView& view);

private:
    void publish() override;
    static bool canAddPhone(const PanelSession& session);
    static bool canAddKey(const PanelSession& session);

    PanelSession& m_session;
    FewFactorsView m_view;
};

} // namespace keydesk
