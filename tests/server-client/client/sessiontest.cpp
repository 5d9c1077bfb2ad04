#include "sessiontest.h"

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

void SessionTest::initTestCase()
{
    m_tls = serverConfiguration(m_authority.issue({.names = {u"DNS:localhost"_s}}));
}

void SessionTest::init()
{
    m_server = std::make_unique<ScriptedServer>(m_tls);
    m_server->answerWith({jsonAnswer({{u"ok"_s, true}})});
    m_session = std::make_unique<ClientSession>(ServiceAddress{m_server->url(), m_authority.file()}, m_clock, m_random);
    m_session->useKey(SigningKey::generate());
    m_session->adoptToken(share(Secret::copyOf("the-token")));
}

void SessionTest::cleanup()
{
    m_session.reset();
    m_server.reset();
    m_clock.set(FakeClock::start);
}

} // namespace keydesk
