-- begin_wire --
-- Epoch 1 with nothing released; does nothing where the wire has begun.
SELECT wire_begin(%(wire)s::text, %(at)s::timestamptz);

-- administrators --
-- Some of who may invite people to the desk.
SELECT id FROM person WHERE role = 'administrator' AND active ORDER BY id LIMIT 1;

-- wire_name --
SELECT wire FROM wire_head LIMIT 1;

-- migrations_applied --
SELECT name FROM migration ORDER BY name LIMIT 10000;

-- put_code --
INSERT INTO agency_code (kind, code, number, retired)
VALUES (%(kind)s, %(code)s, %(number)s, %(retired)s)
ON CONFLICT (kind, code) DO UPDATE SET number = EXCLUDED.number, retired = EXCLUDED.retired;

-- export_snapshot --
SELECT pg_export_snapshot() AS name LIMIT 1;

-- numbers_held --
-- The highest numbers that a restored database knows of: the head, any reader's cursor, any item in use or taken.
SELECT greatest(
           (SELECT max(h.seq) FROM wire_head AS h),
           coalesce((SELECT max(r.seq) FROM reader AS r), 0),
           coalesce((SELECT max(t.to_seq) FROM taking_range AS t), 0)
       ) AS seq,
       greatest(
           (SELECT n.last_value FROM wire_number AS n),
           coalesce((SELECT max(split_part(i.guid, ':', 4)::bigint) FROM wire_item AS i), 0),
           coalesce((SELECT max(split_part(t.guid, ':', 4)::bigint) FROM taking AS t), 0)
       ) AS number
LIMIT 1;

-- new_epoch --
SELECT epoch, first_seq, at, reason, void_from, void_to
FROM wire_new_epoch(%(past)s::bigint, %(number)s::bigint, %(at)s::timestamptz, %(reason)s::text)
LIMIT 1;
