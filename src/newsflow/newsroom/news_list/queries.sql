-- plan --
INSERT INTO coverage (slug, what, note, language, section, packages, provider, form, kinds, expected, first_expected, made_by, made_at, changed_at)
VALUES (%(slug)s, %(what)s, %(note)s, %(language)s, %(section)s, %(packages)s, %(provider)s, %(form)s, %(kinds)s, %(expected)s,
        %(expected)s, %(by)s, %(now)s, %(now)s)
RETURNING id AS number;

-- change --
UPDATE coverage SET slug = %(slug)s, what = %(what)s, note = %(note)s, language = %(language)s, section = %(section)s,
    packages = %(packages)s, provider = %(provider)s, form = %(form)s, kinds = %(kinds)s, expected = %(expected)s, changed_at = %(now)s
WHERE id = %(id)s;

-- cancel --
-- Or, with no moment, not any more.
UPDATE coverage SET cancelled_at = %(at)s, cancelled_because = %(because)s, changed_at = %(now)s WHERE id = %(id)s;

-- deliver --
UPDATE coverage SET delivered = %(guid)s, changed_at = %(now)s WHERE id = %(id)s;

-- hold_day --
-- One line of a day is written at a time, so that the limit of a day is one.
SELECT pg_advisory_xact_lock(hashtextextended('coverage ' || %(day)s::text, 0));

-- of_day --
SELECT count(*) AS number FROM coverage WHERE expected >= %(since)s AND expected < %(until)s ORDER BY 1 LIMIT 1;

-- lock --
SELECT id AS number FROM coverage WHERE id = %(id)s ORDER BY id LIMIT 1 FOR UPDATE;

-- coverage --
SELECT c.id, c.slug, c.what, c.note, c.language, c.section, c.packages, c.provider, c.form, c.kinds, c.expected, c.first_expected,
       c.changed_at, c.cancelled_at, c.cancelled_because, c.delivered, c.item
FROM coverage_line AS c
WHERE c.id = %(id)s
ORDER BY c.id
LIMIT 1;

-- expected --
SELECT c.id, c.slug, c.what, c.note, c.language, c.section, c.packages, c.provider, c.form, c.kinds, c.expected, c.first_expected,
       c.changed_at, c.cancelled_at, c.cancelled_because, c.delivered, c.item
FROM coverage_line AS c
WHERE c.expected >= %(since)s AND c.expected < %(until)s
ORDER BY c.expected, c.id
LIMIT %(limit)s;

-- planned_drafts --
-- Drafts that have an hour to come, and stand on no line of the news list in their language.
SELECT d.id, d.slug, d.language, d.section, d.headline, coalesce(d.due, d.planned) AS hour
FROM draft AS d
WHERE d.state NOT IN ('released', 'dropped') AND coalesce(d.due, d.planned) >= %(now)s AND d.guid IS NULL AND d.embargo IS NULL
    AND d.slug <> ''
    AND NOT EXISTS (SELECT FROM coverage AS c
                    WHERE c.slug = d.slug AND c.language = d.language AND c.expected >= %(now)s - interval '1 day')
ORDER BY coalesce(d.due, d.planned), d.id
LIMIT %(limit)s;
