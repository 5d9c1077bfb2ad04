#include "kiosk/hardening.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace keydesk {

Result<void> hardenProcess()
{
    const rlimit none{0, 0};
    if (setrlimit(RLIMIT_CORE, &none) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
        return Error{.code = ErrorCode::Internal, .context = QStringLiteral("closing the process's memory")};
    return done();
}

} // namespace keydesk
