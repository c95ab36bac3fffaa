-- The translation desk: the names list, orders with their queues, what a machine wrote, and what a change of an original
-- leaves to do. People stand here by opaque ids.

-- How the house spells people, places and bodies.
CREATE TABLE house_name (
    id         bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    kind       text        NOT NULL CHECK (kind IN ('person', 'place', 'body')),
    added_by   text,                  -- NULL: from a loaded file
    added_at   timestamptz NOT NULL,
    changed_at timestamptz NOT NULL
);
CREATE TABLE name_spelling (
    name     bigint NOT NULL REFERENCES house_name (id) ON DELETE CASCADE,
    language text   NOT NULL CHECK (language <> ''),
    text     text   NOT NULL CHECK (text <> ''),
    standing text   NOT NULL CHECK (standing IN ('house', 'also', 'avoid')),
    key      text   NOT NULL,         -- first letters of the longest word, folded: by it a text finds its names
    folded   text   NOT NULL,         -- for type-ahead
    PRIMARY KEY (name, language, text)
);
CREATE UNIQUE INDEX name_spelling_one_house ON name_spelling (name, language) WHERE standing = 'house';
CREATE INDEX name_spelling_key ON name_spelling (key);
CREATE INDEX name_spelling_folded ON name_spelling (folded text_pattern_ops);

-- A dispatch wanted in a language, from an item on the wire or from a draft that its desk opened for translators.
CREATE TABLE translation_order (
    id             bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    original       text,                 -- the item; NULL until a draft's is out
    original_draft bigint,
    language       text        NOT NULL,
    section        text        NOT NULL,
    slug           text        NOT NULL,
    urgency        integer     NOT NULL,
    deadline       timestamptz,
    note           text        NOT NULL DEFAULT '',
    holds          text        NOT NULL DEFAULT '' CHECK (holds IN ('', 'with', 'after')),
    by_rule        boolean     NOT NULL DEFAULT false,
    ordered_by     text        NOT NULL,
    ordered_at     timestamptz NOT NULL,
    state          text        NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'taken', 'ready', 'released', 'dropped')),
    taken_by       text,
    taken_at       timestamptz,
    draft          bigint,               -- the translation
    ready_by       text,                 -- whose word it waits with for its original
    ready_key      text,
    ready_save     integer,
    ended_at       timestamptz,
    released_guid  text,
    machine_share  integer CHECK (machine_share BETWEEN 0 AND 100),
    CHECK (original IS NOT NULL OR original_draft IS NOT NULL),
    CHECK ((state = 'ready') <= (ready_by IS NOT NULL AND ready_key IS NOT NULL AND ready_save IS NOT NULL)),
    CHECK ((state IN ('released', 'dropped')) = (ended_at IS NOT NULL)),
    CHECK ((state = 'released') = (released_guid IS NOT NULL))
);
CREATE INDEX translation_order_queue ON translation_order (language, urgency, ordered_at)
    WHERE state IN ('open', 'taken', 'ready');
CREATE INDEX translation_order_original ON translation_order (original);
CREATE INDEX translation_order_original_draft ON translation_order (original_draft);
CREATE INDEX translation_order_draft ON translation_order (draft);
CREATE UNIQUE INDEX translation_order_once ON translation_order (original, language)
    WHERE state IN ('open', 'taken', 'ready') AND original IS NOT NULL;
CREATE UNIQUE INDEX translation_order_draft_once ON translation_order (original_draft, language)
    WHERE state IN ('open', 'taken', 'ready') AND original IS NULL;

-- A released translation whose original was changed or stopped: its desk decides what becomes of it.
CREATE TABLE translation_task (
    id               bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    guid             text        NOT NULL,
    original         text        NOT NULL,
    original_version integer     NOT NULL,
    action           text        NOT NULL,
    raised_at        timestamptz NOT NULL,
    done_at          timestamptz,
    done_by          text,
    done_how         text        NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX translation_task_open ON translation_task (guid, original) WHERE done_at IS NULL;
CREATE INDEX translation_task_original ON translation_task (original);

-- Sentences as a machine gave them, by the digest of their words: a sentence that a person touched is another one.
CREATE TABLE machine_sentence (
    draft       bigint      NOT NULL,
    digest      bytea       NOT NULL,
    engine      text        NOT NULL,
    made_at     timestamptz NOT NULL,
    accepted_by text,
    accepted_at timestamptz,
    PRIMARY KEY (draft, digest),
    CHECK ((accepted_by IS NULL) = (accepted_at IS NULL))
);

-- What was translated from an item, found when the item is changed or stopped. The encoding is given, so that the same
-- bytes always give the same text: immutable, which convert_from alone does not say of itself.
CREATE FUNCTION wire_original(body bytea) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
    SELECT convert_from(body, 'UTF8')::jsonb -> 'translated_from' ->> 'item';
$$;
REVOKE ALL ON FUNCTION wire_original(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wire_original(bytea) TO newsflow_app, newsflow_readonly;
CREATE INDEX wire_content_original ON wire_content (wire_original(body)) WHERE body IS NOT NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON house_name, name_spelling TO newsflow_app;
GRANT SELECT, INSERT, UPDATE ON translation_order, translation_task, machine_sentence TO newsflow_app;
GRANT SELECT ON house_name, name_spelling, translation_order, translation_task, machine_sentence TO newsflow_readonly;
