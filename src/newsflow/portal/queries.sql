-- lines --
-- What a subscriber may know of, newest first; the members of a series stand in the series.
SELECT i.guid, i.type, i.language, i.form, i.section, i.packages, i.provider, i.priority, i.urgency, i.story,
       i.slug, i.headline, i.notice_of, i.series, i.first_at, i.first_seq, i.seq, i.at, i.version, i.action, i.embargoed,
       i.restrictions::text AS restrictions, i.replaced_by
FROM wire_item AS i
WHERE /*rule*/ TRUE
  AND i.seq > %(after)s AND i.seq < %(before)s AND (i.series IS NULL OR %(members)s)
ORDER BY i.seq DESC
LIMIT %(limit)s;

-- secret --
-- What is under embargo still: the archive does not have it.
SELECT i.guid, i.type, i.language, i.form, i.section, i.packages, i.provider, i.priority, i.urgency, i.story,
       i.slug, i.headline, i.notice_of, i.series, i.first_at, i.first_seq, i.seq, i.at, i.version, i.action, i.embargoed,
       i.restrictions::text AS restrictions, i.replaced_by
FROM wire_item AS i
WHERE /*rule*/ TRUE
  AND i.embargoed AND i.seq < %(before)s AND (i.series IS NULL OR %(members)s)
ORDER BY i.seq DESC
LIMIT %(limit)s;

-- named --
-- Items by id, such as those that somebody saved.
SELECT i.guid, i.type, i.language, i.form, i.section, i.packages, i.provider, i.priority, i.urgency, i.story,
       i.slug, i.headline, i.notice_of, i.series, i.first_at, i.first_seq, i.seq, i.at, i.version, i.action, i.embargoed,
       i.restrictions::text AS restrictions, i.replaced_by
FROM wire_item AS i
WHERE i.guid = ANY (%(guids)s::text[])
ORDER BY i.seq DESC
LIMIT 1000;

-- read --
INSERT INTO portal_read (person, guid, version, at) VALUES (%(person)s, %(guid)s, %(version)s, %(at)s)
ON CONFLICT (person, guid) DO UPDATE SET version = greatest(portal_read.version, excluded.version), at = excluded.at;

-- unread --
DELETE FROM portal_read WHERE person = %(person)s AND guid = %(guid)s;

-- reads --
SELECT guid, version FROM portal_read
WHERE person = %(person)s AND guid = ANY (%(guids)s::text[])
ORDER BY guid
LIMIT 1000;

-- put_place --
-- A reader who was away for a while begins anew at what they had seen then; who never was away has left nothing behind.
INSERT INTO portal_place AS p (person, seen, seen_at, left_at) VALUES (%(person)s, %(seen)s, %(at)s, %(endless)s)
ON CONFLICT (person) DO UPDATE SET
    left_at = CASE WHEN p.seen_at < %(away_since)s THEN p.seen ELSE p.left_at END,
    seen = greatest(p.seen, excluded.seen),
    seen_at = greatest(p.seen_at, excluded.seen_at)
RETURNING seen, seen_at, left_at;

-- save --
INSERT INTO portal_saved (person, guid, at) VALUES (%(person)s, %(guid)s, %(at)s) ON CONFLICT (person, guid) DO NOTHING;

-- unsave --
DELETE FROM portal_saved WHERE person = %(person)s AND guid = %(guid)s;

-- saved --
SELECT guid FROM portal_saved WHERE person = %(person)s ORDER BY at DESC, guid LIMIT %(limit)s;

-- is_saved --
SELECT guid FROM portal_saved WHERE person = %(person)s AND guid = %(guid)s ORDER BY guid LIMIT 1;

-- use --
INSERT INTO portal_use (subscriber, guid, person, at) VALUES (%(subscriber)s, %(guid)s, %(person)s, %(at)s)
ON CONFLICT (subscriber, guid, person) DO NOTHING;

-- unuse --
DELETE FROM portal_use WHERE subscriber = %(subscriber)s AND guid = %(guid)s AND person = %(person)s;

-- uses --
SELECT u.guid, u.person, p.name, u.at
FROM portal_use AS u
JOIN person AS p ON p.id = u.person
WHERE u.subscriber = %(subscriber)s AND u.guid = ANY (%(guids)s::text[])
ORDER BY u.at, u.guid, u.person
LIMIT 1000;

-- forget --
-- Marks of what was read, once they are old: nobody asks for them any more.
DELETE FROM portal_read AS r
USING (SELECT person, guid FROM portal_read WHERE at < %(before)s ORDER BY at, person, guid LIMIT %(limit)s) AS old
WHERE r.person = old.person AND r.guid = old.guid;

-- questions --
SELECT name, asked FROM portal_question WHERE person = %(person)s ORDER BY at, name LIMIT %(limit)s;

-- keep_question --
INSERT INTO portal_question (person, name, asked, at) VALUES (%(person)s, %(name)s, %(asked)s, %(at)s)
ON CONFLICT (person, name) DO UPDATE SET asked = excluded.asked;

-- drop_question --
DELETE FROM portal_question WHERE person = %(person)s AND name = %(name)s;

-- density --
SELECT density FROM portal_density WHERE person = %(person)s ORDER BY person LIMIT 1;

-- set_density --
INSERT INTO portal_density (person, density) VALUES (%(person)s, %(density)s)
ON CONFLICT (person) DO UPDATE SET density = excluded.density;

-- share --
-- The same item once more is the newer words, and unseen again.
INSERT INTO portal_share AS s (subscriber, guid, from_person, to_person, note, at)
VALUES (%(subscriber)s, %(guid)s, %(giver)s, %(taker)s, %(note)s, %(at)s)
ON CONFLICT (to_person, from_person, guid) DO UPDATE SET note = excluded.note, at = excluded.at, seen_at = NULL;

-- shared_with --
SELECT s.guid, s.from_person AS giver, p.name, s.note, s.at, s.seen_at
FROM portal_share AS s
JOIN person AS p ON p.id = s.from_person
WHERE s.subscriber = %(subscriber)s AND s.to_person = %(person)s
ORDER BY s.at DESC, s.guid, s.from_person
LIMIT %(limit)s;

-- shares_unseen --
SELECT count(*) AS number FROM portal_share
WHERE subscriber = %(subscriber)s AND to_person = %(person)s AND seen_at IS NULL
LIMIT 1;

-- shares_seen --
UPDATE portal_share SET seen_at = %(at)s
WHERE subscriber = %(subscriber)s AND to_person = %(person)s AND seen_at IS NULL;

-- drop_share --
DELETE FROM portal_share
WHERE subscriber = %(subscriber)s AND to_person = %(person)s AND from_person = %(giver)s AND guid = %(guid)s;

-- news_list_mark --
-- A text that changes whenever a line of the news list may have: the lines, what came of them, and how that stands.
SELECT concat(count(*), ' ', max(c.changed_at), ' ', count(i.guid), ' ', max(i.seq)) AS mark
FROM coverage_line AS c
LEFT JOIN wire_item AS i ON i.guid = c.item
WHERE c.expected >= %(since)s
ORDER BY mark
LIMIT 1;
