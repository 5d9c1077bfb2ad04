#pragma once

#include "samples/samples.h"
#include "widgets/appearance.h"
#include "widgets/language.h"

#include <QWidget>

namespace keydesk {

class HeaderBar;
class IdleOverlay;
class PageFrame;

/// A window as the app's own, that shows a sample instead of a presenter's view.
class Stage : public QWidget
{
    Q_OBJECT
public:
    Stage();

    Appearance& appearance() { return m_appearance; }
    Language& language() { return m_language; }
    /// Shows the sample; the one before is gone.
    PageFrame* show(const Sample& sample);
    PageFrame* page() { return m_page; }
    /// Lays everything out anew and waits until it stands.
    void settle();

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool focusNextPrevChild(bool isForward) override;

private:
    Appearance m_appearance;
    Language m_language;
    HeaderBar* m_header;
    PageFrame* m_page = nullptr;
    IdleOverlay* m_overlay;
};

} // namespace keydesk
