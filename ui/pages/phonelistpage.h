#pragma once

#include "presenters/phonelistpresenter.h"
#include "widgets/pageframe.h"

namespace keydesk {

class Door;
class Notice;
class PictureCard;

/// The person's phones; each opens its own page.
class PhoneListPage : public PageFrame
{
    Q_OBJECT
public:
    explicit PhoneListPage(QWidget* parent = nullptr);

    void render(const PhoneListView& view);
    void retranslate() override;

Q_SIGNALS:
    void opened(const keydesk::PhoneId& id);
    void addWanted();

protected:
    QWidget* firstField() override;

private:
    void renderNotice();
    void renderPhones();

    PhoneListView m_view;
    Notice* m_notice;
    QVBoxLayout* m_rows;
    QList<Door*> m_doors;
    PictureCard* m_empty;
};

} // namespace keydesk
