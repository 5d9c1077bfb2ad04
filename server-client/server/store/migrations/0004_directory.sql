-- Local users. user_name is prepared by RFC 8265; user_handle is what authenticators know the person by.
CREATE TABLE users (
    id TEXT PRIMARY KEY,
    user_name TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    mail TEXT NOT NULL,
    mobile TEXT NOT NULL,
    locale TEXT NOT NULL,
    role TEXT NOT NULL,
    password_hash {{bytes}} NOT NULL,
    is_disabled BIGINT NOT NULL DEFAULT 0,
    user_handle {{bytes}} NOT NULL UNIQUE,
    created BIGINT NOT NULL
);

CREATE TABLE user_groups (
    user_id TEXT NOT NULL REFERENCES users (id),
    group_name TEXT NOT NULL,
    PRIMARY KEY (user_id, group_name)
);
