-- Which items a subscriber took on which day (the agency's): a quota counts an item once a day, however often it
-- is fetched. The ledger itself has no days.
CREATE TABLE taking_day (
    subscriber text NOT NULL REFERENCES subscriber,
    day        date NOT NULL,
    guid       text NOT NULL,
    PRIMARY KEY (subscriber, day, guid)
);

-- From where an API user may ask; empty: from anywhere.
ALTER TABLE api_user ADD COLUMN addresses cidr[] NOT NULL DEFAULT '{}';

GRANT SELECT, INSERT ON taking_day TO newsflow_app;
GRANT SELECT ON taking_day TO newsflow_readonly;
