-- head --
-- What the wire has come to: its last entry and its last order to erase.
SELECT h.wire, h.epoch, h.seq, coalesce((SELECT max(e.id) FROM wire_erasure AS e), 0) AS erasures
FROM wire_head AS h
LIMIT 1;

-- digest_of --
SELECT encode(entry_digest, 'hex') AS digest FROM wire_entry WHERE seq = %(seq)s LIMIT 1;

-- latest_after --
-- Items whose latest entry is after a number, in the order of those entries.
SELECT i.guid, i.type, i.language, i.form, i.section, i.packages, i.provider, i.priority, i.urgency, i.story,
       i.slug, i.headline, i.notice_of, i.series, i.first_at, i.first_seq, i.seq, i.at, i.version, i.action, i.embargoed,
       i.restrictions::text AS restrictions, i.replaced_by, c.body
FROM wire_item AS i
JOIN wire_content AS c ON c.seq = i.seq
WHERE i.seq > %(after)s AND i.seq <= %(until)s
ORDER BY i.seq
LIMIT %(limit)s;

-- latest_numbered --
-- Items whose latest entry is one of these.
SELECT i.guid, i.type, i.language, i.form, i.section, i.packages, i.provider, i.priority, i.urgency, i.story,
       i.slug, i.headline, i.notice_of, i.series, i.first_at, i.first_seq, i.seq, i.at, i.version, i.action, i.embargoed,
       i.restrictions::text AS restrictions, i.replaced_by, c.body
FROM wire_item AS i
JOIN wire_content AS c ON c.seq = i.seq
WHERE i.seq = ANY (%(seqs)s::bigint[])
ORDER BY i.seq DESC
LIMIT %(limit)s;

-- items_numbered --
-- The same without their copy: for lists.
SELECT i.guid, i.type, i.language, i.form, i.section, i.packages, i.provider, i.priority, i.urgency, i.story,
       i.slug, i.headline, i.notice_of, i.series, i.first_at, i.first_seq, i.seq, i.at, i.version, i.action, i.embargoed,
       i.restrictions::text AS restrictions, i.replaced_by
FROM wire_item AS i
WHERE i.seq = ANY (%(seqs)s::bigint[])
ORDER BY i.seq DESC
LIMIT %(limit)s;

-- erased_after --
-- The entries that orders after a number emptied.
SELECT DISTINCT unnest(targets) AS number FROM wire_erasure WHERE id > %(after)s ORDER BY number LIMIT 100000;

-- taken_among --
-- Of these latest entries, those whose item, or the item that they tell of, the subscriber ever took.
SELECT i.seq AS number
FROM wire_item AS i
WHERE i.seq = ANY (%(seqs)s::bigint[])
AND EXISTS (SELECT FROM taking AS t
            WHERE t.guid = coalesce(i.notice_of, i.guid) AND t.subscriber = %(subscriber)s::text OFFSET 0)
ORDER BY i.seq
LIMIT %(limit)s;

-- ranged_among --
-- Of these latest entries, those of which a version lies in a range that the subscriber took by cursor, with the item whose
-- taking counts. Most subscribers have no range, which is asked first.
SELECT i.seq AS number, coalesce(i.notice_of, i.guid) AS guid
FROM wire_item AS i
WHERE EXISTS (SELECT FROM taking_range AS r WHERE r.subscriber = %(subscriber)s::text)
AND i.seq = ANY (%(seqs)s::bigint[])
AND EXISTS (SELECT FROM wire_entry AS e
            JOIN taking_range AS r ON r.subscriber = %(subscriber)s::text AND e.seq > r.after_seq
                 AND e.seq <= coalesce(r.to_seq, e.seq) AND (r.to_seq IS NOT NULL OR e.at <= r.last_at)
            WHERE e.guid = coalesce(i.notice_of, i.guid) OFFSET 0)
ORDER BY i.seq
LIMIT %(limit)s;

-- keep_snapshot --
INSERT INTO search_snapshot (sha256, version, epoch, seq, erasures, bytes, at)
VALUES (%(sha256)s, %(version)s, %(epoch)s, %(seq)s, %(erasures)s, %(bytes)s, %(at)s)
ON CONFLICT (sha256) DO NOTHING;

-- newest_snapshot --
-- Of a version of the fields, the one that has read furthest and that no order to erase came after.
SELECT s.sha256, s.seq, s.bytes, s.at
FROM search_snapshot AS s
WHERE s.version = %(version)s AND s.erasures >= %(erasures)s
ORDER BY s.epoch DESC, s.seq DESC, s.at DESC, s.sha256 DESC
LIMIT 1;

-- stale_snapshots --
-- All but the newest of each version, and those that an order to erase came after.
SELECT s.sha256, s.seq, s.bytes, s.at
FROM search_snapshot AS s
WHERE s.erasures < %(erasures)s
OR EXISTS (SELECT FROM search_snapshot AS n WHERE n.version = s.version
           AND (n.epoch, n.seq, n.at, n.sha256) > (s.epoch, s.seq, s.at, s.sha256))
ORDER BY s.at, s.sha256
LIMIT 1000;

-- forget_snapshot --
DELETE FROM search_snapshot WHERE sha256 = %(sha256)s;
