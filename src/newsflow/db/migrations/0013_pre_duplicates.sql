-- Sketches of the last days' dispatches, to find a near-duplicate before it goes out. A reader of the wire (its place is
-- in `reader`): it can be thrown away and made again. A sketch holds no word of the text, and goes with it by order.
CREATE TABLE sketch (
    guid     text        PRIMARY KEY,
    seq      bigint      NOT NULL,  -- the version that it was made of
    at       timestamptz NOT NULL,
    bands    bigint[]    NOT NULL   -- two texts that share one are looked at closely
);
CREATE INDEX sketch_bands ON sketch USING gin (bands);
CREATE INDEX sketch_at ON sketch (at);

CREATE FUNCTION sketch_erased() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    DELETE FROM sketch WHERE seq = NEW.seq;
    RETURN NULL;
END $$;
CREATE TRIGGER sketch_erased AFTER UPDATE OF body ON wire_content
    FOR EACH ROW WHEN (NEW.body IS NULL) EXECUTE FUNCTION sketch_erased();
REVOKE ALL ON FUNCTION sketch_erased() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON sketch TO newsflow_app;
GRANT SELECT ON sketch TO newsflow_readonly;
