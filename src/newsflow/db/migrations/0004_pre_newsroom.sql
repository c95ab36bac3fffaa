-- Drafts (work on the next version; nobody outside sees it) and stories (whose slug is unique while they live).
CREATE TABLE story (
    id        text        PRIMARY KEY,
    slug      text        NOT NULL,
    opened_at timestamptz NOT NULL,
    closed_at timestamptz
);
CREATE UNIQUE INDEX story_live_slug ON story (slug) WHERE closed_at IS NULL;

CREATE TABLE draft (
    id               bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    guid             text,       -- the item that it is the next version of
    base_version     integer,    -- the version that it was begun from
    action           text        NOT NULL CHECK (action IN ('new', 'update', 'correct')),
    state            text        NOT NULL CHECK (state IN
        ('writing', 'with_editor', 'for_approval', 'scheduled', 'released', 'dropped')),
    content          bytea       NOT NULL,
    headline         text        NOT NULL,
    slug             text        NOT NULL,
    language         text        NOT NULL,
    created_by       text,
    created_at       timestamptz NOT NULL,
    changed_at       timestamptz NOT NULL,
    due              timestamptz,
    salt             bytea,      -- with `content` this is what the approvals signed
    approvals        bytea,
    reading          jsonb,      -- what the copy reader recognised, and from which words
    released_guid    text,
    released_version integer,
    CHECK ((guid IS NULL) = (base_version IS NULL)),
    CHECK ((guid IS NULL) = (action = 'new')),
    CHECK ((state = 'scheduled') <= (due IS NOT NULL AND approvals IS NOT NULL AND salt IS NOT NULL)),
    CHECK ((state = 'released') = (released_guid IS NOT NULL AND released_version IS NOT NULL)),
    -- No draft says released without its entry: looked at when the transaction commits, after `append`.
    FOREIGN KEY (released_guid, released_version) REFERENCES wire_entry (guid, version)
        DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX draft_due ON draft (due) WHERE state = 'scheduled';
CREATE INDEX draft_guid ON draft (guid) WHERE guid IS NOT NULL;

-- What the public site shows of which item: append-only, its words erasable by order.
CREATE TABLE edition_head (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    seq bigint  NOT NULL
);
INSERT INTO edition_head (seq) VALUES (0);

CREATE TABLE edition_log (
    seq      bigint      PRIMARY KEY,
    at       timestamptz NOT NULL,
    edition  text        NOT NULL,
    guid     text        NOT NULL,
    act      text        NOT NULL CHECK (act IN ('show', 'hide', 'pin', 'unpin')),
    because  text        NOT NULL,
    wire_seq bigint      NOT NULL REFERENCES wire_entry (seq),
    headline text,
    deck     text,
    summary  text[],
    editor   text,
    from_at  timestamptz,
    until_at timestamptz
);
CREATE INDEX edition_log_item ON edition_log (guid, edition, seq DESC);
CREATE INDEX edition_log_edition ON edition_log (edition, seq DESC);

CREATE TRIGGER edition_log_for_ever BEFORE DELETE ON edition_log
    FOR EACH ROW EXECUTE FUNCTION append_only_refuse();
CREATE TRIGGER edition_log_never_emptied BEFORE TRUNCATE ON edition_log
    FOR EACH STATEMENT EXECUTE FUNCTION append_only_refuse();
CREATE TRIGGER edition_log_erased_only BEFORE UPDATE ON edition_log
    FOR EACH ROW WHEN (NEW.headline IS NOT NULL OR NEW.deck IS NOT NULL OR NEW.summary IS NOT NULL
        OR (NEW.seq, NEW.at, NEW.edition, NEW.guid, NEW.act, NEW.because, NEW.wire_seq)
           IS DISTINCT FROM (OLD.seq, OLD.at, OLD.edition, OLD.guid, OLD.act, OLD.because, OLD.wire_seq))
    EXECUTE FUNCTION append_only_refuse();
