#include "http/message.h"

#include "base/secret.h"

namespace keydesk {

HttpRequest::~HttpRequest()
{
    wipe(body);
    for (auto& [fieldName, value] : headers) {
        if (fieldName == "authorization")
            wipe(value);
    }
}

QByteArray HttpRequest::header(QByteArrayView name) const
{
    for (const auto& [fieldName, value] : headers) {
        if (fieldName == name)
            return value;
    }
    return {};
}

} // namespace keydesk
