#include "cli/enrolment.h"

#include "base/whendone.h"
#include "cli/commanddeclaration.h"
#include "cli/console.h"
#include "cli/table.h"
#include "protocol/wire.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype largestAuthorities = 1024 * 1024;

} // namespace

Enrolment::Enrolment(Parts parts, EnrolCommand command, QObject* parent)
    : QObject(parent), m_parts(std::move(parts)), m_command(std::move(command))
{
}

void Enrolment::start()
{
    if (m_parts.folder.serviceAddress() && !m_command.replaces)
        return fail(misused(u"this installation is enrolled already; --replace gives that up"_s), ExitCode::WrongUse);
    if (!m_command.caFile.isEmpty()) {
        auto authorities = m_parts.console.readFile(m_command.caFile, largestAuthorities);
        if (!authorities)
            return fail(authorities.error(), ExitCode::WrongUse);
        m_authorities = authorities.take();
    }
    const auto code = m_command.codeFile.isEmpty() ? m_parts.console.askSecret(u"One-time code"_s, u"--code-file"_s)
                                                   : m_parts.console.readSecret(m_command.codeFile);
    if (!code)
        return fail(code.error(), ExitCode::WrongUse);
    enrol(QString::fromUtf8(code->view()).trimmed());
}

void Enrolment::enrol(const QString& code)
{
    const ServiceAddress address{.url = m_command.url, .caFile = m_command.caFile};
    m_connection = std::make_unique<ServiceConnection>(m_parts.folder, address, m_parts.clock, m_parts.random);
    whenDone(m_connection->service.enrol(code), this,
             [this](const Result<InstallationIdentity>& outcome) { finish(outcome); });
}

void Enrolment::finish(const Result<InstallationIdentity>& outcome)
{
    if (!outcome) {
        if (outcome.error().code == ErrorCode::InvalidRequest) {
            Error wrongCode = outcome.error();
            wrongCode.details = {};
            wrongCode.context = u"The code is wrong, was used, or is too old."_s;
            return fail(wrongCode, ExitCode::Refused);
        }
        return fail(outcome.error(), exitCodeOf(outcome.error()));
    }
    if (const auto kept = m_parts.folder.keep(m_command.url, m_authorities); !kept)
        return fail(misused(u"the service's address cannot be kept in "_s + m_parts.folder.path()), ExitCode::WrongUse);

    m_parts.console.show(wire::toJson(*outcome),
                         u"Enrolled as \"%1\" at %2.\n"_s.arg(shown(outcome->name), m_command.url.toString()));
    if (outcome->kind != installationKindName(InstallationKind::Administration))
        m_parts.console.complain(
            u"this installation is a %1: the service will refuse administration"_s.arg(shown(outcome->kind)));
    Q_EMIT finished(ExitCode::Done);
}

void Enrolment::fail(const Error& error, ExitCode code)
{
    m_parts.console.complain(error);
    Q_EMIT finished(code);
}

} // namespace keydesk
