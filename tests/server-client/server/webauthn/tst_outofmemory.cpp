#include "attempts.h"
#include "signedblob.h"
#include "webauthn/metadatablob.h"

#include <QTest>
#include <cbor.h>
#include <cstdlib>
#include <dlfcn.h>
#include <openssl/crypto.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

namespace {

/// OpenSSL's allocations, counted since the start, and the one that fails (0: none).
struct Allocations
{
    long outstanding = 0;
    long requested = 0;
    long failing = 0;
    bool hasFailed = false;
};
Allocations allocations;

bool failsNow()
{
    if (allocations.failing == 0 || ++allocations.requested != allocations.failing)
        return false;
    allocations.hasFailed = true;
    return true;
}

void* allocate(std::size_t size, const char*, int)
{
    if (failsNow())
        return nullptr;
    ++allocations.outstanding;
    return std::malloc(size);
}

void release(void* memory, const char*, int)
{
    if (memory)
        --allocations.outstanding;
    std::free(memory);
}

void* reallocate(void* memory, std::size_t size, const char* file, int line)
{
    if (!memory)
        return allocate(size, file, line);
    if (size == 0) {
        release(memory, file, line);
        return nullptr;
    }
    return failsNow() ? nullptr : std::realloc(memory, size);
}

/// What came of it, in memory that a child process shares with its parent.
struct Tally
{
    long current = 1; ///< Which allocation is the one that fails; kept while it is tried.
    int accepted = 0;
    int refused = 0;
    int leaked = 0;
    int crashed = 0;
    bool isComplete = false;
};

using SharedTally = std::unique_ptr<Tally, void (*)(Tally*)>;

SharedTally sharedTally()
{
    void* memory = ::mmap(nullptr, sizeof(Tally), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        qFatal("no shared memory");
    return {new (memory) Tally, [](Tally* tally) { ::munmap(tally, sizeof(Tally)); }};
}

/// Lets the first allocation fail, then the second, and so on until there are no more.
[[noreturn]] void runChild(const std::function<bool()>& work, Tally& tally)
{
    for (;; ++tally.current) {
        OPENSSL_thread_stop(); // The thread's queue of errors is not what leaks.
        const long before = allocations.outstanding;
        allocations = {.outstanding = before, .failing = tally.current};
        const bool isAccepted = work();
        allocations.failing = 0;
        OPENSSL_thread_stop();
        if (!allocations.hasFailed)
            break;
        ++(isAccepted ? tally.accepted : tally.refused);
        if (allocations.outstanding > before)
            ++tally.leaked;
    }
    tally.isComplete = true;
    ::_exit(0);
}

Tally tally(const std::function<bool()>& work)
{
    for (int i = 0; i < 3; ++i)
        work(); // What is made once and kept is made now.
    const SharedTally shared = sharedTally();
    while (!shared->isComplete && shared->crashed < 20) {
        const pid_t child = ::fork();
        if (child == 0)
            runChild(work, *shared);
        int status = 0;
        ::waitpid(child, &status, 0);
        if (!shared->isComplete) {
            qWarning("crashed when allocation %ld failed", shared->current);
            ++shared->crashed;
            ++shared->current;
        }
    }
    return *shared;
}

bool isAccepted(const RegistrationAttempt& attempt, const CreatedCredential& created)
{
    return verifyRegistration(created, attempt.expected, attempt.policy).isOk();
}

} // namespace

class TestOutOfMemory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void endsInAnAnswer_data();
    void endsInAnAnswer();
    void neverAcceptsAWrongSignature();
    void libcborAsksForNoMemory();
};

void TestOutOfMemory::endsInAnAnswer_data()
{
    QTest::addColumn<QByteArray>("what");
    for (const char* what : {"none", "packed", "tpm", "android-key", "apple", "fido-u2f", "assertion", "metadata"})
        QTest::newRow(what) << QByteArray(what);
}

void TestOutOfMemory::endsInAnAnswer()
{
    QFETCH(QByteArray, what);
    Tally result;
    if (what == "assertion") {
        const AssertionAttempt attempt = ownAssertion();
        const AssertionAnswer answer = attempt.answer();
        result = tally([&] { return verifyAssertion(answer, attempt.record, attempt.expected).isOk(); });
    } else if (what == "metadata") {
        const SignedBlob example = SignedBlob::example();
        const QByteArray blob = example.bytes();
        const MetadataSigner signer = example.signer();
        result = tally([&] { return verifiedPayload(blob, signer, testTime).isOk(); });
    } else {
        RegistrationAttempt attempt = ownAttempt(what);
        attempt.policy.attestation.acceptsSelf = false;
        const CreatedCredential created = attempt.created();
        result = tally([&] { return isAccepted(attempt, created); });
    }
    qInfo("%-12s allocations failed: %d refused, %d made no difference", what.constData(), result.refused,
          result.accepted);
    QCOMPARE(result.leaked, 0);
    QCOMPARE(result.crashed, 0);
    QVERIFY(result.refused > 0);
}

void TestOutOfMemory::neverAcceptsAWrongSignature()
{
    AssertionAttempt attempt = ownAssertion();
    AssertionAnswer answer = attempt.answer();
    answer.signature.back() ^= 1;
    const Tally result = tally([&] { return verifyAssertion(answer, attempt.record, attempt.expected).isOk(); });
    QCOMPARE(result.accepted, 0);
    QVERIFY(result.refused > 0);
}

#ifdef __SANITIZE_ADDRESS__
void TestOutOfMemory::libcborAsksForNoMemory()
{
    QSKIP("the sanitizer has malloc for itself");
}
#else

namespace {

bool isWatching = false;
int requestsOfLibcbor = 0;

void watch(void* caller)
{
    Dl_info place{};
    if (isWatching && ::dladdr(caller, &place) != 0 && QByteArrayView(place.dli_fname).contains("libcbor"))
        ++requestsOfLibcbor;
}

} // namespace

extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_realloc(void* memory, std::size_t size);

void* malloc(std::size_t size)
{
    watch(__builtin_return_address(0));
    return __libc_malloc(size);
}

void* realloc(void* memory, std::size_t size)
{
    watch(__builtin_return_address(0));
    return __libc_realloc(memory, size);
}
}

/// Whatever it is asked to read: so there is nothing in it that could fail for want of memory.
void TestOutOfMemory::libcborAsksForNoMemory()
{
    isWatching = true;
    cbor_item_t* item = cbor_new_int8();
    QVERIFY(requestsOfLibcbor > 0); // It can be seen when it does ask.
    cbor_decref(&item);
    requestsOfLibcbor = 0;
    for (const W3cCase& each : w3cCases())
        QVERIFY(readCbor(each.created.attestationObject));
    for (const char* hex : {"5f4101ff", "bf0102ff", "5bffffffffffffffff", "c249010000000000000000", "a201010102"})
        QVERIFY(!readCbor(QByteArray::fromHex(hex)));
    isWatching = false;
    QCOMPARE(requestsOfLibcbor, 0);
}
#endif

int main(int argc, char** argv)
{
    // Before OpenSSL is used for the first time: later it would refuse.
    if (CRYPTO_set_mem_functions(allocate, reallocate, release) != 1)
        qFatal("OpenSSL has allocated something already");
    QCoreApplication application(argc, argv);
    TestOutOfMemory test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_outofmemory.moc"
