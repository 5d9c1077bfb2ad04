#include "saml/xmlencryption.h"

#include "saml/samlrefusal.h"
#include "saml/xmllibrary.h"
#include "saml/xmlsecurity.h"

#include <libxml/tree.h>
#include <xmlsec/keysmngr.h>
#include <xmlsec/openssl/crypto.h>
#include <xmlsec/templates.h>
#include <xmlsec/xmlenc.h>

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

namespace {

using KeysManager = std::unique_ptr<xmlSecKeysMngr, decltype(&xmlSecKeysMngrDestroy)>;
using EncryptionContext = std::unique_ptr<xmlSecEncCtx, decltype(&xmlSecEncCtxDestroy)>;

constexpr int contentKeyBits = 256;

/// Holds the recipient's key, where xmlsec looks for the one that a content key is encrypted with. (What xmlsec has for
/// applications would also read all certificate authorities of the system, each time.)
KeysManager managerOf(const SamlCertificate& recipient)
{
    KeysManager manager(xmlSecKeysMngrCreate(), &xmlSecKeysMngrDestroy);
    xmlSecKeyStore* store = xmlSecKeyStoreCreate(xmlSecSimpleKeysStoreId);
    SecurityKey key = securityKey(recipient.key());
    const bool isAdopted = manager && store != nullptr && xmlSecKeysMngrAdoptKeysStore(manager.get(), store) == 0;
    if (!isAdopted && store != nullptr)
        xmlSecKeyStoreDestroy(store);
    if (!isAdopted || !key || xmlSecSimpleKeysStoreAdoptKey(store, key.get()) < 0)
        return {nullptr, &xmlSecKeysMngrDestroy};
    (void)key.release(); // Adopted.
    manager->getKey = xmlSecKeysMngrGetKey;
    return manager;
}

xmlNode* encryptionTemplate(xmlDoc* document)
{
    xmlNode* data = xmlSecTmplEncDataCreate(document, xmlSecOpenSSLTransformAes256GcmId, nullptr, xmlSecTypeEncElement,
                                            nullptr, nullptr);
    if (data == nullptr)
        return nullptr;
    xmlNode* keyInfo = xmlSecTmplEncDataEnsureKeyInfo(data, nullptr);
    xmlNode* key = keyInfo == nullptr ? nullptr
                                      : xmlSecTmplKeyInfoAddEncryptedKey(keyInfo, xmlSecOpenSSLTransformRsaOaepId,
                                                                         nullptr, nullptr, nullptr);
    const bool isWhole = key != nullptr && xmlSecTmplEncDataEnsureCipherValue(key) != nullptr &&
                         xmlSecTmplEncDataEnsureCipherValue(data) != nullptr;
    if (isWhole)
        return data;
    xmlFreeNode(data);
    return nullptr;
}

} // namespace

Result<void> encryptElement(const XmlElement& element, const SamlCertificate& recipient)
{
    if (!recipient.isRsa())
        return refusedAs(SamlRefusal::MetadataCertificate, u"a key to encrypt with must be RSA"_s);
    readyXml();
    const XmlMessages messages;
    const auto failed = [&] { return Error{ErrorCode::Internal, u"xmlsec does not encrypt: "_s % messages.text()}; };
    const KeysManager manager = managerOf(recipient);
    if (!manager)
        return failed();
    const EncryptionContext context(xmlSecEncCtxCreate(manager.get()), &xmlSecEncCtxDestroy);
    xmlNode* data = encryptionTemplate(element.native()->doc);
    if (!context || data == nullptr)
        return failed();
    context->encKey = xmlSecKeyGenerate(xmlSecOpenSSLKeyDataAesId, contentKeyBits, xmlSecKeyDataTypeSession);
    if (context->encKey == nullptr || xmlSecEncCtxXmlEncrypt(context.get(), data, element.native()) < 0) {
        if (data->parent == nullptr)
            xmlFreeNode(data);
        return failed();
    }
    return done();
}

} // namespace keydesk
