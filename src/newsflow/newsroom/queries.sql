-- create_draft --
INSERT INTO draft (guid, base_version, action, state, content, headline, slug, language, section, form, priority,
                   urgency, embargo, sought, created_by, created_at, changed_at, reading, save, since, holder, behind, planned)
VALUES (%(guid)s, %(base_version)s, %(action)s, 'writing', %(content)s, %(headline)s, %(slug)s, %(language)s,
        %(section)s, %(form)s, %(priority)s, %(urgency)s, %(embargo)s, %(sought)s, %(created_by)s, %(now)s, %(now)s,
        %(reading)s::jsonb, 1, %(now)s, %(created_by)s, %(behind)s, %(planned)s)
RETURNING id AS number;

-- change_draft --
-- A new save. What waited for its second look or its hour is being written again.
UPDATE draft SET content = %(content)s, headline = %(headline)s, slug = %(slug)s, language = %(language)s,
    section = %(section)s, form = %(form)s, priority = %(priority)s, urgency = %(urgency)s, embargo = %(embargo)s,
    sought = %(sought)s, changed_at = %(now)s, save = %(save)s,
    since = CASE WHEN state IN ('for_approval', 'scheduled') THEN %(now)s ELSE since END,
    state = CASE WHEN state IN ('for_approval', 'scheduled') THEN 'writing' ELSE state END,
    due = NULL, salt = NULL, approvals = NULL
WHERE id = %(id)s;

-- plan_draft --
-- Another hour is planned. What waited for its second look or for its hour takes its release again.
UPDATE draft SET planned = %(planned)s, changed_at = %(now)s,
    since = CASE WHEN state IN ('for_approval', 'scheduled') THEN %(now)s ELSE since END,
    state = CASE WHEN state IN ('for_approval', 'scheduled') THEN 'writing' ELSE state END,
    due = NULL, salt = NULL, approvals = NULL
WHERE id = %(id)s;

-- add_save --
INSERT INTO draft_save (draft, number, content, saved_by, saved_at, by_hand)
VALUES (%(draft)s, %(save)s, %(content)s, %(by)s, %(now)s, %(by_hand)s);

-- mark_by_hand --
UPDATE draft_save SET by_hand = true WHERE draft = %(draft)s AND number = %(number)s AND NOT by_hand;

-- thin_saves --
-- Saves made while one typed which the same person followed by another within the minute: all but what something hangs on.
DELETE FROM draft_save AS gone
USING (
    SELECT s.draft, s.number
    FROM (SELECT draft, number, saved_by, saved_at, by_hand, content IS NULL AS erased,
                 lead(saved_by) OVER later AS next_by, lead(saved_at) OVER later AS next_at
          FROM draft_save
          WHERE draft IN (SELECT t.draft FROM draft_save AS t
                          WHERE NOT t.by_hand AND t.saved_at >= %(since)s AND t.saved_at < %(before)s)
          WINDOW later AS (PARTITION BY draft ORDER BY number)) AS s
    WHERE NOT s.by_hand AND NOT s.erased AND s.saved_at < %(before)s AND s.saved_by = s.next_by
      AND date_trunc('minute', s.saved_at) = date_trunc('minute', s.next_at)
      AND NOT EXISTS (SELECT FROM draft_event AS e
                      WHERE e.draft = s.draft AND e.at >= s.saved_at AND e.at < s.next_at)
      AND NOT EXISTS (SELECT FROM approval_request AS r WHERE r.draft = s.draft AND r.save = s.number)
      AND NOT EXISTS (SELECT FROM translation_order AS o WHERE o.draft = s.draft AND o.ready_save = s.number)
    ORDER BY s.draft, s.number
    LIMIT %(limit)s
) AS thick
WHERE gone.draft = thick.draft AND gone.number = thick.number;

-- saves --
SELECT s.number, s.saved_by, p.name, s.saved_at, s.by_hand
FROM draft_save AS s
LEFT JOIN person AS p ON p.id = s.saved_by
WHERE s.draft = %(draft)s
ORDER BY s.number DESC
LIMIT %(limit)s;

-- saved --
SELECT content FROM draft_save WHERE draft = %(draft)s AND number = %(number)s ORDER BY number LIMIT 1;

-- move_draft --
UPDATE draft SET state = %(state)s, holder = %(holder)s, since = %(now)s, changed_at = %(now)s,
    due = NULL, salt = NULL, approvals = NULL
WHERE id = %(id)s;

-- drop_drafts_of --
-- What was being written of an item that is killed. One that somebody holds just now is left: a kill waits for nobody.
WITH gone AS (
    UPDATE draft SET state = 'dropped', since = %(now)s, changed_at = %(now)s, due = NULL, salt = NULL, approvals = NULL
    WHERE id IN (SELECT d.id FROM draft AS d
                 WHERE d.guid = %(guid)s AND d.state NOT IN ('released', 'dropped')
                 ORDER BY d.id
                 FOR UPDATE SKIP LOCKED)
    RETURNING id
), asked AS (
    UPDATE approval_request SET state = 'withdrawn', ended_by = %(by)s, ended_at = %(now)s, why = %(why)s
    WHERE draft IN (SELECT g.id FROM gone AS g) AND state = 'open'
)
INSERT INTO draft_event (draft, at, act, by, note)
SELECT g.id, %(now)s, 'dropped', %(by)s, %(why)s FROM gone AS g;

-- drop_dead_drafts --
-- Drafts of killed items that somebody held at the moment of the kill: nothing of them can ever go out.
WITH gone AS (
    UPDATE draft SET state = 'dropped', since = %(now)s, changed_at = %(now)s, due = NULL, salt = NULL, approvals = NULL
    WHERE id IN (SELECT d.id FROM draft AS d
                 JOIN wire_item AS i ON i.guid = d.guid AND i.action = 'kill'
                 WHERE d.state NOT IN ('released', 'dropped')
                 ORDER BY d.id
                 FOR UPDATE OF d SKIP LOCKED)
    RETURNING id
), asked AS (
    UPDATE approval_request SET state = 'withdrawn', ended_at = %(now)s, why = %(why)s
    WHERE draft IN (SELECT g.id FROM gone AS g) AND state = 'open'
)
INSERT INTO draft_event (draft, at, act, by, note)
SELECT g.id, %(now)s, 'dropped', NULL, %(why)s FROM gone AS g;

-- scheduled_by --
-- What waits for its hour on a person's word.
SELECT id, language, section
FROM draft
WHERE state = 'scheduled'
  AND convert_from(approvals, 'UTF8')::jsonb -> 'approvals' @> jsonb_build_array(jsonb_build_object('by', %(person)s::text))
ORDER BY id
LIMIT %(limit)s
FOR UPDATE;

-- add_event --
INSERT INTO draft_event (draft, at, act, by, note) VALUES (%(draft)s, %(now)s, %(act)s, %(by)s, %(note)s);

-- events --
SELECT e.at, e.act, e.by, p.name, e.note
FROM draft_event AS e
LEFT JOIN person AS p ON p.id = e.by
WHERE e.draft = %(draft)s
ORDER BY e.id DESC
LIMIT %(limit)s;

-- lock_of --
SELECT l.holder, p.name, l.sitting, l.taken_at, l.until_at
FROM draft_lock AS l
LEFT JOIN person AS p ON p.id = l.holder
WHERE l.draft = %(draft)s AND l.until_at > %(now)s
ORDER BY l.draft
LIMIT 1;

-- take_lock --
INSERT INTO draft_lock (draft, holder, sitting, taken_at, until_at)
VALUES (%(draft)s, %(holder)s, %(sitting)s, %(now)s, %(until)s)
ON CONFLICT (draft) DO UPDATE SET holder = excluded.holder, sitting = excluded.sitting,
    taken_at = CASE WHEN (draft_lock.holder, draft_lock.sitting) = (excluded.holder, excluded.sitting)
               THEN draft_lock.taken_at ELSE excluded.taken_at END,
    until_at = excluded.until_at;

-- leave_lock --
DELETE FROM draft_lock WHERE draft = %(draft)s AND holder = %(holder)s AND sitting = %(sitting)s;

-- draft --
SELECT id, guid, base_version, action, state, content, headline, slug, language, section, created_by, created_at,
       changed_at, due, salt, approvals, released_guid, released_version, save, since, holder, behind, planned
FROM draft
WHERE id = %(id)s
ORDER BY id
LIMIT 1;

-- draft_for_release --
SELECT id, guid, base_version, action, state, content, headline, slug, language, section, created_by, created_at,
       changed_at, due, salt, approvals, released_guid, released_version, save, since, holder, behind, planned
FROM draft
WHERE id = %(id)s
ORDER BY id
LIMIT 1
FOR UPDATE;

-- drafts --
SELECT id, guid, base_version, action, state, content, headline, slug, language, section, created_by, created_at,
       changed_at, due, salt, approvals, released_guid, released_version, save, since, holder, behind, planned
FROM draft
WHERE state = ANY (%(states)s)
ORDER BY changed_at DESC, id DESC
LIMIT %(limit)s;

-- due_drafts --
SELECT id, guid, base_version, action, state, content, headline, slug, language, section, created_by, created_at,
       changed_at, due, salt, approvals, released_guid, released_version, save, since, holder, behind, planned
FROM draft
WHERE state = 'scheduled' AND due <= %(now)s
ORDER BY due, id
LIMIT %(limit)s;

-- lifts_due --
-- Embargoes that are over. A notice of an embargoed item stays with those who knew of the item.
SELECT i.guid, e.not_before AS due
FROM wire_item AS i
JOIN wire_entry AS e ON e.seq = i.seq
WHERE i.embargoed AND e.not_before <= %(now)s AND i.form <> 'notice'
  AND i.action NOT IN ('hold', 'kill', 'withdraw')
ORDER BY e.not_before, i.seq
LIMIT %(limit)s;

-- rights_over --
-- Items whose right to be used has ended, of every type, and are still on offer.
SELECT guid, rights_end AS due
FROM wire_item
WHERE rights_end <= %(now)s AND form <> 'notice' AND action NOT IN ('hold', 'kill', 'withdraw')
ORDER BY rights_end, seq
LIMIT %(limit)s;

-- next_due --
SELECT min(due) AS due FROM draft WHERE state = 'scheduled' ORDER BY 1 LIMIT 1;

-- mark_released --
UPDATE draft SET state = 'released', content = %(content)s, released_guid = %(guid)s,
    released_version = %(version)s, changed_at = %(now)s, since = %(now)s
WHERE id = %(id)s;

-- mark_scheduled --
UPDATE draft SET state = 'scheduled', due = %(due)s, planned = %(due)s, salt = %(salt)s, approvals = %(approvals)s,
    content = %(content)s, changed_at = %(now)s, since = %(now)s
WHERE id = %(id)s;

-- mark_refused --
UPDATE draft SET state = 'writing', due = NULL, salt = NULL, approvals = NULL, changed_at = %(now)s,
    since = %(now)s
WHERE id = %(id)s AND state = 'scheduled';

-- lock_item --
SELECT pg_advisory_xact_lock(hashtextextended(%(guid)s, 0));

-- open_story --
INSERT INTO story (id, slug, opened_at) VALUES (%(id)s, %(slug)s, %(now)s)
ON CONFLICT (slug) WHERE closed_at IS NULL DO NOTHING;

-- live_story --
SELECT id FROM story WHERE slug = %(slug)s AND closed_at IS NULL ORDER BY id LIMIT 1;

-- count_leads --
SELECT count(*) AS number FROM wire_item
WHERE story = %(story)s AND language = %(language)s AND form = 'lead'
ORDER BY 1
LIMIT 1;

-- take_lease --
INSERT INTO lease (name, holder, until_at) VALUES (%(name)s, %(holder)s, %(until)s)
ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until_at = excluded.until_at
WHERE lease.holder = excluded.holder OR lease.until_at <= %(now)s;

-- give_lease_back --
DELETE FROM lease WHERE name = %(name)s AND holder = %(holder)s;
