#pragma once

#include "presenters/panelsession.h"

namespace keydesk {

/// Language and look that somebody chose on their own computer, kept in a small file (INI) between starts. Never a
/// name, never a secret; a kiosk has none. GUI thread.
class RememberedChoices : public QObject
{
    Q_OBJECT
public:
    explicit RememberedChoices(QString file, QObject* parent = nullptr) : QObject(parent), m_file(std::move(file)) {}

    /// What was remembered takes the place of what start says; unreadable values do not.
    void recall(PanelSession::Start& start) const;
    /// Writes every change from now on.
    void follow(const PanelSession& session);

private:
    void save(const PanelSession& session) const;

    QString m_file;
};

} // namespace keydesk
