-- Search indexes in the object store, for new nodes. Each is of one commit: which version of the fields, how far it has
-- read the wire, and which orders to erase it has carried out. What an order came after is taken away by whoever meets it.
CREATE TABLE search_snapshot (
    sha256 text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    version integer NOT NULL,
    epoch integer NOT NULL,
    seq bigint NOT NULL,
    erasures bigint NOT NULL,
    bytes bigint NOT NULL,
    at timestamptz NOT NULL
);
GRANT SELECT, INSERT, DELETE ON search_snapshot TO newsflow_app;
GRANT SELECT ON search_snapshot TO newsflow_readonly;
