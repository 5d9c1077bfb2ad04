#include "widgets/systemappearance.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace keydesk {
namespace {

const QString service = QStringLiteral("org.freedesktop.portal.Desktop");
const QString path = QStringLiteral("/org/freedesktop/portal/desktop");
const QString interface = QStringLiteral("org.freedesktop.portal.Settings");
const QString appearanceGroup = QStringLiteral("org.freedesktop.appearance");
const QString colourScheme = QStringLiteral("color-scheme");
const QString contrast = QStringLiteral("contrast");

} // namespace

SystemAppearance::SystemAppearance(Appearance& appearance, QObject* parent) : QObject(parent), m_appearance(appearance)
{
    if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        return; // The library would start a bus, and wait for it.
    // Once the first page stands: connecting takes a moment.
    QMetaObject::invokeMethod(this, &SystemAppearance::begin, Qt::QueuedConnection);
}

void SystemAppearance::begin()
{
    QDBusConnection::sessionBus().connect(service, path, interface, QStringLiteral("SettingChanged"), this,
                                          SLOT(settingChanged(QString, QString, QDBusVariant)));
    ask(colourScheme);
    ask(contrast);
}

void SystemAppearance::ask(const QString& key)
{
    QDBusMessage question = QDBusMessage::createMethodCall(service, path, interface, QStringLiteral("Read"));
    question.setArguments({appearanceGroup, key});
    question.setAutoStartService(false);
    auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(question), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, key] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (!reply.isError())
            take(key, reply.value().variant());
    });
}

void SystemAppearance::settingChanged(const QString& group, const QString& key, const QDBusVariant& value)
{
    if (group == appearanceGroup)
        take(key, value.variant());
}

void SystemAppearance::take(const QString& key, const QVariant& value)
{
    // Read wraps its answer twice, the signal once.
    const QVariant inner = value.canConvert<QDBusVariant>() ? value.value<QDBusVariant>().variant() : value;
    if (key == colourScheme)
        m_system.isDark = inner.toUInt() == 1; // 0: no preference, 1: dark, 2: light
    else if (key == contrast)
        m_system.isHighContrast = inner.toUInt() == 1;
    else
        return;
    m_appearance.setSystem(m_system);
}

} // namespace keydesk
