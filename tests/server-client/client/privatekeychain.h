#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace keydesk {

/// A session bus and a home folder of the test's own, and whatever answers on the bus as the keychain: a real
/// gnome-keyring, or the stand-in "secret-service". One per test program: the keychain's library keeps its connection.
class PrivateKeychain
{
public:
    enum class State { Unlocked, Locked };

    PrivateKeychain();
    ~PrivateKeychain();

    bool startBus();
    /// With its files in this folder. Locked: also where no collection was ever made.
    bool startGnomeKeyring(State state, const QString& folder);
    bool startStandIn();
    /// Tells the stand-in how to behave; its file says what it understands.
    bool tell(const QByteArray& line);
    /// Whoever it is. Asks the keychain's library has open come to an end with it.
    void stopKeychain();
    /// What the bus starts when a service of this name is wanted; empty: nothing.
    bool setActivation(const QString& name, const QString& command);
    /// A command that does nothing until the test program ends.
    static QString endlessCommand();

private:
    bool waitForName();
    bool hears(const QByteArray& line);

    QTemporaryDir m_home;
    QProcess m_bus;
    QProcess m_keychain;
};

} // namespace keydesk
