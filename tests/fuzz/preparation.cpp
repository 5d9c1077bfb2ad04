// Typed text → user name and password. Must hold: what is accepted prepares to itself and has the form that the rest of
// the service counts on; what was accepted is accepted again.

#include "directory/directory.h"
#include "directory/precisclass.h"

#include <cstdint>
#include <cstdlib>
#include <cstring>

using namespace keydesk;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void checkUserName(const QString& typed)
{
    const Result<QString> name = preparedUserName(typed);
    if (!name)
        return;
    const std::u16string_view units(QStringView(*name).utf16(), static_cast<std::size_t>(name->size()));
    require(!name->isEmpty() && name->size() <= 256 && name->isValidUtf16());
    require(!name->contains(u' ') && !name->contains(QChar(0)) && !name->contains(u'\n'));
    require(isPrecisIdentifier(units) && satisfiesBidiRule(units));
    const Result<QString> again = preparedUserName(*name);
    require(again && *again == *name);
}

void checkPassword(QByteArrayView typed)
{
    const Result<Secret> password = preparedPassword(Secret::copyOf(typed));
    if (!password)
        return;
    require(!password->isEmpty() && password->view().indexOf('\0') < 0);
    const Result<Secret> again = preparedPassword(password->clone());
    require((again && again->equals(password->view())) || password->size() > 1024); // It may have grown.
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const QByteArrayView view(bytes, static_cast<qsizetype>(size));
    checkUserName(QString::fromUtf8(view));
    // Also units that are no text: broken surrogates.
    QString units(static_cast<qsizetype>(size / 2), QChar(0));
    if (size >= 2)
        std::memcpy(units.data(), bytes, static_cast<std::size_t>(units.size()) * 2);
    checkUserName(units);
    checkPassword(view);
    return 0;
}
