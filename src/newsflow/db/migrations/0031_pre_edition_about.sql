-- Topics and places in the edition log, so that an edition has pages and feeds of each. They are words of the item: they
-- leave the log with its headline, whoever empties that, and stand in no line that shows nothing.
ALTER TABLE edition_log ADD COLUMN topics text[], ADD COLUMN places text[];

ALTER TABLE edition_log DISABLE TRIGGER edition_log_erased_only;
UPDATE edition_log AS log
SET topics = ARRAY(SELECT DISTINCT one COLLATE "C" FROM jsonb_array_elements_text(told.words -> 'topics') AS one
                   ORDER BY one COLLATE "C"),
    places = ARRAY(SELECT DISTINCT one.name COLLATE "C"
                   FROM (SELECT place ->> 'name' FROM jsonb_array_elements(told.words -> 'places') AS place
                         UNION ALL
                         SELECT told.words -> 'dateline' ->> 'place'
                         WHERE NOT told.words -> 'places' @> '[{"role": "filed_from"}]') AS one (name)
                   WHERE length(one.name) BETWEEN 1 AND 60
                   ORDER BY one.name COLLATE "C")
FROM (SELECT seq, convert_from(body, 'UTF8')::jsonb AS words FROM wire_content WHERE body IS NOT NULL) AS told
WHERE told.seq = log.wire_seq AND log.act = 'show' AND log.headline IS NOT NULL;
ALTER TABLE edition_log ENABLE TRIGGER edition_log_erased_only;

CREATE FUNCTION edition_words_go_together() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.topics := NULL;
    NEW.places := NULL;
    RETURN NEW;
END $$;
CREATE TRIGGER edition_log_words_go_together BEFORE UPDATE OF headline, deck, summary ON edition_log
    FOR EACH ROW EXECUTE FUNCTION edition_words_go_together();

CREATE INDEX edition_log_topics ON edition_log USING gin (topics) WHERE act = 'show';
CREATE INDEX edition_log_places ON edition_log USING gin (places) WHERE act = 'show';
