-- page_of --
-- All that the page of an item needs: the last line of the edition log, the version that it stands on, and what
-- the wire says now, so that a stop works at once even where the log lags.
SELECT item.guid, log.edition, log.act, log.because, log.headline, log.deck, log.summary, log.wire_seq,
       item.section, item.story, item.form, item.priority, item.action AS item_action, item.embargoed,
       item.seq AS item_seq, item.replaced_by, version.action AS version_action, version.at AS version_at,
       greatest(version.at, CASE WHEN log.because = 'editor' AND EXISTS (
           SELECT 1 FROM edition_log AS before WHERE before.guid = item.guid AND before.act = 'show' AND before.seq < log.seq
       ) THEN log.at END) AS changed_at,
       greatest(item.first_at, lift.at) AS first_at, content.body, correction.words AS correction,
       correction.at AS corrected_at, correction.body_before
FROM wire_item AS item
JOIN LATERAL (
    SELECT line.seq, line.at, line.edition, line.act, line.because, line.headline, line.deck, line.summary,
           line.wire_seq
    FROM edition_log AS line
    WHERE line.guid = item.guid AND line.act IN ('show', 'hide')
    ORDER BY line.seq DESC
    LIMIT 1
) AS log ON true
JOIN wire_entry AS version ON version.seq = log.wire_seq
JOIN wire_content AS content ON content.seq = log.wire_seq
LEFT JOIN LATERAL (
    SELECT lifted.at
    FROM wire_entry AS lifted
    WHERE lifted.guid = item.guid AND lifted.action = 'lift'
    ORDER BY lifted.seq
    LIMIT 1
) AS lift ON true
LEFT JOIN LATERAL (
    SELECT corrected.at, convert_from(told.body, 'UTF8')::jsonb ->> 'correction' AS words,
           wrong.body AS body_before
    FROM wire_entry AS corrected
    JOIN wire_content AS told ON told.seq = corrected.seq
    JOIN wire_entry AS earlier ON earlier.guid = corrected.guid AND earlier.version = corrected.version - 1
    JOIN wire_content AS wrong ON wrong.seq = earlier.seq
    WHERE corrected.guid = item.guid AND corrected.action = 'correct' AND corrected.seq <= log.wire_seq
    ORDER BY corrected.seq DESC
    LIMIT 1
) AS correction ON true
WHERE item.guid = %(guid)s::text
    AND EXISTS (SELECT 1 FROM edition_log AS shown WHERE shown.guid = item.guid AND shown.act = 'show')
ORDER BY item.guid
LIMIT 1;

-- of_story --
-- What else of a story the public may read now, in every edition.
SELECT item.guid, log.edition, log.headline, item.seq, item.form, item.priority, version.at AS version_at,
       convert_from(content.body, 'UTF8')::jsonb -> 'translated_from' ->> 'item' AS original,
       convert_from(content.body, 'UTF8')::jsonb ->> 'label' AS label
FROM wire_item AS item
JOIN LATERAL (
    SELECT line.edition, line.act, line.headline, line.wire_seq
    FROM edition_log AS line
    WHERE line.guid = item.guid AND line.act IN ('show', 'hide')
    ORDER BY line.seq DESC
    LIMIT 1
) AS log ON true
JOIN wire_entry AS version ON version.seq = log.wire_seq
JOIN wire_content AS content ON content.seq = log.wire_seq
WHERE item.story = %(story)s::text AND log.act = 'show' AND log.headline IS NOT NULL AND content.body IS NOT NULL
    AND item.action NOT IN ('kill', 'hold', 'withdraw') AND NOT item.embargoed
    AND NOT (item.action = 'redact' AND item.seq > log.wire_seq)
ORDER BY item.seq DESC
LIMIT %(limit)s;

-- spans --
-- From when to when each edition's log goes, for the sitemaps.
SELECT edition.code AS edition, first.at AS first_at, last.at AS last_at
FROM unnest(%(editions)s::text[]) WITH ORDINALITY AS edition (code, place)
CROSS JOIN LATERAL (
    SELECT line.at FROM edition_log AS line WHERE line.edition = edition.code ORDER BY line.seq LIMIT 1
) AS first
CROSS JOIN LATERAL (
    SELECT line.at FROM edition_log AS line WHERE line.edition = edition.code ORDER BY line.seq DESC LIMIT 1
) AS last
ORDER BY edition.place
LIMIT 100;

-- of_month --
-- What an edition shows now in a line of that time, the newest first, for a sitemap.
SELECT log.guid, log.edition, log.headline, item.first_at,
       greatest(version.at, CASE WHEN log.because = 'editor' AND EXISTS (
           SELECT 1 FROM edition_log AS before WHERE before.guid = log.guid AND before.act = 'show' AND before.seq < log.seq
       ) THEN log.at END) AS changed_at
FROM edition_log AS log
JOIN wire_item AS item ON item.guid = log.guid
JOIN wire_entry AS version ON version.seq = log.wire_seq
JOIN wire_content AS content ON content.seq = log.wire_seq
WHERE log.edition = %(edition)s::text AND log.act = 'show'
    AND log.at >= %(starts)s::timestamptz AND log.at < %(ends)s::timestamptz
    AND log.headline IS NOT NULL AND content.body IS NOT NULL
    AND item.action NOT IN ('kill', 'hold', 'withdraw') AND NOT item.embargoed
    AND NOT (item.action = 'redact' AND item.seq > log.wire_seq)
    AND NOT EXISTS (
        SELECT 1
        FROM edition_log AS later
        WHERE later.guid = log.guid AND later.edition = log.edition AND later.act IN ('show', 'hide')
            AND later.seq > log.seq
    )
ORDER BY log.seq DESC
LIMIT %(limit)s;

-- of_news --
-- What all editions show now and first published since a moment, the newest line first.
SELECT log.guid, log.edition, log.headline, greatest(item.first_at, lift.at) AS first_at, version.at AS changed_at
FROM edition_log AS log
JOIN wire_item AS item ON item.guid = log.guid
JOIN wire_entry AS version ON version.seq = log.wire_seq
JOIN wire_content AS content ON content.seq = log.wire_seq
LEFT JOIN LATERAL (
    SELECT lifted.at
    FROM wire_entry AS lifted
    WHERE lifted.guid = item.guid AND lifted.action = 'lift'
    ORDER BY lifted.seq
    LIMIT 1
) AS lift ON true
WHERE log.edition = ANY (%(editions)s::text[]) AND log.act = 'show' AND log.at >= %(since)s::timestamptz
    AND greatest(item.first_at, lift.at) >= %(since)s::timestamptz
    AND log.headline IS NOT NULL AND content.body IS NOT NULL
    AND item.action NOT IN ('kill', 'hold', 'withdraw') AND NOT item.embargoed
    AND NOT (item.action = 'redact' AND item.seq > log.wire_seq)
    AND NOT EXISTS (
        SELECT 1
        FROM edition_log AS later
        WHERE later.guid = log.guid AND later.edition = log.edition AND later.act IN ('show', 'hide')
            AND later.seq > log.seq
    )
ORDER BY log.seq DESC
LIMIT %(limit)s;

-- put_right --
-- What was wrong in an edition, the newest first: corrections and kills of what the public could read before.
SELECT entry.seq, entry.guid, entry.action, entry.at, greatest(item.first_at, lift.at) AS first_at,
       log.headline, log.deck, log.summary, convert_from(told.body, 'UTF8')::jsonb ->> 'correction' AS correction,
       told.body, wrong.body AS body_before
FROM wire_entry AS entry
JOIN wire_item AS item ON item.guid = entry.guid
JOIN wire_content AS told ON told.seq = entry.seq
JOIN LATERAL (
    SELECT line.edition, line.act, line.headline, line.deck, line.summary, line.wire_seq
    FROM edition_log AS line
    WHERE line.guid = entry.guid AND line.act IN ('show', 'hide')
    ORDER BY line.seq DESC
    LIMIT 1
) AS log ON true
LEFT JOIN wire_entry AS earlier
    ON entry.action = 'correct' AND earlier.guid = entry.guid AND earlier.version = entry.version - 1
LEFT JOIN wire_content AS wrong ON wrong.seq = earlier.seq
LEFT JOIN LATERAL (
    SELECT lifted.at
    FROM wire_entry AS lifted
    WHERE lifted.guid = entry.guid AND lifted.action = 'lift'
    ORDER BY lifted.seq
    LIMIT 1
) AS lift ON true
WHERE entry.action IN ('correct', 'kill') AND entry.seq < %(before)s::bigint AND log.edition = %(edition)s::text
    AND EXISTS (
        SELECT 1
        FROM edition_log AS shown
        WHERE shown.guid = entry.guid AND shown.act = 'show' AND shown.wire_seq < entry.seq
    )
    AND (
        entry.action = 'kill'
        OR (
            log.act = 'show' AND log.headline IS NOT NULL AND told.body IS NOT NULL AND entry.seq <= log.wire_seq
            AND item.action NOT IN ('kill', 'hold', 'withdraw') AND NOT item.embargoed
            AND NOT (item.action = 'redact' AND item.seq > log.wire_seq)
        )
    )
ORDER BY entry.seq DESC
LIMIT %(limit)s;

-- heads --
-- How far everything has got that a page depends on.
SELECT wire.epoch, wire.seq AS wire, edition.seq AS edition,
       (SELECT coalesce(max(done.id), 0) FROM wire_erasure AS done) AS erased
FROM wire_head AS wire
CROSS JOIN edition_head AS edition
ORDER BY wire.seq
LIMIT 1;

-- place_elsewhere --
-- What the house calls a place of the names list in its other languages.
SELECT DISTINCT there.language AS edition, there.text AS name
FROM name_spelling AS here
JOIN house_name AS known ON known.id = here.name
JOIN name_spelling AS there ON there.name = known.id
WHERE known.kind = 'place' AND here.language = %(language)s::text AND here.text = %(name)s::text
    AND there.language = ANY (%(editions)s::text[]) AND there.language <> here.language
    AND here.standing = 'house' AND there.standing = 'house'
ORDER BY edition, name
LIMIT 50;

-- abouts --
-- Under which topics and places an edition shows something that changed since a moment, for the sitemap.
SELECT DISTINCT about.kind, about.name
FROM edition_log AS log
JOIN wire_item AS item ON item.guid = log.guid
CROSS JOIN LATERAL (
    SELECT 'topic' AS kind, topic AS name FROM unnest(log.topics) AS topic
    UNION ALL
    SELECT 'place', place FROM unnest(log.places) AS place
) AS about
WHERE log.edition = %(edition)s::text AND log.act = 'show' AND log.at >= %(since)s::timestamptz
    AND log.headline IS NOT NULL
    AND item.action NOT IN ('kill', 'hold', 'withdraw') AND NOT item.embargoed
    AND NOT (item.action = 'redact' AND item.seq > log.wire_seq)
    AND NOT EXISTS (
        SELECT 1
        FROM edition_log AS later
        WHERE later.guid = log.guid AND later.edition = log.edition AND later.act IN ('show', 'hide')
            AND later.seq > log.seq
    )
ORDER BY about.kind, about.name
LIMIT %(limit)s;

-- pictures_of_story --
-- The pictures of a story that are out and not stopped, the newest series first, each in its order.
SELECT item.guid, content.body
FROM wire_item AS item
JOIN wire_content AS content ON content.seq = item.seq
WHERE item.story = %(story)s::text AND item.type = 'picture' AND item.first_at <= %(until)s::timestamptz
    AND item.action NOT IN ('kill', 'hold', 'withdraw') AND NOT item.embargoed AND content.body IS NOT NULL
ORDER BY item.series DESC, item.first_seq
LIMIT %(limit)s;

-- bodies_of_story --
-- The texts of a story, in whatever language: no caption may give one of them away.
SELECT item.guid, content.body
FROM wire_item AS item
JOIN wire_content AS content ON content.seq = item.seq
WHERE item.story = %(story)s::text AND item.type = 'text' AND item.notice_of IS NULL AND content.body IS NOT NULL
ORDER BY item.seq DESC
LIMIT %(limit)s;
