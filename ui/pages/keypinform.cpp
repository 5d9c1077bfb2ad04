#include "pages/keypinform.h"

#include "pages/keywords.h"
#include "widgets/captioned.h"
#include "widgets/icons.h"
#include "widgets/passwordfield.h"

#include <QHBoxLayout>
#include <algorithm>

namespace keydesk {

using Ask = KeyPrompt::Ask;
using Problem = KeyPrompt::PinProblem;

KeyPinForm::KeyPinForm(QWidget* parent)
    : Card(parent),
      m_current(makeRow()),
      m_new(makeRow()),
      m_repeated(makeRow()),
      m_problem(new Notice),
      m_drawing(new Drawing(QStringLiteral("key-pin"), {150, 112}))
{
    auto* fields = new QVBoxLayout;
    fields->setSpacing(16);
    for (const Row& row : {m_current, m_new, m_repeated})
        fields->addWidget(row.area);
    fields->addWidget(m_problem);
    auto* row = new QHBoxLayout;
    row->setSpacing(32);
    row->addLayout(fields, 1);
    row->addWidget(m_drawing, 0, Qt::AlignVCenter);
    body()->addLayout(row);
}

KeyPinForm::Row KeyPinForm::makeRow()
{
    Row row;
    row.area = new QWidget(this);
    row.field = new PasswordField;
    row.caption = new Captioned(row.field);
    row.caption->setContentsMargins(0, 0, 0, 0);
    row.area->setLayout(row.caption);
    connect(row.field, &QLineEdit::textChanged, this, &KeyPinForm::edited);
    connect(row.field, &QLineEdit::returnPressed, this, [this, row] { leaveRow(row); });
    return row;
}

QList<KeyPinForm::Row> KeyPinForm::shown() const
{
    switch (m_prompt.ask) {
    case Ask::Pin:
        return {m_current};
    case Ask::NewPin:
        return {m_new, m_repeated};
    case Ask::ChangePin:
        return {m_current, m_new, m_repeated};
    default:
        return {};
    }
}

void KeyPinForm::leaveRow(const Row& row)
{
    const QList<Row> rows = shown();
    const auto here = std::find_if(rows.begin(), rows.end(), [&row](const Row& r) { return r.field == row.field; });
    if (here == rows.end())
        return;
    if (std::next(here) == rows.end())
        Q_EMIT completed();
    else
        std::next(here)->field->setFocus(Qt::TabFocusReason);
}

void KeyPinForm::show(const KeyPrompt& prompt)
{
    if (prompt.ask != m_prompt.ask)
        wipe();
    m_prompt = prompt;
    for (const Row& row : {m_current, m_new, m_repeated})
        row.area->hide();
    for (const Row& row : shown())
        row.area->show();
    say();
    mark();
}

void KeyPinForm::say()
{
    const bool isOnly = m_prompt.ask == Ask::Pin;
    m_current.caption->setCaption(isOnly ? tr("PIN of the key") : tr("Present PIN"));
    m_current.field->setButtonWords(
        isOnly ? PasswordField::ButtonWords{tr("Show the PIN"), tr("Hide the PIN")}
               : PasswordField::ButtonWords{tr("Show the present PIN"), tr("Hide the present PIN")});
    m_new.caption->setCaption(tr("New PIN"));
    m_new.field->setButtonWords({tr("Show the new PIN"), tr("Hide the new PIN")});
    m_repeated.caption->setCaption(tr("The new PIN once more"));
    m_repeated.field->setButtonWords({tr("Show the repeated PIN"), tr("Hide the repeated PIN")});
}

void KeyPinForm::mark()
{
    if (m_prompt.pinProblem == Problem::None)
        m_problem->clear();
    else
        m_problem->show(Notice::Kind::Harm, KeyWords::pin(m_prompt));
    const PasswordField* wrong = m_prompt.pinProblem == Problem::None ? nullptr : refused().field;
    for (const Row& row : {m_current, m_new, m_repeated})
        row.field->setRefused(row.field == wrong, row.field == wrong ? m_problem->spoken() : QString());
}

const KeyPinForm::Row& KeyPinForm::refused() const
{
    switch (m_prompt.pinProblem) {
    case Problem::CurrentMissing:
    case Problem::Wrong:
        return m_current;
    case Problem::NotRepeated:
        return m_prompt.ask == Ask::Pin ? m_current : m_repeated;
    default:
        return m_prompt.ask == Ask::Pin ? m_current : m_new;
    }
}

QString KeyPinForm::missing() const
{
    const auto isEmpty = [](const Row& row) { return row.field->text().isEmpty(); };
    const QList<Row> rows = shown();
    if (std::none_of(rows.begin(), rows.end(), isEmpty))
        return {};
    switch (m_prompt.ask) {
    case Ask::NewPin:
        return tr("Type the new PIN twice first.");
    case Ask::ChangePin:
        return isEmpty(m_current) ? tr("Type the PIN that the key has now first.")
                                  : tr("Type the new PIN twice first.");
    default:
        return tr("Type the PIN first.");
    }
}

void KeyPinForm::submit()
{
    if (m_prompt.ask == Ask::Pin) {
        Q_EMIT entered(share(m_current.field->takeSecret()));
        return;
    }
    const bool hasCurrent = m_prompt.ask == Ask::ChangePin;
    const SharedSecret current = hasCurrent ? share(m_current.field->takeSecret()) : SharedSecret();
    const SharedSecret pin = share(m_new.field->takeSecret());
    Q_EMIT chosen(current, pin, share(m_repeated.field->takeSecret()));
}

void KeyPinForm::wipe()
{
    for (const Row& row : {m_current, m_new, m_repeated})
        row.field->wipe();
}

void KeyPinForm::setNarrow(bool isNarrow)
{
    m_drawing->setVisible(!isNarrow);
}

QWidget* KeyPinForm::firstField()
{
    for (const Row& row : shown()) {
        if (row.field->text().isEmpty())
            return row.field;
    }
    return refused().field;
}

void KeyPinForm::revealProblem()
{
    m_problem->reveal();
}

} // namespace keydesk
