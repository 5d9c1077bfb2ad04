#include "virtual/phone/virtualphone.h"

namespace keydesk {

using std::chrono::milliseconds;

VirtualPhone::VirtualPhone(OtpAuthUri account, AppHabits habits) : m_account(std::move(account)), m_habits(habits) {}

Result<VirtualPhone> VirtualPhone::scan(QByteArrayView text, const AppHabits& habits)
{
    auto account = OtpAuthUri::decode(text);
    if (!account)
        return account.error();
    return VirtualPhone(account.take(), habits);
}

ShownCode VirtualPhone::at(Instant trueTime) const
{
    const OtpParameters parameters = this->parameters();
    const Instant phoneTime = trueTime + m_habits.clockOffset;
    const quint64 step = timeStep(phoneTime, parameters);
    const milliseconds nextStart = static_cast<qint64>(step + 1) * milliseconds{parameters.period};
    return {
        .code = hotp(m_account.secret->view(), step, parameters),
        .next = hotp(m_account.secret->view(), step + 1, parameters),
        .left = nextStart - phoneTime.time_since_epoch(),
    };
}

OtpParameters VirtualPhone::parameters() const
{
    return {
        .hash = m_habits.hash.value_or(m_account.parameters.hash),
        .digits = m_habits.digits.value_or(m_account.parameters.digits),
        .period = m_habits.period.value_or(m_account.parameters.period),
    };
}

QString grouped(const QByteArray& code)
{
    QString text = QString::fromLatin1(code);
    for (qsizetype position = text.size() - 3; position > 0; position -= 3)
        text.insert(position, u' ');
    return text;
}

} // namespace keydesk
