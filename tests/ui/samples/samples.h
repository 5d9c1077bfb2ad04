#pragma once

#include "presenters/panelflow.h"

#include <QList>
#include <functional>
#include <optional>

class QWidget;

namespace keydesk {

class PageFrame;

/// One page in one state worth looking at.
struct Sample
{
    QString page;  ///< The stem: "signin"
    QString state; ///< "refused"
    std::function<PageFrame*(QWidget* parent)> make;
    std::optional<FlowStep> step = {};
    bool isSignedIn = false;
    bool isKiosk = false;
    bool isIdle = false; ///< With the idle countdown over it.
    bool isMain = false; ///< The state by which the page is known.

    QString name() const { return page + QLatin1Char('-') + state; }
};

/// Every page in every state that a person can meet.
const QList<Sample>& samples();

} // namespace keydesk
