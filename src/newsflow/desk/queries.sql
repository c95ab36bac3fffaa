-- waiting --
-- How many drafts wait for a second look; the bar shows it on every page.
SELECT count(*) AS count
FROM draft
WHERE state = 'for_approval'
LIMIT 1;

-- board_mark --
-- A text that changes whenever a line of the board may have: drafts, who writes, requests, the wire.
SELECT concat_ws(' ',
    (SELECT concat(count(*), ' ', max(d.changed_at), ' ', max(d.since), ' ', max(d.id), ' ', sum(d.save)) FROM draft AS d
     WHERE d.state IN ('writing', 'with_editor', 'for_approval', 'scheduled')),
    (SELECT concat(count(*), ' ', sum(l.draft), ' ', max(l.taken_at)) FROM draft_lock AS l WHERE l.until_at > %(now)s),
    (SELECT concat(count(*), ' ', max(r.asked_at)) FROM approval_request AS r WHERE r.state = 'open'),
    (SELECT max(h.seq) FROM wire_head AS h)
) AS mark
ORDER BY mark
LIMIT 1;

-- open_slugs --
-- The slugs of stories that are open, the newest first: what a writer may mean.
SELECT s.slug
FROM story AS s
WHERE s.closed_at IS NULL
ORDER BY s.opened_at DESC, s.id
LIMIT %(limit)s;

-- next_draft --
-- What is being written of an item, the newest.
SELECT id AS draft
FROM draft
WHERE guid = %(guid)s AND state NOT IN ('released', 'dropped')
ORDER BY id DESC
LIMIT 1;

-- written_in --
-- The draft that a sitting writes in.
SELECT l.draft
FROM draft_lock AS l
WHERE l.holder = %(holder)s AND l.sitting = %(sitting)s AND l.until_at > %(now)s
ORDER BY l.draft DESC
LIMIT 1;
