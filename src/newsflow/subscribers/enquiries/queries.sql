-- add_enquiry --
INSERT INTO enquiry (nonce, asked_at, edition, languages, sections, offer)
VALUES (%(nonce)s, %(now)s, %(edition)s, %(languages)s, %(sections)s, %(offer)s)
RETURNING id AS number;

-- add_enquirer --
INSERT INTO enquirer (enquiry, organisation, name, email, wants, sent_from)
VALUES (%(enquiry)s, %(organisation)s, %(name)s, %(email)s, %(wants)s, %(sent_from)s);

-- asked_lately --
-- How many asked since a moment: from one network address, for one mail address, and in all without confirming.
SELECT count(*) FILTER (WHERE who.sent_from = %(sent_from)s) AS from_here,
       count(*) FILTER (WHERE lower(who.email) = lower(%(email)s::text)) AS for_them,
       count(*) FILTER (WHERE e.confirmed_at IS NULL) AS unconfirmed
FROM enquiry AS e
JOIN enquirer AS who ON who.enquiry = e.id
WHERE e.asked_at > %(since)s
ORDER BY 1
LIMIT 1;

-- enquiry --
SELECT e.id, e.nonce, e.asked_at, e.edition, e.languages, e.sections, e.offer, e.confirmed_at, e.subscriber, e.closed_at,
       who.organisation, who.name, who.email, who.wants
FROM enquiry AS e
LEFT JOIN enquirer AS who ON who.enquiry = e.id
WHERE e.id = %(id)s
ORDER BY e.id
LIMIT 1;

-- lock_enquiry --
SELECT id AS number FROM enquiry WHERE id = %(id)s ORDER BY id LIMIT 1 FOR UPDATE;

-- enquiries --
SELECT e.id, e.nonce, e.asked_at, e.edition, e.languages, e.sections, e.offer, e.confirmed_at, e.subscriber, e.closed_at,
       who.organisation, who.name, who.email, who.wants, last.kind AS last_kind, last.at AS last_at
FROM enquiry AS e
LEFT JOIN enquirer AS who ON who.enquiry = e.id
JOIN LATERAL (
    SELECT step.kind, step.at FROM enquiry_step AS step WHERE step.enquiry = e.id ORDER BY step.number DESC LIMIT 1
) AS last ON true
WHERE e.confirmed_at IS NOT NULL AND (e.closed_at IS NOT NULL) = %(closed)s
ORDER BY last.at DESC, e.id DESC
LIMIT %(limit)s;

-- confirm_enquiry --
UPDATE enquiry SET confirmed_at = %(now)s WHERE id = %(id)s AND confirmed_at IS NULL;

-- close_enquiry --
UPDATE enquiry SET closed_at = %(now)s WHERE id = %(id)s;

-- open_enquiry_again --
UPDATE enquiry SET closed_at = NULL WHERE id = %(id)s;

-- became --
UPDATE enquiry SET subscriber = %(subscriber)s WHERE id = %(id)s;

-- add_step --
INSERT INTO enquiry_step (enquiry, number, at, kind, by, words, offer)
SELECT %(enquiry)s, coalesce(max(step.number), 0) + 1, %(now)s, %(kind)s, %(by)s, %(words)s, %(offer)s::jsonb
FROM enquiry_step AS step
WHERE step.enquiry = %(enquiry)s
RETURNING number;

-- steps --
SELECT step.number, step.at, step.kind, step.by, person.name, step.words, step.offer::text AS offer
FROM enquiry_step AS step
LEFT JOIN person ON person.id = step.by
WHERE step.enquiry = %(enquiry)s
ORDER BY step.number
LIMIT 1000;

-- logins_of --
SELECT username FROM api_user WHERE subscriber = %(subscriber)s AND active ORDER BY created_at, username LIMIT 100;

-- forget_unconfirmed --
DELETE FROM enquiry WHERE confirmed_at IS NULL AND asked_at < %(before)s;

-- forget_enquirers --
-- Who asked and became no subscriber; what they were told stays, without its words.
WITH old AS (
    SELECT id FROM enquiry WHERE closed_at < %(before)s AND subscriber IS NULL
), emptied AS (
    UPDATE enquiry_step AS step SET words = NULL FROM old WHERE step.enquiry = old.id AND step.words IS NOT NULL
)
DELETE FROM enquirer AS who USING old WHERE who.enquiry = old.id;
