-- The due list of the public site: which entry becomes public at which hour, and which has been for long enough.
CREATE TABLE edition_due (
    wire_seq bigint      NOT NULL REFERENCES wire_entry (seq),
    act      text        NOT NULL CHECK (act IN ('show', 'hide')),
    guid     text        NOT NULL,
    due_at   timestamptz NOT NULL,
    PRIMARY KEY (wire_seq, act)
);
CREATE INDEX edition_due_at ON edition_due (due_at);
CREATE INDEX edition_due_item ON edition_due (guid);

GRANT SELECT, INSERT, UPDATE, DELETE ON edition_due TO newsflow_app;
GRANT SELECT ON edition_due TO newsflow_readonly;
