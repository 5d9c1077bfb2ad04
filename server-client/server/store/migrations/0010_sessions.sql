-- Browsers' sessions for single sign-on. The person may come from any directory, so user_id refers to no table.

CREATE TABLE sessions (
    id          TEXT      NOT NULL PRIMARY KEY,
    secret_hash {{bytes}} NOT NULL UNIQUE, -- SHA-256 of the cookie's 256 random bits
    user_id     TEXT      NOT NULL,
    signed_in   BIGINT    NOT NULL,
    last_active BIGINT    NOT NULL,
    idle_life   BIGINT    NOT NULL, -- milliseconds
    expires     BIGINT    NOT NULL, -- whatever it is used for
    lives_until BIGINT    NOT NULL, -- the earlier one of expires and last_active + idle_life
    address     TEXT      NOT NULL, -- last seen
    country     TEXT      NOT NULL,
    city        TEXT      NOT NULL,
    browser     TEXT      NOT NULL,
    system      TEXT      NOT NULL,
    ended       BIGINT,
    end_reason  TEXT      NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id, signed_in);
CREATE INDEX sessions_by_address ON sessions (address, signed_in);
CREATE INDEX sessions_by_country ON sessions (country, signed_in);
CREATE INDEX sessions_by_time ON sessions (signed_in);
CREATE INDEX sessions_by_end ON sessions (ended, lives_until);

-- What the person proved, each method and credential the last time.
CREATE TABLE session_proofs (
    session_id    TEXT   NOT NULL REFERENCES sessions (id),
    method        TEXT   NOT NULL,
    credential_id TEXT   NOT NULL, -- empty for passwords and sent codes
    proved        BIGINT NOT NULL,
    PRIMARY KEY (session_id, method, credential_id)
);
CREATE INDEX session_proofs_by_credential ON session_proofs (credential_id);

-- Service providers that were reached with a session, and once it has ended, what became of telling them.
CREATE TABLE session_providers (
    session_id        TEXT   NOT NULL REFERENCES sessions (id),
    entity_id         TEXT   NOT NULL,
    name              TEXT   NOT NULL,
    name_id           TEXT   NOT NULL,
    name_id_format    TEXT   NOT NULL,
    name_qualifier    TEXT   NOT NULL,
    sp_name_qualifier TEXT   NOT NULL,
    session_index     TEXT   NOT NULL UNIQUE,
    first_reached     BIGINT NOT NULL,
    last_reached      BIGINT NOT NULL,
    state             TEXT   NOT NULL CHECK (state IN ('signed_in', 'signing_out', 'signed_out', 'cannot', 'given_up')),
    message_id        TEXT   NOT NULL, -- of the outbox, while it is told from here
    tries             BIGINT NOT NULL,
    next_try          BIGINT,
    problem           TEXT   NOT NULL,
    PRIMARY KEY (session_id, entity_id)
);
CREATE INDEX session_providers_by_message ON session_providers (message_id);
CREATE INDEX session_providers_by_name ON session_providers (entity_id, name_id);

-- Where a sign-in at an installation came from.
ALTER TABLE access_tokens ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE access_tokens ADD COLUMN place TEXT NOT NULL DEFAULT '';

-- Since when somebody must choose a new password; NULL: need not.
ALTER TABLE users ADD COLUMN password_demanded BIGINT;
