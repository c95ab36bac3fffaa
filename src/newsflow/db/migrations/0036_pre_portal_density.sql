-- How close a reader of the portal wants the lines of the wire: theirs on every machine, and without scripts.
CREATE TABLE portal_density (
    person  text NOT NULL PRIMARY KEY REFERENCES person ON DELETE CASCADE,
    density text NOT NULL CHECK (density IN ('comfortable', 'compact', 'columns'))
);

GRANT SELECT, INSERT, UPDATE, DELETE ON portal_density TO newsflow_app;
GRANT SELECT ON portal_density TO newsflow_readonly;
