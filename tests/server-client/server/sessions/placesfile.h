#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace keydesk {

/// Where a test's network is. IPv4 as "::203.0.113.0/120": the tree's own form.
struct PlaceOfNetwork
{
    QString network;
    QByteArray country;
    QByteArray city = {};
};

/// A database of places in MaxMind's format (version 2.0), made here so that no test needs somebody's data.
QByteArray placesFile(const QList<PlaceOfNetwork>& places);

} // namespace keydesk
