-- Append-only; each record's hash covers the one before.
CREATE TABLE audit_record (
    number BIGINT NOT NULL PRIMARY KEY,
    time BIGINT NOT NULL,
    event TEXT NOT NULL,
    actor TEXT NOT NULL,
    subject TEXT NOT NULL,
    installation TEXT NOT NULL,
    address TEXT NOT NULL,
    request_id TEXT NOT NULL,
    details TEXT NOT NULL,                 -- canonical JSON
    hash TEXT NOT NULL                     -- hex SHA-256
);
CREATE TABLE audit_head (
    id BIGINT NOT NULL PRIMARY KEY,        -- always 1
    number BIGINT NOT NULL,
    hash TEXT NOT NULL
);
INSERT INTO audit_head (id, number, hash)
    VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
CREATE TABLE audit_checkpoint (
    number BIGINT NOT NULL PRIMARY KEY,
    head TEXT NOT NULL,
    time BIGINT NOT NULL,
    signature {{bytes}} NOT NULL           -- ES256
);
CREATE TABLE audit_key (
    id BIGINT NOT NULL PRIMARY KEY,        -- always 1
    sealed {{bytes}} NOT NULL              -- PKCS #8
);
