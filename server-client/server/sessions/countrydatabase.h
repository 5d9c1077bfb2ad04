#pragma once

#include "base/result.h"
#include "sessions/networkaddress.h"

#include <memory>
#include <mutex>

namespace keydesk {

/// Where an address is said to be; both may be empty.
struct Whereabouts
{
    QString country; ///< ISO 3166-1 alpha-2.
    QString city;    ///< English.

    friend bool operator==(const Whereabouts&, const Whereabouts&) = default;
};

/// A database of places by address in MaxMind's format (GeoLite2 Country or City, DB-IP Lite, …). Without one nothing is
/// known of any address. Any thread.
class CountryDatabase
{
public:
    /// None.
    CountryDatabase();
    ~CountryDatabase();
    CountryDatabase(CountryDatabase&&) noexcept;
    CountryDatabase& operator=(CountryDatabase&&) noexcept;
    /// InvalidRequest, with words for the administrator, for a file that cannot be read or is none.
    static Result<CountryDatabase> open(const QString& file);

    bool isOpen() const;
    Whereabouts find(const NetworkAddress& address) const;
    /// Takes a newer file of the same name: put there by renaming, never by writing over the old one. A broken one is
    /// InvalidRequest, and the old one stays.
    Result<void> refresh();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace keydesk
