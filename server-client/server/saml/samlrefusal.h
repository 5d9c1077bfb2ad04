#pragma once

#include "base/error.h"

#include <span>

namespace keydesk {

/// Why a SAML message, or a service provider's metadata, is not accepted. Each has a name of its own: details.saml of
/// InvalidRequest. What is told to a browser is for the routes; the name stands in the log in any case.
enum class SamlRefusal {
    // How it came (saml-bindings-2.0).
    Size,       ///< More than the binding's limit.
    Parameters, ///< A parameter is missing, comes twice, or does not go with the others.
    Base64,
    Deflate,      ///< Not DEFLATE, or something after its end.
    Inflation,    ///< Grows beyond the limit.
    SoapEnvelope, ///< Not one message in one body.

    // XML.
    Encoding, ///< Not UTF-8.
    Malformed,
    DocumentType,
    ProcessingInstruction,
    Comment,
    Depth,
    NodeCount,
    RootElement, ///< None of the messages that this address takes.
    Version,     ///< Not 2.0.
    Id,          ///< Missing, or no XML name.
    IdAmbiguous, ///< More than one element has it.
    Structure,   ///< Not as the schema says.
    Value,       ///< An attribute or a text is not of the type that the schema says.
    Unsupported, ///< As the schema says, but nothing that this service takes; encrypted names, for example.

    // What it says (saml-core-2.0, saml-profiles-2.0).
    Issuer, ///< Missing, or no entity's name.
    NameId, ///< A LogoutRequest without one.
    Destination,
    IssueInstantPast,
    IssueInstantFuture,
    Expired, ///< NotOnOrAfter has come.
    IssuerUnknown,
    Replayed,
    StatusMissing,

    // Signatures (saml-core-2.0, section 5.4, and saml-bindings-2.0, section 3.4.4.1).
    SignatureMissing,
    SignatureCount,
    SignaturePlace,
    SignatureReference, ///< Not one reference, or to something else than the message.
    SignatureTransform,
    SignatureAlgorithm, ///< SHA-1 among them.
    SignatureWrong,     ///< Fits none of the issuer's keys.

    // Where an answer may go (saml-profiles-2.0, section 4.1.4.1).
    ConsumerUrl,     ///< None of the metadata's.
    ConsumerIndex,   ///< None of the metadata's.
    ConsumerBinding, ///< None that this service answers with.

    // Metadata (saml-metadata-2.0).
    MetadataExpired,
    MetadataRole,        ///< No service provider of SAML 2.0.
    MetadataCertificate, ///< No certificate, or one that cannot be used.
    MetadataEndpoint,    ///< None that assertions may go to, or no https address.
};

std::span<const SamlRefusal> everySamlRefusal();
/// Lower case with underscores, e.g. "document_type".
QString refusalName(SamlRefusal refusal);
/// InvalidRequest with details.saml. What is said of the reason reaches logs: nothing secret in it.
Error refusedAs(SamlRefusal refusal, const QString& why);
/// nullopt where the error is none of refusedAs().
std::optional<SamlRefusal> refusalOf(const Error& error);

} // namespace keydesk
