#pragma once

#include <QObject>

namespace keydesk {

/// SIGTERM, SIGINT and SIGHUP as a Qt signal, whichever thread they reach: whoever ends the program, the person is
/// signed out first. One per process; make it after the application object.
class EndRequest : public QObject
{
    Q_OBJECT
public:
    explicit EndRequest(QObject* parent = nullptr);
    ~EndRequest() override;

Q_SIGNALS:
    void requested();
};

} // namespace keydesk
