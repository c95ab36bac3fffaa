-- Legal requests: what somebody asks of us by law, what was decided, by whom, who confirmed it. People of the house stand
-- here by opaque ids. Who asked, with what they wrote, stands apart and is forgotten after a while.
CREATE TABLE legal_request (
    id          bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    kind        text        NOT NULL CHECK (kind IN
        ('take_down', 'anonymise', 'redact', 'update', 'reply', 'court_text')),
    asked_by    text        NOT NULL CHECK (asked_by <> ''),  -- a court, an office, "the person concerned": never a name
    law         text        NOT NULL CHECK (law <> ''),
    file_number text        NOT NULL DEFAULT '',
    came_at     timestamptz NOT NULL,
    due_at      timestamptz NOT NULL,
    opened_by   text        NOT NULL,
    opened_at   timestamptz NOT NULL,
    state       text        NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'decided', 'closed')),
    closed_at   timestamptz,
    CHECK ((state = 'closed') = (closed_at IS NOT NULL))
);
CREATE INDEX legal_request_due ON legal_request (due_at) WHERE state <> 'closed';

-- The asker's own words and where they can be reached. Rows are deleted when they have been kept long enough.
CREATE TABLE legal_asker (
    request bigint PRIMARY KEY REFERENCES legal_request (id),
    name    text   NOT NULL,
    address text   NOT NULL,
    letter  text   NOT NULL
);

CREATE TABLE legal_item (
    request bigint NOT NULL REFERENCES legal_request (id),
    guid    text   NOT NULL,
    PRIMARY KEY (request, guid)
);
CREATE INDEX legal_item_guid ON legal_item (guid);

-- One decides, another confirms: another person, another session, and a key of their own. `changes` holds the very words
-- that are to go; they are emptied as soon as the decision is carried out or taken back.
CREATE TABLE legal_decision (
    id                bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    request           bigint      NOT NULL REFERENCES legal_request (id),
    verdict           text        NOT NULL CHECK (verdict IN
        ('take_down', 'anonymise', 'redact', 'update', 'refuse')),
    reason            text        NOT NULL,  -- for the file
    changes           jsonb,
    decided_by        text        NOT NULL,
    decided_key       text        NOT NULL,
    decided_session   text,
    decided_at        timestamptz NOT NULL,
    state             text        NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'taken_back')),
    confirmed_by      text,
    confirmed_key     text,
    confirmed_session text,
    ended_at          timestamptz,
    erasure           bigint      REFERENCES wire_erasure (id),
    CHECK ((state = 'waiting') = (ended_at IS NULL)),
    CHECK ((state = 'done') = (confirmed_by IS NOT NULL)),
    CHECK (confirmed_by <> decided_by),
    CHECK (confirmed_session <> decided_session),
    CHECK (confirmed_key <> decided_key OR confirmed_key NOT LIKE 'passkey:%'),
    CHECK ((state = 'waiting') >= (changes IS NOT NULL))
);
CREATE UNIQUE INDEX legal_decision_waiting ON legal_decision (request) WHERE state = 'waiting';
CREATE INDEX legal_decision_request ON legal_decision (request);

-- A reply, or a text that a court orders to be printed, stands as it was given: a draft that answers an item
-- keeps its text and what it answers. Emptied it may be, by order.
CREATE FUNCTION draft_text_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was jsonb := convert_from(OLD.content, 'UTF8')::jsonb;
    now jsonb := convert_from(NEW.content, 'UTF8')::jsonb;
BEGIN
    IF was -> 'answers' <> 'null'
       AND (was -> 'answers' IS DISTINCT FROM now -> 'answers' OR was -> 'body' IS DISTINCT FROM now -> 'body') THEN
        RAISE EXCEPTION 'the text of draft % was given by whoever replies', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER draft_text_stands BEFORE UPDATE OF content ON draft
    FOR EACH ROW WHEN (OLD.content <> '' AND NEW.content <> '' AND OLD.content <> NEW.content)
    EXECUTE FUNCTION draft_text_stands();
REVOKE ALL ON FUNCTION draft_text_stands() FROM PUBLIC;

-- A save that holds words which are taken out by order is emptied, and can be nothing else.
CREATE TRIGGER draft_save_erased_only BEFORE UPDATE ON draft_save
    FOR EACH ROW WHEN (NEW.content IS NOT NULL)
    EXECUTE FUNCTION append_only_refuse();

GRANT UPDATE (content) ON draft_save TO newsflow_app;
GRANT SELECT, INSERT, UPDATE ON legal_request, legal_decision TO newsflow_app;
GRANT SELECT, INSERT, DELETE ON legal_asker, legal_item TO newsflow_app;
GRANT SELECT ON legal_request, legal_item TO newsflow_readonly;
GRANT SELECT (id, request, verdict, decided_by, decided_at, state, confirmed_by, ended_at, erasure) ON legal_decision
    TO newsflow_readonly;
