-- cores --
SELECT seq, parts, slots, revision, schemas, fault
FROM rendered
WHERE seq = ANY (%(seqs)s::bigint[]) AND format = %(format)s AND choices = %(choices)s
ORDER BY seq
LIMIT %(limit)s;

-- put_core --
SELECT rendered_put(
    %(seq)s, %(format)s, %(choices)s, %(revision)s, %(parts)s, %(slots)s, %(at)s, %(schemas)s, %(fault)s
);

-- put_links_fault --
SELECT rendered_links_fault(%(seq)s, %(format)s, %(choices)s, %(fault)s);

-- parked --
SELECT r.seq, e.guid, i.slug, e.version, r.format, r.choices, r.at,
       COALESCE(r.fault, 'with one asker''s links: ' || r.links_fault) AS fault
FROM rendered AS r
JOIN wire_entry AS e ON e.seq = r.seq
JOIN wire_item AS i ON i.guid = e.guid
WHERE r.fault IS NOT NULL OR r.links_fault IS NOT NULL
ORDER BY r.at DESC, r.seq DESC
LIMIT %(limit)s;

-- how_many_parked --
-- The desk's bar asks on every page: rendered_parked is small, an item's latest number is its key.
SELECT count(*) AS count
FROM rendered AS r
JOIN wire_item AS i ON i.seq = r.seq
WHERE r.fault IS NOT NULL OR r.links_fault IS NOT NULL
LIMIT 1;

-- related --
-- What documents may link to, at most `limit` each, `beside` being the document's place among those asked for: the story's items, the series and its members, the
-- original and the translations, what it replaces, answers or tells of (`named`, with spaces between). `original` is what
-- each was translated from. An array, not IN: then each way goes by its index; else the whole wire is walked for every
-- document (350 ms at 200,000 items, against 0.2).
SELECT w.place::integer AS beside, r.guid, r.type, r.language, r.form, r.section, r.packages, r.provider, r.priority, r.urgency, r.story,
       r.slug, r.headline, r.notice_of, r.series, r.first_at, r.first_seq, r.seq, r.at, r.version, r.action, r.embargoed,
       r.restrictions, r.replaced_by, r.original
FROM unnest(%(guids)s::text[], %(stories)s::text[], %(series)s::text[], %(named)s::text[])
     WITH ORDINALITY AS w (guid, story, series, named, place)
CROSS JOIN LATERAL (
    SELECT i.guid, i.type, i.language, i.form, i.section, i.packages, i.provider, i.priority, i.urgency, i.story,
           i.slug, i.headline, i.notice_of, i.series, i.first_at, i.first_seq, i.seq, i.at, i.version, i.action,
           i.embargoed, i.restrictions::text AS restrictions, i.replaced_by, wire_original(c.body) AS original
    FROM wire_item AS i
    JOIN wire_content AS c ON c.seq = i.seq
    WHERE i.guid <> w.guid
      AND (i.guid = ANY (string_to_array(w.named, ' ')) OR i.story = w.story OR i.series = w.guid
           OR i.series = w.series OR i.notice_of = w.guid
           OR i.seq = ANY (ARRAY(
               SELECT t.seq FROM wire_content AS t WHERE t.body IS NOT NULL AND wire_original(t.body) = w.guid
           )))
    ORDER BY i.seq DESC
    LIMIT %(limit)s
) AS r
ORDER BY w.place, r.seq DESC
LIMIT %(limit)s * cardinality(%(guids)s::text[]);

-- load --
INSERT INTO loaded (kind, at, by) VALUES (%(kind)s, %(at)s, %(by)s) RETURNING number;

-- load_file --
INSERT INTO loaded_file (load, name, body) VALUES (%(load)s, %(name)s, %(body)s);

-- last_load --
SELECT number, at, by FROM loaded WHERE kind = %(kind)s ORDER BY number DESC LIMIT 1;

-- loaded_files --
SELECT name, body FROM loaded_file WHERE load = %(load)s ORDER BY name LIMIT %(limit)s;

-- choices --
SELECT format, choices FROM format_choice WHERE subscriber = %(subscriber)s ORDER BY place LIMIT %(limit)s;

-- drop_choices --
DELETE FROM format_choice WHERE subscriber = %(subscriber)s;

-- put_choice --
INSERT INTO format_choice (subscriber, place, format, choices)
VALUES (%(subscriber)s, %(place)s, %(format)s, %(choices)s::text::jsonb);
