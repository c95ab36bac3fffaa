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

-- touches --
-- Whether the translation desk has anything to do with a draft: most have not, and are asked no more than this.
SELECT EXISTS (SELECT FROM translation_order AS o WHERE o.draft = %(draft)s AND o.state <> 'dropped')
       OR EXISTS (SELECT FROM machine_sentence AS m WHERE m.draft = %(draft)s) AS is_translation,
       EXISTS (SELECT FROM translation_order AS w
               WHERE w.original_draft = %(draft)s AND w.original IS NULL AND w.state <> 'dropped') AS is_ordered
ORDER BY 1
LIMIT 1;

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
SELECT o.id, o.original, o.original_draft, o.language, o.section, coalesce(i.slug, d.slug, o.slug) AS slug, o.urgency, o.deadline, o.note, o.holds,
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
SELECT o.id, o.original, o.original_draft, o.language, o.section, coalesce(i.slug, d.slug, o.slug) AS slug, o.urgency, o.deadline, o.note, o.holds,
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
SELECT o.id, o.original, o.original_draft, o.language, o.section, coalesce(i.slug, d.slug, o.slug) AS slug, o.urgency, o.deadline, o.note, o.holds,
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
SELECT o.id, o.original, o.original_draft, o.language, o.section, coalesce(i.slug, d.slug, o.slug) AS slug, o.urgency, o.deadline, o.note, o.holds,
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

-- drop_open_orders --
-- What is ordered of an item and nobody has begun; one that somebody takes just now is passed over, for a kill waits for nobody.
UPDATE translation_order SET state = 'dropped', ended_at = %(now)s
WHERE id IN (
    SELECT id FROM translation_order
    WHERE original = %(guid)s AND state = 'open'
    ORDER BY id
    LIMIT 1000
    FOR UPDATE SKIP LOCKED
);

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

-- make_ready --
UPDATE translation_order SET state = 'ready', ready_by = %(by)s, ready_key = %(key)s, ready_save = %(save)s
WHERE id = %(id)s AND state IN ('taken', 'ready');

-- ready_no_more --
UPDATE translation_order SET state = 'taken', ready_by = NULL, ready_key = NULL, ready_save = NULL
WHERE id = %(id)s AND state = 'ready';

-- ready_and_due --
SELECT id, draft, ready_by, ready_key, ready_save
FROM translation_order
WHERE state = 'ready' AND original IS NOT NULL
ORDER BY urgency, id
LIMIT %(limit)s;

-- speed --
-- Minutes from the original's version that was ordered to the translation's first release, by desk.
SELECT o.language, o.section, count(*) AS translations,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM t.first_at - s.first_at) / 60) AS median_minutes,
       percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM t.first_at - s.first_at) / 60) AS ninth_decile_minutes,
       count(*) FILTER (WHERE o.deadline IS NOT NULL AND t.first_at > o.deadline) AS late,
       count(*) FILTER (WHERE EXISTS (
           SELECT FROM wire_entry AS e WHERE e.guid = t.guid AND e.action = 'correct')) AS corrected,
       coalesce(avg(o.machine_share), 0)::double precision AS machine_share
FROM translation_order AS o
JOIN wire_item AS t ON t.guid = o.released_guid
JOIN wire_item AS s ON s.guid = o.original
WHERE o.state = 'released' AND t.first_at >= %(since)s AND t.first_at < %(until)s
GROUP BY o.language, o.section
ORDER BY o.language, o.section
LIMIT %(limit)s;

-- family --
-- The items of a story that say what they were translated from, in their last words that were copy.
SELECT i.guid, i.language, i.version, i.action, i.headline, i.form, i.first_at, i.at,
       (SELECT convert_from(c.body, 'UTF8')::jsonb -> 'translated_from' ->> 'item'
        FROM wire_entry AS e JOIN wire_content AS c ON c.seq = e.seq
        WHERE e.guid = i.guid AND c.body IS NOT NULL AND e.action NOT IN ('hold', 'kill', 'withdraw')
        ORDER BY e.version DESC LIMIT 1) AS original,
       (SELECT (convert_from(c.body, 'UTF8')::jsonb -> 'translated_from' ->> 'version')::integer
        FROM wire_entry AS e JOIN wire_content AS c ON c.seq = e.seq
        WHERE e.guid = i.guid AND c.body IS NOT NULL AND e.action NOT IN ('hold', 'kill', 'withdraw')
        ORDER BY e.version DESC LIMIT 1) AS original_version
FROM wire_item AS i
WHERE i.guid = ANY (%(guids)s)
ORDER BY i.first_seq
LIMIT %(limit)s;

-- parent --
SELECT wire_original(c.body) AS guid
FROM wire_entry AS e
JOIN wire_content AS c ON c.seq = e.seq
WHERE e.guid = %(guid)s AND c.body IS NOT NULL AND wire_original(c.body) IS NOT NULL
ORDER BY e.version DESC
LIMIT 1;

-- latest_pairs --
-- The newest translations between two languages, to remember how a sentence was put before; the story's own first.
SELECT i.guid, wire_original(c.body) AS original
FROM wire_item AS i
JOIN wire_content AS c ON c.seq = i.seq
JOIN wire_item AS s ON s.guid = wire_original(c.body)
WHERE i.language = %(language)s AND s.language = %(origin)s AND c.body IS NOT NULL
  AND i.seq > (SELECT seq FROM wire_head ORDER BY seq LIMIT 1) - %(back)s
  AND i.action NOT IN ('hold', 'kill', 'withdraw') AND s.action NOT IN ('hold', 'kill', 'withdraw')
ORDER BY i.slug = %(slug)s DESC, i.seq DESC
LIMIT %(limit)s;
