#pragma once

#include <QLatin1StringView>

/// Names that OASIS and the W3C have given, as they are written in messages.
namespace keydesk::saml {

using namespace Qt::Literals::StringLiterals;

// Namespaces.
inline constexpr auto protocol = "urn:oasis:names:tc:SAML:2.0:protocol"_L1;
inline constexpr auto assertion = "urn:oasis:names:tc:SAML:2.0:assertion"_L1;
inline constexpr auto metadata = "urn:oasis:names:tc:SAML:2.0:metadata"_L1;
inline constexpr auto signature = "http://www.w3.org/2000/09/xmldsig#"_L1;
inline constexpr auto encryption = "http://www.w3.org/2001/04/xmlenc#"_L1;
inline constexpr auto soapEnvelope = "http://schemas.xmlsoap.org/soap/envelope/"_L1;
inline constexpr auto xmlSchema = "http://www.w3.org/2001/XMLSchema"_L1;
inline constexpr auto xmlSchemaInstance = "http://www.w3.org/2001/XMLSchema-instance"_L1;
inline constexpr auto xml = "http://www.w3.org/XML/1998/namespace"_L1;
inline constexpr auto exclusiveC14n = "http://www.w3.org/2001/10/xml-exc-c14n#"_L1;

// Algorithms.
inline constexpr auto envelopedSignature = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"_L1;
inline constexpr auto rsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"_L1;
inline constexpr auto rsaSha384 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384"_L1;
inline constexpr auto rsaSha512 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512"_L1;
inline constexpr auto ecdsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"_L1;
inline constexpr auto ecdsaSha384 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384"_L1;
inline constexpr auto ecdsaSha512 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512"_L1;
inline constexpr auto sha256 = "http://www.w3.org/2001/04/xmlenc#sha256"_L1;
inline constexpr auto sha384 = "http://www.w3.org/2001/04/xmldsig-more#sha384"_L1;
inline constexpr auto sha512 = "http://www.w3.org/2001/04/xmlenc#sha512"_L1;
inline constexpr auto aes256Gcm = "http://www.w3.org/2009/xmlenc11#aes256-gcm"_L1;
inline constexpr auto rsaOaep = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p"_L1;
inline constexpr auto encryptedElement = "http://www.w3.org/2001/04/xmlenc#Element"_L1;

// Bindings (saml-bindings-2.0).
inline constexpr auto httpRedirect = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"_L1;
inline constexpr auto httpPost = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"_L1;
inline constexpr auto soap = "urn:oasis:names:tc:SAML:2.0:bindings:SOAP"_L1;
inline constexpr auto deflateEncoding = "urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE"_L1;

// Name identifier formats (saml-core-2.0, section 8.3).
inline constexpr auto unspecifiedName = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified"_L1;
inline constexpr auto emailAddressName = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"_L1;
inline constexpr auto persistentName = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"_L1;
inline constexpr auto transientName = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"_L1;
inline constexpr auto entityName = "urn:oasis:names:tc:SAML:2.0:nameid-format:entity"_L1;

// Attribute name formats (section 8.2).
inline constexpr auto basicAttribute = "urn:oasis:names:tc:SAML:2.0:attrname-format:basic"_L1;
inline constexpr auto uriAttribute = "urn:oasis:names:tc:SAML:2.0:attrname-format:uri"_L1;

// Subject confirmation (saml-profiles-2.0, section 3.3).
inline constexpr auto bearer = "urn:oasis:names:tc:SAML:2.0:cm:bearer"_L1;

// Authentication context classes (saml-authn-context-2.0, section 3.4; the last two are REFEDS's and Microsoft's).
inline constexpr auto unspecifiedClass = "urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified"_L1;
inline constexpr auto passwordClass = "urn:oasis:names:tc:SAML:2.0:ac:classes:Password"_L1;
inline constexpr auto protectedPasswordClass = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"_L1;
inline constexpr auto timeSyncTokenClass = "urn:oasis:names:tc:SAML:2.0:ac:classes:TimeSyncToken"_L1;
inline constexpr auto refedsMfaClass = "https://refeds.org/profile/mfa"_L1;
inline constexpr auto microsoftMfaClass = "http://schemas.microsoft.com/claims/multipleauthn"_L1;

// Why a logout was asked for (section 3.7.3).
inline constexpr auto logoutByUser = "urn:oasis:names:tc:SAML:2.0:logout:user"_L1;
inline constexpr auto logoutByAdmin = "urn:oasis:names:tc:SAML:2.0:logout:admin"_L1;

} // namespace keydesk::saml
