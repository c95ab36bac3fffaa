-- What the portal remembers of a person: what they opened, how far they have seen the wire, what they saved. All of it goes
-- with the person, and by age; none of it is proof of anything (the ledger is).
CREATE TABLE portal_read (
    person  text        NOT NULL REFERENCES person ON DELETE CASCADE,
    guid    text        NOT NULL,
    version integer     NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (person, guid)
);
CREATE INDEX portal_read_by_time ON portal_read (at);

-- `seen` is the last number that a page showed them; `left_at` where they stood when they last went away for a while.
CREATE TABLE portal_place (
    person  text        PRIMARY KEY REFERENCES person ON DELETE CASCADE,
    seen    bigint      NOT NULL,
    seen_at timestamptz NOT NULL,
    left_at bigint      NOT NULL
);

CREATE TABLE portal_saved (
    person text        NOT NULL REFERENCES person ON DELETE CASCADE,
    guid   text        NOT NULL,
    at     timestamptz NOT NULL,
    PRIMARY KEY (person, guid)
);

-- A newsroom's own note that it uses an item; seen inside the organisation alone.
CREATE TABLE portal_use (
    subscriber text        NOT NULL,
    guid       text        NOT NULL,
    person     text        NOT NULL REFERENCES person ON DELETE CASCADE,
    at         timestamptz NOT NULL,
    PRIMARY KEY (subscriber, guid, person)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON portal_read, portal_place, portal_saved, portal_use TO newsflow_app;
GRANT SELECT ON portal_read, portal_place, portal_saved, portal_use TO newsflow_readonly;
