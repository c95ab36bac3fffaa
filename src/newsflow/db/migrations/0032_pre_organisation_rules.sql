-- What an organisation decides for its own people: that all sign in by passkey, and whether it sees who takes how much. The
-- ledger never says which person it was; this does, for as long as it is wanted, and goes with the person or the decision.
CREATE TABLE organisation_rules (
    subscriber    text        PRIMARY KEY REFERENCES subscriber,
    needs_passkey boolean     NOT NULL,
    use_by_person boolean     NOT NULL,
    changed_at    timestamptz NOT NULL
);

CREATE TABLE person_taking (
    person text NOT NULL REFERENCES person ON DELETE CASCADE,
    day    date NOT NULL,
    guid   text NOT NULL,
    PRIMARY KEY (person, day, guid)
);
CREATE INDEX person_taking_by_day ON person_taking (day);

GRANT SELECT, INSERT, UPDATE ON organisation_rules TO newsflow_app;
GRANT SELECT, INSERT, DELETE ON person_taking TO newsflow_app;
GRANT SELECT ON organisation_rules TO newsflow_readonly;
