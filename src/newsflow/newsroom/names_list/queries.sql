-- add --
INSERT INTO house_name (kind, added_by, added_at, changed_at) VALUES (%(kind)s, %(by)s, %(now)s, %(now)s)
RETURNING id AS number;

-- touch --
UPDATE house_name SET kind = %(kind)s, changed_at = %(now)s WHERE id = %(id)s;

-- drop --
DELETE FROM house_name WHERE id = %(id)s;

-- clear_spellings --
DELETE FROM name_spelling WHERE name = %(id)s;

-- add_spelling --
INSERT INTO name_spelling (name, language, text, standing, key, folded)
VALUES (%(id)s, %(language)s, %(text)s, %(standing)s, %(key)s, %(folded)s);

-- by_keys --
-- Every spelling of the names of which one could stand in a text.
SELECT s.name, n.kind, s.language, s.text, s.standing
FROM name_spelling AS s
JOIN house_name AS n ON n.id = s.name
WHERE s.name IN (SELECT name FROM name_spelling
                 WHERE key = ANY (%(keys)s) AND split_part(language, '-', 1) = ANY (%(languages)s))
ORDER BY s.name, s.language, s.standing DESC, s.text
LIMIT %(limit)s;

-- by_id --
SELECT s.name, n.kind, s.language, s.text, s.standing
FROM name_spelling AS s
JOIN house_name AS n ON n.id = s.name
WHERE s.name = ANY (%(ids)s)
ORDER BY s.name, s.language, s.standing DESC, s.text
LIMIT %(limit)s;

-- house_spelling --
SELECT s.name AS number FROM name_spelling AS s
JOIN house_name AS n ON n.id = s.name
WHERE n.kind = %(kind)s AND s.language = %(language)s AND s.text = %(text)s AND s.standing = 'house'
ORDER BY s.name
LIMIT 1;

-- ahead --
-- What begins as it was typed, in any spelling of the language, the names themselves before words inside them; what is
-- given is the house's.
SELECT id, kind, typed, text
FROM (
    SELECT DISTINCT ON (n.id) n.id, n.kind, s.text AS typed, coalesce(h.text, s.text) AS text, s.folded LIKE %(begins)s AS begins
    FROM name_spelling AS s
    JOIN house_name AS n ON n.id = s.name
    LEFT JOIN name_spelling AS h ON h.name = n.id AND h.language = s.language AND h.standing = 'house'
    WHERE s.language = %(language)s AND (s.folded LIKE %(begins)s OR s.folded LIKE %(inside)s)
      AND (s.standing <> 'avoid' OR h.text IS NOT NULL)
    ORDER BY n.id, s.folded LIKE %(begins)s DESC, s.text
) AS found
ORDER BY begins DESC, length(text), text, id
LIMIT %(limit)s;

-- ids --
SELECT DISTINCT name AS number FROM name_spelling
WHERE %(begins)s::text IS NULL OR folded LIKE %(begins)s OR folded LIKE %(inside)s
ORDER BY name
LIMIT %(limit)s;
