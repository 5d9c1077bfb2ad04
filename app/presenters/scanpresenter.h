#pragma once

#include "presenters/pagepresenter.h"
#include "presenters/panelsession.h"
#include "presenters/qrmatrix.h"
#include "protocol/phone.h"

namespace keydesk {

struct ScanView
{
    enum class State {
        Preparing, ///< The secret is being made.
        Ready,
        Expired,      ///< Waited too long: a new code is one button away.
        OutOfTries,   ///< The same, after too many wrong codes.
        LimitReached, ///< As many phones as policy allows.
    };
    enum class Problem {
        None,
        CodeMissing, ///< Fewer than six digits.
        Refused,     ///< refusal says why.
        TooOften,    ///< retryIn says when.
    };
    State state = State::Preparing;
    Problem problem = Problem::None;
    std::optional<CodeRefusal> refusal = {};
    int triesLeft = 0;
    std::chrono::seconds retryIn{0};
    QString requestId = {};
    QrMatrix code = {};
    QString issuer = {};
    QString account = {};
    /// Base32 in groups of four, ASCII, one space between; null unless Ready.
    SharedSecret secretGroups = {};
    bool isTimeBased = true;
    bool canCopy = false; ///< Never at a kiosk.
    Instant expires{};    ///< The service's time.
    int phonesAllowed = 0;
    QString authenticatorName = {};
    QString helpDesk = {};
    Activity activity = Activity::Idle;
};

/// The QR code, manual entry beside it, and the first code that proves that it worked.
class ScanPresenter : public PagePresenter
{
    Q_OBJECT
public:
    ScanPresenter(PanelSession& session, PhoneApi& phones, QObject* parent = nullptr);

    const ScanView& view() const { return m_view; }
    static bool mayGoOn(int digits) { return digits >= 6 && digits <= 8; }
    void enter() override;
    void resume() override;
    void giveUp() override;
    void leave() override;

public Q_SLOTS:
    void submit(keydesk::SharedSecret code);
    void renew(); ///< A new QR code; the shown one becomes void.
    void back();

Q_SIGNALS:
    void viewChanged(const keydesk::ScanView& view);
    void registered(const keydesk::Phone& phone);

private:
    void publish() override;
    void cancelled() override;
    void start();
    void verify();
    void verified(const Phone& phone);
    void refused(const Error& error);
    void findVerified();
    void end(ScanView::State state);
    void show(const PhoneRegistration& registration);

    PanelSession& m_session;
    PhoneApi& m_api;
    std::optional<PhoneId> m_registration;
    SharedSecret m_code;          ///< Kept while a call or trouble is under way.
    bool m_mayBeVerified = false; ///< A code was sent, and no answer came.
    QTimer m_expiry;
    ScanView m_view;
};

} // namespace keydesk
