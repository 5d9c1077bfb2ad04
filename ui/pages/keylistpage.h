#pragma once

#include "presenters/keylistpresenter.h"
#include "widgets/pageframe.h"

namespace keydesk {

class Door;
class Notice;
class PictureCard;

/// The person's security keys, each opens its own page; and what can be done with one that is plugged in.
class KeyListPage : public PageFrame
{
    Q_OBJECT
public:
    explicit KeyListPage(QWidget* parent = nullptr);

    void render(const KeyListView& view);
    void retranslate() override;

Q_SIGNALS:
    void opened(const keydesk::SecurityKeyId& id);
    void addWanted();
    void careWanted();

protected:
    QWidget* firstField() override;

private:
    void buildPlugged();
    void renderNotice();
    void renderKeys();
    void renderPlugged();
    void renderKey(Door* door, const SecurityKey& key);

    KeyListView m_view;
    Notice* m_notice;
    QVBoxLayout* m_rows;
    QList<Door*> m_doors;
    PictureCard* m_empty;
    QWidget* m_pluggedRow;
    Label* m_plugged;
    Button* m_care;
};

} // namespace keydesk
