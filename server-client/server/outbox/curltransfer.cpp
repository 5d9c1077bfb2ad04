#include "outbox/curltransfer.h"

#include <QFile>
#include <curl/curl.h>
#include <map>
#include <mutex>
#include <sys/socket.h>
#include <unistd.h>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr long connectSeconds = 10;
/// An interrupted mail would go out twice: one that has begun may still end.
constexpr std::chrono::seconds stopPatience{3};

using SteadyClock = std::chrono::steady_clock;

/// Looks, about once a second, whether a transfer should go on.
struct Watch
{
    const std::atomic<bool>& shouldStop;
    const std::set<int>& sockets;
    SteadyClock::time_point deadline;
    bool isStopping = false;
    bool hasCut = false;

    static int tick(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
    {
        auto* watch = static_cast<Watch*>(self);
        const auto now = SteadyClock::now();
        if (watch->shouldStop && !std::exchange(watch->isStopping, true))
            watch->deadline = std::min(watch->deadline, now + stopPatience);
        if (now < watch->deadline)
            return 0;
        // Without this libcurl would say goodbye to a silent SMTP server and wait for its answer as long again.
        for (const int socket : watch->sockets)
            ::shutdown(socket, SHUT_RDWR);
        watch->hasCut = true;
        return 1;
    }
};

std::size_t ignore(char*, std::size_t size, std::size_t count, void*)
{
    return size * count;
}

} // namespace

struct CurlTransfer::Lists
{
    std::map<int, curl_slist*> lists;
    ~Lists()
    {
        for (const auto& [option, list] : lists)
            curl_slist_free_all(list);
    }
};

CurlTransfer::CurlTransfer() : m_lists(std::make_unique<Lists>())
{
    static std::once_flag initialized;
    std::call_once(initialized, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    m_curl = curl_easy_init();
    m_problem.resize(CURL_ERROR_SIZE);
}

CurlTransfer::~CurlTransfer()
{
    curl_easy_cleanup(m_curl);
}

void CurlTransfer::begin(const Target& target)
{
    curl_easy_reset(m_curl);
    m_lists = std::make_unique<Lists>();
    m_upload = {};
    m_download = nullptr;
    m_problem.fill('\0');
    m_timeLimit = std::max(target.timeLimit, std::chrono::milliseconds{1});
    // The watch comes first, except while a name is looked up.
    const long milliseconds = static_cast<long>((m_timeLimit + stopPatience).count());
    setText(CURLOPT_URL, target.url.toUtf8());
    setText(CURLOPT_PROTOCOLS_STR, "https,smtp,smtps");
    setNumber(CURLOPT_NOSIGNAL, 1);
    setNumber(CURLOPT_CONNECTTIMEOUT, connectSeconds);
    setNumber(CURLOPT_TIMEOUT_MS, milliseconds);
    setNumber(CURLOPT_SERVER_RESPONSE_TIMEOUT, milliseconds / 1000);
    setNumber(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
    setNumber(CURLOPT_SSL_VERIFYPEER, 1);
    setNumber(CURLOPT_SSL_VERIFYHOST, 2);
    setNumber(CURLOPT_NOPROGRESS, 0);
    if (!target.caFile.isEmpty()) {
        setText(CURLOPT_CAINFO, QFile::encodeName(target.caFile));
        curl_easy_setopt(m_curl, CURLOPT_CAPATH, nullptr);
    }
    curl_easy_setopt(m_curl, CURLOPT_WRITEFUNCTION, &ignore);
    curl_easy_setopt(m_curl, CURLOPT_ERRORBUFFER, m_problem.data());
    curl_easy_setopt(m_curl, CURLOPT_SOCKOPTFUNCTION, &CurlTransfer::noteOpened);
    curl_easy_setopt(m_curl, CURLOPT_SOCKOPTDATA, this);
    curl_easy_setopt(m_curl, CURLOPT_CLOSESOCKETFUNCTION, &CurlTransfer::closeNoted);
    curl_easy_setopt(m_curl, CURLOPT_CLOSESOCKETDATA, this);
}

int CurlTransfer::noteOpened(void* self, int socket, int)
{
    static_cast<CurlTransfer*>(self)->m_sockets.insert(socket);
    return CURL_SOCKOPT_OK;
}

int CurlTransfer::closeNoted(void* self, int socket)
{
    static_cast<CurlTransfer*>(self)->m_sockets.erase(socket);
    return ::close(socket);
}

void CurlTransfer::setText(int option, const QByteArray& value)
{
    curl_easy_setopt(m_curl, static_cast<CURLoption>(option), value.constData());
}

void CurlTransfer::setNumber(int option, long value)
{
    curl_easy_setopt(m_curl, static_cast<CURLoption>(option), value);
}

void CurlTransfer::append(int listOption, const QByteArray& line)
{
    curl_slist*& list = m_lists->lists[listOption];
    list = curl_slist_append(list, line.constData());
}

void CurlTransfer::setUpload(QByteArrayView body)
{
    m_upload = body;
    m_uploaded = 0;
    curl_easy_setopt(m_curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(m_curl, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(body.size()));
    curl_easy_setopt(m_curl, CURLOPT_READFUNCTION, &CurlTransfer::read);
    curl_easy_setopt(m_curl, CURLOPT_READDATA, this);
}

void CurlTransfer::setDownload(QByteArray& body, qsizetype longest)
{
    m_download = &body;
    m_longestDownload = longest;
    curl_easy_setopt(m_curl, CURLOPT_WRITEFUNCTION, &CurlTransfer::write);
    curl_easy_setopt(m_curl, CURLOPT_WRITEDATA, this);
}

std::size_t CurlTransfer::write(char* bytes, std::size_t size, std::size_t count, void* self)
{
    auto* transfer = static_cast<CurlTransfer*>(self);
    const auto more = static_cast<qsizetype>(size * count);
    transfer->m_download->append(bytes, more);
    return transfer->m_download->size() > transfer->m_longestDownload ? 0 : size * count;
}

std::size_t CurlTransfer::read(char* buffer, std::size_t size, std::size_t count, void* self)
{
    auto* transfer = static_cast<CurlTransfer*>(self);
    const qsizetype wanted =
        std::min<qsizetype>(static_cast<qsizetype>(size * count), transfer->m_upload.size() - transfer->m_uploaded);
    std::copy_n(transfer->m_upload.data() + transfer->m_uploaded, wanted, buffer);
    transfer->m_uploaded += wanted;
    return static_cast<std::size_t>(wanted);
}

CurlTransfer::Ending CurlTransfer::run(const std::atomic<bool>& shouldStop)
{
    for (const auto& [option, list] : m_lists->lists)
        curl_easy_setopt(m_curl, static_cast<CURLoption>(option), list);
    Watch watch{shouldStop, m_sockets, SteadyClock::now() + m_timeLimit};
    curl_easy_setopt(m_curl, CURLOPT_XFERINFOFUNCTION, &Watch::tick);
    curl_easy_setopt(m_curl, CURLOPT_XFERINFODATA, &watch);
    const CURLcode code = curl_easy_perform(m_curl);

    Ending ending;
    ending.isOk = code == CURLE_OK;
    curl_easy_getinfo(m_curl, CURLINFO_RESPONSE_CODE, &ending.status);
    ending.isCertificateWrong = code == CURLE_PEER_FAILED_VERIFICATION;
    // How libcurl names an SMTP refusal of the sender or recipient, and one after the contents.
    ending.isRefusedByPeer = code == CURLE_SEND_ERROR || code == CURLE_WEIRD_SERVER_REPLY;
    if (!ending.isOk) {
        const QString detail = watch.hasCut ? (watch.isStopping ? u"interrupted"_s : u"it took too long"_s)
                                            : QString::fromUtf8(m_problem.constData());
        ending.problem = detail.isEmpty() ? QString::fromUtf8(curl_easy_strerror(code)) : detail;
    }
    return ending;
}

} // namespace keydesk
