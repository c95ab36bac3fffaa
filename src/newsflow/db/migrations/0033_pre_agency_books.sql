-- The agency's books about its subscribers: groups of companies, titles, and the commercial terms of contracts beside the
-- immutable contract. A change is a new row with who and when; what names people and addresses can be erased.

CREATE TABLE company_group (
    id       text        PRIMARY KEY,
    name     text        NOT NULL,
    added_at timestamptz NOT NULL,
    added_by text        NOT NULL
);

-- To which group a subscriber belongs: the last line is in force, NULL is none.
CREATE TABLE subscriber_group (
    subscriber    text        NOT NULL REFERENCES subscriber,
    number        integer     NOT NULL CHECK (number > 0),
    company_group text        REFERENCES company_group,
    at            timestamptz NOT NULL,
    by            text        NOT NULL,
    PRIMARY KEY (subscriber, number)
);

-- What a subscriber publishes: a paper, a station, a site.
CREATE TABLE subscriber_title (
    id         bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    subscriber text        NOT NULL REFERENCES subscriber,
    name       text        NOT NULL,
    medium     text        NOT NULL CHECK (medium IN ('print', 'online', 'radio', 'television', 'other')),
    added_at   timestamptz NOT NULL,
    added_by   text        NOT NULL,
    ended_at   timestamptz,
    ended_by   text,
    CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE UNIQUE INDEX subscriber_title_live ON subscriber_title (subscriber, lower(name)) WHERE ended_at IS NULL;

-- The commercial terms of a contract; the line with the highest number is in force. What is due when the contract renews
-- itself and until when notice must be given are days in the agency's zone.
CREATE TABLE contract_terms (
    contract        text          NOT NULL REFERENCES contract,
    number          integer       NOT NULL CHECK (number > 0),
    at              timestamptz   NOT NULL,
    by              text          NOT NULL,
    legal_name      text,
    tax_number      text,
    billing_address text,
    signatory       text,
    price           numeric(14,2) CHECK (price >= 0),
    currency        text          CHECK (currency ~ '^[A-Z]{3}$'),
    per             text          NOT NULL CHECK (per IN ('month', 'quarter', 'year', 'once')),
    renews_on       date,
    notice_by       date,
    titles          bigint[]      NOT NULL,
    PRIMARY KEY (contract, number),
    CHECK ((price IS NULL) = (currency IS NULL)),
    CHECK (notice_by <= renews_on)
);
CREATE INDEX contract_terms_notice ON contract_terms (notice_by) WHERE notice_by IS NOT NULL;
CREATE INDEX contract_terms_renewal ON contract_terms (renews_on) WHERE renews_on IS NOT NULL;

-- Who of the desk signed it and who ended it; NULL where it was done before this was kept, or by accepting an offer.
ALTER TABLE contract ADD COLUMN signed_by text;
ALTER TABLE contract_end ADD COLUMN by text;

CREATE TRIGGER subscriber_group_for_ever BEFORE UPDATE OR DELETE ON subscriber_group
    FOR EACH ROW EXECUTE FUNCTION append_only_refuse();
CREATE TRIGGER subscriber_group_never_emptied BEFORE TRUNCATE ON subscriber_group
    FOR EACH STATEMENT EXECUTE FUNCTION append_only_refuse();

GRANT SELECT, INSERT ON company_group, subscriber_group TO newsflow_app;
GRANT SELECT, INSERT, UPDATE (ended_at, ended_by) ON subscriber_title TO newsflow_app;
GRANT SELECT, INSERT, UPDATE (legal_name, tax_number, billing_address, signatory) ON contract_terms TO newsflow_app;
GRANT SELECT ON company_group, subscriber_group, subscriber_title TO newsflow_readonly;
