-- Somebody of the agency looks at the portal as one of a subscriber's people sees it: whose look it is stands in the session,
-- and the look itself on a record that the organisation's master reads.
ALTER TABLE session ADD COLUMN looker text;

CREATE TABLE look (
    session    text        PRIMARY KEY,
    subscriber text        NOT NULL REFERENCES subscriber,
    person     text        NOT NULL,
    by         text        NOT NULL,
    because    text        NOT NULL,
    begun      timestamptz NOT NULL,
    ends       timestamptz NOT NULL,
    ended      timestamptz
);
CREATE INDEX look_subscriber ON look (subscriber, begun);

GRANT SELECT, INSERT, UPDATE (ended) ON look TO newsflow_app;
GRANT SELECT ON look TO newsflow_readonly;
