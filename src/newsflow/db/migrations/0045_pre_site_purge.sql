-- How far a cache before the public site was told what to let go of: one row, the last line of the edition log that it knows of,
-- and the tries that failed since. `aimed` is the line that those tries were for: a later one is tried at once.
CREATE TABLE site_purge (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    seq bigint NOT NULL,
    aimed bigint NOT NULL,
    tries integer NOT NULL,
    due timestamptz NOT NULL,
    said text
);
GRANT SELECT, INSERT, UPDATE ON site_purge TO newsflow_app;
GRANT SELECT ON site_purge TO newsflow_readonly;
