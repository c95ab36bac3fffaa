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
