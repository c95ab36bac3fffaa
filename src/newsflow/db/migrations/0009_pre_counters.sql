-- What is asked and refused, by the minute: the ledger holds takings alone. And from where something was taken, which
-- the ledger keeps for a while only.
CREATE TABLE request_minute (
    minute     timestamptz NOT NULL,
    subscriber text        NOT NULL,  -- empty: nobody that is known
    what       text        NOT NULL,  -- 'has:search', 'has:refused:429'
    number     bigint      NOT NULL CHECK (number > 0),
    PRIMARY KEY (minute, subscriber, what)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON request_minute TO newsflow_app;
GRANT SELECT ON request_minute TO newsflow_readonly;

ALTER TABLE taking ADD COLUMN last_address inet;
-- For the job that forgets who and from where; the smallest index there is, since every taking writes it.
CREATE INDEX taking_last_at ON taking USING brin (last_at) WITH (autosummarize = on);

-- Whoever only reads is not told who took a thing, nor from where.
REVOKE SELECT ON taking FROM newsflow_readonly;
GRANT SELECT (subscriber, guid, version, path, times, first_at, last_at) ON taking TO newsflow_readonly;
