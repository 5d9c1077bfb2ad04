-- Answers to changes already made, so that a request sent twice is done once (header Idempotency-Key).
CREATE TABLE idempotency (
    id TEXT NOT NULL PRIMARY KEY,          -- SHA-256 over installation, user and key
    request {{bytes}} NOT NULL,            -- SHA-256 of the request
    started BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    response {{bytes}}                     -- sealed; NULL while the request runs
);
CREATE INDEX idempotency_expires ON idempotency (expires);
