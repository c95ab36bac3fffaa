-- Enquiries: who asks to receive the whole, from the question to the contract. What was said and done is for ever, but for
-- words; who asked stands apart and is forgotten in time.

CREATE TABLE enquiry (
    id           bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    nonce        text        NOT NULL,              -- goes into the key of its page; another one ends the old key
    asked_at     timestamptz NOT NULL,
    edition      text        NOT NULL,              -- the language of its letters
    languages    text[]      NOT NULL,
    sections     text[]      NOT NULL,
    confirmed_at timestamptz,                       -- when a letter was seen to reach them
    subscriber   text        REFERENCES subscriber, -- whom they became
    closed_at    timestamptz
);
CREATE INDEX enquiry_open ON enquiry (confirmed_at DESC) WHERE closed_at IS NULL AND confirmed_at IS NOT NULL;
CREATE INDEX enquiry_unconfirmed ON enquiry (asked_at) WHERE confirmed_at IS NULL;

-- Who asks: erasable.
CREATE TABLE enquirer (
    enquiry      bigint PRIMARY KEY REFERENCES enquiry ON DELETE CASCADE,
    organisation text   NOT NULL,
    name         text   NOT NULL,
    email        text   NOT NULL,
    wants        text   NOT NULL,
    sent_from    bytea  NOT NULL                    -- HMAC of the network address, for the limits alone
);

-- Every step, seen by both. `words` and a person's name in it are erasable; `offer` says what was offered, whole.
CREATE TABLE enquiry_step (
    enquiry bigint      NOT NULL REFERENCES enquiry ON DELETE CASCADE,
    number  integer     NOT NULL CHECK (number > 0),
    at      timestamptz NOT NULL,
    kind    text        NOT NULL CHECK (kind IN ('confirmed', 'wrote', 'answered', 'offered', 'accepted', 'secret', 'closed')),
    by      text,                                   -- a person of the desk; NULL: who asked
    words   text,
    offer   jsonb,
    PRIMARY KEY (enquiry, number)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON enquiry TO newsflow_app;
GRANT SELECT, INSERT, DELETE ON enquirer TO newsflow_app;
GRANT SELECT, INSERT, UPDATE (words), DELETE ON enquiry_step TO newsflow_app;
GRANT SELECT ON enquiry TO newsflow_readonly;
