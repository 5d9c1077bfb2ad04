#pragma once

#include <QAccessible>

class QWidget;

namespace keydesk {

/// Gives Keydesk's own widgets their role on the accessibility bus. Call once, before the first window.
void installAccessibleRoles();

/// The role of a widget that the toolkit does not know: name and description are set on the widget as usual.
void setAccessibleRole(QWidget* widget, QAccessible::Role role);

/// Name and description in one line.
void describe(QWidget* widget, const QString& name, const QString& description = {});

} // namespace keydesk
