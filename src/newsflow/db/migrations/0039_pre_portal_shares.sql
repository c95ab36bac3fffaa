-- An item that a reader sent to a colleague of the same organisation, with a few words; both people's data, and gone with either.
CREATE TABLE portal_share (
    subscriber  text        NOT NULL,
    guid        text        NOT NULL,
    from_person text        NOT NULL REFERENCES person ON DELETE CASCADE,
    to_person   text        NOT NULL REFERENCES person ON DELETE CASCADE,
    note        text        NOT NULL,
    at          timestamptz NOT NULL,
    seen_at     timestamptz,
    PRIMARY KEY (to_person, from_person, guid)
);
CREATE INDEX portal_share_by_giver ON portal_share (from_person);

GRANT SELECT, INSERT, UPDATE, DELETE ON portal_share TO newsflow_app;
GRANT SELECT ON portal_share TO newsflow_readonly;
