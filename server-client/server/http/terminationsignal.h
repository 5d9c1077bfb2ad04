#pragma once

#include "http/descriptor.h"

#include <QObject>

namespace keydesk {

/// SIGTERM and SIGINT as a Qt signal. Make it in main() right after the application object, before any thread starts:
/// it blocks them for the threads to come.
class TerminationSignal : public QObject
{
    Q_OBJECT
public:
    explicit TerminationSignal(QObject* parent = nullptr);

Q_SIGNALS:
    void requested();

private:
    void readOne();

    Descriptor m_descriptor;
};

} // namespace keydesk
