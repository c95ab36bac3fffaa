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

-- add_machine_sentence --
INSERT INTO machine_sentence (draft, digest, engine, made_at)
VALUES (%(draft)s, %(digest)s, %(engine)s, %(now)s)
ON CONFLICT (draft, digest) DO NOTHING;

-- machine_marks --
SELECT digest, engine, accepted_by FROM machine_sentence WHERE draft = %(draft)s ORDER BY digest LIMIT %(limit)s;

-- accept_machine --
UPDATE machine_sentence SET accepted_by = %(by)s, accepted_at = %(now)s
WHERE draft = %(draft)s AND digest = ANY (%(digests)s::bytea[]) AND accepted_by IS NULL;

-- add_order --
INSERT INTO translation_order (original, original_draft, language, section, slug, urgency, deadline, note, holds,
                               by_rule, ordered_by, ordered_at)
VALUES (%(original)s, %(draft)s, %(language)s, %(section)s, %(slug)s, %(urgency)s, %(deadline)s, %(note)s, %(holds)s,
        %(by_rule)s, %(by)s, %(now)s)
ON CONFLICT DO NOTHING
RETURNING id AS number;

-- order --
SELECT o.id, o.original, o.original_draft, o.language, o.section, o.slug, o.urgency, o.deadline, o.note, o.holds,
       o.by_rule, o.ordered_by, o.ordered_at, o.state, o.taken_by, p.name, o.taken_at, o.draft, o.ready_by, o.ready_key,
       o.ready_save, coalesce(i.headline, d.headline) AS headline, coalesce(i.language, d.language) AS from_language
FROM translation_order AS o
LEFT JOIN wire_item AS i ON i.guid = o.original
LEFT JOIN draft AS d ON d.id = o.original_draft AND o.original IS NULL
LEFT JOIN person AS p ON p.id = o.taken_by
WHERE o.id = %(id)s
ORDER BY o.id
LIMIT 1;

-- order_of_draft --
SELECT o.id, o.original, o.original_draft, o.language, o.section, o.slug, o.urgency, o.deadline, o.note, o.holds,
       o.by_rule, o.ordered_by, o.ordered_at, o.state, o.taken_by, p.name, o.taken_at, o.draft, o.ready_by, o.ready_key,
       o.ready_save, coalesce(i.headline, d.headline) AS headline, coalesce(i.language, d.language) AS from_language
FROM translation_order AS o
LEFT JOIN wire_item AS i ON i.guid = o.original
LEFT JOIN draft AS d ON d.id = o.original_draft AND o.original IS NULL
LEFT JOIN person AS p ON p.id = o.taken_by
WHERE o.draft = %(draft)s AND o.state <> 'dropped'
ORDER BY o.id DESC
LIMIT 1;

-- orders_of --
SELECT o.id, o.original, o.original_draft, o.language, o.section, o.slug, o.urgency, o.deadline, o.note, o.holds,
       o.by_rule, o.ordered_by, o.ordered_at, o.state, o.taken_by, p.name, o.taken_at, o.draft, o.ready_by, o.ready_key,
       o.ready_save, coalesce(i.headline, d.headline) AS headline, coalesce(i.language, d.language) AS from_language
FROM translation_order AS o
LEFT JOIN wire_item AS i ON i.guid = o.original
LEFT JOIN draft AS d ON d.id = o.original_draft AND o.original IS NULL
LEFT JOIN person AS p ON p.id = o.taken_by
WHERE o.original = %(original)s
ORDER BY o.language, o.id
LIMIT %(limit)s;

-- queue --
SELECT o.id, o.original, o.original_draft, o.language, o.section, o.slug, o.urgency, o.deadline, o.note, o.holds,
       o.by_rule, o.ordered_by, o.ordered_at, o.state, o.taken_by, p.name, o.taken_at, o.draft, o.ready_by, o.ready_key,
       o.ready_save, coalesce(i.headline, d.headline) AS headline, coalesce(i.language, d.language) AS from_language
FROM translation_order AS o
LEFT JOIN wire_item AS i ON i.guid = o.original
LEFT JOIN draft AS d ON d.id = o.original_draft AND o.original IS NULL
LEFT JOIN person AS p ON p.id = o.taken_by
WHERE o.state IN ('open', 'taken', 'ready')
  AND (cardinality(%(languages)s::text[]) = 0 OR o.language = ANY (%(languages)s))
ORDER BY o.urgency, o.deadline NULLS LAST, o.ordered_at, o.id
LIMIT %(limit)s;

-- drop_order --
UPDATE translation_order SET state = 'dropped', ended_at = %(now)s
WHERE id = %(id)s AND state IN ('open', 'taken', 'ready');

-- take_order --
UPDATE translation_order SET state = 'taken', taken_by = %(by)s, taken_at = %(now)s, draft = %(draft)s
WHERE id = %(id)s AND state IN ('open', 'taken') AND (taken_by IS NULL OR taken_by = %(by)s);

-- give_order_back --
UPDATE translation_order SET state = 'open', taken_by = NULL, taken_at = NULL, ready_by = NULL, ready_key = NULL,
    ready_save = NULL
WHERE id = %(id)s AND state IN ('taken', 'ready');

-- original_out --
-- An order of the draft, unless that item's language has one already.
UPDATE translation_order AS o SET original = %(guid)s
WHERE o.original_draft = %(draft)s AND o.original IS NULL AND o.state <> 'dropped';

-- order_released --
UPDATE translation_order SET state = 'released', ended_at = %(now)s, released_guid = %(guid)s,
    machine_share = %(share)s
WHERE draft = %(draft)s AND state IN ('taken', 'ready', 'open');
