#pragma once

#include <QByteArrayView>

namespace keydesk {

/// True when a HID report descriptor (USB HID 1.11, section 6.2.2) has a usage on the FIDO page 0xF1D0: the only mark
/// of a security key; makers and products are many.
bool isFidoReportDescriptor(QByteArrayView descriptor);

} // namespace keydesk
