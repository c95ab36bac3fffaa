-- board --
-- Drafts that are open, and items that came onto the wire since then. Notices tell of an item that is listed itself.
WITH drafts AS (
    SELECT d.state, d.id AS draft, d.guid, d.save AS version, d.action, d.form, d.language, d.section, d.slug, d.headline,
           d.priority, d.urgency, coalesce(d.since, d.changed_at) AS since, d.changed_at, coalesce(d.due, d.planned) AS due, d.embargo, d.holder,
           p.name, w.name AS writer, r.id AS request
    FROM draft AS d
    LEFT JOIN person AS p ON p.id = d.holder
    LEFT JOIN draft_lock AS l ON l.draft = d.id AND l.until_at > %(now)s
    LEFT JOIN person AS w ON w.id = l.holder
    LEFT JOIN approval_request AS r ON r.draft = d.id AND r.state = 'open'
    WHERE d.state IN ('writing', 'with_editor', 'for_approval', 'scheduled')
      AND (cardinality(%(languages)s::text[]) = 0 OR d.language = ANY (%(languages)s))
      AND (cardinality(%(sections)s::text[]) = 0 OR d.section = ANY (%(sections)s))
      AND (cardinality(%(desks)s::text[]) = 0 OR ARRAY['', '*', '*/' || d.section, d.language, d.language || '/' || d.section,
           split_part(d.language, '-', 1), split_part(d.language, '-', 1) || '/' || d.section] && %(desks)s)
      AND (%(words)s::text IS NULL OR d.sought LIKE %(words)s)
    ORDER BY d.urgency, since, d.id
    LIMIT %(limit)s
), items AS (
    SELECT 'on_the_wire' AS state, NULL::bigint AS draft, i.guid, i.version, i.action, i.form, i.language, i.section,
           i.slug, i.headline, i.priority, i.urgency, i.at AS since, i.at AS changed_at, NULL::timestamptz AS due,
           CASE WHEN i.embargoed THEN e.not_before END AS embargo, NULL::text AS holder, NULL::text AS name,
           NULL::text AS writer, NULL::text AS request
    FROM wire_item AS i
    JOIN wire_entry AS e ON e.seq = i.seq
    WHERE i.at > %(since)s AND i.form <> 'notice'
      AND (cardinality(%(languages)s::text[]) = 0 OR i.language = ANY (%(languages)s))
      AND (cardinality(%(sections)s::text[]) = 0 OR i.section = ANY (%(sections)s))
      AND (cardinality(%(desks)s::text[]) = 0 OR ARRAY['', '*', '*/' || i.section, i.language, i.language || '/' || i.section,
           split_part(i.language, '-', 1), split_part(i.language, '-', 1) || '/' || i.section] && %(desks)s)
      AND (%(words)s::text IS NULL OR EXISTS (
          SELECT FROM draft AS d WHERE d.released_guid = i.guid AND d.sought LIKE %(words)s))
    ORDER BY i.seq DESC
    LIMIT %(limit)s
)
SELECT state, draft, guid, version, action, form, language, section, slug, headline, priority, urgency, since, changed_at,
       due, embargo, holder, name, writer, request
FROM drafts
UNION ALL
SELECT state, draft, guid, version, action, form, language, section, slug, headline, priority, urgency, since, changed_at,
       due, embargo, holder, name, writer, request
FROM items
LIMIT %(limit)s;

-- chains --
-- A flash whose story got no text after it. A stopped one needs none.
SELECT f.guid, f.slug, f.language, f.section, f.headline, f.first_at AS at,
       (SELECT d.id FROM draft AS d
        WHERE d.slug = f.slug AND d.language = f.language AND d.form IN ('lead', 'story', 'wrap', 'text')
          AND d.state NOT IN ('released', 'dropped')
        ORDER BY d.id LIMIT 1) AS draft
FROM wire_item AS f
WHERE f.form = 'flash' AND f.first_at > %(since)s AND f.first_at <= %(until)s
  AND f.action NOT IN ('hold', 'kill', 'withdraw')
  AND (cardinality(%(languages)s::text[]) = 0 OR f.language = ANY (%(languages)s))
  AND (cardinality(%(sections)s::text[]) = 0 OR f.section = ANY (%(sections)s))
  AND (cardinality(%(desks)s::text[]) = 0 OR ARRAY['', '*', '*/' || f.section, f.language, f.language || '/' || f.section,
           split_part(f.language, '-', 1), split_part(f.language, '-', 1) || '/' || f.section] && %(desks)s)
  AND NOT EXISTS (
      SELECT FROM wire_item AS l
      WHERE l.story = f.story AND l.language = f.language AND l.first_seq > f.first_seq
        AND l.form IN ('lead', 'story', 'wrap', 'text'))
ORDER BY f.first_at, f.guid
LIMIT %(limit)s;
