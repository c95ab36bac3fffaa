-- add --
INSERT INTO asset (id, kind, file_name, original, given, companions, created_by, created_at, changed_at)
VALUES (%(id)s, %(kind)s, %(file_name)s, %(original)s::jsonb, %(given)s::jsonb, %(companions)s::jsonb,
        %(created_by)s, %(now)s, %(now)s);

-- assets_by_id --
SELECT id, kind, file_name, state, because, progress, tries, original::text AS original,
       renditions::text AS renditions, facts::text AS facts, given::text AS given,
       companions::text AS companions, created_by, created_at, changed_at
FROM asset
WHERE id = ANY (%(ids)s)
ORDER BY id
LIMIT %(limit)s;

-- assets --
SELECT id, kind, file_name, state, because, progress, tries, original::text AS original,
       renditions::text AS renditions, facts::text AS facts, given::text AS given,
       companions::text AS companions, created_by, created_at, changed_at
FROM asset
WHERE state = ANY (%(states)s)
ORDER BY created_at DESC, id
LIMIT %(limit)s;

-- take --
-- The oldest asset that waits, or whose worker's lease is over.
UPDATE asset SET state = 'working', holder = %(holder)s, until_at = %(until)s, tries = tries + 1, progress = 0,
    changed_at = %(now)s
WHERE id = (
    SELECT id FROM asset
    WHERE kind = ANY (%(kinds)s) AND (state = 'waiting' OR (state = 'working' AND until_at <= %(now)s))
    ORDER BY created_at, id
    LIMIT 1
    FOR UPDATE SKIP LOCKED)
RETURNING id, kind, file_name, state, because, progress, tries, original::text AS original,
          renditions::text AS renditions, facts::text AS facts, given::text AS given,
          companions::text AS companions, created_by, created_at, changed_at;

-- keep --
-- Longer for the holder, and how far it is. No row: somebody else has it now.
UPDATE asset SET until_at = %(until)s, progress = %(progress)s, changed_at = %(now)s
WHERE id = %(id)s AND state = 'working' AND holder = %(holder)s;

-- finish --
UPDATE asset SET state = 'ready', renditions = %(renditions)s::jsonb, facts = %(facts)s::jsonb, progress = 100,
    holder = NULL, until_at = NULL, changed_at = %(now)s
WHERE id = %(id)s AND state = 'working' AND holder = %(holder)s;

-- refuse --
UPDATE asset SET state = 'refused', because = %(because)s, holder = NULL, until_at = NULL, changed_at = %(now)s
WHERE id = %(id)s AND state = 'working' AND holder = %(holder)s;

-- give_back --
-- A worker that is asked to end gives back what it began; that was no try.
UPDATE asset SET state = 'waiting', tries = greatest(tries - %(tries)s, 0), progress = 0, holder = NULL,
    until_at = NULL, changed_at = %(now)s
WHERE id = %(id)s AND state = 'working' AND holder = %(holder)s;

-- remake --
-- Other words for the same file: its renditions are made again, with these words in them.
UPDATE asset SET state = 'waiting', given = %(given)s::jsonb, because = NULL, tries = 0, progress = 0,
    holder = NULL, until_at = NULL, changed_at = %(now)s
WHERE id = %(id)s;

-- accompany --
-- A file that comes with another, in place of one of its name: the renditions are made again.
UPDATE asset SET state = 'waiting', because = NULL, tries = 0, progress = 0, holder = NULL, until_at = NULL,
    changed_at = %(now)s,
    companions = (SELECT coalesce(jsonb_agg(each ORDER BY place), '[]'::jsonb)
                  FROM jsonb_array_elements(companions) WITH ORDINALITY AS held (each, place)
                  WHERE each ->> 'name' <> %(name)s) || jsonb_build_array(%(beside)s::jsonb)
WHERE id = %(id)s;

-- give_words --
UPDATE asset SET given = %(given)s::jsonb, changed_at = %(now)s WHERE id = %(id)s;

-- assets_with --
-- The assets to which any of these bytes belong, in whatever rendition.
SELECT id, kind, file_name, state, because, progress, tries, original::text AS original,
       renditions::text AS renditions, facts::text AS facts, given::text AS given,
       companions::text AS companions, created_by, created_at, changed_at
FROM asset
WHERE original->>'sha256' = ANY (%(digests)s)
   OR EXISTS (SELECT 1 FROM jsonb_array_elements(renditions || companions) AS each
              WHERE each->>'sha256' = ANY (%(digests)s))
ORDER BY created_at, id
LIMIT %(limit)s;

-- assets_erased --
SELECT id, kind, file_name, state, because, progress, tries, original::text AS original,
       renditions::text AS renditions, facts::text AS facts, given::text AS given,
       companions::text AS companions, created_by, created_at, changed_at
FROM asset
WHERE state = 'refused' AND because = %(because)s
ORDER BY created_at, id
LIMIT %(limit)s;

-- erase --
UPDATE asset SET state = 'refused', because = %(because)s, file_name = '', renditions = '[]', facts = '{}',
    given = '{}', companions = '[]', progress = 0, holder = NULL, until_at = NULL, changed_at = %(now)s
WHERE id = ANY (%(ids)s);
