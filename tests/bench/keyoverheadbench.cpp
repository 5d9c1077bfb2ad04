// What the desktop program adds to a key's own time: whole operations through LocalKeyDevices with keydesk-key, a
// process of its own that is touched at once, less the time that the key says it was at work.

#include "devices/localkeydevices.h"
#include "fakes/keyprogram.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>
#include <algorithm>
#include <cstdio>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int rounds = 31;

CredentialCreation creation(Requirement verification)
{
    return {.ceremony = {u"ceremony"_s},
            .challenge = QByteArray(32, 'c'),
            .relyingPartyId = u"example.org"_s,
            .relyingPartyName = u"Example"_s,
            .origin = u"https://panel.example.org"_s,
            .userHandle = "handle of ada",
            .userName = u"ada"_s,
            .displayName = u"Ada"_s,
            .algorithms = {CoseAlgorithm::Es256},
            .residentKey = Requirement::Discouraged,
            .userVerification = verification,
            .attestation = AttestationConveyance::Direct,
            .expires = {}};
}

AssertionRequest request(const QByteArray& credential)
{
    return {.ceremony = {u"sign-in"_s},
            .challenge = QByteArray(32, 'd'),
            .relyingPartyId = u"example.org"_s,
            .origin = u"https://panel.example.org"_s,
            .allowed = {{.id = credential}},
            .userVerification = Requirement::Discouraged,
            .expires = {}};
}

/// A key, and the devices that see it.
class Bench
{
public:
    Bench()
    {
        QObject::connect(&m_devices, &KeyDevices::changed, &m_loop, &QEventLoop::quit);
        m_local.start();
        m_loop.exec();
        if (m_devices.keys().value(0).state != KeyDevice::State::Ready)
            qFatal("the key is not ready");
    }

    KeyDevices& devices() { return m_devices; }
    KeyDeviceId key() const { return m_devices.keys()[0].id; }

    /// Until the key has nothing more to do: after an operation the program looks at it again.
    void settle()
    {
        for (std::chrono::microseconds last = -1us; last != worked();) {
            last = worked();
            QTimer::singleShot(30ms, &m_loop, &QEventLoop::quit);
            m_loop.exec();
        }
    }

    std::chrono::microseconds worked()
    {
        return std::chrono::microseconds(m_program.tell(u"state"_s)[u"workedMicroseconds"_s].toInteger());
    }

    /// Milliseconds that are not the key's.
    double overhead(const std::function<KeyOperationId()>& begin, SharedSecret pin = {})
    {
        settle();
        const std::chrono::microseconds before = worked();
        QElapsedTimer timer;
        timer.start();
        finish(begin(), pin);
        const auto elapsed = std::chrono::nanoseconds(timer.nsecsElapsed());
        // The program may have begun to look at the key again meanwhile: tenths of a millisecond too much for the key.
        return std::chrono::duration<double, std::milli>(elapsed - (m_workedAtEnd - before)).count();
    }

    KeyOutcome finish(const KeyOperationId& operation, const SharedSecret& pin = {})
    {
        KeyOutcome outcome;
        const auto ended = QObject::connect(&m_devices, &KeyDevices::finished, &m_loop,
                                            [&](const KeyOperationId& id, const KeyOutcome& end) {
                                                if (id != operation)
                                                    return;
                                                outcome = end;
                                                m_loop.quit();
                                            });
        const auto asked = QObject::connect(&m_devices, &KeyDevices::pinWanted, &m_loop,
                                            [&](const KeyOperationId& id) { m_devices.answerPin(id, pin); });
        m_loop.exec();
        m_workedAtEnd = worked();
        QObject::disconnect(ended);
        QObject::disconnect(asked);
        if (const auto* failure = std::get_if<KeyFailure>(&outcome))
            qFatal("the operation ended with problem %d", static_cast<int>(failure->problem));
        return outcome;
    }

private:
    KeyProgram m_program{{u"--touch"_s, u"auto"_s}};
    LocalKeyDevices m_local{{.sockets = {m_program.socket()}, .withOwnKeys = false}};
    KeyDevices& m_devices = m_local;
    QEventLoop m_loop;
    std::chrono::microseconds m_workedAtEnd{0};
};

double median(const std::function<double()>& measure)
{
    QList<double> samples;
    for (int i = 0; i < rounds; ++i)
        samples.append(measure());
    std::nth_element(samples.begin(), samples.begin() + rounds / 2, samples.end());
    return samples[rounds / 2];
}

double print(const char* name, double milliseconds)
{
    std::printf("webauthn.%s %.1f ms\n", name, milliseconds);
    return milliseconds;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    Bench bench;
    KeyDevices& devices = bench.devices();
    const auto create = [&] { return devices.makeCredential(creation(Requirement::Discouraged), bench.key()); };
    const auto created = std::get<CreatedCredential>(bench.finish(create()));
    const double registration = print("app_overhead.registration", median([&] { return bench.overhead(create); }));
    const double assertion = print(
        "app_overhead.assertion", median([&] {
            return bench.overhead([&] { return devices.makeAssertion(request(created.credentialId), bench.key()); });
        }));
    const SharedSecret pin = share(Secret::copyOf("2468"));
    bench.finish(devices.setPin(bench.key(), pin));
    const double verified =
        print("app_overhead.registration_pin", median([&] {
                  return bench.overhead(
                      [&] { return devices.makeCredential(creation(Requirement::Required), bench.key()); }, pin);
              }));
    print("app_overhead", std::max({registration, assertion, verified}));
    return 0;
}
