#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <atomic>
#include <memory>
#include <set>

typedef void CURL;
struct curl_slist;

namespace keydesk {

/// One libcurl handle with what every transfer here has in common: TLS 1.2 or later, the certificate checked, no
/// signals, time limits, no redirects, no files or other protocols. Keeps its connection from one transfer to the next.
/// One thread.
class CurlTransfer
{
public:
    CurlTransfer();
    ~CurlTransfer();
    CurlTransfer(const CurlTransfer&) = delete;
    CurlTransfer& operator=(const CurlTransfer&) = delete;

    struct Target
    {
        QString url;
        QString caFile; ///< Empty: the system's.
        std::chrono::milliseconds timeLimit;
    };
    /// Forgets the transfer before, but not the connection.
    void begin(const Target& target);
    void setText(int option, const QByteArray& value);
    void setNumber(int option, long value);
    /// A header of HTTP or a recipient of SMTP; libcurl gets the list when run.
    void append(int listOption, const QByteArray& line);
    /// What is sent; must live until run() has returned.
    void setUpload(QByteArrayView body);

    /// Where the answer's body goes; must live until run() has returned. A longer one ends the transfer, and is seen by
    /// its length.
    void setDownload(QByteArray& body, qsizetype longest);

    struct Ending
    {
        bool isOk = false;
        long status = 0;              ///< Last answer's code: HTTP's or SMTP's; 0: none.
        bool isRefusedByPeer = false; ///< The peer answered, with a refusal.
        bool isCertificateWrong = false;
        QString problem; ///< libcurl's words.
    };
    /// Blocks. Ends soon after shouldStop becomes true, unless it is nearly done.
    Ending run(const std::atomic<bool>& shouldStop);

private:
    struct Lists;
    CURL* m_curl;
    std::unique_ptr<Lists> m_lists;
    QByteArrayView m_upload;
    QByteArray* m_download = nullptr;
    qsizetype m_longestDownload = 0;
    qsizetype m_uploaded = 0;
    QByteArray m_problem;
    std::chrono::milliseconds m_timeLimit{0};
    std::set<int> m_sockets; ///< Open now; libcurl's.

    static std::size_t read(char* buffer, std::size_t size, std::size_t count, void* self);
    static std::size_t write(char* bytes, std::size_t size, std::size_t count, void* self);
    static int noteOpened(void* self, int socket, int purpose);
    static int closeNoted(void* self, int socket);
};

} // namespace keydesk
