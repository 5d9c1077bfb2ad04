#include "virtual/key/keywindow.h"

#include "virtual/key/keypicture.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace keydesk::virtualkey {

namespace {

const QString keyStyle = uR"(
    keydesk--virtualkey--KeyWindow { background: #11161d; }
    QLabel { color: #eef2f7; font-size: 16px; }
    QLabel[role="muted"] { color: #a5b1c0; font-size: 14px; }
    QLabel[role="state"] { font-size: 20px; font-weight: bold; }
    QPushButton { background: #22304a; color: #eef2f7; border: 1px solid #303b49; border-radius: 12px; padding: 12px; font-size: 16px; }
    QPushButton:focus { border: 2px solid #7fa8ff; }
    QPushButton:disabled { color: #566270; }
    QPushButton#touch { min-height: 72px; font-size: 24px; font-weight: bold; }
    QPushButton#touch:enabled { background: #62cf95; color: #0b1220; }
)"_s;

} // namespace

KeyWindow::KeyWindow(VirtualKey& key, QWidget* parent) : QWidget(parent), m_key(key)
{
    setWindowTitle(tr("Virtual security key"));
    setAttribute(Qt::WA_StyledBackground);
    setStyleSheet(keyStyle);
    setMinimumSize(340, 560);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(16);
    addLabel(u"muted"_s)
        ->setText(tr("A stand-in for a real security key, for trying Keydesk. Protect no real account with it."));
    m_picture = new KeyPicture;
    layout->addWidget(m_picture, 1);
    m_state = addLabel(u"state"_s);
    m_details = addLabel(u"muted"_s);
    m_touch = addButton(u"touch"_s);
    m_touch->setText(tr("&Touch"));
    m_deny = addButton(u"deny"_s);
    m_deny->setText(tr("&Refuse"));
    m_plug = addButton(u"plug"_s);
    connect(m_touch, &QPushButton::clicked, this, [this] { m_key.touch(); });
    connect(m_deny, &QPushButton::clicked, this, [this] { m_key.deny(); });
    connect(m_plug, &QPushButton::clicked, this, &KeyWindow::togglePlug);
    for (const auto change : {&VirtualKey::pluggedChanged, &VirtualKey::clientChanged, &VirtualKey::touchNeededChanged})
        connect(&key, change, this, &KeyWindow::render);
    connect(&key, &VirtualKey::winked, m_picture, &KeyPicture::wink);
    render();
}

QLabel* KeyWindow::addLabel(const QString& role)
{
    auto* label = new QLabel;
    label->setObjectName(role);
    label->setProperty("role", role);
    label->setWordWrap(true);
    layout()->addWidget(label);
    return label;
}

QPushButton* KeyWindow::addButton(const QString& name)
{
    auto* button = new QPushButton;
    button->setObjectName(name);
    layout()->addWidget(button);
    return button;
}

void KeyWindow::togglePlug()
{
    if (m_key.isPlugged()) {
        m_key.unplug();
        return;
    }
    if (auto plugged = m_key.plug(); !plugged)
        m_details->setText(plugged.error().context);
}

void KeyWindow::render()
{
    const bool isPlugged = m_key.isPlugged();
    const bool isNeeded = m_key.isTouchNeeded();
    m_picture->setPlugged(isPlugged);
    m_picture->setBlinking(isNeeded);
    m_state->setText(!isPlugged          ? tr("Taken out")
                     : isNeeded          ? tr("Touch the key")
                     : m_key.hasClient() ? tr("In use")
                                         : tr("Plugged in"));
    m_details->setText(tr("Credentials: %1").arg(m_key.authenticator().memory().credentials().size()));
    m_touch->setEnabled(isNeeded);
    m_deny->setEnabled(isNeeded);
    m_plug->setText(isPlugged ? tr("Take &out") : tr("&Plug in"));
    if (isNeeded)
        m_touch->setFocus();
}

} // namespace keydesk::virtualkey
