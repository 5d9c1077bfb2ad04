#pragma once

#include <QByteArrayView>

namespace keydesk {

/// Object identifiers, as the content of their DER: to be compared without making an object of them.
namespace objectid {

inline constexpr QByteArrayView country("\x55\x04\x06", 3);      ///< 2.5.4.6, RFC 5280 appendix A.1
inline constexpr QByteArrayView organisation("\x55\x04\x0a", 3); ///< 2.5.4.10
inline constexpr QByteArrayView unit("\x55\x04\x0b", 3);         ///< 2.5.4.11
inline constexpr QByteArrayView commonName("\x55\x04\x03", 3);   ///< 2.5.4.3
inline constexpr QByteArrayView tpmManufacturer("\x67\x81\x05\x02\x01",
                                                5); ///< 2.23.133.2.1, TPM 2.0 EK credential profile, section 3.1.2
inline constexpr QByteArrayView tpmModel("\x67\x81\x05\x02\x02", 5);   ///< 2.23.133.2.2
inline constexpr QByteArrayView tpmVersion("\x67\x81\x05\x02\x03", 5); ///< 2.23.133.2.3
inline constexpr QByteArrayView tpmAttestationKey("\x67\x81\x05\x08\x03",
                                                  5); ///< 2.23.133.8.3, tcg-kp-AIKCertificate, a purpose
inline constexpr QByteArrayView model("\x2b\x06\x01\x04\x01\x82\xe5\x1c\x01\x01\x04",
                                      11); ///< 1.3.6.1.4.1.45724.1.1.4, id-fido-gen-ce-aaguid
inline constexpr QByteArrayView androidKeyDescription("\x2b\x06\x01\x04\x01\xd6\x79\x02\x01\x11",
                                                      10);                             ///< 1.3.6.1.4.1.11129.2.1.17
inline constexpr QByteArrayView appleNonce("\x2a\x86\x48\x86\xf7\x63\x64\x08\x02", 9); ///< 1.2.840.113635.100.8.2

} // namespace objectid
} // namespace keydesk
