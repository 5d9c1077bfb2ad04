#include "sessions/countrydatabase.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <cstring>
#include <maxminddb.h>
#include <netinet/in.h>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint32 longestCity = 100;

class OpenFile
{
public:
    OpenFile() = default;
    ~OpenFile()
    {
        if (m_isOpen)
            MMDB_close(&m_database);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    Result<void> open(const QString& file)
    {
        const int status = MMDB_open(QFile::encodeName(file).constData(), MMDB_MODE_MMAP, &m_database);
        if (status != MMDB_SUCCESS)
            return Error{ErrorCode::InvalidRequest, u"sessions.country_database: cannot use %1: %2"_s.arg(
                                                        file, QString::fromUtf8(MMDB_strerror(status)))};
        m_isOpen = true;
        return done();
    }
    const MMDB_s& database() const { return m_database; }

private:
    MMDB_s m_database{};
    bool m_isOpen = false;
};

QString textAt(MMDB_entry_s entry, const char* const* path)
{
    MMDB_entry_data_s value{};
    if (MMDB_aget_value(&entry, &value, path) != MMDB_SUCCESS || !value.has_data ||
        value.type != MMDB_DATA_TYPE_UTF8_STRING)
        return {};
    return QString::fromUtf8(value.utf8_string, static_cast<qsizetype>(std::min(value.data_size, longestCity)));
}

bool isCountryCode(const QString& text)
{
    return text.size() == 2 && std::ranges::all_of(text, [](QChar c) { return c >= u'A' && c <= u'Z'; });
}

QString cleaned(QString text)
{
    for (QChar& c : text) {
        if (!c.isPrint())
            c = u' ';
    }
    return text.simplified();
}

} // namespace

struct CountryDatabase::State
{
    QString path;
    std::mutex mutex;
    std::shared_ptr<const OpenFile> file;
    QDateTime modified;

    std::shared_ptr<const OpenFile> current()
    {
        const std::lock_guard lock(mutex);
        return file;
    }
};

CountryDatabase::CountryDatabase() : m_state(std::make_unique<State>()) {}
CountryDatabase::~CountryDatabase() = default;
CountryDatabase::CountryDatabase(CountryDatabase&&) noexcept = default;
CountryDatabase& CountryDatabase::operator=(CountryDatabase&&) noexcept = default;

Result<CountryDatabase> CountryDatabase::open(const QString& file)
{
    CountryDatabase database;
    database.m_state->path = file;
    if (auto opened = database.refresh(); !opened)
        return opened.error();
    return Result<CountryDatabase>(std::move(database));
}

bool CountryDatabase::isOpen() const
{
    return m_state->current() != nullptr;
}

Whereabouts CountryDatabase::find(const NetworkAddress& address) const
{
    const auto file = m_state->current();
    if (!file)
        return {};
    sockaddr_in6 six{};
    six.sin6_family = AF_INET6;
    std::memcpy(&six.sin6_addr, address.bytes().data(), address.bytes().size());
    sockaddr_in four{};
    four.sin_family = AF_INET;
    std::memcpy(&four.sin_addr, address.bytes().data() + 12, 4);
    const auto* wanted =
        address.isIpv4() ? reinterpret_cast<const sockaddr*>(&four) : reinterpret_cast<const sockaddr*>(&six);
    int status = MMDB_SUCCESS;
    const MMDB_lookup_result_s found = MMDB_lookup_sockaddr(&file->database(), wanted, &status);
    if (status != MMDB_SUCCESS || !found.found_entry)
        return {};
    static constexpr const char* country[] = {"country", "iso_code", nullptr};
    static constexpr const char* city[] = {"city", "names", "en", nullptr};
    Whereabouts whereabouts{.country = textAt(found.entry, country), .city = cleaned(textAt(found.entry, city))};
    if (!isCountryCode(whereabouts.country))
        return {};
    return whereabouts;
}

Result<void> CountryDatabase::refresh()
{
    if (m_state->path.isEmpty())
        return done();
    const QDateTime modified = QFileInfo(m_state->path).lastModified();
    if (isOpen() && modified == m_state->modified)
        return done();
    auto file = std::make_shared<OpenFile>();
    if (auto opened = file->open(m_state->path); !opened)
        return opened;
    const std::lock_guard lock(m_state->mutex);
    m_state->file = std::move(file);
    m_state->modified = modified;
    return done();
}

} // namespace keydesk
