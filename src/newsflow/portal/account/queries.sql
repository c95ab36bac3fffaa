-- logins --
-- An organisation's own API users.
SELECT u.username, u.active, u.ends, u.addresses::text[] AS addresses, u.legacy_errors, u.scopes,
       (SELECT count(*) FROM api_user_secret AS s WHERE s.username = u.username) AS secrets, u.last_used_at,
       u.title
FROM api_user AS u
WHERE u.subscriber = %(subscriber)s
ORDER BY u.username
LIMIT 1000;

-- use_by_day --
-- Items taken on each day that is counted, by section, whichever way they went.
SELECT day, section, items::bigint AS number
FROM use_day
WHERE subscriber = %(subscriber)s AND day >= %(since)s AND day < %(until)s
ORDER BY day, section
LIMIT 100000;

-- use_by_path --
-- What was taken by which way: the part before the first colon (has, portal, v1). By cursor, of days that are counted.
SELECT found.name, sum(found.number)::bigint AS number
FROM (
    SELECT split_part(path, ':', 1) AS name, sum(times) AS number
    FROM taking
    WHERE subscriber = %(subscriber)s AND last_at >= %(since)s
    GROUP BY split_part(path, ':', 1)
    UNION ALL
    SELECT split_part(path, ':', 1), sum(items)
    FROM use_cursor
    WHERE subscriber = %(subscriber)s AND day >= %(since)s
    GROUP BY split_part(path, ':', 1)
) AS found
GROUP BY found.name
ORDER BY number DESC, found.name
LIMIT 100;

-- use_by_login --
-- By the login that took it last; people of the portal are not told apart.
SELECT found.name, sum(found.number)::bigint AS number
FROM (
    SELECT coalesce(last_user, '') AS name, sum(times) AS number
    FROM taking
    WHERE subscriber = %(subscriber)s AND last_at >= %(since)s
    GROUP BY coalesce(last_user, '')
    UNION ALL
    SELECT login, sum(items)
    FROM use_cursor
    WHERE subscriber = %(subscriber)s AND day >= %(since)s
    GROUP BY login
) AS found
GROUP BY found.name
ORDER BY number DESC, found.name
LIMIT 1000;

-- titles_of_logins --
-- Under which title each of the organisation's API users takes.
SELECT u.username AS login, t.name AS title
FROM api_user AS u
JOIN subscriber_title AS t ON t.id = u.title
WHERE u.subscriber = %(subscriber)s
ORDER BY u.username
LIMIT 1000;

-- set_title --
UPDATE api_user SET title = %(title)s WHERE username = %(username)s AND subscriber = %(subscriber)s;
