#pragma once

#include "presenters/panelpresenter.h"

class QWidget;

namespace keydesk {

class PageFrame;

/// Makes one page and joins it with its presenter: intentions to slots, views to render(). The presenter outlives the
/// page.
PageFrame* makePage(PanelPage page, PanelPresenter& panel, QWidget* parent);

} // namespace keydesk
