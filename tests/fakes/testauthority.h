#pragma once

#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace keydesk {

/// A certificate authority of a test's own, in a folder of its own, by the openssl program.
class TestAuthority
{
public:
    TestAuthority();

    struct Wishes
    {
        QStringList names{QStringLiteral("DNS:localhost"), QStringLiteral("IP:127.0.0.1")};
        int days = 30;               ///< Negative: expired.
        bool byIntermediate = false; ///< The file then holds the intermediate certificate too.
        bool withoutChain = false;   ///< …or does not.
    };
    struct Pair
    {
        QString certificate;
        QString key;
    };
    Pair issue(const Wishes& wishes);
    Pair issue() { return issue(Wishes()); }
    /// Another key and serial number under the same names, made beside and moved there, as careful renewal does.
    void renew(const Pair& pair);

    QString file() const { return m_folder.filePath(QStringLiteral("ca.pem")); }

private:
    struct Issuer
    {
        QString certificate;
        QString key;
    };
    void openssl(const QStringList& arguments) const;
    Issuer intermediate();

    QTemporaryDir m_folder;
    int m_count = 0;
};

} // namespace keydesk
