#pragma once

#include "pages/keywords.h"

#include <QVBoxLayout>
#include <QWidget>

namespace keydesk {

class Card;
class Door;
class Drawing;
class KeyPinForm;
class Label;

/// What a page shows of a conversation with a key: the drawing of what to do, the fields for its PIN, or the accounts
/// to choose from. The title and the sentence are the page's. Changes are announced to the screen reader.
class KeyPanel : public QWidget
{
    Q_OBJECT
public:
    explicit KeyPanel(QWidget* parent = nullptr);

    void show(const KeyWords::Scene& scene, const KeyPrompt& prompt = {});
    /// Smaller drawings, where there is little room.
    void setCompact(bool isCompact);
    bool hasForm() const;
    /// Nothing here to type or to choose from.
    bool isPicture() const;
    KeyPinForm* form() { return m_form; }
    QWidget* firstField();
    void wipe();

Q_SIGNALS:
    void accountChosen(const QByteArray& credentialId);

private:
    void buildPicture();
    void renderPicture(const KeyWords::Scene& scene);
    void renderAccounts();
    void announce(const KeyWords::Scene& scene);

    KeyPrompt m_prompt;
    Card* m_picture;
    Drawing* m_wide;
    Drawing* m_drawing;
    Label* m_detail;
    Notice* m_unusable; ///< A key is plugged in that cannot be used.
    KeyPinForm* m_form;
    QVBoxLayout* m_accounts;
    QList<Door*> m_doors;
};

} // namespace keydesk
