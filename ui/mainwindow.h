#pragma once

#include "presenters/panelpresenter.h"

#include <QHash>
#include <QPointer>
#include <QWidget>

class QStackedWidget;

namespace keydesk {

class Appearance;
class HeaderBar;
class IdleOverlay;
class Language;
class PageFrame;

/// The window around the pages. Pages are made when they are first shown.
class MainWindow : public QWidget
{
    Q_OBJECT
public:
    /// What it shows and changes; all outlive it.
    struct Parts
    {
        PanelPresenter& panel;
        Appearance& appearance;
        Language& language;
    };
    explicit MainWindow(const Parts& parts, QWidget* parent = nullptr);

    void render(const PanelView& view);

protected:
    bool event(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool focusNextPrevChild(bool isForward) override;

private:
    void connectHeader();
    void showPage(PanelPage page);
    void renderHeader(const PanelView& view);
    void renderOverlay(const PanelView& view);
    void renderTitle();
    PageFrame* present() const;

    Parts m_parts;
    HeaderBar* m_header;
    QStackedWidget* m_stack;
    IdleOverlay* m_overlay;
    QHash<PanelPage, PageFrame*> m_pages;
    QPointer<QWidget> m_focusBeforeOverlay;
};

} // namespace keydesk
