#pragma once

#include "protocol/administration.h"

namespace keydesk {

// What administration looks like on a terminal: tables and short texts, with a line break at the end.

QString tableOf(const QList<User>& users);
QString tableOf(const QList<ApplicationProfile>& profiles);
QString tableOf(const QList<Installation>& installations);
QString tableOf(const QList<AuditRecord>& records);
QString tableOf(const QList<SecurityKey>& keys);
QString tableOf(const QList<AffectedKey>& keys);
QString tableOf(const QList<Session>& sessions);
QString describe(const ApplicationProfile& profile);
QString describe(const AuditVerdict& verdict);
QString describe(const AuthenticatorMetadata& metadata);

} // namespace keydesk
