#pragma once

#include <QString>

namespace keydesk {

/// Readies libxml2 and xmlsec, once; cheap afterwards, any thread. From then on neither opens a file or a connection:
/// whatever names an outside thing finds nothing. Whoever uses them calls it first.
void readyXml();

/// What libxml2 and xmlsec say while this exists, in this thread, instead of the standard error stream.
class XmlMessages
{
public:
    XmlMessages();
    ~XmlMessages();
    XmlMessages(const XmlMessages&) = delete;
    XmlMessages& operator=(const XmlMessages&) = delete;

    /// Without line ends, at most 500 characters: for the log.
    QString text() const { return m_text; }

private:
    friend void noteXmlMessage(const char* message);
    QString m_text;
    XmlMessages* m_outer = nullptr;
};

/// For callbacks of the libraries.
void noteXmlMessage(const char* message);

} // namespace keydesk
