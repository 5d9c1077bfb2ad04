#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace keydesk {

/// The modules of a QR code (ISO/IEC 18004, model 2, error correction M) without the quiet zone: the widget adds its
/// four modules. It may hold a secret: copies share one buffer, which is wiped with the last one by whoever frees it.
class QrMatrix
{
public:
    QrMatrix() = default;
    /// Empty when the text does not fit (more than about 2,300 bytes) or is empty.
    static QrMatrix encode(QByteArrayView text);

    bool isEmpty() const { return m_size == 0; }
    int size() const { return m_size; } ///< Modules per side.
    bool isDark(int column, int row) const { return m_modules[row * m_size + column] != 0; }

    friend bool operator==(const QrMatrix&, const QrMatrix&) = default;

private:
    int m_size = 0;
    QByteArray m_modules;
};

} // namespace keydesk
