-- The agency's description as the desk changed it: each change is a whole description more, and the last one is in force.
-- Without a row agency.toml is (ADR-0025). Whoever changed it stands here by an opaque id.
CREATE TABLE agency_text (
    number integer     PRIMARY KEY CHECK (number > 0),
    at     timestamptz NOT NULL,
    by     text        NOT NULL,
    part   text        NOT NULL,  -- what was changed: sections/harbour, words/fr, file
    said   jsonb       NOT NULL CHECK (jsonb_typeof(said) = 'object')
);
CREATE TRIGGER agency_text_for_ever BEFORE UPDATE OR DELETE ON agency_text
    FOR EACH ROW EXECUTE FUNCTION append_only_refuse();
CREATE TRIGGER agency_text_never_emptied BEFORE TRUNCATE ON agency_text
    FOR EACH STATEMENT EXECUTE FUNCTION append_only_refuse();

-- The codes that a description gives, with their HAS numbers; a section's is its category's.
CREATE FUNCTION agency_codes(said jsonb) RETURNS TABLE (kind text, code text, number integer, retired boolean)
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT t.kind, e ->> 'code', (e ->> CASE t.kind WHEN 'section' THEN 'category' ELSE 'number' END)::integer,
           coalesce((e ->> 'retired')::boolean, false)
    FROM (VALUES ('section', 'sections'), ('category', 'categories'), ('package', 'packages'),
                 ('provider', 'providers'), ('priority', 'priorities'), ('type', 'types'),
                 ('language', 'languages')) AS t (kind, name),
         jsonb_array_elements(said -> t.name) AS e;
$$;

-- Put the next description in force, with its codes. A code in use keeps its number, a number its code: whatever the
-- program says, a code is retired and never re-used. A number that is taken already is somebody else's change.
CREATE FUNCTION agency_put(p_number integer, p_at timestamptz, p_by text, p_part text, p_said jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    other text;
BEGIN
    LOCK TABLE agency_text IN SHARE ROW EXCLUSIVE MODE;
    IF p_number > 1 AND NOT EXISTS (SELECT FROM agency_text WHERE number = p_number - 1) THEN
        RAISE EXCEPTION 'description % has none before it', p_number USING ERRCODE = 'check_violation';
    END IF;
    IF p_said ->> 'code' IS DISTINCT FROM (SELECT wire FROM wire_head) THEN
        RAISE EXCEPTION 'the wire is another agency''s' USING ERRCODE = 'check_violation';
    END IF;
    INSERT INTO agency_text (number, at, by, part, said) VALUES (p_number, p_at, p_by, p_part, p_said);
    SELECT k.kind || ' ' || k.code INTO other
    FROM agency_code AS k
    JOIN agency_codes(p_said) AS c ON c.kind = k.kind
    WHERE k.kind <> 'section' AND (c.code = k.code) <> (c.number = k.number)
    ORDER BY 1 LIMIT 1;
    IF other IS NOT NULL THEN
        RAISE EXCEPTION 'a code in use keeps its number: %', other USING ERRCODE = 'check_violation';
    END IF;
    INSERT INTO agency_code (kind, code, number, retired)
    SELECT kind, code, number, retired FROM agency_codes(p_said)
    ON CONFLICT (kind, code) DO UPDATE SET number = EXCLUDED.number, retired = EXCLUDED.retired;
    UPDATE agency_code AS k SET retired = true
    WHERE NOT k.retired AND NOT EXISTS (SELECT FROM agency_codes(p_said) AS c WHERE (c.kind, c.code) = (k.kind, k.code));
END $$;
REVOKE ALL ON FUNCTION agency_put(integer, timestamptz, text, text, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION agency_put(integer, timestamptz, text, text, jsonb) TO newsflow_app;
GRANT SELECT ON agency_text TO newsflow_app, newsflow_readonly;
