#include "presenters/pagepresenter.h"

namespace keydesk {

using namespace std::chrono_literals;

PagePresenter::PagePresenter(QObject* parent) : QObject(parent)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(200ms);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_activity = Activity::Slow;
        publish();
    });
}

void PagePresenter::comeBack()
{
    publish();
}

void PagePresenter::leave()
{
    drop();
    publish();
    Q_EMIT left();
}

void PagePresenter::cancel()
{
    if (!isBusy())
        return;
    drop();
    cancelled();
    publish();
}

int PagePresenter::begin(std::function<void()> abort)
{
    m_abort = std::move(abort);
    if (!isBusy()) {
        m_activity = Activity::Working;
        m_patience.start();
    }
    publish();
    return ++m_call;
}

bool PagePresenter::answers(int call)
{
    if (call != m_call || !m_abort)
        return false;
    m_abort = nullptr;
    return true;
}

void PagePresenter::settle()
{
    if (!m_abort) {
        m_patience.stop();
        m_activity = Activity::Idle;
    }
    publish();
}

void PagePresenter::drop()
{
    if (m_abort)
        std::exchange(m_abort, nullptr)();
    m_patience.stop();
    m_activity = Activity::Idle;
}

} // namespace keydesk
