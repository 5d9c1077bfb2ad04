#include "cli/secretprompt.h"

#include <QtGlobal>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestSecret = 1024;

/// The controlling terminal with echo, line editing and signals off: a signal would leave it without echo.
class QuietTerminal
{
public:
    QuietTerminal() : m_descriptor(::open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC))
    {
        if (m_descriptor < 0 || ::tcgetattr(m_descriptor, &m_before) != 0)
            return;
        termios quiet = m_before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHONL | ICANON | ISIG);
        quiet.c_cc[VMIN] = 1;
        quiet.c_cc[VTIME] = 0;
        m_isQuiet = ::tcsetattr(m_descriptor, TCSAFLUSH, &quiet) == 0;
    }
    ~QuietTerminal()
    {
        if (m_isQuiet)
            ::tcsetattr(m_descriptor, TCSAFLUSH, &m_before);
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    Q_DISABLE_COPY_MOVE(QuietTerminal)

    bool isQuiet() const { return m_isQuiet; }
    void write(const QByteArray& text) const
    {
        if (::write(m_descriptor, text.constData(), static_cast<size_t>(text.size())) < 0)
            return; // Nobody sees the prompt; typing still works.
    }
    std::optional<char> read() const
    {
        char character = 0;
        ssize_t count = 0;
        do {
            count = ::read(m_descriptor, &character, 1);
        } while (count < 0 && errno == EINTR);
        return count == 1 ? std::optional{character} : std::nullopt;
    }

private:
    int m_descriptor;
    termios m_before{};
    bool m_isQuiet = false;
};

/// Takes back the last character, which may be several bytes of UTF-8.
void removeLast(QByteArray& typed)
{
    while (!typed.isEmpty()) {
        const bool isContinuation = (static_cast<unsigned char>(typed.back()) & 0xC0U) == 0x80U;
        typed.back() = 0;
        typed.chop(1);
        if (!isContinuation)
            return;
    }
}

std::optional<QByteArray> readLine(const QuietTerminal& terminal)
{
    constexpr char controlC = 3;
    constexpr char controlD = 4;
    constexpr char controlU = 21;
    QByteArray typed;
    typed.reserve(longestSecret); // It never moves, so that nothing is left behind.
    while (const auto character = terminal.read()) {
        if (*character == '\n' || *character == '\r')
            return typed;
        if (*character == controlC || *character == controlD)
            break;
        if (*character == '\b' || *character == '\x7F')
            removeLast(typed);
        else if (*character == controlU)
            typed.fill(0).resize(0); // Keeps the reserved room.
        else if (typed.size() < longestSecret)
            typed.append(*character);
    }
    wipe(typed);
    return std::nullopt;
}

} // namespace

Result<Secret> promptForSecret(const QString& prompt)
{
    const QuietTerminal terminal;
    if (!terminal.isQuiet())
        return Error{.code = ErrorCode::Unavailable, .context = u"no controlling terminal"_s};
    terminal.write(prompt.toUtf8() + ": ");
    auto typed = readLine(terminal);
    terminal.write("\n");
    if (!typed || typed->isEmpty())
        return Error{.code = ErrorCode::Cancelled, .context = u"nothing typed"_s};
    return Secret::take(*typed);
}

} // namespace keydesk
