-- add_subscriber --
INSERT INTO subscriber (id, name, created_at) VALUES (%(id)s, %(name)s, %(at)s);

-- subscribers --
SELECT id, name, created_at FROM subscriber ORDER BY id LIMIT %(limit)s;

-- subscriber --
SELECT id, name, created_at FROM subscriber WHERE id = %(id)s ORDER BY id LIMIT 1;

-- add_contract --
INSERT INTO contract (id, subscriber, title, starts, ends, entitlement, created_at, signed_by)
VALUES (%(id)s, %(subscriber)s, %(title)s, %(starts)s, %(ends)s, %(entitlement)s::jsonb, %(at)s, %(by)s);

-- end_contract --
INSERT INTO contract_end (contract, at, because, by) VALUES (%(contract)s, %(at)s, %(because)s, %(by)s);

-- contracts_of --
SELECT c.id, c.subscriber, c.title, c.starts, least(c.ends, e.at) AS ends, c.entitlement::text AS entitlement, (
    SELECT jsonb_agg(jsonb_build_object('since', p.since, 'until', l.at, 'because', p.because) ORDER BY p.since)::text
    FROM suspension AS p LEFT JOIN suspension_lift AS l ON l.suspension = p.id
    WHERE p.subscriber = c.subscriber
) AS pauses
FROM contract AS c
LEFT JOIN contract_end AS e ON e.contract = c.id
WHERE c.subscriber = %(subscriber)s
ORDER BY c.starts, c.id
LIMIT 1000;

-- add_api_user --
INSERT INTO api_user (username, subscriber, active, ends, legacy_errors, addresses, scopes, created_at)
VALUES (
    %(username)s, %(subscriber)s, true, %(ends)s, %(legacy_errors)s, %(addresses)s::cidr[], %(scopes)s::text[], %(at)s
);

-- add_secret --
INSERT INTO api_user_secret (username, secret_hmac, made_at) VALUES (%(username)s, %(secret_hmac)s, %(at)s);

-- drop_old_secrets --
DELETE FROM api_user_secret
WHERE username = %(username)s AND secret_hmac NOT IN (
    SELECT s.secret_hmac FROM api_user_secret AS s
    WHERE s.username = %(username)s
    ORDER BY s.made_at DESC, s.secret_hmac
    LIMIT %(keep)s
);

-- change_api_user --
UPDATE api_user SET active = %(active)s, ends = %(ends)s, legacy_errors = %(legacy_errors)s,
    addresses = %(addresses)s::cidr[], scopes = %(scopes)s::text[]
WHERE username = %(username)s;

-- sign_in --
SELECT u.username, u.subscriber, u.active, u.ends, u.legacy_errors, u.addresses::text[] AS addresses, u.scopes,
       u.last_used_at
FROM api_user AS u
JOIN api_user_secret AS s ON s.username = u.username
WHERE u.username = %(username)s AND s.secret_hmac = %(secret_hmac)s
ORDER BY u.username
LIMIT 1;

-- sign_in_bearer --
SELECT u.username, u.subscriber, u.active, u.ends, u.legacy_errors, u.addresses::text[] AS addresses, u.scopes,
       u.last_used_at
FROM api_user AS u
JOIN api_user_secret AS s ON s.username = u.username
WHERE s.secret_hmac = %(secret_hmac)s
ORDER BY u.username
LIMIT 1;

-- api_user --
SELECT username, subscriber, active, ends, legacy_errors, addresses::text[] AS addresses, scopes
FROM api_user
WHERE username = %(username)s
ORDER BY username
LIMIT 1;

-- api_users --
SELECT u.username, u.subscriber, u.active, u.ends, u.addresses::text[] AS addresses, u.legacy_errors, u.scopes,
       (SELECT count(*) FROM api_user_secret AS s WHERE s.username = u.username) AS secrets, u.last_used_at
FROM api_user AS u
ORDER BY u.subscriber, u.username
LIMIT %(limit)s;

-- used --
UPDATE api_user SET last_used_at = %(now)s
WHERE username = %(username)s AND (last_used_at IS NULL OR last_used_at < %(now)s::timestamptz - interval '1 minute');

-- take --
INSERT INTO taking (subscriber, guid, version, path, times, first_at, last_at, last_user, last_address)
SELECT given.subscriber, given.guid, given.version, given.path, given.times, given.first_at, given.last_at,
       given.username, given.address
FROM unnest(%(subscribers)s::text[], %(guids)s::text[], %(versions)s::integer[], %(paths)s::text[],
            %(times)s::bigint[], %(firsts)s::timestamptz[], %(lasts)s::timestamptz[], %(usernames)s::text[],
            %(addresses)s::inet[])
    AS given (subscriber, guid, version, path, times, first_at, last_at, username, address)
ON CONFLICT (subscriber, guid, version, path)
DO UPDATE SET times = taking.times + excluded.times, last_at = excluded.last_at, last_user = excluded.last_user,
              last_address = excluded.last_address;

-- take_days --
INSERT INTO taking_day (subscriber, day, guid)
SELECT given.subscriber, given.day, given.guid
FROM unnest(%(subscribers)s::text[], %(days)s::date[], %(guids)s::text[]) AS given (subscriber, day, guid)
ON CONFLICT (subscriber, day, guid) DO NOTHING;

-- lock_quota --
-- One taking of a limited subscriber at a time, until the transaction ends.
SELECT pg_advisory_xact_lock(hashtextextended('quota ' || %(subscriber)s::text, 0));

-- taken_today --
SELECT guid FROM taking_day
WHERE subscriber = %(subscriber)s AND day = %(day)s AND guid = ANY (%(guids)s::text[])
ORDER BY guid
LIMIT 10000;

-- used_quota --
SELECT count(*) AS month, count(*) FILTER (WHERE day = %(day)s) AS day
FROM taking_day
WHERE subscriber = %(subscriber)s AND day BETWEEN %(month)s AND %(day)s
ORDER BY 1
LIMIT 1;

-- who_took --
SELECT array_agg(DISTINCT subscriber) AS subscribers FROM taking WHERE guid = %(guid)s HAVING count(*) > 0 LIMIT 1;

-- took --
SELECT DISTINCT guid FROM taking
WHERE subscriber = %(subscriber)s AND guid = ANY (%(guids)s)
ORDER BY guid
LIMIT 10000;

-- takers --
SELECT subscriber, guid, version, path, times, first_at, last_at
FROM taking
WHERE guid = %(guid)s
ORDER BY first_at, subscriber, version, path
LIMIT 10000;

-- count --
INSERT INTO request_minute (minute, subscriber, what, number)
SELECT given.minute, given.subscriber, given.what, given.number
FROM unnest(%(minutes)s::timestamptz[], %(subscribers)s::text[], %(whats)s::text[], %(numbers)s::bigint[])
    AS given (minute, subscriber, what, number)
ON CONFLICT (minute, subscriber, what) DO UPDATE SET number = request_minute.number + excluded.number;

-- counted --
SELECT max(minute) AS minute, subscriber, what, sum(number)::bigint AS number
FROM request_minute
WHERE minute >= %(since)s
GROUP BY subscriber, what, CASE WHEN %(by_minute)s::boolean THEN minute END
ORDER BY 1 DESC, subscriber, what
LIMIT %(limit)s;

-- forget_addresses --
-- A line that is being taken again is left for the next time; it is looked at once more under its lock.
UPDATE taking AS t SET last_address = NULL
FROM (
    SELECT subscriber, guid, version, path FROM taking
    WHERE last_at < %(before)s AND last_address IS NOT NULL
    ORDER BY subscriber, guid, version, path
    LIMIT %(limit)s
    FOR UPDATE SKIP LOCKED
) AS old
WHERE t.subscriber = old.subscriber AND t.guid = old.guid AND t.version = old.version AND t.path = old.path
  AND t.last_at < %(before)s;

-- forget_people --
UPDATE taking AS t SET last_user = NULL, last_address = NULL
FROM (
    SELECT subscriber, guid, version, path FROM taking
    WHERE last_at < %(before)s AND last_user IS NOT NULL
    ORDER BY subscriber, guid, version, path
    LIMIT %(limit)s
    FOR UPDATE SKIP LOCKED
) AS old
WHERE t.subscriber = old.subscriber AND t.guid = old.guid AND t.version = old.version AND t.path = old.path
  AND t.last_at < %(before)s;

-- forget_counters --
DELETE FROM request_minute AS m
USING (
    SELECT minute, subscriber, what FROM request_minute
    WHERE minute < %(before)s
    ORDER BY minute, subscriber, what
    LIMIT %(limit)s
    FOR UPDATE SKIP LOCKED
) AS old
WHERE m.minute = old.minute AND m.subscriber = old.subscriber AND m.what = old.what;

-- put_ranges --
INSERT INTO taking_range (id, subscriber, path, contracts, after_seq, to_seq, first_at, last_at, last_user, last_address)
SELECT given.id, given.subscriber, given.path, given.contracts::jsonb, given.after_seq, given.to_seq, given.first_at,
       given.last_at, given.username, given.address
FROM unnest(%(ids)s::uuid[], %(subscribers)s::text[], %(paths)s::text[], %(contracts)s::text[], %(afters)s::bigint[],
            %(tos)s::bigint[], %(firsts)s::timestamptz[], %(lasts)s::timestamptz[], %(usernames)s::text[],
            %(addresses)s::inet[])
    AS given (id, subscriber, path, contracts, after_seq, to_seq, first_at, last_at, username, address)
ON CONFLICT (id) DO UPDATE SET to_seq = excluded.to_seq, last_at = excluded.last_at, last_user = excluded.last_user,
                               last_address = excluded.last_address;

-- ranged --
-- The versions of items that lie in a range of somebody's, with all that a contract asks of them. Of what was erased,
-- the item's latest codes stand in. An open stream takes what was released before its lease's end.
SELECT r.subscriber, r.path, r.contracts, r.first_at, r.last_at, e.guid, e.version, e.seq, e.at, e.action,
       (e.not_before IS NOT NULL AND e.action <> 'lift') AS embargoed,
       coalesce(v.says->>'type', i.type) AS type, coalesce(v.says->>'language', i.language) AS language,
       coalesce(v.says->>'form', i.form) AS form, coalesce(v.says->>'section', i.section) AS section,
       coalesce(v.says->'packages', to_jsonb(i.packages)) AS packages,
       coalesce(v.says->>'provider', i.provider) AS provider, coalesce(v.says->>'priority', i.priority) AS priority,
       coalesce(v.says->'restrictions', i.restrictions)::text AS restrictions
FROM wire_entry AS e
JOIN wire_item AS i ON i.guid = e.guid
JOIN wire_content AS c ON c.seq = e.seq
CROSS JOIN LATERAL (SELECT convert_from(c.body, 'UTF8')::jsonb AS says) AS v
JOIN taking_range AS r ON e.seq <@ int8range(r.after_seq, r.to_seq, '(]') AND (r.to_seq IS NOT NULL OR e.at <= r.last_at)
WHERE e.guid = ANY (%(guids)s::text[]) AND (%(subscriber)s::text IS NULL OR r.subscriber = %(subscriber)s::text)
ORDER BY r.subscriber, e.seq, r.first_at
LIMIT %(limit)s;

-- forget_range_addresses --
UPDATE taking_range AS t SET last_address = NULL
FROM (
    SELECT id FROM taking_range
    WHERE last_at < %(before)s AND last_address IS NOT NULL
    ORDER BY id
    LIMIT %(limit)s
    FOR UPDATE SKIP LOCKED
) AS old
WHERE t.id = old.id AND t.last_at < %(before)s;

-- forget_range_people --
UPDATE taking_range AS t SET last_user = NULL, last_address = NULL
FROM (
    SELECT id FROM taking_range
    WHERE last_at < %(before)s AND last_user IS NOT NULL
    ORDER BY id
    LIMIT %(limit)s
    FOR UPDATE SKIP LOCKED
) AS old
WHERE t.id = old.id AND t.last_at < %(before)s;

-- add_feed --
INSERT INTO feed (id, subscriber, secret_hmac, format, title, question, entries, addresses, ends, created_at)
VALUES (%(id)s, %(subscriber)s, %(secret_hmac)s, %(format)s, %(title)s, %(question)s, %(entries)s,
        %(addresses)s::cidr[], %(ends)s, %(at)s);

-- feeds --
SELECT id, subscriber, format, title, question, entries, addresses::text[] AS addresses, ends, revoked_at, created_at,
       last_used_at
FROM feed
ORDER BY subscriber, id
LIMIT %(limit)s;

-- change_feed --
UPDATE feed SET format = %(format)s, title = %(title)s, question = %(question)s, entries = %(entries)s,
    addresses = %(addresses)s::cidr[], ends = %(ends)s
WHERE id = %(id)s;

-- feed_of_secret --
SELECT id, subscriber, format, title, question, entries, addresses::text[] AS addresses, ends, revoked_at, created_at,
       last_used_at
FROM feed
WHERE secret_hmac = %(secret_hmac)s
ORDER BY id
LIMIT 1;

-- revoke_feed --
UPDATE feed SET revoked_at = %(at)s WHERE id = %(id)s AND revoked_at IS NULL;

-- feed_used --
UPDATE feed SET last_used_at = %(now)s WHERE id = %(id)s;

-- hold_subscriber --
-- One suspends or lifts at a time, until the transaction ends.
SELECT pg_advisory_xact_lock(hashtextextended('suspension ' || %(subscriber)s::text, 0));

-- suspend --
INSERT INTO suspension (subscriber, since, because, by) VALUES (%(subscriber)s, %(at)s, %(because)s, %(by)s);

-- lift_suspension --
INSERT INTO suspension_lift (suspension, at, by) VALUES (%(suspension)s, %(at)s, %(by)s);

-- open_suspension --
SELECT p.id, p.since, p.because, p.by, NULL::timestamptz AS lifted_at, NULL::text AS lifted_by
FROM suspended AS p
WHERE p.subscriber = %(subscriber)s
ORDER BY p.since DESC
LIMIT 1;

-- suspensions --
SELECT p.id, p.since, p.because, p.by, l.at AS lifted_at, l.by AS lifted_by
FROM suspension AS p
LEFT JOIN suspension_lift AS l ON l.suspension = p.id
WHERE p.subscriber = %(subscriber)s
ORDER BY p.since DESC, p.id DESC
LIMIT %(limit)s;
