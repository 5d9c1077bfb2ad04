#include "saml/xmlsecurity.h"

#include <xmlsec/openssl/crypto.h>
#include <xmlsec/openssl/evp.h>

namespace keydesk {

SecurityKey securityKey(EVP_PKEY* key)
{
    SecurityKey owner(xmlSecKeyCreate(), &xmlSecKeyDestroy);
    xmlSecKeyData* value = xmlSecOpenSSLEvpKeyAdopt(xmlSecOpenSSLEvpKeyDup(key));
    if (owner && value != nullptr && xmlSecKeySetValue(owner.get(), value) == 0)
        return owner;
    if (value != nullptr)
        xmlSecKeyDataDestroy(value);
    return {nullptr, &xmlSecKeyDestroy};
}

SignatureContext signatureContext(EVP_PKEY* key)
{
    SignatureContext context(xmlSecDSigCtxCreate(nullptr), &xmlSecDSigCtxDestroy);
    if (!context)
        return context;
    context->signKey = securityKey(key).release();
    context->enabledReferenceUris = xmlSecTransformUriTypeSameDocument;
    bool isReady = context->signKey != nullptr;
    for (const xmlSecTransformId id :
         {xmlSecTransformEnvelopedId, xmlSecTransformExclC14NId, xmlSecOpenSSLTransformSha256Id,
          xmlSecOpenSSLTransformSha384Id, xmlSecOpenSSLTransformSha512Id})
        isReady = isReady && xmlSecDSigCtxEnableReferenceTransform(context.get(), id) == 0;
    for (const xmlSecTransformId id :
         {xmlSecTransformExclC14NId, xmlSecOpenSSLTransformRsaSha256Id, xmlSecOpenSSLTransformRsaSha384Id,
          xmlSecOpenSSLTransformRsaSha512Id, xmlSecOpenSSLTransformEcdsaSha256Id, xmlSecOpenSSLTransformEcdsaSha384Id,
          xmlSecOpenSSLTransformEcdsaSha512Id})
        isReady = isReady && xmlSecDSigCtxEnableSignatureTransform(context.get(), id) == 0;
    if (!isReady)
        context.reset();
    return context;
}

} // namespace keydesk
