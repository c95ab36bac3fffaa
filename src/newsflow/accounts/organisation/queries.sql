-- organisation_rules --
SELECT needs_passkey, use_by_person FROM organisation_rules WHERE subscriber = %(subscriber)s ORDER BY subscriber LIMIT 1;

-- set_organisation_rules --
INSERT INTO organisation_rules (subscriber, needs_passkey, use_by_person, changed_at)
VALUES (%(subscriber)s, %(needs_passkey)s, %(use_by_person)s, %(now)s)
ON CONFLICT (subscriber) DO UPDATE
SET needs_passkey = excluded.needs_passkey, use_by_person = excluded.use_by_person, changed_at = excluded.changed_at;

-- note_person_taking --
INSERT INTO person_taking (person, day, guid)
SELECT %(person)s, %(day)s, given.guid
FROM unnest(%(guids)s::text[]) AS given (guid)
WHERE EXISTS (SELECT FROM organisation_rules AS r WHERE r.subscriber = %(subscriber)s AND r.use_by_person)
ON CONFLICT (person, day, guid) DO NOTHING;

-- forget_person_takings_of --
DELETE FROM person_taking AS t USING person AS p WHERE p.id = t.person AND p.subscriber = %(subscriber)s;

-- use_by_person --
SELECT p.id, p.name, count(*) AS number
FROM person_taking AS t
JOIN person AS p ON p.id = t.person
WHERE p.subscriber = %(subscriber)s AND t.day >= %(since)s
GROUP BY p.id, p.name
ORDER BY number DESC, p.name, p.id
LIMIT %(limit)s;

-- age_person_takings --
DELETE FROM person_taking WHERE day < %(before)s;
