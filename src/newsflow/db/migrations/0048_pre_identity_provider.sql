-- A subscriber may name its own OpenID Connect provider, by which its people sign in (ADR-0038). The client's secret is sealed
-- under the server's key. A link says which account of the provider a person is; its foreign key holds person and organisation
-- together, so that no provider of one organisation ever names a person of another, nor one of the desk, who has none.
CREATE TABLE identity_provider (
    subscriber    text        PRIMARY KEY REFERENCES subscriber,
    issuer        text        NOT NULL,
    client_id     text        NOT NULL,
    client_secret bytea       NOT NULL,
    passwords     boolean     NOT NULL,
    admits        boolean     NOT NULL,
    second_factor boolean     NOT NULL,
    changed       timestamptz NOT NULL
);

CREATE TABLE identity_provider_domain (
    domain     text PRIMARY KEY CHECK (domain = lower(domain)),
    subscriber text NOT NULL REFERENCES identity_provider ON DELETE CASCADE
);
CREATE INDEX identity_provider_domain_subscriber ON identity_provider_domain (subscriber);

CREATE UNIQUE INDEX person_of_subscriber ON person (id, subscriber);

CREATE TABLE provider_link (
    subscriber text        NOT NULL,
    issuer     text        NOT NULL,
    subject    text        NOT NULL,
    person     text        NOT NULL UNIQUE,
    linked     timestamptz NOT NULL,
    PRIMARY KEY (subscriber, issuer, subject),
    FOREIGN KEY (person, subscriber) REFERENCES person (id, subscriber) ON DELETE CASCADE
);

-- A sign-in on its way: nobody is named in it. It is used once, in the browser that began it, within ten minutes.
CREATE TABLE provider_start (
    state      bytea       PRIMARY KEY,
    subscriber text        NOT NULL REFERENCES subscriber,
    issuer     text        NOT NULL,
    client_id  text        NOT NULL,
    browser    bytea       NOT NULL,
    next       text        NOT NULL,
    anew       boolean     NOT NULL,
    try        bigint      NOT NULL,
    begun      timestamptz NOT NULL,
    ends       timestamptz NOT NULL
);
CREATE INDEX provider_start_ends ON provider_start (ends);

GRANT SELECT, INSERT, UPDATE, DELETE ON identity_provider TO newsflow_app;
GRANT SELECT, INSERT, DELETE ON identity_provider_domain, provider_link, provider_start TO newsflow_app;
GRANT SELECT (subscriber, issuer, client_id, passwords, admits, second_factor, changed) ON identity_provider TO newsflow_readonly;
GRANT SELECT ON identity_provider_domain, provider_link TO newsflow_readonly;
