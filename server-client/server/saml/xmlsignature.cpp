#include "saml/xmlsignature.h"

#include "saml/samlnames.h"
#include "saml/samlrefusal.h"
#include "saml/xmllibrary.h"
#include "saml/xmlsecurity.h"

#include <algorithm>
#include <array>
#include <libxml/tree.h>
#include <libxml/valid.h>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array signatureMethods{saml::rsaSha256,   saml::rsaSha384,   saml::rsaSha512,
                                      saml::ecdsaSha256, saml::ecdsaSha384, saml::ecdsaSha512};
constexpr std::array digestMethods{saml::sha256, saml::sha384, saml::sha512};

template <typename List>
bool contains(const List& list, const QString& name)
{
    return std::ranges::any_of(list, [&](QLatin1StringView each) { return each == name; });
}

QString algorithmOf(const XmlElement& element)
{
    return element.isNull() ? QString() : element.attribute("Algorithm"_L1).value_or(QString());
}

void collectSignatures(const XmlElement& element, QList<XmlElement>& found)
{
    for (const XmlElement& child : element.children()) {
        if (child.is(saml::signature, "Signature"_L1))
            found.append(child);
        collectSignatures(child, found);
    }
}

Result<void> checkReference(const XmlElement& signedInfo, const XmlElement& message)
{
    const QList<XmlElement> references = signedInfo.children(saml::signature, "Reference"_L1);
    const QString id = message.attribute("ID"_L1).value_or(QString());
    if (references.size() != 1 || id.isEmpty() || references.first().attribute("URI"_L1) != u'#' % id)
        return refusedAs(SamlRefusal::SignatureReference, u"not to the message alone"_s);
    return done();
}

/// The enveloped-signature transform, then exclusive canonicalisation without comments; nothing else, nothing twice.
Result<void> checkTransforms(const XmlElement& reference)
{
    QStringList algorithms;
    const XmlElement transforms = reference.child(saml::signature, "Transforms"_L1);
    if (!transforms.isNull()) {
        for (const XmlElement& each : transforms.children())
            algorithms.append(algorithmOf(each));
    }
    if (algorithms != QStringList{saml::envelopedSignature, saml::exclusiveC14n})
        return refusedAs(SamlRefusal::SignatureTransform, algorithms.join(u' '));
    return done();
}

Result<void> checkAlgorithms(const XmlElement& signedInfo, const XmlElement& reference)
{
    const QString canonicalisation = algorithmOf(signedInfo.child(saml::signature, "CanonicalizationMethod"_L1));
    if (canonicalisation != saml::exclusiveC14n)
        return refusedAs(SamlRefusal::SignatureTransform, canonicalisation);
    const QString method = algorithmOf(signedInfo.child(saml::signature, "SignatureMethod"_L1));
    if (!contains(signatureMethods, method))
        return refusedAs(SamlRefusal::SignatureAlgorithm, method);
    const QString digest = algorithmOf(reference.child(saml::signature, "DigestMethod"_L1));
    if (!contains(digestMethods, digest))
        return refusedAs(SamlRefusal::SignatureAlgorithm, digest);
    return done();
}

/// What a reference to the message's ID finds is the message.
bool declareId(const XmlDocument& document, const XmlElement& message)
{
    xmlAttr* attribute = xmlHasProp(message.native(), reinterpret_cast<const xmlChar*>("ID"));
    const QByteArray id = message.attribute("ID"_L1).value_or(QString()).toUtf8();
    const auto* name = reinterpret_cast<const xmlChar*>(id.constData());
    if (attribute != nullptr && xmlGetID(document.native(), name) == nullptr)
        xmlAddID(nullptr, document.native(), name, attribute);
    return attribute != nullptr && xmlGetID(document.native(), name) == attribute;
}

} // namespace

Result<XmlElement> signatureOf(const XmlDocument& document, const XmlElement& message)
{
    QList<XmlElement> found;
    collectSignatures(document.root(), found);
    if (found.isEmpty())
        return XmlElement();
    if (found.size() > 1)
        return refusedAs(SamlRefusal::SignatureCount, u"%1 signatures"_s.arg(found.size()));
    if (found.first().parent() != message)
        return refusedAs(SamlRefusal::SignaturePlace, u"not right below the message"_s);
    return found.first();
}

Result<void> verifySignature(const XmlDocument& document, const XmlElement& message, const XmlElement& signature,
                             const QList<SamlCertificate>& keys)
{
    const XmlElement signedInfo = signature.child(saml::signature, "SignedInfo"_L1);
    if (auto checked = checkReference(signedInfo, message); !checked)
        return checked;
    const XmlElement reference = signedInfo.child(saml::signature, "Reference"_L1);
    if (auto checked = checkTransforms(reference); !checked)
        return checked;
    if (auto checked = checkAlgorithms(signedInfo, reference); !checked)
        return checked;
    if (!declareId(document, message))
        return refusedAs(SamlRefusal::SignatureReference, u"the message's ID does not lead to it"_s);

    const XmlMessages messages;
    for (const SamlCertificate& each : keys) {
        const SignatureContext context = signatureContext(each.key());
        if (!context)
            return Error{ErrorCode::Unavailable, u"xmlsec: "_s % messages.text()};
        if (xmlSecDSigCtxVerify(context.get(), signature.native()) == 0 && context->status == xmlSecDSigStatusSucceeded)
            return done();
    }
    return refusedAs(SamlRefusal::SignatureWrong, messages.text());
}

} // namespace keydesk
