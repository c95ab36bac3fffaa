-- A core is held against its schema without any links: what one asker's links make of it is no fault of everyone's. Of
-- such a document the desk is told, and that asker gets the next format; the format is not parked for the others.
ALTER TABLE rendered ADD COLUMN links_fault text;  -- the last fault that an asker's links made

DROP INDEX rendered_parked;
CREATE INDEX rendered_parked ON rendered (at DESC) WHERE fault IS NOT NULL OR links_fault IS NOT NULL;

CREATE OR REPLACE FUNCTION rendered_put(
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
        schemas = EXCLUDED.schemas, fault = EXCLUDED.fault, links_fault = NULL;
END $$;

-- What one asker's links made of a kept core. A core that went with its content takes the fault along: it may quote it.
CREATE FUNCTION rendered_links_fault(put_seq bigint, put_format text, put_choices text, put_fault text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE rendered SET links_fault = put_fault
    WHERE seq = put_seq AND format = put_format AND choices = put_choices;
END $$;
REVOKE ALL ON FUNCTION rendered_links_fault(bigint, text, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION rendered_links_fault(bigint, text, text, text) TO newsflow_app;
