-- translations_of --
-- What was translated from an item, in any of its versions: a stopped translation's last one does not say so any more.
SELECT DISTINCT e.guid
FROM wire_content AS c
JOIN wire_entry AS e ON e.seq = c.seq
WHERE c.body IS NOT NULL AND wire_original(c.body) = %(original)s
ORDER BY e.guid
LIMIT %(limit)s;

-- raise_task --
INSERT INTO translation_task (guid, original, original_version, action, raised_at)
VALUES (%(guid)s, %(original)s, %(version)s, %(action)s, %(now)s)
ON CONFLICT (guid, original) WHERE done_at IS NULL DO UPDATE SET
    original_version = excluded.original_version, action = excluded.action, raised_at = excluded.raised_at;

-- open_tasks --
SELECT t.id, t.guid, i.language, i.section, i.slug, i.headline, i.urgency, t.original, t.original_version, t.action,
       t.raised_at,
       (convert_from(c.body, 'UTF8')::jsonb -> 'translated_from' ->> 'version')::integer AS translated_version
FROM translation_task AS t
JOIN wire_item AS i ON i.guid = t.guid
JOIN wire_content AS c ON c.seq = i.seq
WHERE t.done_at IS NULL
  AND (cardinality(%(languages)s::text[]) = 0 OR i.language = ANY (%(languages)s))
ORDER BY t.action NOT IN ('kill', 'hold', 'withdraw'), t.raised_at, t.id
LIMIT %(limit)s;

-- task --
SELECT t.id, t.guid, i.language, i.section, i.slug, i.headline, i.urgency, t.original, t.original_version, t.action,
       t.raised_at,
       (convert_from(c.body, 'UTF8')::jsonb -> 'translated_from' ->> 'version')::integer AS translated_version
FROM translation_task AS t
JOIN wire_item AS i ON i.guid = t.guid
JOIN wire_content AS c ON c.seq = i.seq
WHERE t.id = %(id)s AND t.done_at IS NULL
ORDER BY t.id
LIMIT 1;

-- finish_task --
UPDATE translation_task SET done_at = %(now)s, done_by = %(by)s, done_how = %(how)s
WHERE id = %(id)s AND done_at IS NULL;

-- finish_tasks_of --
UPDATE translation_task SET done_at = %(now)s, done_by = %(by)s, done_how = %(how)s
WHERE guid = %(guid)s AND done_at IS NULL
  AND (%(version)s::integer IS NULL OR original_version <= %(version)s);
