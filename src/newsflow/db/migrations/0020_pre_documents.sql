-- Documents: what is rendered of an entry in a format, once; the files that say what a document must be; and which
-- formats a subscriber takes (ADR-0027).

-- A load of files by the operator: the schemas of the formats, or the tree of media topics. The newest of a kind is in force.
CREATE TABLE loaded (
    number integer     PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    kind   text        NOT NULL CHECK (kind IN ('schemas', 'topics')),
    at     timestamptz NOT NULL,
    by     text        NOT NULL
);
CREATE TABLE loaded_file (
    load integer NOT NULL REFERENCES loaded,
    name text    NOT NULL,
    body bytea   NOT NULL,
    PRIMARY KEY (load, name)
);
CREATE TRIGGER loaded_for_ever BEFORE UPDATE OR DELETE ON loaded
    FOR EACH ROW EXECUTE FUNCTION append_only_refuse();
CREATE TRIGGER loaded_file_for_ever BEFORE UPDATE OR DELETE ON loaded_file
    FOR EACH ROW EXECUTE FUNCTION append_only_refuse();

-- The core of a document: its bytes around the places where an account's links go. Made again when the writer's
-- revision changed. It goes with the content by order.
CREATE TABLE rendered (
    seq      bigint      NOT NULL,
    format   text        NOT NULL,
    choices  text        NOT NULL,
    revision integer     NOT NULL,
    parts    bytea[]     NOT NULL,
    slots    text[]      NOT NULL CHECK (cardinality(parts) = cardinality(slots) + 1),
    at       timestamptz NOT NULL,
    schemas  integer     NOT NULL DEFAULT 0,  -- the load that it was held against; 0: none
    fault    text,                            -- what is wrong with it: that format of that version is parked
    PRIMARY KEY (seq, format, choices)
);
CREATE INDEX rendered_parked ON rendered (at DESC) WHERE fault IS NOT NULL;

CREATE FUNCTION rendered_erased() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    DELETE FROM rendered WHERE seq = NEW.seq;
    RETURN NULL;
END $$;
CREATE TRIGGER rendered_erased AFTER UPDATE OF body ON wire_content
    FOR EACH ROW WHEN (NEW.body IS NULL) EXECUTE FUNCTION rendered_erased();
REVOKE ALL ON FUNCTION rendered_erased() FROM PUBLIC;

-- Keep a core, unless its text was erased by order meanwhile: the lock waits for an erasure under way, which then
-- leaves nothing to keep, or has it wait until the core is there to be taken away. The app may not lock wire_content.
CREATE FUNCTION rendered_put(
    put_seq bigint, put_format text, put_choices text, put_revision integer, put_parts bytea[], put_slots text[],
    put_at timestamptz, put_schemas integer, put_fault text
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM FROM wire_content AS c WHERE c.seq = put_seq AND c.body IS NOT NULL FOR SHARE;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    INSERT INTO rendered (seq, format, choices, revision, parts, slots, at, schemas, fault)
    VALUES (put_seq, put_format, put_choices, put_revision, put_parts, put_slots, put_at, put_schemas, put_fault)
    ON CONFLICT (seq, format, choices) DO UPDATE
    SET revision = EXCLUDED.revision, parts = EXCLUDED.parts, slots = EXCLUDED.slots, at = EXCLUDED.at,
        schemas = EXCLUDED.schemas, fault = EXCLUDED.fault;
END $$;
REVOKE ALL ON FUNCTION rendered_put(bigint, text, text, integer, bytea[], text[], timestamptz, integer, text) FROM PUBLIC;

-- The formats that a subscriber takes, the one it likes best first, each with its choices.
CREATE TABLE format_choice (
    subscriber text    NOT NULL REFERENCES subscriber,
    place      integer NOT NULL CHECK (place > 0),
    format     text    NOT NULL,
    choices    jsonb   NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(choices) = 'object'),
    PRIMARY KEY (subscriber, place),
    UNIQUE (subscriber, format)
);

GRANT SELECT, INSERT ON loaded, loaded_file TO newsflow_app;
GRANT SELECT ON rendered TO newsflow_app;
GRANT EXECUTE ON FUNCTION rendered_put(bigint, text, text, integer, bytea[], text[], timestamptz, integer, text)
    TO newsflow_app;
GRANT SELECT, INSERT, DELETE ON format_choice TO newsflow_app;
GRANT SELECT ON loaded, loaded_file, rendered, format_choice TO newsflow_readonly;
