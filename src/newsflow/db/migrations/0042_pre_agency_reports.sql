-- What was used, day by day, counted once from the ledger when the day is over: reports read this and never the ledger.
CREATE TABLE use_day (
    day        date    NOT NULL,
    subscriber text    NOT NULL REFERENCES subscriber,
    section    text    NOT NULL,
    items      integer NOT NULL CHECK (items > 0),
    PRIMARY KEY (subscriber, day, section)
);
CREATE INDEX use_day_by_day ON use_day (day);
CREATE TABLE use_item (
    day         date    NOT NULL,
    guid        text    NOT NULL,
    subscribers integer NOT NULL CHECK (subscribers > 0),
    PRIMARY KEY (day, guid)
);
CREATE TABLE use_counted (
    day date        PRIMARY KEY,
    at  timestamptz NOT NULL
);
-- For the report on kills that somebody has not fetched.
CREATE INDEX wire_item_killed ON wire_item (at) WHERE action = 'kill';

-- A subscriber was looked up in lists of sanctions: on which day, in which, by whom, with what result.
CREATE TABLE sanctions_check (
    subscriber text        NOT NULL REFERENCES subscriber,
    number     integer     NOT NULL CHECK (number > 0),
    checked_on date        NOT NULL,
    lists      text        NOT NULL,
    clear      boolean     NOT NULL,
    remark     text        NOT NULL,
    at         timestamptz NOT NULL,
    by         text        NOT NULL,
    PRIMARY KEY (subscriber, number)
);
CREATE TRIGGER sanctions_check_for_ever BEFORE UPDATE OR DELETE ON sanctions_check
    FOR EACH ROW EXECUTE FUNCTION append_only_refuse();
CREATE TRIGGER sanctions_check_never_emptied BEFORE TRUNCATE ON sanctions_check
    FOR EACH STATEMENT EXECUTE FUNCTION append_only_refuse();

-- Which reminder of a contract's date was written: none is written twice.
CREATE TABLE contract_reminder (
    contract text        NOT NULL REFERENCES contract,
    what     text        NOT NULL CHECK (what IN ('notice', 'renewal', 'end')),
    due      date        NOT NULL,
    days     integer     NOT NULL,
    at       timestamptz NOT NULL,
    PRIMARY KEY (contract, what, due, days)
);

GRANT SELECT, INSERT ON use_day, use_item, use_counted, sanctions_check, contract_reminder TO newsflow_app;
GRANT SELECT ON use_day, use_item, use_counted TO newsflow_readonly;
