-- Installations (kiosks, desktop apps, sync services, command lines), what proves them, and what the service is called.

CREATE TABLE installations (
    id             TEXT   NOT NULL PRIMARY KEY,
    name           TEXT   NOT NULL,
    place          TEXT   NOT NULL,
    kind           TEXT   NOT NULL,
    key_thumbprint TEXT   NOT NULL UNIQUE, -- RFC 7638; kept after revocation, so that a revoked key never enrols again
    enrolled       BIGINT NOT NULL,
    last_seen      BIGINT,
    revoked        BIGINT
);

CREATE TABLE enrolment_codes (
    code_hash       {{bytes}} NOT NULL PRIMARY KEY,
    name            TEXT      NOT NULL,
    place           TEXT      NOT NULL,
    kind            TEXT      NOT NULL,
    expires         BIGINT    NOT NULL,
    installation_id TEXT               -- who used it; NULL: nobody yet
);
CREATE INDEX enrolment_codes_expires ON enrolment_codes (expires);

-- Each proof of possession is good once (RFC 9449 section 11.1), at every instance.
CREATE TABLE proof_uses (
    use_hash {{bytes}} NOT NULL PRIMARY KEY,
    expires  BIGINT    NOT NULL
);
CREATE INDEX proof_uses_expires ON proof_uses (expires);

-- One row: the relying party id that credentials are made for.
CREATE TABLE service_identity (
    id    INTEGER NOT NULL PRIMARY KEY,
    rp_id TEXT    NOT NULL
);
