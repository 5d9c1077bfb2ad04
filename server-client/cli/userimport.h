#pragma once

#include "protocol/administration.h"

namespace keydesk {

struct ImportProblem
{
    int line = 0;
    QString column;
    QString problem; ///< For people.
};

struct ImportedPerson
{
    int line = 0;
    NewUser user;
};

/// The people of a table, and everything that is wrong with it.
struct ImportTable
{
    QList<ImportedPerson> people;
    QList<ImportProblem> problems;
};

/// Reads a table of people; commanddeclarations.cpp describes its form. Every mistake is found, not only the first.
/// Whether a value is acceptable in the end is the service's decision: here only what can be known without it.
ImportTable readImportTable(QByteArrayView csv);

/// For comparing user names before the service has prepared them (RFC 8265): case and width do not count.
QString comparableUserName(const QString& userName);

} // namespace keydesk
