-- create_draft --
INSERT INTO draft (guid, base_version, action, state, content, headline, slug, language, created_by, created_at,
                   changed_at, reading)
VALUES (%(guid)s, %(base_version)s, %(action)s, 'writing', %(content)s, %(headline)s, %(slug)s, %(language)s,
        %(created_by)s, %(now)s, %(now)s, %(reading)s::jsonb)
RETURNING id AS number;

-- change_draft --
UPDATE draft SET content = %(content)s, headline = %(headline)s, slug = %(slug)s, language = %(language)s,
    changed_at = %(now)s, state = 'writing', due = NULL, salt = NULL, approvals = NULL
WHERE id = %(id)s AND state NOT IN ('released', 'dropped');

-- draft --
SELECT id, guid, base_version, action, state, content, headline, slug, language, created_by, created_at, changed_at,
       due, salt, approvals, released_guid, released_version
FROM draft
WHERE id = %(id)s
ORDER BY id
LIMIT 1;

-- draft_for_release --
SELECT id, guid, base_version, action, state, content, headline, slug, language, created_by, created_at, changed_at,
       due, salt, approvals, released_guid, released_version
FROM draft
WHERE id = %(id)s
ORDER BY id
LIMIT 1
FOR UPDATE;

-- drafts --
SELECT id, guid, base_version, action, state, content, headline, slug, language, created_by, created_at, changed_at,
       due, salt, approvals, released_guid, released_version
FROM draft
WHERE state = ANY (%(states)s)
ORDER BY changed_at DESC, id DESC
LIMIT %(limit)s;

-- due_drafts --
SELECT id, guid, base_version, action, state, content, headline, slug, language, created_by, created_at, changed_at,
       due, salt, approvals, released_guid, released_version
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
    released_version = %(version)s, changed_at = %(now)s
WHERE id = %(id)s;

-- mark_scheduled --
UPDATE draft SET state = 'scheduled', due = %(due)s, salt = %(salt)s, approvals = %(approvals)s,
    content = %(content)s, changed_at = %(now)s
WHERE id = %(id)s;

-- mark_refused --
UPDATE draft SET state = 'writing', due = NULL, salt = NULL, approvals = NULL, changed_at = %(now)s
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
