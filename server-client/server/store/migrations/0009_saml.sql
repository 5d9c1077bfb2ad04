-- SAML 2.0 identity provider: service providers, keys, names that people have with them, messages that were used.

CREATE TABLE saml_service_providers (
    id                      TEXT   NOT NULL PRIMARY KEY,
    entity_id               TEXT   NOT NULL UNIQUE,
    name                    TEXT   NOT NULL, -- for administrators, and on the sign-in page
    is_enabled              BIGINT NOT NULL,
    profile                 TEXT   NOT NULL, -- application profile of type sso; empty: the first that fits
    name_id_source          TEXT   NOT NULL,
    name_id_format          TEXT   NOT NULL,
    attributes              TEXT   NOT NULL, -- JSON: what is told of a person, under which name
    signs_assertion         BIGINT NOT NULL,
    signs_response          BIGINT NOT NULL,
    encrypts_assertion      BIGINT NOT NULL,
    must_sign_requests      BIGINT NOT NULL,
    session_life            BIGINT NOT NULL, -- milliseconds; 0: as the person's session
    name_id_formats         TEXT   NOT NULL, -- of the metadata, with spaces between
    wants_signed_assertions BIGINT NOT NULL, -- of the metadata
    signs_requests          BIGINT NOT NULL, -- of the metadata
    metadata_valid_until    BIGINT,
    metadata_url            TEXT   NOT NULL, -- empty: from a file
    created                 BIGINT NOT NULL,
    changed                 BIGINT NOT NULL
);

CREATE TABLE saml_endpoints (
    provider_id       TEXT   NOT NULL REFERENCES saml_service_providers (id),
    service           TEXT   NOT NULL CHECK (service IN ('assertion_consumer', 'single_logout')),
    position          BIGINT NOT NULL,
    binding           TEXT   NOT NULL, -- URI
    location          TEXT   NOT NULL,
    response_location TEXT   NOT NULL, -- empty: the same
    endpoint_index    BIGINT NOT NULL,
    is_default        BIGINT NOT NULL,
    PRIMARY KEY (provider_id, service, position)
);

CREATE TABLE saml_certificates (
    provider_id TEXT      NOT NULL REFERENCES saml_service_providers (id),
    use_name    TEXT      NOT NULL CHECK (use_name IN ('signing', 'encryption')),
    position    BIGINT    NOT NULL,
    certificate {{bytes}} NOT NULL, -- DER
    PRIMARY KEY (provider_id, use_name, position)
);

-- The service's own signing keys. current signs; all are published.
CREATE TABLE saml_keys (
    id          TEXT      NOT NULL PRIMARY KEY,
    state       TEXT      NOT NULL UNIQUE CHECK (state IN ('next', 'current', 'previous')),
    certificate {{bytes}} NOT NULL, -- DER
    private_key {{bytes}} NOT NULL, -- PKCS #8, sealed
    created     BIGINT    NOT NULL
);

-- Persistent name identifiers, another one for each service provider (saml-core-2.0, section 8.3.7).
CREATE TABLE saml_persistent_names (
    provider_id TEXT   NOT NULL REFERENCES saml_service_providers (id),
    user_id     TEXT   NOT NULL,
    name_id     TEXT   NOT NULL,
    created     BIGINT NOT NULL,
    PRIMARY KEY (provider_id, user_id),
    UNIQUE (provider_id, name_id)
);

-- One name for all service providers that ask for it; never changed, never given to another person.
CREATE TABLE saml_immutable_names (
    user_id TEXT   NOT NULL PRIMARY KEY,
    name_id TEXT   NOT NULL UNIQUE,
    created BIGINT NOT NULL
);

-- Each message is good once, at every instance.
CREATE TABLE saml_message_uses (
    use_hash {{bytes}} NOT NULL PRIMARY KEY,
    expires  BIGINT    NOT NULL
);
CREATE INDEX saml_message_uses_by_expiry ON saml_message_uses (expires);
