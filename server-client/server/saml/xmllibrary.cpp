#include "saml/xmllibrary.h"

#include <libxml/parser.h>
#include <libxml/xmlIO.h>
#include <libxml/xmlerror.h>
#include <xmlsec/crypto.h>
#include <xmlsec/errors.h>
#include <xmlsec/io.h>
#include <xmlsec/xmlsec.h>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestText = 500;

thread_local XmlMessages* listening = nullptr;

void onGenericError(void*, const char*, ...) {}

void onSecurityError(const char*, int, const char* function, const char*, const char* subject, int, const char* message)
{
    const QByteArray line =
        QByteArray(function) + ' ' + (subject != nullptr ? subject : "") + ' ' + (message != nullptr ? message : "");
    noteXmlMessage(line.constData());
}

xmlParserInputPtr refuseExternal(const char*, const char*, xmlParserCtxtPtr)
{
    noteXmlMessage("an external entity was asked for");
    return nullptr;
}

/// libxml2 keeps its error functions in each thread.
void silenceThread()
{
    static thread_local const bool isSilent = [] {
        xmlSetGenericErrorFunc(nullptr, onGenericError);
        // libxml2's versions differ in the type of the error.
        xmlSetStructuredErrorFunc(nullptr, [](void*, auto* error) {
            if (error != nullptr)
                noteXmlMessage(error->message);
        });
        return true;
    }();
    Q_UNUSED(isSilent)
}

bool readyLibraries()
{
    xmlInitParser();
    xmlSetExternalEntityLoader(refuseExternal);
    if (xmlSecInit() < 0 || xmlSecCheckVersion() != 1 || xmlSecCryptoAppInit(nullptr) < 0 || xmlSecCryptoInit() < 0)
        qFatal("xmlsec does not start");
    xmlSecErrorsSetCallback(onSecurityError);
    // Readers of xmlsec's own for references to elsewhere: file, http, ftp. None of them stays.
    xmlSecIOCleanupCallbacks();
    return true;
}

} // namespace

void readyXml()
{
    static const bool isReady = readyLibraries();
    Q_UNUSED(isReady)
    silenceThread();
}

XmlMessages::XmlMessages() : m_outer(listening)
{
    listening = this;
}

XmlMessages::~XmlMessages()
{
    listening = m_outer;
}

void noteXmlMessage(const char* message)
{
    if (listening == nullptr || message == nullptr || listening->m_text.size() >= longestText)
        return;
    const QString line = QString::fromUtf8(message).simplified();
    listening->m_text += (listening->m_text.isEmpty() ? QString() : u"; "_s) + line;
    listening->m_text.truncate(longestText);
}

} // namespace keydesk
