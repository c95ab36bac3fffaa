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
-- Items taken on each day, as the quota counts them.
SELECT day, count(*) AS number
FROM taking_day
WHERE subscriber = %(subscriber)s AND day >= %(since)s
GROUP BY day
ORDER BY day
LIMIT 400;

-- use_by_section --
SELECT i.section AS name, count(*) AS number
FROM taking_day AS d
JOIN wire_item AS i ON i.guid = d.guid
WHERE d.subscriber = %(subscriber)s AND d.day >= %(since)s
GROUP BY i.section
ORDER BY number DESC, name
LIMIT 100;

-- use_by_path --
-- What was taken by which way: the part before the first colon (has, portal, v1).
SELECT split_part(path, ':', 1) AS name, sum(times)::bigint AS number
FROM taking
WHERE subscriber = %(subscriber)s AND last_at >= %(since)s
GROUP BY split_part(path, ':', 1)
ORDER BY number DESC, name
LIMIT 100;

-- use_by_login --
-- By the login that took it last; people of the portal are not told apart.
SELECT coalesce(last_user, '') AS name, sum(times)::bigint AS number
FROM taking
WHERE subscriber = %(subscriber)s AND last_at >= %(since)s
GROUP BY coalesce(last_user, '')
ORDER BY number DESC, name
LIMIT 100;

-- use_by_title --
-- By the title of the API user that took it last.
SELECT coalesce(t.name, '') AS name, sum(k.times)::bigint AS number
FROM taking AS k
LEFT JOIN api_user AS u ON u.username = k.last_user
LEFT JOIN subscriber_title AS t ON t.id = u.title
WHERE k.subscriber = %(subscriber)s AND k.last_at >= %(since)s
GROUP BY coalesce(t.name, '')
ORDER BY number DESC, name
LIMIT 300;

-- set_title --
UPDATE api_user SET title = %(title)s WHERE username = %(username)s AND subscriber = %(subscriber)s;
