-- Test wires: for each contract that asks for one, a wire of its own to try code on (ADR-0031). It lies in these two tables
-- and nowhere else: nothing that reads wire_* can come upon it, and it has no number, guid or core of the real wire.
CREATE TABLE test_wire (
    contract     text        NOT NULL PRIMARY KEY REFERENCES contract,
    secret_hmac  bytea       NOT NULL UNIQUE CHECK (octet_length(secret_hmac) = 32),
    epoch        integer     NOT NULL DEFAULT 1,
    seq          bigint      NOT NULL DEFAULT 0,  -- of the last entry
    void_from    bigint,                          -- what the last restore drill made void
    void_to      bigint,
    refuse       integer     NOT NULL DEFAULT 0,  -- so many requests more are answered 429,
    cut          integer     NOT NULL DEFAULT 0,  -- broken off in the middle,
    twice        integer     NOT NULL DEFAULT 0,  -- or begin with an entry that was there already
    made_at      timestamptz NOT NULL,
    last_used_at timestamptz
);
CREATE TABLE test_entry (
    contract   text        NOT NULL REFERENCES test_wire,
    seq        bigint      NOT NULL,
    epoch      integer     NOT NULL,
    at         timestamptz NOT NULL,
    guid       text        NOT NULL CHECK (guid LIKE 'test:%'),
    version    integer     NOT NULL,
    action     text        NOT NULL,
    not_before timestamptz,
    first_at   timestamptz NOT NULL,
    story      text        NOT NULL,
    body       bytea       NOT NULL,
    PRIMARY KEY (contract, seq),
    UNIQUE (contract, guid, version)
);
CREATE INDEX test_entry_story ON test_entry (contract, story);
GRANT SELECT, INSERT, UPDATE ON test_wire TO newsflow_app;
GRANT SELECT, INSERT, DELETE ON test_entry TO newsflow_app;
