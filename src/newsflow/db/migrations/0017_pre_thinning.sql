-- What was saved while somebody typed may be thinned, and nothing else of the saves; and an order to erase reaches the
-- desk's own words on the item: why it was stopped, for the file, what the second person said, what was ordered in
-- other languages.

CREATE INDEX draft_save_typed ON draft_save (saved_at) WHERE NOT by_hand;

-- “Save” on words that are saved already makes their version one that was saved by hand; back it never goes.
DROP TRIGGER draft_save_erased_only ON draft_save;
CREATE TRIGGER draft_save_erased_only BEFORE UPDATE ON draft_save
    FOR EACH ROW WHEN ((NEW.content IS NOT NULL AND NEW.content IS DISTINCT FROM OLD.content)
                       OR (OLD.by_hand AND NOT NEW.by_hand))
    EXECUTE FUNCTION append_only_refuse();

-- What somebody saved by hand, asked a second look for, or left as the last, never goes.
CREATE FUNCTION draft_save_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF OLD.by_hand
       OR EXISTS (SELECT FROM draft AS d WHERE d.id = OLD.draft AND d.save = OLD.number)
       OR EXISTS (SELECT FROM approval_request AS r WHERE r.draft = OLD.draft AND r.save = OLD.number) THEN
        RAISE EXCEPTION 'save % of draft % is kept for ever', OLD.number, OLD.draft USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER draft_save_stays BEFORE DELETE ON draft_save FOR EACH ROW EXECUTE FUNCTION draft_save_stays();
REVOKE ALL ON FUNCTION draft_save_stays() FROM PUBLIC;

-- A note may be emptied by order, and changed by nobody.
CREATE TRIGGER draft_event_emptied_only BEFORE UPDATE ON draft_event
    FOR EACH ROW WHEN (NEW.note <> '') EXECUTE FUNCTION append_only_refuse();

CREATE FUNCTION words_on_it_erased() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    the_item text := (SELECT e.guid FROM wire_entry AS e WHERE e.seq = NEW.seq);
BEGIN
    UPDATE after_look SET reason = '', words = '' WHERE guid = the_item;
    UPDATE translation_order SET slug = '', note = '' WHERE the_item IN (original, released_guid);
    RETURN NULL;
END $$;
CREATE TRIGGER words_on_it_erased AFTER UPDATE OF body ON wire_content
    FOR EACH ROW WHEN (NEW.body IS NULL) EXECUTE FUNCTION words_on_it_erased();
REVOKE ALL ON FUNCTION words_on_it_erased() FROM PUBLIC;

GRANT UPDATE (by_hand), DELETE ON draft_save TO newsflow_app;
GRANT UPDATE (note) ON draft_event TO newsflow_app;
