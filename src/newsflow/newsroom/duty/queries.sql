-- begin_shift --
INSERT INTO shift (person, desk, alone, from_at, until_at, put_by)
VALUES (%(person)s, %(desk)s, %(alone)s, %(now)s, %(until)s, %(by)s)
RETURNING id;

-- end_same --
UPDATE shift SET ended_at = %(now)s
WHERE person = %(person)s AND desk = %(desk)s AND alone = %(alone)s AND ended_at IS NULL AND until_at > %(now)s;

-- end_shift --
UPDATE shift SET ended_at = %(now)s
WHERE id = %(id)s AND ended_at IS NULL;

-- shift_of --
SELECT person FROM shift WHERE id = %(id)s ORDER BY id LIMIT 1;

-- on_duty --
SELECT s.id, s.person, p.name, p.role, s.desk, s.alone, s.from_at, s.until_at
FROM shift AS s
JOIN person AS p ON p.id = s.person
WHERE s.from_at <= %(now)s AND s.until_at > %(now)s AND s.ended_at IS NULL AND p.active
ORDER BY s.desk, s.from_at, s.id
LIMIT %(limit)s;

-- lend --
INSERT INTO lent_right (person, act, lent_by, from_at, until_at, reason)
VALUES (%(person)s, %(act)s, %(by)s, %(now)s, %(until)s, %(reason)s)
RETURNING id;

-- take_back --
UPDATE lent_right SET ended_at = %(now)s
WHERE id = %(id)s AND ended_at IS NULL AND until_at > %(now)s
RETURNING person, act;

-- lent --
SELECT l.id, l.person, p.name, l.act, l.lent_by, l.from_at, l.until_at, l.reason
FROM lent_right AS l
JOIN person AS p ON p.id = l.person
WHERE l.from_at <= %(at)s AND l.until_at > %(at)s AND (l.ended_at IS NULL OR l.ended_at > %(at)s)
  AND (%(person)s::text IS NULL OR l.person = %(person)s)
ORDER BY l.until_at, l.id
LIMIT %(limit)s;

-- owe_look --
INSERT INTO after_look (guid, version, act, by, at, reason, substitute)
VALUES (%(guid)s, %(version)s, %(act)s, %(by)s, %(now)s, %(reason)s, %(substitute)s);

-- owed_looks --
SELECT a.id, a.guid, a.version, a.act, a.by, p.name, a.at, a.reason, a.substitute, i.slug, i.language, i.section
FROM after_look AS a
JOIN wire_item AS i ON i.guid = a.guid
LEFT JOIN person AS p ON p.id = a.by
WHERE a.looked_at IS NULL
ORDER BY a.at, a.id
LIMIT %(limit)s;

-- owed_look --
SELECT a.by, i.language, i.section
FROM after_look AS a
JOIN wire_item AS i ON i.guid = a.guid
WHERE a.id = %(id)s AND a.looked_at IS NULL
ORDER BY a.id
LIMIT 1
FOR UPDATE OF a;

-- look_after --
UPDATE after_look SET looked_by = %(by)s, looked_at = %(now)s, words = %(words)s
WHERE id = %(id)s AND looked_at IS NULL;

-- add_line --
INSERT INTO handover_line (at, by, words) VALUES (%(now)s, %(by)s, %(words)s) RETURNING id;

-- close_line --
UPDATE handover_line SET closed_at = %(now)s, closed_by = %(by)s
WHERE id = %(id)s AND closed_at IS NULL;

-- open_lines --
SELECT l.id, l.at, l.by, p.name, l.words
FROM handover_line AS l
LEFT JOIN person AS p ON p.id = l.by
WHERE l.closed_at IS NULL
ORDER BY l.at, l.id
LIMIT %(limit)s;

-- open_holds --
SELECT guid, slug, language, section, at
FROM wire_item
WHERE action = 'hold'
ORDER BY at, guid
LIMIT %(limit)s;

-- embargoes_due --
SELECT i.guid, i.slug, i.language, i.section, e.not_before AS at
FROM wire_item AS i
JOIN wire_entry AS e ON e.seq = i.seq
WHERE i.embargoed AND e.not_before <= %(until)s AND i.form <> 'notice' AND i.action NOT IN ('hold', 'kill', 'withdraw')
ORDER BY e.not_before, i.guid
LIMIT %(limit)s;

-- sign_handover --
INSERT INTO handover_sign (at, by, shown) VALUES (%(now)s, %(by)s, %(shown)s) RETURNING id;

-- signed --
SELECT s.id, s.at, s.by, p.name, s.shown::text AS shown
FROM handover_sign AS s
LEFT JOIN person AS p ON p.id = s.by
ORDER BY s.id DESC
LIMIT %(limit)s;
