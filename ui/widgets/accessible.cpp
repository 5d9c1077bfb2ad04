#include "widgets/accessible.h"

#include "widgets/secretview.h"

#include <QAccessibleWidget>
#include <QVariant>
#include <QWidget>

namespace keydesk {
namespace {

constexpr auto roleProperty = "keydeskRole";

/// Its name is made when it is asked for, so that the secret is kept nowhere but in the view.
class AccessibleSecret : public QAccessibleWidget
{
public:
    explicit AccessibleSecret(SecretView* view) : QAccessibleWidget(view, QAccessible::StaticText), m_view(view) {}

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name ? m_view->spelled() : QAccessibleWidget::text(kind);
    }

private:
    SecretView* m_view;
};

QAccessibleInterface* makeInterface(const QString&, QObject* object)
{
    auto* widget = qobject_cast<QWidget*>(object);
    if (widget == nullptr)
        return nullptr;
    if (auto* secret = qobject_cast<SecretView*>(widget))
        return new AccessibleSecret(secret);
    const QVariant role = widget->property(roleProperty);
    return role.isValid() ? new QAccessibleWidget(widget, static_cast<QAccessible::Role>(role.toInt())) : nullptr;
}

} // namespace

void installAccessibleRoles()
{
    QAccessible::installFactory(makeInterface);
}

void setAccessibleRole(QWidget* widget, QAccessible::Role role)
{
    widget->setProperty(roleProperty, static_cast<int>(role));
}

void describe(QWidget* widget, const QString& name, const QString& description)
{
    widget->setAccessibleName(name);
    widget->setAccessibleDescription(description);
}

} // namespace keydesk
