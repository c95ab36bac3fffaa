-- page --
-- One page of what the account may know of, newest first, with the count of all of it beside each row.
SELECT i.guid, i.type, i.language, i.form, i.section, i.packages, i.provider, i.priority, i.urgency, i.story,
       i.slug, i.headline, i.notice_of, i.series, i.first_at, i.first_seq, i.seq, i.at, i.version, i.action, i.embargoed,
       i.restrictions::text AS restrictions, i.replaced_by,
       (SELECT count(*) FROM wire_item AS i WHERE /*rule*/ TRUE) AS total
FROM wire_item AS i
WHERE /*rule*/ TRUE
ORDER BY i.seq DESC
LIMIT %(limit)s
OFFSET %(offset)s;

-- total --
-- The count alone, for a page past the end.
SELECT count(*) AS number FROM wire_item AS i WHERE /*rule*/ TRUE LIMIT 1;

-- legacy_errors --
SELECT legacy_errors FROM api_user WHERE username = %(username)s ORDER BY username LIMIT 1;

-- related --
-- What a document links to: the story's other items, the item that a notice tells of, and the item's notices.
SELECT i.guid, i.type, i.language, i.form, i.section, i.packages, i.provider, i.priority, i.urgency, i.story,
       i.slug, i.headline, i.notice_of, i.series, i.first_at, i.first_seq, i.seq, i.at, i.version, i.action, i.embargoed,
       i.restrictions::text AS restrictions, i.replaced_by
FROM wire_item AS i
WHERE (i.story = %(story)s::text OR i.guid = %(notice_of)s::text OR i.notice_of = %(guid)s::text)
  AND i.guid <> %(guid)s::text AND NOT i.embargoed AND NOT i.type = ANY (%(series)s::text[])
ORDER BY i.seq DESC
LIMIT %(limit)s;
