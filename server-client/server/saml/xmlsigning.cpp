#include "saml/xmlsignature.h"

#include "saml/xmllibrary.h"
#include "saml/xmlsecurity.h"

#include <libxml/tree.h>
#include <libxml/valid.h>
#include <xmlsec/openssl/crypto.h>
#include <xmlsec/templates.h>
#include <xmlsec/xmltree.h>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

const xmlChar* xmlText(const char* text)
{
    return reinterpret_cast<const xmlChar*>(text);
}

/// Not yet in the tree. Null when xmlsec fails.
xmlNode* signatureTemplate(xmlDoc* document, const QByteArray& id)
{
    xmlNode* signature = xmlSecTmplSignatureCreateNsPref(document, xmlSecTransformExclC14NId,
                                                         xmlSecOpenSSLTransformRsaSha256Id, nullptr, xmlText("ds"));
    if (signature == nullptr)
        return nullptr;
    const QByteArray uri = '#' + id;
    xmlNode* reference = xmlSecTmplSignatureAddReference(signature, xmlSecOpenSSLTransformSha256Id, nullptr,
                                                         xmlText(uri.constData()), nullptr);
    const bool isWhole = reference != nullptr &&
                         xmlSecTmplReferenceAddTransform(reference, xmlSecTransformEnvelopedId) != nullptr &&
                         xmlSecTmplReferenceAddTransform(reference, xmlSecTransformExclC14NId) != nullptr;
    if (isWhole)
        return signature;
    xmlFreeNode(signature);
    return nullptr;
}

void place(xmlNode* signature, const XmlElement& element, const XmlElement& before)
{
    xmlNode* first = element.native()->children;
    if (!before.isNull())
        xmlAddNextSibling(before.native(), signature);
    else if (first != nullptr)
        xmlAddPrevSibling(first, signature);
    else
        xmlAddChild(element.native(), signature);
}

/// Beside what is signed: it only says which of the published keys it was.
void appendCertificate(xmlNode* signature, const SamlCertificate& certificate)
{
    const QByteArray base64 = certificate.der().toBase64();
    xmlNode* keyInfo = xmlNewChild(signature, signature->ns, xmlText("KeyInfo"), nullptr);
    xmlNode* data = xmlNewChild(keyInfo, signature->ns, xmlText("X509Data"), nullptr);
    xmlNewChild(data, signature->ns, xmlText("X509Certificate"), xmlText(base64.constData()));
}

} // namespace

Result<void> signElement(const XmlElement& element, const XmlElement& before, const SamlSigningKey& key)
{
    readyXml();
    const XmlMessages messages;
    const auto failed = [&] { return Error{ErrorCode::Internal, u"xmlsec does not sign: "_s % messages.text()}; };
    xmlDoc* document = element.native()->doc;
    const QByteArray id = element.attribute("ID"_L1).value_or(QString()).toUtf8();
    xmlAttr* attribute = xmlHasProp(element.native(), xmlText("ID"));
    if (attribute == nullptr || xmlAddID(nullptr, document, xmlText(id.constData()), attribute) == nullptr)
        return failed();
    xmlNode* signature = signatureTemplate(document, id);
    if (signature == nullptr)
        return failed();
    place(signature, element, before);
    const SignatureContext context = signatureContext(key.key());
    if (!context || xmlSecDSigCtxSign(context.get(), signature) < 0 || context->status != xmlSecDSigStatusSucceeded)
        return failed();
    appendCertificate(signature, key.certificate());
    return done();
}

} // namespace keydesk
