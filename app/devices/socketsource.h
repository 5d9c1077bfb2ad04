#pragma once

#include "devices/keysource.h"

#include <QTimer>

namespace keydesk {

/// A virtual key at a Unix stream socket that carries bare 64-byte reports: there while somebody accepts connections.
class SocketSource final : public KeySource
{
    Q_OBJECT
public:
    explicit SocketSource(QString path, QObject* parent = nullptr);
    void start() override;
    void forget(const QString& place) override;

private:
    void tryToConnect();

    const QString m_path;
    QTimer m_timer;
};

} // namespace keydesk
