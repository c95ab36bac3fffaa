-- reader_open --
-- Begin with the entries that are young enough; what is older is never asked for.
INSERT INTO reader (name, epoch, seq)
SELECT %(name)s, head.epoch, coalesce((SELECT max(e.seq) FROM wire_entry AS e WHERE e.at < %(since)s), 0)
FROM wire_head AS head
ON CONFLICT (name) DO NOTHING;

-- reader_take --
-- Where the reader has got to, locked until commit; no row while another one reads.
SELECT seq AS number FROM reader WHERE name = %(name)s ORDER BY name LIMIT 1 FOR UPDATE SKIP LOCKED;

-- reader_move --
UPDATE reader SET epoch = %(epoch)s, seq = %(seq)s WHERE name = %(name)s AND seq < %(seq)s;

-- put_sketch --
INSERT INTO sketch (guid, seq, at, bands) VALUES (%(guid)s, %(seq)s, %(at)s, %(bands)s)
ON CONFLICT (guid) DO UPDATE SET seq = excluded.seq, at = excluded.at, bands = excluded.bands
WHERE sketch.seq < excluded.seq;

-- forget_sketches --
DELETE FROM sketch WHERE at < %(since)s;

-- alike --
-- Those that share most bands first.
SELECT s.seq AS number
FROM sketch AS s
WHERE s.bands && %(bands)s::bigint[] AND s.at >= %(since)s AND s.guid <> ALL (%(without)s::text[])
ORDER BY (SELECT count(*) FROM unnest(s.bands) AS band WHERE band = ANY (%(bands)s::bigint[])) DESC, s.seq DESC
LIMIT %(limit)s;
