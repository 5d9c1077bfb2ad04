#pragma once

#include "devices/keysource.h"
#include "devices/reportlink.h"

#include <QTimer>

namespace keydesk {

/// A virtual key at a Unix stream socket that carries bare 64-byte reports: there while somebody accepts connections.
class SocketSource final : public KeySource
{
    Q_OBJECT
public:
    explicit SocketSource(QString path, ReportLink::Times times = {}, QObject* parent = nullptr);
    void start() override;
    void forget(const QString& place) override;

private:
    void tryToConnect();

    const QString m_path;
    const ReportLink::Times m_times;
    QTimer m_timer;
};

} // namespace keydesk
