-- begin_look --
INSERT INTO look (session, subscriber, person, by, because, begun, ends)
VALUES (%(session)s, %(subscriber)s, %(person)s, %(by)s, %(because)s, %(begun)s, %(ends)s);

-- end_look --
UPDATE look SET ended = %(now)s WHERE session = %(session)s AND ended IS NULL;

-- looks_of --
SELECT l.begun, least(l.ends, l.ended) AS over, l.because, b.name AS by, p.name AS person
FROM look AS l
LEFT JOIN person AS b ON b.id = l.by
LEFT JOIN person AS p ON p.id = l.person
WHERE l.subscriber = %(subscriber)s
ORDER BY l.begun DESC, l.session
LIMIT %(limit)s;
