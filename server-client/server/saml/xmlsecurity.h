#pragma once

#include <memory>
#include <xmlsec/keys.h>
#include <xmlsec/xmldsig.h>
#include <xmlsec/xmlsec.h>

typedef struct evp_pkey_st EVP_PKEY;

namespace keydesk {

/// xmlsec's objects for the sources of this folder; no header of ours for others names them.
using SecurityKey = std::unique_ptr<xmlSecKey, decltype(&xmlSecKeyDestroy)>;
using SignatureContext = std::unique_ptr<xmlSecDSigCtx, decltype(&xmlSecDSigCtxDestroy)>;

/// A key of xmlsec's own: each context destroys the one that it has. Null without memory.
SecurityKey securityKey(EVP_PKEY* key);
/// For one signature, with the algorithms that are allowed and none else. Null without memory.
SignatureContext signatureContext(EVP_PKEY* key);

} // namespace keydesk
