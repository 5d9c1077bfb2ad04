-- Messages to people, from the transaction that caused them until they are delivered or too old.
CREATE TABLE outbox (
    id TEXT NOT NULL PRIMARY KEY,
    channel TEXT NOT NULL,                 -- mail, sms
    user_id TEXT NOT NULL,                 -- empty: nobody's
    created BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    due BIGINT NOT NULL,                   -- next attempt; while one runs: until when it is left alone
    attempts BIGINT NOT NULL,
    state TEXT NOT NULL,                   -- waiting, delivered, expired, refused
    ended BIGINT,
    problem TEXT NOT NULL,                 -- of the last attempt, without a secret
    payload {{bytes}}                      -- sealed; NULL once the message has ended
);
CREATE INDEX outbox_due ON outbox (state, due);
