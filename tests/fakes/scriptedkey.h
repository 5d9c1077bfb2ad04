#pragma once

#include <QByteArray>
#include <QCborMap>
#include <QList>
#include <QString>
#include <atomic>
#include <functional>
#include <mutex>
#include <thread>

namespace keydesk {

/// A security key that does what a test says: CTAPHID over a Unix stream socket of bare 64-byte reports, in a thread of
/// its own. It speaks the framing; what a message is answered with is a function of the test.
class ScriptedKey
{
public:
    struct Reply
    {
        enum class Kind {
            Answer,
            AfterTouch, ///< Keep-alives "touch needed" until touch(), then the answer; a cancel ends it.
            Processing, ///< Keep-alives "processing", for ever or until cancelled.
            Silence,    ///< Not even a cancel is answered.
            Raw,        ///< payload holds reports to send as they are; a channel of 0 is filled in.
            Unplug,     ///< Closes at once.
        };
        Kind kind = Kind::Answer;
        QByteArray payload = {};
        quint8 command = 0; ///< Of the answer; 0: that of the message.
    };
    /// In the key's thread.
    using Script = std::function<Reply(quint8 command, const QByteArray& message)>;

    explicit ScriptedKey(QString path, Script script, quint8 capabilities = hasCbor);
    ~ScriptedKey();

    static constexpr quint8 hasCbor = 0x04;
    static constexpr quint8 hasNoU2f = 0x08;

    void touch() { m_isTouched = true; }
    void unplug();
    void plug();
    /// Commands and messages without channel, in the order they came; CANCEL among them.
    QList<std::pair<quint8, QByteArray>> received() const;
    int count(quint8 command) const;
    bool isConnected() const { return m_isConnected; }

    /// Status 0 and a CBOR map, with the keys in the order of insertion.
    static QByteArray ok(const QCborMap& map = {});
    static QByteArray status(quint8 code) { return QByteArray(1, static_cast<char>(code)); }
    /// What authenticatorGetInfo answers (CTAP 2.1, section 6.4).
    static QByteArray info(const QList<std::pair<QString, bool>>& options = {{QStringLiteral("rk"), true}},
                           QCborMap more = {});

private:
    struct Conversation;
    void run();
    void serve(int connection);
    bool handle(Conversation& conversation, const QByteArray& report);
    bool finish(Conversation& conversation);
    bool perform(Conversation& conversation);

    const QString m_path;
    const Script m_script;
    const quint8 m_capabilities;
    std::atomic<bool> m_isTouched = false;
    std::atomic<bool> m_isConnected = false;
    std::atomic<bool> m_isStopping = false;
    mutable std::mutex m_mutex;
    QList<std::pair<quint8, QByteArray>> m_received;
    int m_listener = -1;
    std::thread m_thread;
};

} // namespace keydesk
