#pragma once

#include "presenters/pagepresenter.h"
#include "presenters/panelsession.h"

namespace keydesk {

struct TroubleView
{
    Trouble trouble = {};
    bool canRetry = false;
    std::chrono::seconds retryIn{0}; ///< Counts down where the service said when; retry works before, too.
    bool canGoBack = false;
    bool canSignInAgain = false;
    bool canEnrol = false;
    /// Start over is always possible: everything typed is forgotten.
    bool isKiosk = false;
    QString helpDesk = {};
};

/// Something stands in the way: what it is, and a way on.
class TroublePresenter : public PagePresenter
{
    Q_OBJECT
public:
    explicit TroublePresenter(PanelSession& session, QObject* parent = nullptr);

    const TroubleView& view() const { return m_view; }
    void setTrouble(const Trouble& trouble, bool canGoBack);
    void enter() override;
    void leave() override;

public Q_SLOTS:
    void retry();
    void back();
    void signInAgain();
    void enrol();
    void startOver();

Q_SIGNALS:
    void viewChanged(const keydesk::TroubleView& view);

private:
    void publish() override;

    PanelSession& m_session;
    QTimer m_second;
    TroubleView m_view;
};

} // namespace keydesk
