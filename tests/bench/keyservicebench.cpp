// Whole registrations of security keys and whole proofs with them, per second: eight clients on the loopback, each with
// one TLS connection and a DPoP proof for each request, and keydeskd as a process of its own. Two requests each: start
// and finish. The keys are made and asked in this process, which costs little beside the rest.
//   keydesk-keyservicebench [sqlite|postgresql]

#include "benchclient.h"
#include "fakes/keyathand.h"
#include "protocol/wire.h"
#include "servicestand.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <cstdio>
#include <openssl/evp.h>
#include <thread>
#include <unistd.h>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int clients = 8;
constexpr int peoplePerClient = 40;
constexpr int keysEach = 4; ///< Beside the first, which is not measured: it needs no strong proof, the others do.
constexpr int proofsEach = 4;

/// One client thread's part.
struct Part
{
    std::unique_ptr<BenchClient> client;
    KeyAtHand key = KeyAtHand();
    QByteArrayList tokens = {};
};

QString textOf(const QJsonObject& answer, const char* name)
{
    return answer[QLatin1StringView(name)].toString();
}

QJsonObject person(const QByteArray& name)
{
    QJsonObject user = object(R"({"role": "user", "locale": "en", "password": "correct horse"})");
    user[u"userName"_s] = QString::fromLatin1(name);
    user[u"displayName"_s] = QString::fromLatin1(name);
    user[u"mail"_s] = QString(QLatin1StringView(name) + u"@example.org"_s);
    return user;
}

QByteArray signedIn(BenchClient& client, const QByteArray& name)
{
    client.token.clear();
    const QJsonObject begun = client.post("/sign-ins", {{u"userName"_s, QString::fromLatin1(name)}}, 201);
    const QJsonObject done = client.post("/sign-ins/" + textOf(begun, "ceremony").toLatin1() + "/answers",
                                         object(R"({"method": "password", "answer": "correct horse"})"), 200);
    return textOf(done, "accessToken").toLatin1();
}

void registerKey(Part& part)
{
    const QJsonObject begun = part.client->post("/security-keys", {}, 201);
    const auto creation = wire::credentialCreationFromJson(begun);
    if (!creation)
        qFatal("no creation");
    part.client->post("/security-keys/registrations/" + textOf(begun, "ceremony").toLatin1(),
                      wire::toJson(wire::NamedCredential{part.key.create(*creation), {}}), 201);
}

void prove(Part& part)
{
    const QJsonObject begun = part.client->post("/step-ups", {}, 201);
    const auto step = wire::signInStepFromJson(begun);
    if (!step || !step->assertion)
        qFatal("no request for a key");
    const FactorAnswer answer{
        .ceremony = {}, .method = Method::WebAuthn, .answer = answerText(part.key.answer(*step->assertion))};
    part.client->post("/sign-ins/" + textOf(begun, "ceremony").toLatin1() + "/answers", wire::toJson(answer), 200);
}

/// The processor time that a process has used, in seconds.
double processorTime(qint64 processId)
{
    QFile file(u"/proc/%1/stat"_s.arg(processId));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray line = file.readAll();
    const QByteArrayList fields = line.sliced(line.lastIndexOf(')') + 2).split(' '); // From field 3, the state, on.
    return (fields[11].toDouble() + fields[12].toDouble()) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

/// How many a second, and what one of them costs the service: the one depends on what else the machine does, the other
/// hardly.
struct Figures
{
    double rate;
    double processorMilliseconds;
};

/// The clients do this side by side, for each of their people so many times.
Figures measure(const ServiceStand& stand, std::vector<Part>& parts, int times, const std::function<void(Part&)>& work)
{
    const double before = processorTime(stand.service.processId());
    QElapsedTimer timer;
    timer.start();
    std::vector<std::thread> threads;
    for (Part& part : parts)
        threads.emplace_back([&part, times, &work] {
            for (int i = 0; i < times; ++i)
                for (const QByteArray& token : part.tokens) {
                    part.client->token = token;
                    work(part);
                }
        });
    for (std::thread& thread : threads)
        thread.join();
    const double number = clients * peoplePerClient * times;
    return {.rate = 1e9 * number / static_cast<double>(timer.nsecsElapsed()),
            .processorMilliseconds = 1e3 * (processorTime(stand.service.processId()) - before) / number};
}

/// One ES256 signature over as many bytes as an assertion signs, in one thread.
double bareVerifications()
{
    EVP_PKEY* key = EVP_EC_gen("P-256");
    const QByteArray message(69, 'm');
    QByteArray signature(EVP_PKEY_size(key), '\0');
    auto size = static_cast<std::size_t>(signature.size());
    EVP_MD_CTX* signing = EVP_MD_CTX_new();
    const auto bytes = [](QByteArray& array) { return reinterpret_cast<unsigned char*>(array.data()); };
    const auto* text = reinterpret_cast<const unsigned char*>(message.constData());
    EVP_DigestSignInit(signing, nullptr, EVP_sha256(), nullptr, key);
    EVP_DigestSign(signing, bytes(signature), &size, text, static_cast<std::size_t>(message.size()));
    EVP_MD_CTX_free(signing);
    QElapsedTimer timer;
    timer.start();
    constexpr int number = 5000;
    for (int i = 0; i < number; ++i) {
        EVP_MD_CTX* context = EVP_MD_CTX_new();
        EVP_DigestVerifyInit(context, nullptr, EVP_sha256(), nullptr, key);
        if (EVP_DigestVerify(context, bytes(signature), size, text, static_cast<std::size_t>(message.size())) != 1)
            qFatal("what is measured does not verify");
        EVP_MD_CTX_free(context);
    }
    EVP_PKEY_free(key);
    return 1e9 * number / static_cast<double>(timer.nsecsElapsed());
}

std::vector<Part> prepare(ServiceStand& stand)
{
    const BenchClient::Service service{
        .panelUrl = stand.service.url().toString(), .port = stand.service.port(), .caFile = stand.service.caFile()};
    std::vector<Part> parts;
    for (int i = 0; i < clients; ++i)
        parts.push_back({.client = std::make_unique<BenchClient>(service, stand.desk(i + 1).key)});
    std::vector<std::thread> threads;
    for (int i = 0; i < clients; ++i)
        threads.emplace_back([&, i] {
            Part& part = parts[static_cast<std::size_t>(i)];
            BenchClient administrator(service, stand.administrator().key);
            for (int number = 0; number < peoplePerClient; ++number) {
                const QByteArray name = "person-" + QByteArray::number(i) + '-' + QByteArray::number(number);
                administrator.post("/users", person(name), 201);
                part.tokens.append(signedIn(*part.client, name));
            }
        });
    for (std::thread& thread : threads)
        thread.join();
    return parts;
}

void print(const char* name, double value, const char* unit, int decimals)
{
    std::printf("webauthn.%s %.*f %s\n", name, decimals, value, unit);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const bool isPostgresql = application.arguments().value(1) == u"postgresql";
    ServiceStand stand(isPostgresql ? TestDatabase::Engine::Postgresql : TestDatabase::Engine::Sqlite);
    std::vector<Part> parts = prepare(stand);
    measure(stand, parts, 1, registerKey);
    measure(stand, parts, 1, prove);
    const double bare = bareVerifications();
    const Figures registrations = measure(stand, parts, keysEach, registerKey);
    print("register.c8.rate", registrations.rate, "/s", 0);
    print("register.c8.ratio", registrations.rate / bare, "", 3);
    print("register.c8.cpu", registrations.processorMilliseconds, "ms", 2);
    const Figures proofs = measure(stand, parts, proofsEach, prove);
    print("assert.c8.rate", proofs.rate, "/s", 0);
    print("assert.c8.ratio", proofs.rate / bare, "", 3);
    print("assert.c8.cpu", proofs.processorMilliseconds, "ms", 2);
    return 0;
}
