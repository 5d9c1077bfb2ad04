#pragma once

#include "presenters/homepresenter.h"
#include "widgets/pageframe.h"

namespace keydesk {

class Door;
class FoldLayout;
class Notice;

/// What the person can do here, and how well they are protected.
class HomePage : public PageFrame
{
    Q_OBJECT
public:
    explicit HomePage(QWidget* parent = nullptr);

    void render(const HomeView& view);
    void retranslate() override;

Q_SIGNALS:
    void opened(keydesk::HomeView::Door door);

protected:
    QWidget* firstField() override;

private:
    void renderFactors();
    void renderDoors();
    void renderDoor(Door* door, const HomeView::DoorView& view);
    int countOf(HomeView::Door door) const;
    bool has(HomeView::Door door) const;
    /// The one to open for another good factor.
    HomeView::Door nextDoor() const;

    HomeView m_view;
    Notice* m_factors;
    QVBoxLayout* m_rows;
    QList<Door*> m_doors;
    QList<HomeView::Door> m_kinds; ///< Of m_doors.
};

} // namespace keydesk
