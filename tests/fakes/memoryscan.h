#pragma once

#include <QByteArray>
#include <QFile>
#include <QRandomGenerator>
#include <QString>
#include <algorithm>
#include <cstring>

namespace keydesk {

/// A text that this process can look for in all its writable memory without holding it: only a masked copy stays.
class HiddenText
{
public:
    static constexpr int most = 64;

    /// Random letters.
    explicit HiddenText(int length = 24) : m_length(length)
    {
        auto* generator = QRandomGenerator::system();
        for (int i = 0; i < m_length; ++i)
            hide(i, static_cast<char>('a' + generator->bounded(26)));
    }
    /// The caller's own copy is one that can be found.
    static HiddenText of(QByteArrayView text)
    {
        HiddenText hidden(static_cast<int>(std::min<qsizetype>(text.size(), most)));
        for (int i = 0; i < hidden.m_length; ++i)
            hidden.hide(i, text[i]);
        return hidden;
    }

    int length() const { return m_length; }
    char at(int i) const { return static_cast<char>(m_masked[i] ^ m_mask[i]); }
    /// Makes the text; the caller's copy is then one that can be found.
    QString text() const
    {
        QString text;
        text.reserve(m_length);
        for (int i = 0; i < m_length; ++i)
            text.append(QLatin1Char(at(i)));
        return text;
    }

    /// How often it stands in writable memory, as UTF-16 or as one byte per letter.
    int copies() const
    {
        QFile maps(QStringLiteral("/proc/self/maps"));
        QFile memory(QStringLiteral("/proc/self/mem"));
        if (!maps.open(QIODevice::ReadOnly) || !memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return -1;
        int found = 0;
        for (const QByteArray& line : maps.readAll().split('\n')) {
            const auto fields = line.simplified().split(' ');
            if (fields.size() < 2 || !fields[1].startsWith("rw") || line.contains("[vvar]"))
                continue;
            const auto ends = fields[0].split('-');
            const auto begin = ends[0].toULongLong(nullptr, 16);
            const auto size = ends[1].toULongLong(nullptr, 16) - begin;
            // Read elsewhere than into the heap that is looked through.
            if (memory.seek(static_cast<qint64>(begin)))
                found += countIn(memory, size);
        }
        return found;
    }

private:
    void hide(int i, char letter)
    {
        m_mask[i] = static_cast<char>(QRandomGenerator::system()->bounded(1, 128));
        m_masked[i] = static_cast<char>(letter ^ m_mask[i]);
    }

    bool standsAt(const char* bytes, int stride, quint64 room) const
    {
        if (room < static_cast<quint64>(m_length * stride))
            return false;
        for (int i = 0; i < m_length; ++i)
            if (bytes[i * stride] != at(i) || (stride == 2 && bytes[i * stride + 1] != 0))
                return false;
        return true;
    }

    int countIn(QFile& memory, quint64 size) const
    {
        static char window[1 << 16]; // One window that is itself looked through: it must not count.
        const quint64 overlap = 2 * static_cast<quint64>(m_length);
        int found = 0;
        quint64 kept = 0;
        for (quint64 done = 0; done < size;) {
            const auto read =
                memory.read(window + kept, static_cast<qint64>(std::min<quint64>(sizeof(window) - kept, size - done)));
            if (read <= 0)
                break;
            done += static_cast<quint64>(read);
            const quint64 filled = kept + static_cast<quint64>(read);
            // Starts in the last overlap bytes wait for what follows them; at the end of the mapping nothing does.
            const quint64 starts = done >= size ? filled : filled - std::min(overlap, filled);
            for (quint64 i = 0; i < starts; ++i)
                if (standsAt(window + i, 1, filled - i) || standsAt(window + i, 2, filled - i))
                    ++found;
            kept = filled - starts;
            std::memmove(window, window + starts, kept);
        }
        std::memset(window, 0, sizeof(window));
        return found;
    }

    int m_length;
    char m_mask[most]{};
    char m_masked[most]{};
};

} // namespace keydesk
