-- The desk: every save of a draft, who writes in it, what happened to it, who was asked for the second look, who is
-- on duty, what rights are lent, and the hand-over log. People stand here by their opaque ids.

-- What the board shows of a draft without opening its content. `since` is when it came into its state.
ALTER TABLE draft
    ADD COLUMN section  text    NOT NULL DEFAULT '',
    ADD COLUMN form     text    NOT NULL DEFAULT 'story',
    ADD COLUMN priority text    NOT NULL DEFAULT 'routine',
    ADD COLUMN urgency  integer NOT NULL DEFAULT 5,
    ADD COLUMN embargo  timestamptz,
    ADD COLUMN sought   text    NOT NULL DEFAULT '',  -- its words folded, for searching
    ADD COLUMN save     integer NOT NULL DEFAULT 0,   -- the number of its last save
    ADD COLUMN since    timestamptz,
    ADD COLUMN holder   text,                         -- with whom it lies
    ADD COLUMN behind   bigint  REFERENCES draft (id);  -- the flash's draft whose item it replaces once both are out

CREATE INDEX draft_open ON draft (state) WHERE state NOT IN ('released', 'dropped');
CREATE INDEX draft_released ON draft (released_guid) WHERE released_guid IS NOT NULL;

UPDATE draft SET
    section = coalesce(convert_from(content, 'UTF8')::jsonb ->> 'section', ''),
    form = coalesce(convert_from(content, 'UTF8')::jsonb ->> 'form', 'story'),
    priority = coalesce(convert_from(content, 'UTF8')::jsonb ->> 'priority', 'routine'),
    urgency = coalesce((convert_from(content, 'UTF8')::jsonb ->> 'urgency')::integer, 5),
    embargo = (convert_from(content, 'UTF8')::jsonb ->> 'embargo')::timestamptz
WHERE content <> '';

-- Every version that was saved, numbered within its draft. Content goes when the draft's does.
CREATE TABLE draft_save (
    draft    bigint      NOT NULL REFERENCES draft (id),
    number   integer     NOT NULL CHECK (number > 0),
    content  bytea,
    saved_by text,
    saved_at timestamptz NOT NULL,
    by_hand  boolean     NOT NULL,  -- somebody said “save”; else it was saved while they typed
    PRIMARY KEY (draft, number)
);

-- One writer at a time: a person in one sitting (a window, a command), until the lock is not renewed.
CREATE TABLE draft_lock (
    draft    bigint      PRIMARY KEY REFERENCES draft (id),
    holder   text        NOT NULL,
    sitting  text        NOT NULL,
    taken_at timestamptz NOT NULL,
    until_at timestamptz NOT NULL
);

-- What happened to a draft, and the note that came with it.
CREATE TABLE draft_event (
    id    bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    draft bigint      NOT NULL REFERENCES draft (id),
    at    timestamptz NOT NULL,
    act   text        NOT NULL CHECK (act IN
        ('begun', 'handed_on', 'taken', 'sent_back', 'dropped', 'taken_over', 'asked', 'refused', 'withdrawn',
         'approved', 'sent_alone', 'scheduled', 'released')),
    by    text,
    note  text        NOT NULL DEFAULT ''
);
CREATE INDEX draft_event_draft ON draft_event (draft, id);

-- A version that waits for its second look: sealed, so that the approval can be of these bytes and no others.
CREATE TABLE approval_request (
    id            text        PRIMARY KEY,
    draft         bigint      NOT NULL REFERENCES draft (id),
    save          integer     NOT NULL,
    because       text        NOT NULL,  -- why it takes a second look
    salt          bytea,
    body          bytea,
    digest        bytea       NOT NULL CHECK (octet_length(digest) = 32),
    due           timestamptz,           -- the hour for which it is to be scheduled
    asked_by      text        NOT NULL,
    asked_key     text        NOT NULL,
    asked_session text,
    asked_at      timestamptz NOT NULL,
    state         text        NOT NULL DEFAULT 'open' CHECK (state IN
        ('open', 'approved', 'refused', 'withdrawn', 'sent_alone')),
    ended_by      text,
    ended_at      timestamptz,
    why           text        NOT NULL DEFAULT '',
    CHECK ((salt IS NULL) = (body IS NULL)),
    CHECK ((state = 'open') = (ended_at IS NULL)),
    CHECK ((state = 'open') <= (body IS NOT NULL)),
    CHECK ((state = 'approved') <= (ended_by <> asked_by))
);
CREATE UNIQUE INDEX approval_request_open ON approval_request (draft) WHERE state = 'open';

-- What one person did alone and another looks at afterwards: a hold, a kill, a withdrawal, a release without a second.
CREATE TABLE after_look (
    id         bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    guid       text        NOT NULL,
    version    integer     NOT NULL,
    act        text        NOT NULL CHECK (act IN ('hold', 'kill', 'withdraw', 'sent_alone')),
    by         text        NOT NULL,
    at         timestamptz NOT NULL,
    reason     text        NOT NULL,               -- for the file, not for subscribers
    substitute boolean     NOT NULL DEFAULT false, -- a text in its place was promised
    looked_by  text,
    looked_at  timestamptz,
    words      text        NOT NULL DEFAULT '',
    UNIQUE (guid, version),
    CHECK ((looked_by IS NULL) = (looked_at IS NULL)),
    CHECK (looked_by <> by)
);
CREATE INDEX after_look_owed ON after_look (at) WHERE looked_at IS NULL;

-- Who is on, for which desk (`tr`, `fr/sport`, empty for all), until when. Alone: all desks are theirs.
CREATE TABLE shift (
    id       bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    person   text        NOT NULL,
    desk     text        NOT NULL,
    alone    boolean     NOT NULL DEFAULT false,
    from_at  timestamptz NOT NULL,
    until_at timestamptz NOT NULL,
    ended_at timestamptz,
    put_by   text        NOT NULL,
    CHECK (until_at > from_at),
    CHECK (NOT alone OR desk = '')
);
CREATE INDEX shift_until ON shift (until_at);

CREATE TABLE lent_right (
    id       bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    person   text        NOT NULL,
    act      text        NOT NULL,
    lent_by  text        NOT NULL,
    from_at  timestamptz NOT NULL,
    until_at timestamptz NOT NULL,
    ended_at timestamptz,
    reason   text        NOT NULL,
    CHECK (until_at > from_at),
    CHECK (lent_by <> person)
);
CREATE INDEX lent_right_person ON lent_right (person, until_at);

-- The hand-over: what to watch, as notes, and who signed for what they were shown.
CREATE TABLE handover_line (
    id        bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    at        timestamptz NOT NULL,
    by        text        NOT NULL,
    words     text        NOT NULL,
    closed_at timestamptz,
    closed_by text,
    CHECK ((closed_at IS NULL) = (closed_by IS NULL))
);
CREATE TABLE handover_sign (
    id    bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    at    timestamptz NOT NULL,
    by    text        NOT NULL,
    shown jsonb       NOT NULL  -- ids of the lines and items that stood open when they signed
);

-- Whatever empties a draft by order empties what was saved and sealed of it too.
CREATE FUNCTION draft_erased() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE draft_save SET content = NULL WHERE draft = NEW.id;
    UPDATE draft_event SET note = '' WHERE draft = NEW.id;
    UPDATE approval_request SET salt = NULL, body = NULL, why = '',
        ended_at = coalesce(ended_at, clock_timestamp()),
        state = CASE WHEN state = 'open' THEN 'withdrawn' ELSE state END
    WHERE draft = NEW.id;
    UPDATE draft SET sought = '' WHERE id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER draft_erased AFTER UPDATE OF content ON draft
    FOR EACH ROW WHEN (NEW.content = '') EXECUTE FUNCTION draft_erased();
REVOKE ALL ON FUNCTION draft_erased() FROM PUBLIC;

GRANT SELECT, INSERT ON draft_save, draft_event, handover_sign TO newsflow_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON draft_lock TO newsflow_app;
GRANT SELECT, INSERT, UPDATE ON approval_request, after_look, shift, lent_right, handover_line TO newsflow_app;
GRANT SELECT ON draft_save, draft_lock, draft_event, approval_request, after_look, shift, lent_right, handover_line,
    handover_sign TO newsflow_readonly;
