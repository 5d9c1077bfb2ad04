#pragma once

#include "virtual/key/hidframes.h"

#include <QObject>
#include <QTimer>

namespace keydesk::virtualkey {

/// The key's end of CTAPHID (CTAP 2.1 section 11.2): channels, one transaction at a time, time-outs, keepalives.
class HidTransport : public QObject
{
    Q_OBJECT
public:
    enum class Status : quint8 { Processing = 1, TouchNeeded = 2 };

    /// canCbor: a CTAP2 key; others speak U2F only.
    explicit HidTransport(bool canCbor, QObject* parent = nullptr);

    /// Forgets channels and transactions.
    void powerUp();
    void receive(QByteArrayView report);
    /// An unfinished message goes, a transaction stays: the key does not notice that nobody reads any more.
    void loseClient();

    /// Ends the transaction.
    void answer(const QByteArray& payload);
    /// Ends the transaction without a word.
    void drop();
    /// What keepalives say from now on; a change is told at once.
    void setStatus(Status status);
    bool isBusy() const { return m_busy.has_value(); }

Q_SIGNALS:
    void messageReady(const keydesk::virtualkey::HidMessage& message);
    /// A CBOR or MSG message begins a transaction: call answer() or drop(), now or later.
    void requested(keydesk::virtualkey::HidCommand command, const QByteArray& payload);
    /// The platform wants the transaction to end; it still waits for the answer.
    void cancelled();
    /// The platform gave the transaction up; there is nothing left to answer.
    void abandoned();
    void winked();

private:
    struct Transaction
    {
        quint32 channel = 0;
        HidCommand command = HidCommand::Cbor;
    };

    void handle(const HidMessage& message);
    void initialise(const HidMessage& message);
    void begin(const HidMessage& message);
    void refuse(quint32 channel, HidError error);
    bool isAllocated(quint32 channel) const { return channel >= 1 && channel <= m_lastChannel; }
    void keepAlive();

    bool m_canCbor;
    MessageAssembler m_assembler;
    quint32 m_lastChannel = 0;
    std::optional<Transaction> m_busy;
    Status m_status = Status::Processing;
    QTimer m_receiving;
    QTimer m_keepAlive;
};

} // namespace keydesk::virtualkey
