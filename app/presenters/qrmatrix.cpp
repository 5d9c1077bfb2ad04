#include "presenters/qrmatrix.h"

#include <memory>
#include <qrencode.h>

namespace keydesk {

QrMatrix QrMatrix::encode(QByteArrayView text)
{
    if (text.isEmpty())
        return {};
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0,
                          QR_ECLEVEL_M),
        &QRcode_free);
    if (!code)
        return {};
    QrMatrix matrix;
    matrix.m_size = code->width;
    matrix.m_modules.resize(qsizetype{code->width} * code->width);
    for (qsizetype i = 0; i < matrix.m_modules.size(); ++i) {
        matrix.m_modules[i] = static_cast<char>(code->data[i] & 1); // Bit 0: dark; the others say what a module is for.
        code->data[i] = 0;
    }
    return matrix;
}

} // namespace keydesk
