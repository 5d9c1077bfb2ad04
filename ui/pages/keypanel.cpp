#include "pages/keypanel.h"

#include "pages/keypinform.h"
#include "widgets/accessible.h"
#include "widgets/card.h"
#include "widgets/door.h"
#include "widgets/icons.h"
#include "widgets/label.h"

namespace keydesk {

using Ask = KeyPrompt::Ask;

KeyPanel::KeyPanel(QWidget* parent)
    : QWidget(parent),
      m_picture(new Card),
      m_wide(new Drawing(QStringLiteral("key-works"), {330, 165})),
      m_drawing(new Drawing(QStringLiteral("key-trouble"), {188, 140})),
      m_detail(new Label(TextRole::Detail)),
      m_unusable(new Notice),
      m_form(new KeyPinForm),
      m_accounts(new QVBoxLayout)
{
    setAccessibleRole(this, QAccessible::Grouping);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    buildPicture();
    m_accounts->setSpacing(16);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    column->addWidget(m_picture);
    column->addWidget(m_unusable);
    column->addWidget(m_form);
    column->addLayout(m_accounts);
}

void KeyPanel::buildPicture()
{
    m_picture->body()->setSpacing(20);
    setCompact(false);
    m_picture->body()->addWidget(m_wide, 0, Qt::AlignHCenter);
    m_picture->body()->addWidget(m_drawing, 0, Qt::AlignHCenter);
    m_picture->body()->addWidget(m_detail);
    m_detail->setAlignment(Qt::AlignHCenter);
}

void KeyPanel::setCompact(bool isCompact)
{
    const int edge = isCompact ? 20 : 48;
    m_picture->body()->setContentsMargins(24, edge, 24, edge);
    m_wide->setCompact(isCompact);
    m_drawing->setCompact(isCompact);
}

bool KeyPanel::hasForm() const
{
    const bool asks = m_prompt.ask == Ask::Pin || m_prompt.ask == Ask::NewPin || m_prompt.ask == Ask::ChangePin;
    return asks && !m_prompt.failure;
}

bool KeyPanel::isPicture() const
{
    return !hasForm() && m_doors.isEmpty();
}

void KeyPanel::show(const KeyWords::Scene& scene, const KeyPrompt& prompt)
{
    m_prompt = prompt;
    m_form->setVisible(hasForm());
    m_form->show(prompt);
    renderAccounts();
    m_picture->setVisible(isPicture());
    renderPicture(scene);
    announce(scene);
}

void KeyPanel::renderPicture(const KeyWords::Scene& scene)
{
    Drawing* drawing = scene.isWide ? m_wide : m_drawing;
    m_wide->setVisible(scene.isWide);
    m_drawing->setVisible(!scene.isWide);
    drawing->setName(scene.drawing);
    drawing->setTone(scene.tone);
    m_detail->setTextOrHide(scene.detail);
    const bool isUnusable = m_prompt.ask == Ask::Insert && !m_prompt.failure && m_prompt.key &&
                            m_prompt.key->state == KeyDevice::State::Unusable && m_prompt.key->problem;
    if (!isUnusable) {
        m_unusable->clear();
        return;
    }
    const KeyWords::Scene why = KeyWords::failure({.problem = *m_prompt.key->problem}, {});
    m_unusable->show(Notice::Kind::Warning, {why.title + QLatin1Char('.'), why.text, {}});
}

void KeyPanel::renderAccounts()
{
    const bool isAsked = m_prompt.ask == Ask::Account && !m_prompt.failure;
    const qsizetype count = isAsked ? m_prompt.accounts.size() : 0;
    while (m_doors.size() > count)
        delete m_doors.takeLast();
    while (m_doors.size() < count) {
        auto* door = new Door(QStringLiteral("person"));
        const qsizetype index = m_doors.size();
        connect(door, &Door::clicked, this, [this, index] { Q_EMIT accountChosen(m_prompt.accounts[index].id); });
        m_accounts->addWidget(door);
        m_doors.append(door);
    }
    for (qsizetype i = 0; i < m_doors.size(); ++i) {
        const KeyCredential& account = m_prompt.accounts[i];
        const bool hasName = !account.displayName.isEmpty();
        m_doors[i]->show(hasName ? account.displayName : account.userName, hasName ? account.userName : QString(), {},
                         Tone::Accent);
    }
}

void KeyPanel::announce(const KeyWords::Scene& scene)
{
    const QString words = QStringList{scene.title, scene.text}.join(QStringLiteral(". "));
    if (words == accessibleName())
        return;
    setAccessibleName(words);
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

QWidget* KeyPanel::firstField()
{
    return hasForm() ? m_form->firstField() : m_doors.isEmpty() ? nullptr : m_doors.first();
}

void KeyPanel::wipe()
{
    m_form->wipe();
    show({}, {});
}

} // namespace keydesk
