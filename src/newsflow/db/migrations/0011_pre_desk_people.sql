-- Sign-in: sessions, passkeys, invitations, what is proved and what was done. Names, addresses and browsers stand in
-- tables whose rows may be deleted; the audit trail holds opaque ids alone (invariant 2).
ALTER TABLE person
    ADD COLUMN desks              text[]      NOT NULL DEFAULT '{}',  -- such as fr/sport; empty: all of them
    ADD COLUMN languages          text[]      NOT NULL DEFAULT '{}',  -- that they write and read
    ADD COLUMN interface_language text,
    ADD COLUMN needs_passkey      boolean     NOT NULL DEFAULT false,
    ADD COLUMN session_floor      timestamptz;                        -- sessions begun up to then are over

-- The cookie's secret is not here, its SHA-256 is: whoever reads the table cannot sign in with it.
CREATE TABLE session (
    id      text        PRIMARY KEY,
    secret  bytea       NOT NULL UNIQUE CHECK (length(secret) = 32),
    person  text        NOT NULL REFERENCES person ON DELETE CASCADE,
    key     text        NOT NULL,
    agent   text        NOT NULL,
    address text        NOT NULL,
    begun   timestamptz NOT NULL,
    seen    timestamptz NOT NULL,
    ends    timestamptz NOT NULL,
    ended   timestamptz
);
CREATE INDEX session_of_person ON session (person, begun);

CREATE TABLE passkey (
    credential bytea       PRIMARY KEY,
    key        text        NOT NULL UNIQUE,
    person     text        NOT NULL REFERENCES person ON DELETE CASCADE,
    public_key bytea       NOT NULL,
    sign_count bigint      NOT NULL CHECK (sign_count >= 0),
    name       text        NOT NULL,
    backed_up  boolean     NOT NULL,
    made       timestamptz NOT NULL,
    used       timestamptz
);
CREATE INDEX passkey_of_person ON passkey (person, made);

-- What an authenticator is asked to sign, once: the nonce of the challenge, for whom and for what.
CREATE TABLE challenge (
    nonce   bytea       PRIMARY KEY CHECK (length(nonce) = 32),
    purpose text        NOT NULL CHECK (purpose IN ('enrol', 'sign_in', 'prove')),
    session text        REFERENCES session ON DELETE CASCADE,
    deed    bytea       NOT NULL,
    ends    timestamptz NOT NULL,
    CHECK ((session IS NULL) = (purpose = 'sign_in'))
);
CREATE INDEX challenge_by_end ON challenge (ends);

-- Invitations and resets, by the SHA-256 of what the letter's link holds. Used once.
CREATE TABLE person_token (
    secret  bytea       PRIMARY KEY CHECK (length(secret) = 32),
    kind    text        NOT NULL CHECK (kind IN ('invitation', 'reset')),
    person  text        NOT NULL REFERENCES person ON DELETE CASCADE,
    made_by text,
    made    timestamptz NOT NULL,
    ends    timestamptz NOT NULL,
    used    timestamptz
);
CREATE INDEX person_token_of_person ON person_token (person);

-- Tries at a password, written before it is looked at. `account` is a digest: people type passwords into that field.
CREATE TABLE sign_in_try (
    id      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account bytea       NOT NULL,
    address text        NOT NULL,
    at      timestamptz NOT NULL,
    good    boolean     NOT NULL DEFAULT false
);
CREATE INDEX sign_in_try_of_account ON sign_in_try (account, at);
CREATE INDEX sign_in_try_of_address ON sign_in_try (address, at);

-- Who did what, for ever. `written` is the database's own clock, which the app cannot set.
CREATE TABLE audit (
    id      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL,
    person  text,
    key     text        NOT NULL,
    session text,
    act     text        NOT NULL,
    subject text        NOT NULL,
    facts   jsonb       NOT NULL,
    written timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX audit_of_person ON audit (person, id);
CREATE INDEX audit_of_subject ON audit (subject, id);
CREATE TRIGGER audit_for_ever BEFORE UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION append_only_refuse();
CREATE TRIGGER audit_never_emptied BEFORE TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION append_only_refuse();

-- Letters to be sent. The text is emptied once one has gone: it may hold a link that signs in.
CREATE TABLE outbox (
    id        bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    recipient text        NOT NULL,
    subject   text        NOT NULL,
    body      text        NOT NULL,
    written   timestamptz NOT NULL,
    due       timestamptz NOT NULL,
    tries     integer     NOT NULL DEFAULT 0,
    sent      timestamptz,
    failed    text
);
CREATE INDEX outbox_to_send ON outbox (due, id) WHERE sent IS NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON session, passkey, person_token, sign_in_try, outbox TO newsflow_app;
GRANT SELECT, INSERT, DELETE ON challenge TO newsflow_app;
GRANT SELECT, INSERT (at, person, key, session, act, subject, facts) ON audit TO newsflow_app;
GRANT SELECT ON audit TO newsflow_readonly;
GRANT SELECT (id, person, key, begun, seen, ends, ended) ON session TO newsflow_readonly;
GRANT SELECT (key, person, name, backed_up, made, used) ON passkey TO newsflow_readonly;
GRANT SELECT (desks, languages, needs_passkey) ON person TO newsflow_readonly;
GRANT SELECT (id, subject, written, due, tries, sent, failed) ON outbox TO newsflow_readonly;
