#include "webauthn/cborvalue.h"

#include <algorithm>

namespace keydesk {

CborValue::CborValue(Opaque) : m_content(Opaque{}) {}
CborValue::CborValue(qint64 number) : m_content(number) {}
CborValue::CborValue(QByteArray bytes) : m_content(std::move(bytes)) {}
CborValue::CborValue(QString text) : m_content(std::move(text)) {}
CborValue::CborValue(Array items) : m_content(std::move(items)) {}
CborValue::CborValue(Map members) : m_content(std::move(members)) {}

std::optional<qint64> CborValue::integer() const
{
    const qint64* number = std::get_if<qint64>(&m_content);
    return number ? std::optional(*number) : std::nullopt;
}

const CborValue* CborValue::find(const Label& label) const
{
    const Map* members = map();
    if (!members)
        return nullptr;
    const auto found =
        std::find_if(members->begin(), members->end(), [&](const Member& each) { return each.label == label; });
    return found == members->end() ? nullptr : &found->value;
}

} // namespace keydesk
