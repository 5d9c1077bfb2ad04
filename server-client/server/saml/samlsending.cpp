#include "saml/samlsending.h"

#include "saml/deflate.h"
#include "saml/samlnames.h"
#include "saml/xmlsignature.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

QString parameterOf(const OutgoingSaml& message)
{
    return message.isResponse ? u"SAMLResponse"_s : u"SAMLRequest"_s;
}

} // namespace

SamlForm formFor(const OutgoingSaml& message)
{
    SamlForm form{.action = message.location,
                  .fields = {{parameterOf(message), QString::fromLatin1(message.xml.toBase64())}}};
    if (!message.relayState.isEmpty())
        form.fields.append({u"RelayState"_s, message.relayState});
    return form;
}

Result<QByteArray> redirectUrl(const OutgoingSaml& message, const SamlSigningKey& key)
{
    QByteArray query = parameterOf(message).toLatin1();
    query += '=' + deflated(message.xml).toBase64().toPercentEncoding();
    if (!message.relayState.isEmpty())
        query += "&RelayState=" + message.relayState.toUtf8().toPercentEncoding();
    query += "&SigAlg=" + QByteArray(saml::rsaSha256.data(), saml::rsaSha256.size()).toPercentEncoding();
    const auto signature = signBytes(query, key);
    if (!signature)
        return signature.error();
    query += "&Signature=" + signature->toBase64().toPercentEncoding();
    return QByteArray(message.location.toUtf8() + (message.location.contains(u'?') ? '&' : '?') + query);
}

QByteArray soapEnvelopeOf(const QByteArray& xml)
{
    // The message was written by us: no more than its declaration stands before it.
    const qsizetype start = xml.startsWith("<?xml") ? xml.indexOf("?>") + 2 : 0;
    QByteArray envelope = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<S:Envelope xmlns:S=\"";
    envelope += QByteArrayView(saml::soapEnvelope.data(), saml::soapEnvelope.size());
    envelope += "\"><S:Body>";
    envelope += xml.mid(start).trimmed();
    envelope += "</S:Body></S:Envelope>";
    return envelope;
}

} // namespace keydesk
