-- contracts --
-- Every subscriber with the contracts that have begun; one that has none is there with empty terms.
SELECT s.id AS subscriber, s.name, c.id AS contract, c.title, c.starts, least(c.ends, e.at) AS ends,
       c.entitlement::text AS entitlement, (
    SELECT jsonb_agg(jsonb_build_object('since', p.since, 'until', l.at, 'because', p.because) ORDER BY p.since)::text
    FROM suspension AS p LEFT JOIN suspension_lift AS l ON l.suspension = p.id
    WHERE p.subscriber = s.id
) AS pauses
FROM subscriber AS s
LEFT JOIN contract AS c ON c.subscriber = s.id AND c.starts <= %(now)s
LEFT JOIN contract_end AS e ON e.contract = c.id
ORDER BY s.name, s.id, c.starts, c.id
LIMIT %(limit)s;

-- public_now --
-- The last line of the edition log of an item: whether the public site shows it, and under which headline.
SELECT edition, act = 'show' AS shown, headline
FROM edition_log
WHERE guid = %(guid)s AND act IN ('show', 'hide')
ORDER BY seq DESC
LIMIT 1;
