#pragma once

#include "samples/samples.h"

#include <QLineEdit>

namespace keydesk {

// What samples of several pages say.
inline const QString app = QStringLiteral("SecTrail Authenticator");
inline const QString helpDesk = QStringLiteral("Call 4242, or come to room 1.07");
inline const QString reference = QStringLiteral("k3J9xQ2mT7vB0aZc");

/// Someone has typed into the page's fields, from the first on.
template <typename Page>
void type(Page* page, const QStringList& texts)
{
    const auto fields = page->template findChildren<QLineEdit*>();
    for (qsizetype i = 0; i < qMin(texts.size(), fields.size()); ++i)
        fields[i]->setText(texts[i]);
}

template <typename Page, typename View>
std::function<PageFrame*(QWidget*)> showing(const View& view, const QStringList& typed = {})
{
    return [view, typed](QWidget* parent) {
        auto* page = new Page(parent);
        page->render(view);
        type(page, typed);
        return page;
    };
}

void addSignInSamples(QList<Sample>& all); ///< From the welcome to the code.
void addPhoneSamples(QList<Sample>& all);  ///< The list, a registration, one phone.
void addKeySamples(QList<Sample>& all);    ///< Everything about security keys, with the two that follow.
void addKeyRegistrationSamples(QList<Sample>& all);
void addKeyCareSamples(QList<Sample>& all); ///< A plugged-in key itself.

} // namespace keydesk
