-- Words of an order go with the words that it was about, by order.
CREATE FUNCTION translation_order_erased() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    erased text := (SELECT guid FROM wire_entry WHERE seq = NEW.seq);
BEGIN
    UPDATE translation_order SET slug = '', note = '' WHERE original = erased OR released_guid = erased;
    UPDATE translation_task SET done_how = '' WHERE guid = erased OR original = erased;
    RETURN NULL;
END $$;
CREATE TRIGGER translation_order_erased AFTER UPDATE OF body ON wire_content
    FOR EACH ROW WHEN (NEW.body IS NULL) EXECUTE FUNCTION translation_order_erased();
REVOKE ALL ON FUNCTION translation_order_erased() FROM PUBLIC;
