#pragma once

#include "presenters/codepresenter.h"
#include "presenters/enrolmentpresenter.h"
#include "presenters/keypresenter.h"
#include "presenters/phonepresenter.h"
#include "presenters/scanpresenter.h"
#include "presenters/signinpresenter.h"
#include "presenters/trouble.h"
#include "widgets/notice.h"

#include <QCoreApplication>

namespace keydesk {

/// What went wrong, in words: the one place where codes become sentences. Each says what happened, what to do, and how
/// many tries are left; the request id is small print.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
public:
    static Notice::Words signIn(const SignInView& view);
    static Notice::Words code(const CodeView& view);
    static Notice::Words scan(const ScanView& view);
    static Notice::Words enrolment(const EnrolmentView& view);
    static Notice::Words phone(PhoneView::Problem problem, const QString& requestId);
    static Notice::Words key(KeyView::Problem problem, const QString& requestId);

    struct TroubleWords
    {
        QString drawing; ///< Its name in resources/drawings.
        QString title, text, advice, detail;
    };
    static TroubleWords trouble(const Trouble& trouble, const QString& helpDesk);

    /// "Please ask the help desk." or how to reach it, as the organisation says it.
    static QString helpDesk(const QString& sentence);
    static QString requestId(const QString& id);
    static QString triesLeft(int tries);
    static QString waitFor(std::chrono::seconds time);

private:
    static TroubleWords serviceTrouble(Trouble::Kind kind, const QString& ask);
    static TroubleWords clockTrouble(std::chrono::seconds offset, const QString& ask);
    static TroubleWords otherTrouble(Trouble::Kind kind, const QString& ask);
    static Notice::Words refusal(const CodeRefusal& refusal);
    static QString clockOff(const CodeRefusal& refusal);
};

/// Times and lists as people say them, in the present language.
class Format
{
    Q_DECLARE_TR_FUNCTIONS(Format)
public:
    static QString duration(std::chrono::seconds time); ///< "3 min 20 s"
    static QString moment(Instant instant);             ///< "23 November 2026, 10:42", local time
    static QString capabilities(const QStringList& names);
    static QString sentences(const QStringList& parts); ///< One after another, empty ones left out.
};

} // namespace keydesk
