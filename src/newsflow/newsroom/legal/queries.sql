-- words_beside --
-- What the house keeps of these entries besides the wire: drafts made or begun from them, lines of the public site.
SELECT (SELECT count(DISTINCT d.id) FROM draft AS d
        JOIN wire_entry AS e ON (e.guid, e.version) IN ((d.released_guid, d.released_version), (d.guid, d.base_version))
        WHERE e.seq = ANY (%(targets)s::bigint[]) AND d.content <> '') AS drafts,
       (SELECT count(*) FROM edition_log AS l
        WHERE l.wire_seq = ANY (%(targets)s::bigint[])
        AND (l.headline IS NOT NULL OR l.deck IS NOT NULL OR l.summary IS NOT NULL)) AS lines
LIMIT 1;

-- forget_stories --
-- A story's slug is words too; it goes when nothing of the story is left to read. Its id keeps it unique.
UPDATE story AS s SET slug = s.id, closed_at = coalesce(s.closed_at, %(now)s)
WHERE s.id IN (SELECT i.story FROM wire_item AS i JOIN wire_entry AS e ON e.guid = i.guid
               WHERE e.seq = ANY (%(targets)s::bigint[]))
AND NOT EXISTS (SELECT FROM wire_item AS i
                JOIN wire_entry AS e ON e.guid = i.guid
                JOIN wire_content AS c ON c.seq = e.seq
                WHERE i.story = s.id AND c.body IS NOT NULL);

-- entries_with --
-- Entries whose content holds one of these patterns, but for those named. Reads the whole wire: for orders alone.
SELECT e.guid, e.seq
FROM wire_entry AS e
JOIN wire_content AS c ON c.seq = e.seq
WHERE c.body IS NOT NULL AND e.guid <> ALL (%(but)s::text[])
AND convert_from(c.body, 'UTF8') ILIKE ANY (%(patterns)s::text[])
ORDER BY e.seq DESC
LIMIT %(limit)s;

-- drafts_with --
-- Drafts not released, of which something that was saved holds one of these patterns, but for those that an order for these entries empties.
SELECT d.id, d.state, d.headline
FROM draft AS d
WHERE d.state <> 'released' AND (convert_from(d.content, 'UTF8') ILIKE ANY (%(patterns)s::text[])
       OR EXISTS (SELECT FROM draft_save AS s
                  WHERE s.draft = d.id AND convert_from(s.content, 'UTF8') ILIKE ANY (%(patterns)s::text[])))
AND NOT EXISTS (SELECT FROM wire_entry AS e
                WHERE e.seq = ANY (%(targets)s::bigint[])
                AND ((e.guid, e.version) = (d.released_guid, d.released_version)
                     OR (d.state <> 'released' AND (e.guid, e.version) = (d.guid, d.base_version))))
ORDER BY d.id
LIMIT %(limit)s;

-- names_with --
-- People and bodies of the names list that are called just so in one of their spellings. A place is nobody's to take out.
SELECT n.id, string_agg(s.text, ', ' ORDER BY s.language, s.text) AS text
FROM house_name AS n
JOIN name_spelling AS s ON s.name = n.id
WHERE n.kind <> 'place'
  AND EXISTS (SELECT FROM name_spelling AS f WHERE f.name = n.id AND f.folded = ANY (%(folded)s::text[]))
GROUP BY n.id
ORDER BY n.id
LIMIT %(limit)s;

-- forget_names --
DELETE FROM house_name WHERE id = ANY (%(ids)s::bigint[]);

-- empty_saves --
-- Saves that hold one of these patterns, but a draft's last while it is open: its writer takes the words out first.
UPDATE draft_save AS s SET content = NULL
FROM draft AS d
WHERE d.id = s.draft AND (d.state IN ('released', 'dropped') OR s.number < d.save)
AND convert_from(s.content, 'UTF8') ILIKE ANY (%(patterns)s::text[]);

-- empty_notes --
-- The desk's own words that hold one of these patterns: notes on drafts, reasons of approvals, looks and loans, the
-- hand-over, orders of translations; and what was sealed for a second look that has ended.
WITH requests AS (
    UPDATE approval_request SET why = '', salt = NULL, body = NULL
    WHERE state <> 'open'
      AND (why ILIKE ANY (%(patterns)s::text[]) OR convert_from(body, 'UTF8') ILIKE ANY (%(patterns)s::text[]))
), notes AS (
    UPDATE draft_event SET note = '' WHERE note ILIKE ANY (%(patterns)s::text[])
), looks AS (
    UPDATE after_look SET reason = '', words = ''
    WHERE reason ILIKE ANY (%(patterns)s::text[]) OR words ILIKE ANY (%(patterns)s::text[])
), loans AS (
    UPDATE lent_right SET reason = '' WHERE reason ILIKE ANY (%(patterns)s::text[])
), orders AS (
    UPDATE translation_order SET note = '' WHERE note ILIKE ANY (%(patterns)s::text[])
)
UPDATE handover_line SET words = '' WHERE words ILIKE ANY (%(patterns)s::text[]);

-- empty_draft --
-- What was saved and sealed of it goes with it, by a trigger.
UPDATE draft SET content = '', headline = '', slug = '', reading = NULL, salt = NULL, approvals = NULL, due = NULL
WHERE id = %(id)s AND state = 'dropped';

-- rename_story --
UPDATE story SET slug = %(slug)s WHERE id = %(story)s AND slug = %(old)s;

-- slug_is_free --
SELECT count(*) AS number FROM story WHERE slug = %(slug)s AND closed_at IS NULL ORDER BY 1 LIMIT 1;

-- add_request --
INSERT INTO legal_request (kind, asked_by, law, file_number, came_at, due_at, opened_by, opened_at)
VALUES (%(kind)s, %(asked_by)s, %(law)s, %(file_number)s, %(came_at)s, %(due_at)s, %(by)s, %(now)s)
RETURNING id AS number;

-- add_asker --
INSERT INTO legal_asker (request, name, address, letter) VALUES (%(request)s, %(name)s, %(address)s, %(letter)s);

-- asker --
SELECT name, address, letter FROM legal_asker WHERE request = %(request)s ORDER BY request LIMIT 1;

-- forget_askers --
DELETE FROM legal_asker AS a USING legal_request AS r
WHERE r.id = a.request AND r.closed_at < %(before)s;

-- add_item --
INSERT INTO legal_item (request, guid) VALUES (%(request)s, %(guid)s) ON CONFLICT DO NOTHING;

-- drop_item --
DELETE FROM legal_item WHERE request = %(request)s AND guid = %(guid)s;

-- requests --
-- What is open first, the nearest deadline first; then what is closed, the latest first.
SELECT r.id, r.kind, r.asked_by, r.law, r.file_number, r.came_at, r.due_at, r.opened_by, p.name, r.opened_at, r.state,
       r.closed_at, ARRAY(SELECT i.guid FROM legal_item AS i WHERE i.request = r.id ORDER BY i.guid) AS guids
FROM legal_request AS r
LEFT JOIN person AS p ON p.id = r.opened_by
WHERE (r.state = 'closed') = %(closed)s
ORDER BY r.closed_at DESC NULLS FIRST, r.due_at, r.id
LIMIT %(limit)s;

-- request --
SELECT r.id, r.kind, r.asked_by, r.law, r.file_number, r.came_at, r.due_at, r.opened_by, p.name, r.opened_at, r.state,
       r.closed_at, ARRAY(SELECT i.guid FROM legal_item AS i WHERE i.request = r.id ORDER BY i.guid) AS guids
FROM legal_request AS r
LEFT JOIN person AS p ON p.id = r.opened_by
WHERE r.id = %(id)s
ORDER BY r.id
LIMIT 1;

-- lock_request --
SELECT id AS number FROM legal_request WHERE id = %(id)s ORDER BY id LIMIT 1 FOR UPDATE;

-- mark_request --
UPDATE legal_request SET state = %(state)s, closed_at = %(closed_at)s WHERE id = %(id)s;

-- add_decision --
INSERT INTO legal_decision (request, verdict, reason, changes, decided_by, decided_key, decided_session, decided_at)
VALUES (%(request)s, %(verdict)s, %(reason)s, %(changes)s::jsonb, %(by)s, %(key)s, %(session)s, %(now)s)
RETURNING id AS number;

-- decisions --
SELECT d.id, d.request, d.verdict, d.reason, d.changes::text AS changes, d.decided_by, p.name, d.decided_key,
       d.decided_session, d.decided_at, d.state, d.confirmed_by, q.name AS confirmer, d.ended_at, d.erasure
FROM legal_decision AS d
LEFT JOIN person AS p ON p.id = d.decided_by
LEFT JOIN person AS q ON q.id = d.confirmed_by
WHERE d.request = %(request)s
ORDER BY d.id DESC
LIMIT %(limit)s;

-- end_decision --
UPDATE legal_decision SET state = %(state)s, changes = NULL, ended_at = %(now)s, confirmed_by = %(by)s,
    confirmed_key = %(key)s, confirmed_session = %(session)s, erasure = %(erasure)s
WHERE id = %(id)s AND state = 'waiting';
