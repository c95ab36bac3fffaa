-- in_force --
SELECT number, at, by, part, said::text AS said
FROM agency_text
ORDER BY number DESC
LIMIT 1;

-- last_number --
SELECT coalesce(max(number), 0) AS number
FROM agency_text
ORDER BY 1
LIMIT 1;

-- kept --
SELECT t.number, t.at, t.by, p.name, t.part, t.said::text AS said
FROM agency_text AS t
LEFT JOIN person AS p ON p.id = t.by
ORDER BY t.number DESC
LIMIT %(limit)s;

-- put --
SELECT agency_put(%(number)s, %(at)s, %(by)s, %(part)s, %(said)s::jsonb);

-- codes --
SELECT kind, code, number, retired FROM agency_code ORDER BY kind, code LIMIT 10000;
