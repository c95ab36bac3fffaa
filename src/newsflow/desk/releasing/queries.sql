-- lead_behind --
-- The draft of the lead that was begun behind a flash's draft.
SELECT id AS number FROM draft WHERE behind = %(draft)s AND state <> 'dropped' ORDER BY id LIMIT 1;

-- slugs --
-- The slugs of the stories that the wire told of last, the newest first.
SELECT s.slug
FROM (
    SELECT slug, max(at) AS at FROM wire_item WHERE at > %(since)s AND form <> 'notice' GROUP BY slug
) AS s
ORDER BY s.at DESC, s.slug
LIMIT %(limit)s;
