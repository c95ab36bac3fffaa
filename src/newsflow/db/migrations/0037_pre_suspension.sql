-- A subscriber is suspended: none of its contracts runs until that is lifted. Both are rows for ever, with who and when.
CREATE TABLE suspension (
    id         bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    subscriber text        NOT NULL REFERENCES subscriber,
    since      timestamptz NOT NULL,
    because    text        NOT NULL,
    by         text        NOT NULL
);
CREATE INDEX suspension_subscriber ON suspension (subscriber, since);

CREATE TABLE suspension_lift (
    suspension bigint      PRIMARY KEY REFERENCES suspension,
    at         timestamptz NOT NULL,
    by         text        NOT NULL
);

CREATE TRIGGER suspension_for_ever BEFORE UPDATE OR DELETE ON suspension
    FOR EACH ROW EXECUTE FUNCTION append_only_refuse();
CREATE TRIGGER suspension_never_emptied BEFORE TRUNCATE ON suspension
    FOR EACH STATEMENT EXECUTE FUNCTION append_only_refuse();
CREATE TRIGGER suspension_lift_for_ever BEFORE UPDATE OR DELETE ON suspension_lift
    FOR EACH ROW EXECUTE FUNCTION append_only_refuse();
CREATE TRIGGER suspension_lift_never_emptied BEFORE TRUNCATE ON suspension_lift
    FOR EACH STATEMENT EXECUTE FUNCTION append_only_refuse();
CREATE TRIGGER suspension_told AFTER INSERT ON suspension FOR EACH STATEMENT EXECUTE FUNCTION account_changed();
CREATE TRIGGER suspension_lift_told AFTER INSERT ON suspension_lift FOR EACH STATEMENT EXECUTE FUNCTION account_changed();

GRANT SELECT, INSERT ON suspension, suspension_lift TO newsflow_app;
GRANT SELECT ON suspension, suspension_lift TO newsflow_readonly;

-- Who is suspended now: at most one line a subscriber, since one who is suspended is not suspended once more.
CREATE VIEW suspended AS
    SELECT p.subscriber, p.id, p.since, p.because, p.by
    FROM suspension AS p
    WHERE NOT EXISTS (SELECT 1 FROM suspension_lift AS l WHERE l.suspension = p.id);
GRANT SELECT ON suspended TO newsflow_app, newsflow_readonly;
