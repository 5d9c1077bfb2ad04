#pragma once

#include "widgets/appearance.h"

#include <QDBusVariant>

namespace keydesk {

/// Hears from the desktop (XDG settings portal) whether it is dark or high in contrast, now and when it changes. Does
/// nothing where there is no session bus, as at most kiosks. Never waits.
class SystemAppearance : public QObject
{
    Q_OBJECT
public:
    explicit SystemAppearance(Appearance& appearance, QObject* parent = nullptr);

private Q_SLOTS:
    void settingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void begin();
    void ask(const QString& key);
    void take(const QString& key, const QVariant& value);

    Appearance& m_appearance;
    Appearance::System m_system;
};

} // namespace keydesk
