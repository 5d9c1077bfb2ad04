-- Security keys: the credential records of Web Authentication Level 3, section 4, with what their registration showed.
-- The person may come from any directory, so user_id refers to no table.

CREATE TABLE security_keys (
    id                 TEXT      NOT NULL PRIMARY KEY,
    user_id            TEXT      NOT NULL,
    state              TEXT      NOT NULL CHECK (state IN ('registered', 'lost')),
    name               TEXT      NOT NULL,
    rp_id              TEXT      NOT NULL, -- the relying party id that the credential is for
    credential_type    TEXT      NOT NULL CHECK (credential_type IN ('public-key')),
    credential_id      {{bytes}} NOT NULL UNIQUE, -- of all people, lost keys included
    public_key         {{bytes}} NOT NULL, -- COSE_Key as it came
    algorithm          BIGINT    NOT NULL, -- COSE identifier
    sign_count         BIGINT    NOT NULL,
    is_user_verified   BIGINT    NOT NULL, -- at some time
    transports         TEXT      NOT NULL, -- with commas between
    is_backup_eligible BIGINT    NOT NULL,
    is_backed_up       BIGINT    NOT NULL,
    is_discoverable    BIGINT    NOT NULL,
    aaguid             {{bytes}} NOT NULL,
    attestation_format TEXT      NOT NULL,
    attestation_type   TEXT      NOT NULL CHECK (attestation_type IN ('none', 'self', 'certified')),
    is_trusted         BIGINT    NOT NULL, -- its certificates lead to a trust anchor
    key_identifiers    {{bytes}} NOT NULL, -- of the attestation's certificates, 20 bytes each
    model              TEXT      NOT NULL, -- from metadata
    attestation_object {{bytes}} NOT NULL,
    client_data        {{bytes}} NOT NULL,
    registered_at      BIGINT    NOT NULL,
    last_used_at       BIGINT,
    lost_at            BIGINT,
    counter_alert_at   BIGINT,             -- an assertion's counter did not grow
    model_alerts       TEXT      NOT NULL  -- what metadata says against the model, with commas between
);
CREATE INDEX security_keys_by_user ON security_keys (user_id, state);

-- Registrations under way, one for each person. Each is good for one answer.
CREATE TABLE security_key_registrations (
    id              TEXT      NOT NULL PRIMARY KEY,
    user_id         TEXT      NOT NULL UNIQUE,
    token_id        TEXT      NOT NULL,
    installation_id TEXT      NOT NULL,
    challenge       {{bytes}} NOT NULL,
    expires         BIGINT    NOT NULL
);
CREATE INDEX security_key_registrations_by_expiry ON security_key_registrations (expires);

-- What keys are asked in sign-ins and step-ups. Each is good for one answer.
CREATE TABLE security_key_challenges (
    ceremony_id TEXT      NOT NULL PRIMARY KEY,
    challenge   {{bytes}} NOT NULL,
    expires     BIGINT    NOT NULL
);
CREATE INDEX security_key_challenges_by_expiry ON security_key_challenges (expires);
