-- A phone is one thing; what it can do (soft OTP now, push and QR login later) stands in phone_capabilities.
-- The person may come from any directory, so user_id refers to no table.

CREATE TABLE phones (
    id            TEXT    NOT NULL PRIMARY KEY,
    user_id       TEXT    NOT NULL,
    state         TEXT    NOT NULL CHECK (state IN ('unverified', 'registered', 'lost')),
    name          TEXT    NOT NULL,
    account       TEXT    NOT NULL,
    started_at    BIGINT  NOT NULL,
    expires_at    BIGINT  NOT NULL, -- of the registration; without meaning once it is verified
    tries_left    INTEGER NOT NULL,
    registered_at BIGINT,
    last_used_at  BIGINT,
    lost_at       BIGINT
);

CREATE INDEX phones_by_user ON phones (user_id, state);

CREATE TABLE phone_capabilities (
    phone_id         TEXT      NOT NULL REFERENCES phones (id),
    capability       TEXT      NOT NULL CHECK (capability IN ('soft_otp')),
    secret           {{bytes}} NOT NULL, -- sealed
    otp_hash         TEXT      NOT NULL,
    otp_digits       INTEGER   NOT NULL,
    otp_period       BIGINT    NOT NULL, -- milliseconds
    clock_offset     BIGINT    NOT NULL, -- milliseconds, the phone's clock minus the service's
    last_step        BIGINT    NOT NULL, -- of the last accepted code: a code is accepted once
    candidate_step   BIGINT,             -- a right code for another time, waiting for the next one to prove the drift
    candidate_offset BIGINT,
    PRIMARY KEY (phone_id, capability)
);
