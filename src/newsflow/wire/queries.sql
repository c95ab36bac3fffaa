-- take_head --
-- The head, locked until commit: number and time of the next entry are taken under this lock only.
SELECT wire, epoch, seq, at FROM wire_take_head() LIMIT 1;

-- next_number --
SELECT wire_next_number() AS number LIMIT 1;

-- last_number --
-- The last item number given; a little more after a crash, since the database gives them out in lots.
SELECT last_value AS number FROM wire_number LIMIT 1;

-- put --
SELECT wire_put(
    %(epoch)s::integer, %(seq)s::bigint, %(at)s::timestamptz, %(guid)s::text, %(version)s::integer,
    %(action)s::text, %(not_before)s::timestamptz, %(content_digest)s::bytea, %(approvals)s::bytea,
    %(approvals_digest)s::bytea, %(entry_digest)s::bytea, %(salt)s::bytea, %(body)s::bytea
);

-- head --
SELECT wire, epoch, seq, at FROM wire_head LIMIT 1;

-- pulse --
-- The head, and what else a reader that keeps entries in memory must look at again when it changes.
SELECT h.wire, h.epoch, h.seq, h.at, coalesce((SELECT max(e.id) FROM wire_erasure AS e), 0) AS erasure
FROM wire_head AS h
LIMIT 1;

-- epochs --
SELECT epoch, first_seq, at, reason, void_from, void_to FROM wire_epoch ORDER BY epoch LIMIT 1000;

-- read_after --
SELECT h.wire, e.epoch, e.seq, e.at, e.guid, e.version, e.action, e.not_before, e.content_digest,
       e.approvals, e.approvals_digest, e.entry_digest, c.salt, c.body, c.erased_by
FROM wire_head AS h
CROSS JOIN wire_entry AS e
JOIN wire_content AS c ON c.seq = e.seq
WHERE e.seq > %(after)s
ORDER BY e.seq
LIMIT %(limit)s;

-- read_last --
SELECT h.wire, e.epoch, e.seq, e.at, e.guid, e.version, e.action, e.not_before, e.content_digest,
       e.approvals, e.approvals_digest, e.entry_digest, c.salt, c.body, c.erased_by
FROM wire_head AS h
CROSS JOIN wire_entry AS e
JOIN wire_content AS c ON c.seq = e.seq
ORDER BY e.seq DESC
LIMIT %(limit)s;

-- read_item --
SELECT h.wire, e.epoch, e.seq, e.at, e.guid, e.version, e.action, e.not_before, e.content_digest,
       e.approvals, e.approvals_digest, e.entry_digest, c.salt, c.body, c.erased_by
FROM wire_head AS h
CROSS JOIN wire_entry AS e
JOIN wire_content AS c ON c.seq = e.seq
WHERE e.guid = %(guid)s
ORDER BY e.seq DESC
LIMIT %(limit)s;

-- read_numbered --
SELECT h.wire, e.epoch, e.seq, e.at, e.guid, e.version, e.action, e.not_before, e.content_digest,
       e.approvals, e.approvals_digest, e.entry_digest, c.salt, c.body, c.erased_by
FROM wire_head AS h
CROSS JOIN wire_entry AS e
JOIN wire_content AS c ON c.seq = e.seq
WHERE e.seq = ANY (%(seqs)s::bigint[])
ORDER BY e.seq
LIMIT %(limit)s;

-- item --
SELECT guid, type, language, form, section, packages, provider, priority, urgency, story, slug, headline,
       notice_of, series, first_at, first_seq, seq, at, version, action, embargoed,
       restrictions::text AS restrictions, replaced_by
FROM wire_item
WHERE guid = %(guid)s
ORDER BY guid
LIMIT 1;

-- items_named --
SELECT guid, type, language, form, section, packages, provider, priority, urgency, story, slug, headline,
       notice_of, series, first_at, first_seq, seq, at, version, action, embargoed,
       restrictions::text AS restrictions, replaced_by
FROM wire_item
WHERE guid = ANY (%(guids)s::text[])
ORDER BY guid
LIMIT %(limit)s;

-- items_after --
SELECT guid, type, language, form, section, packages, provider, priority, urgency, story, slug, headline,
       notice_of, series, first_at, first_seq, seq, at, version, action, embargoed,
       restrictions::text AS restrictions, replaced_by, rights_end
FROM wire_item
WHERE first_seq > %(after)s
ORDER BY first_seq
LIMIT %(limit)s;

-- items_of_story --
SELECT guid, type, language, form, section, packages, provider, priority, urgency, story, slug, headline,
       notice_of, series, first_at, first_seq, seq, at, version, action, embargoed,
       restrictions::text AS restrictions, replaced_by
FROM wire_item
WHERE story = %(story)s
ORDER BY seq DESC
LIMIT %(limit)s;

-- items_of_series --
SELECT guid, type, language, form, section, packages, provider, priority, urgency, story, slug, headline,
       notice_of, series, first_at, first_seq, seq, at, version, action, embargoed,
       restrictions::text AS restrictions, replaced_by
FROM wire_item
WHERE series = %(series)s
ORDER BY first_seq
LIMIT %(limit)s;

-- known_of --
-- Which of these numbers are entries of the wire.
SELECT seq AS number FROM wire_entry WHERE seq = ANY (%(targets)s::bigint[]) ORDER BY seq LIMIT 10000;

-- users_of --
-- Other entries that name any of these files, with the file. Reads all media that were ever released: for orders alone.
SELECT e.seq, e.guid, e.version, rendition->>'sha256' AS sha256
FROM wire_item AS i
JOIN wire_entry AS e ON e.guid = i.guid
JOIN wire_content AS c ON c.seq = e.seq
CROSS JOIN LATERAL jsonb_array_elements(convert_from(c.body, 'UTF8')::jsonb->'media'->'renditions') AS rendition
WHERE i.type <> 'text' AND c.body IS NOT NULL AND e.seq <> ALL (%(targets)s::bigint[])
AND rendition->>'sha256' = ANY (%(digests)s::text[])
ORDER BY e.seq, sha256
LIMIT %(limit)s;

-- erase --
SELECT wire_erase(
    %(at)s::timestamptz, %(law)s::text, %(file_number)s::text, %(asked_by)s::text, %(ordered_by)s::text,
    %(second)s::text, %(targets)s::bigint[]
) AS number
LIMIT 1;

-- erasures --
SELECT id, at, law, file_number, asked_by, ordered_by, second, targets
FROM wire_erasure
ORDER BY id
LIMIT 10000;
