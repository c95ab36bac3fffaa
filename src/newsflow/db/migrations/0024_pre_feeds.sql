-- Private feeds: for a CMS that takes only an address. The secret in the address is kept as API users' secrets are, and a
-- feed is revoked, never deleted: the ledger names it.
CREATE TABLE feed (
    id           text        NOT NULL PRIMARY KEY CHECK (id ~ '^[a-z0-9][a-z0-9._-]{0,63}$'),
    subscriber   text        NOT NULL REFERENCES subscriber,
    secret_hmac  bytea       NOT NULL UNIQUE CHECK (octet_length(secret_hmac) = 32),
    format       text        NOT NULL CHECK (format IN ('rss', 'atom', 'json-feed', 'ninjs-1.6', 'ninjs-3.1')),
    title        text        NOT NULL,
    question     text        NOT NULL,  -- in the query language; '' for all that the contracts cover
    entries      integer     NOT NULL CHECK (entries BETWEEN 1 AND 200),
    addresses    cidr[]      NOT NULL,  -- from where it may be asked; none: from anywhere
    ends         timestamptz,
    revoked_at   timestamptz,
    created_at   timestamptz NOT NULL,
    last_used_at timestamptz
);
GRANT SELECT, INSERT, UPDATE (revoked_at, last_used_at) ON feed TO newsflow_app;
GRANT SELECT (id, subscriber, format, title, question, entries, ends, revoked_at, created_at, last_used_at) ON feed
    TO newsflow_readonly;
