-- Application profiles. factors: methods with commas between, factors with semicolons ("password;mail_code,soft_otp").
CREATE TABLE profiles (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    position BIGINT NOT NULL,
    factors TEXT NOT NULL
);

CREATE TABLE profile_groups (
    profile_id TEXT NOT NULL REFERENCES profiles (id),
    group_name TEXT NOT NULL,
    PRIMARY KEY (profile_id, group_name)
);

-- Sign-ins and step-ups under way. user_id is NULL where nobody has the name: such a ceremony never succeeds.
CREATE TABLE ceremonies (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('sign_in', 'step_up')),
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'ended')),
    installation_id TEXT NOT NULL,
    user_name TEXT NOT NULL,
    user_id TEXT,
    token_id TEXT, -- of the sign-in that a step-up belongs to
    factors TEXT NOT NULL,
    is_satisfiable BIGINT NOT NULL, -- 0: a profile was applied that does not fit this person
    factor BIGINT NOT NULL, -- from 1
    tries_left BIGINT NOT NULL,
    locale TEXT NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX ceremonies_by_expiry ON ceremonies (expires);

CREATE TABLE ceremony_proofs (
    ceremony_id TEXT NOT NULL REFERENCES ceremonies (id),
    factor BIGINT NOT NULL,
    method TEXT NOT NULL,
    credential_id TEXT NOT NULL, -- empty for passwords and sent codes
    proved BIGINT NOT NULL,
    PRIMARY KEY (ceremony_id, factor)
);
CREATE INDEX ceremony_proofs_by_credential ON ceremony_proofs (credential_id);

-- The newest code of each method, as HMAC under a key that is not in the database.
CREATE TABLE sent_codes (
    ceremony_id TEXT NOT NULL REFERENCES ceremonies (id),
    method TEXT NOT NULL,
    code_mac {{bytes}} NOT NULL,
    previous_mac {{bytes}} NOT NULL, -- empty for the first
    sent BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    sends BIGINT NOT NULL,
    tries_left BIGINT NOT NULL,
    PRIMARY KEY (ceremony_id, method)
);

-- Finished sign-ins. The token itself is 256 random bits that only the installation has.
CREATE TABLE access_tokens (
    id TEXT PRIMARY KEY,
    token_hash {{bytes}} NOT NULL UNIQUE,
    ceremony_id TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL,
    installation_id TEXT NOT NULL,
    key_thumbprint {{bytes}} NOT NULL,
    issued BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    idle_life BIGINT NOT NULL, -- milliseconds
    last_used BIGINT NOT NULL
);
CREATE INDEX access_tokens_by_user ON access_tokens (user_id);
CREATE INDEX access_tokens_by_installation ON access_tokens (installation_id);
CREATE INDEX access_tokens_by_expiry ON access_tokens (expires);

CREATE TABLE access_token_proofs (
    token_id TEXT NOT NULL REFERENCES access_tokens (id),
    ceremony_id TEXT NOT NULL, -- the sign-in's own, or a step-up's
    factor BIGINT NOT NULL,
    method TEXT NOT NULL,
    credential_id TEXT NOT NULL,
    is_strong BIGINT NOT NULL,
    proved BIGINT NOT NULL,
    PRIMARY KEY (token_id, ceremony_id, factor)
);
CREATE INDEX access_token_proofs_by_credential ON access_token_proofs (credential_id);

-- What has been used up of an allowance: empty again at `drained`. bucket is an HMAC, names are not kept.
CREATE TABLE sign_in_limits (
    bucket TEXT PRIMARY KEY,
    drained BIGINT NOT NULL
);
CREATE INDEX sign_in_limits_by_time ON sign_in_limits (drained);
