-- latest --
-- The items that a feed may show, each as its latest entry leaves it, the one that changed last first. Advisories are
-- for editors, and what reads a feed may publish it unread.
SELECT i.guid, i.type, i.language, i.form, i.section, i.packages, i.provider, i.priority, i.urgency, i.story,
       i.slug, i.headline, i.notice_of, i.series, i.first_at, i.first_seq, i.seq, i.at, i.version, i.action, i.embargoed,
       i.restrictions::text AS restrictions, i.replaced_by
FROM wire_item AS i
WHERE NOT i.embargoed AND i.form <> 'advisory' AND i.seq < %(before)s AND /*rule*/ TRUE
ORDER BY i.seq DESC
LIMIT %(limit)s;
