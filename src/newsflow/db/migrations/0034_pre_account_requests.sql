-- What subscribers' people ask the agency: more packages, an item that did not come, anything else. What was said is seen by
-- both sides. Its words are erasable; who said it is an opaque id, which means nobody once the person is erased.
CREATE TABLE account_request (
    id         bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    subscriber text        NOT NULL REFERENCES subscriber,
    kind       text        NOT NULL CHECK (kind IN ('packages', 'item', 'question')),
    about      text[]      NOT NULL,      -- packages' codes, or the id of an item
    asked_at   timestamptz NOT NULL,
    closed_at  timestamptz
);
CREATE INDEX account_request_of ON account_request (subscriber, id DESC);
CREATE INDEX account_request_open ON account_request (id) WHERE closed_at IS NULL;

CREATE TABLE account_request_step (
    request bigint      NOT NULL REFERENCES account_request ON DELETE CASCADE,
    number  integer     NOT NULL CHECK (number > 0),
    at      timestamptz NOT NULL,
    kind    text        NOT NULL CHECK (kind IN ('asked', 'wrote', 'taken_back', 'answered', 'closed')),
    by      text        NOT NULL,         -- a person of theirs up to taken_back, of the desk from answered on
    words   text,
    PRIMARY KEY (request, number)
);

GRANT SELECT, INSERT, UPDATE (closed_at) ON account_request TO newsflow_app;
GRANT SELECT, INSERT, UPDATE (words) ON account_request_step TO newsflow_app;
GRANT SELECT ON account_request TO newsflow_readonly;
