#pragma once

#include <QByteArrayView>

namespace keydesk {

/// RFC 8032 sections 5.1.3 and 5.2.3: do the bytes decode to a point of the curve? False for a wrong size, for a
/// coordinate that is not reduced, and where the other coordinate does not exist.
bool isEd25519Point(QByteArrayView encoded);
bool isEd448Point(QByteArrayView encoded);

} // namespace keydesk
