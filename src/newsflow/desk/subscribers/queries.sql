-- standing --
-- Each subscriber with what runs, until when, and how much it asks and takes.
SELECT s.id, s.name, coalesce(c.running, 0) AS running, c.ends,
       coalesce((SELECT sum(u.items) FROM use_day AS u WHERE u.subscriber = s.id AND u.day BETWEEN %(month)s AND %(today)s), 0)
           + (SELECT count(*) FROM taking_day AS d WHERE d.subscriber = s.id
              AND d.day >= greatest(%(month)s, (SELECT max(k.day) + 1 FROM use_counted AS k))) AS month,
       greatest((SELECT max(u.last_used_at) FROM api_user AS u WHERE u.subscriber = s.id),
                (SELECT max(f.last_used_at) FROM feed AS f WHERE f.subscriber = s.id),
                (SELECT max(l.seen_at) FROM person AS p JOIN portal_place AS l ON l.person = p.id
                 WHERE p.subscriber = s.id)) AS last_asked,
       (SELECT count(*) FROM person AS p WHERE p.subscriber = s.id AND p.active) AS people,
       (SELECT count(*) FROM api_user AS u WHERE u.subscriber = s.id AND u.active) AS logins,
       (SELECT g.name FROM subscriber_group AS i LEFT JOIN company_group AS g ON g.id = i.company_group
        WHERE i.subscriber = s.id ORDER BY i.number DESC LIMIT 1) AS company_group,
       EXISTS (SELECT 1 FROM suspended AS x WHERE x.subscriber = s.id) AS suspended
FROM subscriber AS s
LEFT JOIN (
    SELECT c.subscriber, count(*) AS running,
           CASE WHEN bool_or(least(c.ends, e.at) IS NULL) THEN NULL ELSE max(least(c.ends, e.at)) END AS ends
    FROM contract AS c
    LEFT JOIN contract_end AS e ON e.contract = c.id
    WHERE c.starts <= %(now)s AND (least(c.ends, e.at) IS NULL OR least(c.ends, e.at) > %(now)s)
    GROUP BY c.subscriber
) AS c ON c.subscriber = s.id
ORDER BY s.name, s.id
LIMIT %(limit)s;
