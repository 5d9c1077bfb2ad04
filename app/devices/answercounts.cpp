#include "devices/ctaphid.h"

#include <QCborStreamReader>

namespace keydesk {

namespace {

// CTAP 2.1, section 6: commands whose answers announce a number of further answers, and the member that holds it.
enum CtapCommand : std::uint8_t {
    GetAssertion = 0x02,
    CredentialManagement = 0x0a,
    CredentialManagementPreview = 0x41
};
constexpr quint64 numberOfCredentials = 5; ///< Of getAssertion; in credential management the same member is totalRPs.
constexpr quint64 totalCredentials = 9;
constexpr quint64 mostOnAKey = 4096;
constexpr int deepestNesting = 8; ///< CTAP allows four levels.

bool isCount(std::uint8_t command, quint64 member)
{
    return member == numberOfCredentials || (command != GetAssertion && member == totalCredentials);
}

bool hasCounts(std::uint8_t command)
{
    return command == GetAssertion || command == CredentialManagement || command == CredentialManagementPreview;
}

} // namespace

bool hasBelievableCounts(std::uint8_t ctapCommand, QByteArrayView answer)
{
    if (!hasCounts(ctapCommand) || answer.size() < 2 || answer[0] != 0)
        return true;
    QCborStreamReader reader(answer.sliced(1).toByteArray());
    if (!reader.isMap())
        return true; // Nothing that could announce a number; the library refuses it.
    reader.enterContainer();
    while (reader.lastError() == QCborError::NoError && reader.hasNext()) {
        if (!reader.isUnsignedInteger())
            return false;
        const quint64 member = reader.toUnsignedInteger();
        reader.next();
        if (isCount(ctapCommand, member) && !(reader.isUnsignedInteger() && reader.toUnsignedInteger() <= mostOnAKey))
            return false;
        if (!reader.next(deepestNesting))
            return false;
    }
    return reader.lastError() == QCborError::NoError;
}

} // namespace keydesk
