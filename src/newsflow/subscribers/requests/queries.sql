-- add_request --
INSERT INTO account_request (subscriber, kind, about, asked_at)
VALUES (%(subscriber)s, %(kind)s, %(about)s, %(now)s)
RETURNING id AS number;

-- open_requests_of --
SELECT count(*) AS number FROM account_request WHERE subscriber = %(subscriber)s AND closed_at IS NULL ORDER BY 1 LIMIT 1;

-- lock_subscriber --
-- One request of an organisation is written at a time, so that its limit is one.
SELECT pg_advisory_xact_lock(hashtextextended('requests ' || %(subscriber)s::text, 0));

-- lock_request --
SELECT id AS number FROM account_request WHERE id = %(id)s ORDER BY id LIMIT 1 FOR UPDATE;

-- request --
SELECT r.id, r.subscriber, s.name AS organisation, r.kind, r.about, r.asked_at, r.closed_at,
       last.kind AS last_kind, last.at AS last_at
FROM account_request AS r
JOIN subscriber AS s ON s.id = r.subscriber
JOIN LATERAL (
    SELECT step.kind, step.at FROM account_request_step AS step
    WHERE step.request = r.id ORDER BY step.number DESC LIMIT 1
) AS last ON true
WHERE r.id = %(id)s
ORDER BY r.id
LIMIT 1;

-- requests --
-- Those of one organisation, or of all; open, closed, or both.
SELECT r.id, r.subscriber, s.name AS organisation, r.kind, r.about, r.asked_at, r.closed_at,
       last.kind AS last_kind, last.at AS last_at
FROM account_request AS r
JOIN subscriber AS s ON s.id = r.subscriber
JOIN LATERAL (
    SELECT step.kind, step.at FROM account_request_step AS step
    WHERE step.request = r.id ORDER BY step.number DESC LIMIT 1
) AS last ON true
WHERE (%(subscriber)s::text IS NULL OR r.subscriber = %(subscriber)s)
    AND (%(closed)s::boolean IS NULL OR (r.closed_at IS NOT NULL) = %(closed)s)
ORDER BY last.at DESC, r.id DESC
LIMIT %(limit)s;

-- waiting --
-- How many wait for the agency's answer.
SELECT count(*) AS number
FROM account_request AS r
JOIN LATERAL (
    SELECT step.kind FROM account_request_step AS step WHERE step.request = r.id ORDER BY step.number DESC LIMIT 1
) AS last ON true
WHERE r.closed_at IS NULL AND last.kind IN ('asked', 'wrote')
ORDER BY 1
LIMIT 1;

-- steps --
SELECT step.number, step.at, step.kind, step.by, person.name, step.words
FROM account_request_step AS step
LEFT JOIN person ON person.id = step.by
WHERE step.request = %(request)s
ORDER BY step.number
LIMIT 1000;

-- add_step --
INSERT INTO account_request_step (request, number, at, kind, by, words)
SELECT %(request)s, coalesce(max(step.number), 0) + 1, %(now)s, %(kind)s, %(by)s, %(words)s
FROM account_request_step AS step
WHERE step.request = %(request)s
RETURNING number;

-- close --
UPDATE account_request SET closed_at = %(now)s WHERE id = %(id)s;

-- open_again --
UPDATE account_request SET closed_at = NULL WHERE id = %(id)s;

-- forget_words --
UPDATE account_request_step AS step SET words = NULL
FROM account_request AS r
WHERE r.id = step.request AND r.closed_at < %(before)s AND step.words IS NOT NULL;
