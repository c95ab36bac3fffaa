-- Subscribers, their contracts (immutable rows; an end is a row of its own), API users and the ledger.
CREATE TABLE subscriber (
    id         text        PRIMARY KEY,
    name       text        NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE TABLE contract (
    id          text        PRIMARY KEY,
    subscriber  text        NOT NULL REFERENCES subscriber,
    title       text        NOT NULL,
    starts      timestamptz NOT NULL,
    ends        timestamptz,
    entitlement jsonb       NOT NULL,
    created_at  timestamptz NOT NULL,
    CHECK (ends IS NULL OR ends > starts)
);
CREATE INDEX contract_subscriber ON contract (subscriber);

CREATE TABLE contract_end (
    contract text        PRIMARY KEY REFERENCES contract,
    at       timestamptz NOT NULL,
    because  text        NOT NULL
);

CREATE FUNCTION append_only_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: its rows are for ever', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER contract_for_ever BEFORE UPDATE OR DELETE ON contract
    FOR EACH ROW EXECUTE FUNCTION append_only_refuse();
CREATE TRIGGER contract_never_emptied BEFORE TRUNCATE ON contract
    FOR EACH STATEMENT EXECUTE FUNCTION append_only_refuse();
CREATE TRIGGER contract_end_for_ever BEFORE UPDATE OR DELETE ON contract_end
    FOR EACH ROW EXECUTE FUNCTION append_only_refuse();
CREATE TRIGGER contract_end_never_emptied BEFORE TRUNCATE ON contract_end
    FOR EACH STATEMENT EXECUTE FUNCTION append_only_refuse();

CREATE TABLE api_user (
    username      text        PRIMARY KEY,
    subscriber    text        NOT NULL REFERENCES subscriber,
    active        boolean     NOT NULL DEFAULT true,
    ends          timestamptz,
    legacy_errors boolean     NOT NULL DEFAULT false,
    created_at    timestamptz NOT NULL,
    last_used_at  timestamptz
);

-- Two secrets at a time, so that one can be changed without a gap. Kept as HMAC-SHA-256 (invariant 12).
CREATE TABLE api_user_secret (
    username    text        NOT NULL REFERENCES api_user,
    secret_hmac bytea       NOT NULL CHECK (octet_length(secret_hmac) = 32),
    made_at     timestamptz NOT NULL,
    PRIMARY KEY (username, secret_hmac)
);

-- The ledger: one row per subscriber, version and path, counted up, written before the first byte goes.
CREATE TABLE taking (
    subscriber text        NOT NULL REFERENCES subscriber,
    guid       text        NOT NULL,
    version    integer     NOT NULL,
    path       text        NOT NULL,
    times      bigint      NOT NULL DEFAULT 1,
    first_at   timestamptz NOT NULL,
    last_at    timestamptz NOT NULL,
    last_user  text,
    PRIMARY KEY (subscriber, guid, version, path)
);
CREATE INDEX taking_item ON taking (guid, subscriber);
