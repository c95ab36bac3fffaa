-- What a login may be used for. Those made before the v1 API go on with HAS alone: v1 hands over more, advance copy too.
ALTER TABLE api_user ADD COLUMN scopes text[] NOT NULL DEFAULT '{has}'
    CONSTRAINT api_user_scopes_known CHECK (scopes <@ '{has,wire,items,search,account}'::text[]);
-- A bearer names no username.
CREATE INDEX api_user_secret_hmac ON api_user_secret (secret_hmac);

-- What went out by cursor, without a row for each entry: after one number, up to and including another, while there
-- were these contracts. Which versions that were is worked out by the contracts when it is asked (subscribers/ranges.py). A
-- stream that is open has no end yet: it takes what comes until its lease runs out, which is renewed while it lives.
CREATE TABLE taking_range (
    id           uuid        NOT NULL PRIMARY KEY,
    subscriber   text        NOT NULL REFERENCES subscriber,
    path         text        NOT NULL,  -- 'v1:entries', 'v1:stream'
    contracts    jsonb       NOT NULL,  -- the ids of all that there were
    after_seq    bigint      NOT NULL,
    to_seq       bigint      CHECK (to_seq >= after_seq),
    first_at     timestamptz NOT NULL,
    last_at      timestamptz NOT NULL,  -- of a stream that is open, its lease's end
    last_user    text,
    last_address inet
);
CREATE INDEX taking_range_of ON taking_range USING gist (int8range(after_seq, to_seq, '(]'));
CREATE INDEX taking_range_subscriber ON taking_range (subscriber, after_seq);
CREATE INDEX taking_range_last_at ON taking_range USING brin (last_at);

GRANT SELECT, INSERT, UPDATE ON taking_range TO newsflow_app;
GRANT SELECT (id, subscriber, path, contracts, after_seq, to_seq, first_at, last_at) ON taking_range
    TO newsflow_readonly;

-- Processes that keep accounts and copy in memory are told when something they keep has changed.
CREATE FUNCTION account_changed() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('account', '');
    RETURN NULL;
END $$;
CREATE TRIGGER contract_told AFTER INSERT ON contract FOR EACH STATEMENT EXECUTE FUNCTION account_changed();
CREATE TRIGGER contract_end_told AFTER INSERT ON contract_end FOR EACH STATEMENT EXECUTE FUNCTION account_changed();
CREATE TRIGGER api_user_told AFTER INSERT OR UPDATE OF active, ends, scopes, addresses ON api_user
    FOR EACH STATEMENT EXECUTE FUNCTION account_changed();
CREATE TRIGGER api_user_secret_told AFTER DELETE ON api_user_secret
    FOR EACH STATEMENT EXECUTE FUNCTION account_changed();

CREATE FUNCTION wire_erasure_told() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('wire', 'erasure');
    RETURN NULL;
END $$;
CREATE TRIGGER wire_erasure_told AFTER INSERT ON wire_erasure
    FOR EACH STATEMENT EXECUTE FUNCTION wire_erasure_told();
