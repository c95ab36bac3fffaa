-- begin_wire --
-- Epoch 1 with nothing released; does nothing where the wire has begun.
SELECT wire_begin(%(wire)s::text, %(at)s::timestamptz);

-- wire_name --
SELECT wire FROM wire_head LIMIT 1;

-- codes --
SELECT kind, code, number, retired FROM agency_code ORDER BY kind, code LIMIT 10000;

-- put_code --
INSERT INTO agency_code (kind, code, number, retired)
VALUES (%(kind)s, %(code)s, %(number)s, %(retired)s)
ON CONFLICT (kind, code) DO UPDATE SET number = EXCLUDED.number, retired = EXCLUDED.retired;
