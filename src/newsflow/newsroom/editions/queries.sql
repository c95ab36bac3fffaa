-- reader_open --
INSERT INTO reader (name, epoch, seq)
SELECT %(name)s::text, epoch, 0 FROM wire_head
ON CONFLICT (name) DO NOTHING;

-- reader_take --
-- Where the reader has got to, locked until commit; no row while another worker holds it.
SELECT epoch, seq FROM reader WHERE name = %(name)s ORDER BY name LIMIT 1 FOR UPDATE SKIP LOCKED;

-- reader_at --
SELECT epoch, seq FROM reader WHERE name = %(name)s ORDER BY name LIMIT 1;

-- reader_move --
UPDATE reader SET epoch = %(epoch)s, seq = %(seq)s WHERE name = %(name)s;

-- head_take --
-- The log's head, locked until commit: lines are numbered under it, so that a reader of the log misses none.
SELECT seq AS number FROM edition_head WHERE one ORDER BY seq LIMIT 1 FOR UPDATE;

-- head_move --
UPDATE edition_head SET seq = %(seq)s WHERE one;

-- append --
INSERT INTO edition_log (seq, at, edition, guid, act, because, wire_seq, headline, deck, summary, topics,
                         places, editor, from_at, until_at)
VALUES (%(seq)s, %(at)s, %(edition)s, %(guid)s, %(act)s, %(because)s, %(wire_seq)s, %(headline)s, %(deck)s,
        %(summary)s, %(topics)s, %(places)s, %(editor)s, %(from_at)s, %(until_at)s);

-- rule_shows --
-- Whether the last line that a rule made shows the item.
SELECT act = 'show' AS shown, wire_seq
FROM edition_log
WHERE guid = %(guid)s AND edition = %(edition)s AND editor IS NULL AND act IN ('show', 'hide')
ORDER BY seq DESC
LIMIT 1;

-- editors_line --
-- The last line that an editor made, and whether a correction or redaction has undone it before this entry.
SELECT line.act, line.headline, line.deck, line.summary, line.editor, line.wire_seq,
       EXISTS (
           SELECT 1
           FROM wire_entry AS later
           WHERE later.guid = line.guid AND later.action IN ('correct', 'redact')
               AND later.seq > line.wire_seq AND later.seq < %(seq)s
       ) AS undone
FROM edition_log AS line
WHERE line.guid = %(guid)s AND line.edition = %(edition)s AND line.editor IS NOT NULL
    AND line.act IN ('show', 'hide')
ORDER BY line.seq DESC
LIMIT 1;

-- embargoed --
-- Whether, with this entry, the item is still for accounts with advance copy only.
SELECT first.not_before IS NOT NULL AND NOT EXISTS (
           SELECT 1
           FROM wire_entry AS lift
           WHERE lift.guid = first.guid AND lift.action = 'lift' AND lift.seq <= %(seq)s
       ) AS embargoed
FROM wire_entry AS first
WHERE first.guid = %(guid)s AND first.version = 1
ORDER BY first.seq
LIMIT 1;

-- empty_item --
UPDATE edition_log SET headline = NULL, deck = NULL, summary = NULL
WHERE guid = %(guid)s AND (headline IS NOT NULL OR deck IS NOT NULL OR summary IS NOT NULL);

-- rule_lines --
SELECT seq, edition, guid, act, because, wire_seq, headline, deck, summary, topics, places
FROM edition_log
WHERE seq > %(after)s AND editor IS NULL
ORDER BY seq
LIMIT %(limit)s;

-- due_add --
INSERT INTO edition_due (wire_seq, act, guid, due_at) VALUES (%(seq)s, %(act)s, %(guid)s, %(due)s)
ON CONFLICT (wire_seq, act) DO UPDATE SET due_at = excluded.due_at;

-- due_cancel --
-- What waits of an item, or one kind of it.
DELETE FROM edition_due WHERE guid = %(guid)s AND (%(act)s::text IS NULL OR act = %(act)s::text);

-- due_drop --
DELETE FROM edition_due WHERE wire_seq = %(seq)s AND act = %(act)s;

-- due_waits --
-- The earliest hour for which a version of an item waits.
SELECT min(due_at) AS due_at FROM edition_due WHERE guid = %(guid)s AND act = 'show' HAVING count(*) > 0 LIMIT 1;

-- due_now --
SELECT wire_seq, act, guid, due_at
FROM edition_due
WHERE due_at <= %(until)s::timestamptz
ORDER BY due_at, wire_seq, act
LIMIT %(limit)s;

-- due_next --
SELECT due_at FROM edition_due ORDER BY due_at LIMIT 1;

-- due_all --
SELECT wire_seq, act, guid, due_at FROM edition_due ORDER BY due_at, wire_seq, act LIMIT %(limit)s;

-- editors_shown --
-- Items that an editor ever showed, and on which entry first.
SELECT guid, min(wire_seq) AS wire_seq
FROM edition_log
WHERE editor IS NOT NULL AND act = 'show'
GROUP BY guid
ORDER BY guid
LIMIT %(limit)s;

-- newest --
-- What an edition shows now, the newest line first; what a newer public item replaces is left out.
SELECT log.seq, log.guid, log.edition, log.headline, log.deck, log.summary, item.section, item.story,
       item.form, item.priority, item.urgency, greatest(item.first_at, lift.at) AS first_at,
       version.at AS version_at, version.action AS version_action, log.editor,
       greatest(version.at, CASE WHEN log.because = 'editor' AND EXISTS (
           SELECT 1 FROM edition_log AS before WHERE before.guid = log.guid AND before.act = 'show' AND before.seq < log.seq
       ) THEN log.at END) AS changed_at
FROM edition_log AS log
JOIN wire_item AS item ON item.guid = log.guid
JOIN wire_entry AS version ON version.seq = log.wire_seq
JOIN wire_content AS content ON content.seq = log.wire_seq
LEFT JOIN LATERAL (
    SELECT lifted.at
    FROM wire_entry AS lifted
    WHERE lifted.guid = log.guid AND lifted.action = 'lift'
    ORDER BY lifted.seq
    LIMIT 1
) AS lift ON true
WHERE log.edition = %(edition)s::text AND log.seq < %(before)s::bigint AND log.act = 'show'
    AND log.headline IS NOT NULL AND content.body IS NOT NULL
    AND (%(section)s::text IS NULL OR item.section = %(section)s::text)
    AND (%(topics)s::text[] IS NULL OR log.topics && %(topics)s::text[])
    AND (%(places)s::text[] IS NULL OR log.places && %(places)s::text[])
    AND (%(guids)s::text[] IS NULL OR log.guid = ANY (%(guids)s::text[]))
    AND item.action NOT IN ('kill', 'hold', 'withdraw') AND NOT item.embargoed
    AND NOT (item.action = 'redact' AND item.seq > log.wire_seq)
    AND NOT EXISTS (
        SELECT 1
        FROM edition_log AS later
        WHERE later.guid = log.guid AND later.edition = log.edition AND later.act IN ('show', 'hide')
            AND later.seq > log.seq
    )
    AND NOT EXISTS (
        SELECT 1
        FROM wire_item AS newer
        JOIN LATERAL (
            SELECT line.act
            FROM edition_log AS line
            WHERE line.guid = newer.guid AND line.edition = log.edition AND line.act IN ('show', 'hide')
            ORDER BY line.seq DESC
            LIMIT 1
        ) AS now ON now.act = 'show'
        WHERE newer.guid = item.replaced_by AND NOT newer.embargoed
            AND newer.action NOT IN ('kill', 'hold', 'withdraw')
    )
ORDER BY log.seq DESC
LIMIT %(limit)s;

-- pinned --
-- The items pinned to an edition's front now, the last pin first.
SELECT pin.guid, pin.until_at, pin.wire_seq
FROM edition_log AS pin
WHERE pin.edition = %(edition)s::text AND pin.act = 'pin'
    AND (pin.until_at IS NULL OR pin.until_at > %(now)s::timestamptz)
    AND NOT EXISTS (
        SELECT 1
        FROM edition_log AS later
        WHERE later.guid = pin.guid AND later.edition = pin.edition AND later.act IN ('pin', 'unpin')
            AND later.seq > pin.seq
    )
ORDER BY pin.seq DESC
LIMIT %(limit)s;

-- public_version --
-- What the log last said of an item: in whose words, since when the public reads any of it, and when these words came.
SELECT line.edition, line.act, line.because, line.headline, line.deck, line.summary, line.editor, person.name,
       line.at AS updated_at,
       (SELECT min(first.at) FROM edition_log AS first WHERE first.guid = line.guid AND first.act = 'show') AS first_at
FROM edition_log AS line
LEFT JOIN person ON person.id = line.editor
WHERE line.guid = %(guid)s::text AND line.act IN ('show', 'hide')
ORDER BY line.seq DESC
LIMIT 1;

-- history --
-- All that the log ever said of an item, the last first.
SELECT line.seq, line.at, line.act, line.because, line.headline, line.editor, person.name, line.until_at
FROM edition_log AS line
LEFT JOIN person ON person.id = line.editor
WHERE line.guid = %(guid)s::text
ORDER BY line.seq DESC
LIMIT %(limit)s;

-- taken_off --
-- What editors keep off an edition, the last first; killed items are off by themselves.
SELECT line.guid, coalesce(item.headline, '') AS headline, line.at, person.name
FROM edition_log AS line
JOIN wire_item AS item ON item.guid = line.guid
LEFT JOIN person ON person.id = line.editor
WHERE line.edition = %(edition)s::text AND line.act = 'hide' AND line.editor IS NOT NULL AND item.action <> 'kill'
    AND NOT EXISTS (
        SELECT 1
        FROM edition_log AS later
        WHERE later.guid = line.guid AND later.edition = line.edition AND later.act IN ('show', 'hide')
            AND later.seq > line.seq
    )
ORDER BY line.seq DESC
LIMIT %(limit)s;

-- purge_open --
-- A cache that is told for the first time is told nothing of before; one that was given up is tried again.
INSERT INTO site_purge (seq, aimed, tries, due)
SELECT seq, seq, 0, %(now)s FROM edition_head
ON CONFLICT (one) DO UPDATE SET tries = 0, due = excluded.due;

-- purge_at --
-- How far the cache was told, and how far the log is; where a restore took the log back, it is told from there on.
SELECT LEAST(told.seq, head.seq) AS seq, head.seq AS head, told.aimed, told.tries, told.due, told.said
FROM site_purge AS told
CROSS JOIN edition_head AS head
ORDER BY told.seq
LIMIT 1;

-- purge_lines --
-- What the public may no longer read as a cache may hold it: taken off for whatever but its age (`kept`: it was off already), corrected or redacted.
SELECT line.seq, line.guid
FROM edition_log AS line
LEFT JOIN wire_entry AS entry ON entry.seq = line.wire_seq
WHERE line.seq > %(after)s AND line.seq <= %(head)s
    AND (line.act = 'hide' AND line.because NOT IN ('aged', 'kept') OR line.act = 'show' AND entry.action IN ('correct', 'redact'))
ORDER BY line.seq DESC
LIMIT %(limit)s;

-- purge_lease --
-- Counted before it is tried, so that a crash is a try too; no row where another worker was faster.
UPDATE site_purge SET aimed = %(aimed)s, tries = %(tries)s, due = %(until)s
WHERE tries = %(was)s AND due = %(due)s
RETURNING tries AS number;

-- purge_done --
UPDATE site_purge SET seq = %(seq)s, tries = 0, said = NULL WHERE one;

-- purge_failed --
UPDATE site_purge SET due = %(due)s, said = %(said)s WHERE one;
