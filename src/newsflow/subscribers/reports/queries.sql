-- first_day --
-- From which day on there is anything to count: the day after the last that was, else the first contract's.
SELECT coalesce((SELECT max(day) + 1 FROM use_counted),
                (SELECT min((starts AT TIME ZONE %(zone)s)::date) FROM contract)) AS day
ORDER BY 1
LIMIT 1;

-- begin_day --
INSERT INTO use_counted (day, at) VALUES (%(day)s, %(at)s) ON CONFLICT (day) DO NOTHING;

-- counted_until --
-- The last day that was counted.
SELECT max(day) AS day FROM use_counted ORDER BY 1 LIMIT 1;

-- taken_items --
SELECT d.day, d.guid, i.section
FROM taking_day AS d
JOIN wire_item AS i ON i.guid = d.guid
WHERE d.subscriber = %(subscriber)s AND d.day BETWEEN %(first)s AND %(last)s
ORDER BY d.day, d.guid
LIMIT 1000000;

-- ranged_items --
-- What went out by cursor within the days and the contract's term, of what that contract covers.
SELECT DISTINCT (least(greatest(e.at, r.first_at), r.last_at) AT TIME ZONE %(zone)s)::date AS day, i.guid, i.section, r.path,
       coalesce(r.last_user, '') AS login
FROM taking_range AS r
JOIN wire_entry AS e ON e.seq > r.after_seq AND e.seq <= coalesce(r.to_seq, 9223372036854775807)
    AND (r.to_seq IS NOT NULL OR e.at <= r.last_at)
JOIN wire_item AS i ON i.guid = e.guid
WHERE /*rule*/ TRUE
  AND r.subscriber = %(subscriber)s AND r.first_at < %(until)s AND r.last_at >= %(since)s
  AND least(greatest(e.at, r.first_at), r.last_at) >= %(since)s
  AND least(greatest(e.at, r.first_at), r.last_at) < %(until)s
  AND e.action NOT IN ('hold', 'kill', 'withdraw')
ORDER BY day, i.guid, r.path, login
LIMIT 1000000;

-- put_cursor --
INSERT INTO use_cursor (day, subscriber, path, login, items)
SELECT given.day, %(subscriber)s, given.path, given.login, given.items
FROM unnest(%(days)s::date[], %(paths)s::text[], %(logins)s::text[], %(items)s::integer[]) AS given (day, path, login, items);

-- put_use --
INSERT INTO use_day (day, subscriber, section, items)
SELECT %(day)s, %(subscriber)s, given.section, given.items
FROM unnest(%(sections)s::text[], %(items)s::integer[]) AS given (section, items);

-- put_items --
INSERT INTO use_item (day, guid, subscribers)
SELECT %(day)s, given.guid, given.subscribers
FROM unnest(%(guids)s::text[], %(numbers)s::integer[]) AS given (guid, subscribers);

-- use --
SELECT s.id, s.name, u.section, sum(u.items)::bigint AS items
FROM use_day AS u
JOIN subscriber AS s ON s.id = u.subscriber
WHERE u.day BETWEEN %(since)s AND %(until)s
GROUP BY s.id, s.name, u.section
ORDER BY s.name, s.id, items DESC, u.section
LIMIT %(limit)s;

-- top --
SELECT i.guid, i.headline, i.slug, i.language, i.action, n.number
FROM (
    SELECT guid, sum(subscribers)::bigint AS number
    FROM use_item
    WHERE day BETWEEN %(since)s AND %(until)s
    GROUP BY guid
    ORDER BY number DESC, guid
    LIMIT %(limit)s
) AS n
JOIN wire_item AS i ON i.guid = n.guid
ORDER BY n.number DESC, i.guid
LIMIT %(limit)s;

-- killed --
SELECT guid, slug, section, language, version, seq, at
FROM wire_item
WHERE action = 'kill' AND at >= %(since)s
ORDER BY at DESC, guid
LIMIT %(limit)s;

-- fetched --
-- Who has a kill: its version, the notice that tells of it, or its number by a cursor.
SELECT subscriber FROM taking WHERE guid = %(guid)s AND version >= %(version)s
UNION
SELECT t.subscriber FROM wire_item AS n JOIN taking AS t ON t.guid = n.guid WHERE n.notice_of = %(guid)s
UNION
SELECT r.subscriber FROM taking_range AS r
WHERE %(seq)s::bigint <@ int8range(r.after_seq, r.to_seq, '(]') AND (r.to_seq IS NOT NULL OR r.last_at >= %(at)s)
ORDER BY subscriber
LIMIT 100000;

-- falling_due --
-- The days of contracts that run: when notice must be given, when one renews itself, when one ends.
SELECT s.id AS subscriber, s.name, c.id AS contract, c.title, d.what, d.due
FROM contract AS c
JOIN subscriber AS s ON s.id = c.subscriber
LEFT JOIN contract_end AS e ON e.contract = c.id
LEFT JOIN LATERAL (
    SELECT t.notice_by, t.renews_on FROM contract_terms AS t WHERE t.contract = c.id ORDER BY t.number DESC LIMIT 1
) AS t ON true
CROSS JOIN LATERAL (VALUES
    ('notice', t.notice_by), ('renewal', t.renews_on),
    ('end', (least(c.ends, e.at) AT TIME ZONE %(zone)s)::date)) AS d (what, due)
WHERE c.starts <= %(now)s AND (least(c.ends, e.at) IS NULL OR least(c.ends, e.at) > %(now)s)
  AND d.due BETWEEN %(today)s AND %(until)s
ORDER BY d.due, s.name, c.id, d.what
LIMIT %(limit)s;

-- remind --
INSERT INTO contract_reminder (contract, what, due, days, at)
VALUES (%(contract)s, %(what)s, %(due)s, %(days)s, %(at)s)
ON CONFLICT (contract, what, due, days) DO NOTHING;

-- add_check --
INSERT INTO sanctions_check (subscriber, number, checked_on, lists, clear, remark, at, by)
SELECT %(subscriber)s, coalesce(max(number), 0) + 1, %(checked_on)s, %(lists)s::text, %(clear)s, %(remark)s::text,
       %(at)s, %(by)s
FROM sanctions_check WHERE subscriber = %(subscriber)s;

-- checks_of --
SELECT number, checked_on, lists, clear, remark, at, by
FROM sanctions_check
WHERE subscriber = %(subscriber)s
ORDER BY number DESC
LIMIT %(limit)s;

-- unchecked --
-- Who has a contract that runs and was not looked up since a day, or never.
SELECT s.id, s.name, (SELECT max(k.checked_on) FROM sanctions_check AS k WHERE k.subscriber = s.id) AS last
FROM subscriber AS s
WHERE EXISTS (
    SELECT 1 FROM contract AS c LEFT JOIN contract_end AS e ON e.contract = c.id
    WHERE c.subscriber = s.id AND c.starts <= %(now)s AND (least(c.ends, e.at) IS NULL OR least(c.ends, e.at) > %(now)s)
) AND NOT EXISTS (SELECT 1 FROM sanctions_check AS k WHERE k.subscriber = s.id AND k.checked_on >= %(since)s)
ORDER BY s.name, s.id
LIMIT %(limit)s;

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

-- forget_cursor_logins --
UPDATE use_cursor AS u SET login = ''
FROM (
    SELECT ctid FROM use_cursor WHERE day < (%(before)s::timestamptz)::date AND login <> '' ORDER BY day LIMIT %(limit)s
) AS old
WHERE u.ctid = old.ctid;
