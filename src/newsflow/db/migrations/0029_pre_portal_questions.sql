-- Questions that a reader keeps under a name of their own, as the address of the wire says them.
CREATE TABLE portal_question (
    person text        NOT NULL REFERENCES person ON DELETE CASCADE,
    name   text        NOT NULL,
    asked  text        NOT NULL,
    at     timestamptz NOT NULL,
    PRIMARY KEY (person, name)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON portal_question TO newsflow_app;
GRANT SELECT ON portal_question TO newsflow_readonly;
