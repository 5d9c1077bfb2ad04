#include "http/forwarded.h"

#include <algorithm>

namespace keydesk {

namespace {

bool isTokenCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

/// Reads forwarded-element *( "," forwarded-element ) from the front; each function says whether it could.
class FieldReader
{
public:
    explicit FieldReader(QByteArrayView text) : m_rest(text) {}

    bool isAtEnd() const { return m_rest.isEmpty(); }
    void skipSpace()
    {
        while (m_rest.startsWith(' ') || m_rest.startsWith('\t'))
            m_rest = m_rest.sliced(1);
    }
    bool skip(char expected)
    {
        if (!m_rest.startsWith(expected))
            return false;
        m_rest = m_rest.sliced(1);
        return true;
    }
    bool readToken(QByteArray& token)
    {
        const auto end = std::find_if_not(m_rest.begin(), m_rest.end(), isTokenCharacter);
        const qsizetype length = end - m_rest.begin();
        token = m_rest.first(length).toByteArray();
        m_rest = m_rest.sliced(length);
        return length > 0;
    }
    bool readValue(QByteArray& value) { return m_rest.startsWith('"') ? readQuoted(value) : readToken(value); }

private:
    bool readQuoted(QByteArray& value)
    {
        value.clear();
        for (qsizetype i = 1; i < m_rest.size(); ++i) {
            if (m_rest[i] == '"') {
                m_rest = m_rest.sliced(i + 1);
                return true;
            }
            if (m_rest[i] == '\\' && ++i == m_rest.size())
                return false;
            value += m_rest[i];
        }
        return false;
    }

    QByteArrayView m_rest;
};

/// node = nodename [ ":" node-port ] (RFC 7239 section 6). Null when the node is not told; none when malformed.
std::optional<QHostAddress> parseNode(const QByteArray& node)
{
    if (node.startsWith('[')) {
        const qsizetype bracket = node.indexOf(']');
        const QHostAddress address(QString::fromLatin1(node.mid(1, bracket - 1)));
        if (bracket < 0 || address.protocol() != QAbstractSocket::IPv6Protocol)
            return {};
        return address;
    }
    const QByteArray name = node.split(':').first();
    if (name.startsWith('_') || name.compare("unknown", Qt::CaseInsensitive) == 0)
        return QHostAddress();
    const QHostAddress address(QString::fromLatin1(name));
    // QHostAddress reads "1" or "127.1" as addresses; a proxy writes all four numbers.
    if (address.protocol() != QAbstractSocket::IPv4Protocol || name.count('.') != 3)
        return {};
    return address;
}

/// One forwarded-element: its "for" node, null without one.
bool readElement(FieldReader& reader, QHostAddress& node)
{
    bool hasFor = false;
    do {
        QByteArray name;
        QByteArray value;
        if (!reader.readToken(name) || !reader.skip('=') || !reader.readValue(value))
            return false;
        if (name.compare("for", Qt::CaseInsensitive) != 0)
            continue;
        const std::optional<QHostAddress> parsed = parseNode(value);
        if (!parsed || hasFor)
            return false;
        node = plainAddress(*parsed);
        hasFor = true;
    } while (reader.skip(';'));
    return true;
}

} // namespace

std::optional<QList<QHostAddress>> parseForwarded(QByteArrayView field)
{
    QList<QHostAddress> nodes;
    FieldReader reader(field);
    do {
        reader.skipSpace();
        QHostAddress node;
        if (!readElement(reader, node))
            return {};
        nodes.append(node);
        reader.skipSpace();
    } while (reader.skip(','));
    if (!reader.isAtEnd())
        return {};
    return nodes;
}

std::optional<QHostAddress> clientAddress(const QHostAddress& peer, QByteArrayView forwarded,
                                          const TrustedProxies& proxies)
{
    if (forwarded.isEmpty() || !proxies.contains(peer))
        return peer;
    const auto nodes = parseForwarded(forwarded);
    if (!nodes)
        return {};
    QHostAddress client = peer;
    for (auto node = nodes->rbegin(); node != nodes->rend() && proxies.contains(client); ++node) {
        if (node->isNull())
            break;
        client = *node;
    }
    return client;
}

} // namespace keydesk
