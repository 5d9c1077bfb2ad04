#pragma once

#include "devices/ctaphid.h"
#include "devices/keycommand.h"
#include "devices/reportport.h"

#include <QtEndian>
#include <deque>

namespace keydesk {

/// A key that reads from a script: raw reports, well-framed answers with any contents, keep-alives.
class HostilePort final : public ReportPort
{
public:
    explicit HostilePort(QByteArrayView script) : m_script(script) {}

    std::optional<KeyProblem> open() override { return {}; }
    void close() override {}
    void wake() override {}
    Status send(const Report& report, QDeadlineTimer) override
    {
        if ((report[4] & 0x80) != 0)
            m_asked = report;
        return Status::Done;
    }
    Status receive(Report& report, QDeadlineTimer) override
    {
        constexpr int mostReports = 400; // U2F keys are asked again ten times a second.
        while (m_waiting.empty() && !m_script.isEmpty())
            obey();
        if (m_waiting.empty() || ++m_sent > mostReports)
            return Status::Removed;
        report = m_waiting.front();
        m_waiting.pop_front();
        return Status::Done;
    }

private:
    QByteArray take(qsizetype size)
    {
        const QByteArray bytes = m_script.first(std::min(size, m_script.size())).toByteArray();
        m_script = m_script.sliced(bytes.size());
        return bytes;
    }
    quint8 takeByte()
    {
        const QByteArray byte = take(1);
        return byte.isEmpty() ? 0 : static_cast<quint8>(byte[0]);
    }

    void obey()
    {
        switch (takeByte() & 3) {
        case 0: { // A report as it is, but for the channel, which no key could guess.
            const bool isOurs = (takeByte() & 1) != 0;
            Report report{};
            const QByteArray bytes = take(64);
            std::copy(bytes.begin(), bytes.end(), report.begin());
            if (isOurs)
                std::copy_n(m_asked.begin(), 4, report.begin());
            m_waiting.push_back(report);
            break;
        }
        case 1: // An answer in good form.
            answer(take(takeByte() * 8 + takeByte() % 8));
            break;
        case 2: // A keep-alive.
            m_waiting.push_back(framed(0x80 | ctaphid::KeepAlive, 1, take(1)));
            break;
        case 3: // A greeting as it should be.
            answer(QByteArray(reinterpret_cast<const char*>(&m_asked[7]), 8) + QByteArray::fromHex("00000001") +
                   QByteArray::fromHex("02000000") + take(1));
            break;
        }
    }

    Report framed(quint8 command, qsizetype size, const QByteArray& payload) const
    {
        Report report{};
        std::copy_n(m_asked.begin(), 4, report.begin());
        report[4] = command;
        qToBigEndian(static_cast<quint16>(size), &report[5]);
        std::copy_n(payload.begin(), std::min<qsizetype>(57, payload.size()), report.begin() + 7);
        return report;
    }
    void answer(const QByteArray& payload)
    {
        m_waiting.push_back(framed(m_asked[4], payload.size(), payload));
        quint8 sequence = 0;
        for (qsizetype at = 57; at < payload.size(); at += 59) {
            Report report{};
            std::copy_n(m_asked.begin(), 4, report.begin());
            report[4] = sequence++;
            const QByteArray piece = payload.mid(at, 59);
            std::copy(piece.begin(), piece.end(), report.begin() + 5);
            m_waiting.push_back(report);
        }
    }

    QByteArrayView m_script;
    std::deque<Report> m_waiting;
    Report m_asked{};
    int m_sent = 0;
};

/// Which command the first byte of a script stands for.
inline KeyCommand commandFor(quint8 number)
{
    const auto pin = (number & 0x80) != 0 ? share(Secret::copyOf("1234")) : SharedSecret();
    const CredentialCreation creation{.ceremony = {},
                                      .challenge = QByteArray(32, 'c'),
                                      .relyingPartyId = QStringLiteral("example.org"),
                                      .relyingPartyName = QStringLiteral("Example"),
                                      .origin = QStringLiteral("https://example.org"),
                                      .userHandle = "u",
                                      .userName = QStringLiteral("ada"),
                                      .displayName = QStringLiteral("Ada"),
                                      .algorithms = {CoseAlgorithm::Es256, CoseAlgorithm::EdDsa},
                                      .excluded = {{.id = QByteArray(64, 'x')}},
                                      .attestation = AttestationConveyance::Direct,
                                      .expires = {}};
    const AssertionRequest request{.ceremony = {},
                                   .challenge = QByteArray(32, 'c'),
                                   .relyingPartyId = QStringLiteral("example.org"),
                                   .origin = QStringLiteral("https://example.org"),
                                   .allowed = (number & 0x40) != 0 ? creation.excluded : QList<CredentialDescriptor>(),
                                   .expires = {}};
    switch (number & 7) {
    case 0:
        return InspectCommand();
    case 1:
        return MakeCredentialCommand{.creation = creation, .pin = pin};
    case 2:
        return MakeAssertionCommand{.request = request, .pin = pin};
    case 3:
        return SetPinCommand{.pin = share(Secret::copyOf("4321")), .current = pin};
    case 4:
        return ListCredentialsCommand{.relyingPartyId = creation.relyingPartyId, .pin = pin};
    case 5:
        return RemoveCredentialsCommand{.ids = {QByteArray(16, 'x')}, .pin = pin};
    case 6:
        return ResetCommand();
    default:
        return AwaitTouchCommand();
    }
}

} // namespace keydesk
