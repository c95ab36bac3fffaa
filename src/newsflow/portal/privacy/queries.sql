-- kept_of --
-- Everything that is kept of a person, one line of JSON each. A part that is theirs alone is in it only when they ask.
SELECT found.part, found.line
FROM (
    SELECT 'account' AS part, 1 AS at, p.created_at AS moment, jsonb_build_object(
        'id', p.id, 'email', p.email, 'name', p.name, 'role', p.role, 'subscriber', p.subscriber, 'active', p.active,
        'language', p.interface_language, 'needs_passkey', p.needs_passkey, 'created_at', p.created_at)::text AS line
    FROM person AS p WHERE p.id = %(person)s
    UNION ALL
    SELECT 'passkeys', 2, k.made, jsonb_build_object(
        'key', k.key, 'name', k.name, 'backed_up', k.backed_up, 'made', k.made, 'used', k.used)::text
    FROM passkey AS k WHERE k.person = %(person)s
    UNION ALL
    SELECT 'organisation_sign_in', 2, i.linked, jsonb_build_object(
        'issuer', i.issuer, 'subject', i.subject, 'linked', i.linked)::text
    FROM provider_link AS i WHERE i.person = %(person)s
    UNION ALL
    SELECT 'sessions', 3, s.begun, jsonb_build_object(
        'id', s.id, 'key', s.key, 'browser', s.agent, 'address', s.address, 'begun', s.begun, 'seen', s.seen,
        'ends', s.ends, 'ended', s.ended)::text
    FROM session AS s WHERE s.person = %(person)s AND %(whole)s
    UNION ALL
    SELECT 'links', 4, t.made, jsonb_build_object(
        'kind', t.kind, 'made', t.made, 'ends', t.ends, 'used', t.used, 'made_by', t.made_by)::text
    FROM person_token AS t WHERE t.person = %(person)s
    UNION ALL
    SELECT 'letters', 5, o.written, jsonb_build_object('subject', o.subject, 'written', o.written, 'sent', o.sent)::text
    FROM outbox AS o JOIN person AS p ON p.email_folded = lower(o.recipient) WHERE p.id = %(person)s
    UNION ALL
    SELECT 'sign_in_tries', 6, a.at, jsonb_build_object('at', a.at, 'address', a.address, 'good', a.good)::text
    FROM sign_in_try AS a WHERE a.account = %(account)s AND %(whole)s
    UNION ALL
    SELECT 'opened', 7, r.at, jsonb_build_object('guid', r.guid, 'version', r.version, 'at', r.at)::text
    FROM portal_read AS r WHERE r.person = %(person)s AND %(whole)s
    UNION ALL
    SELECT 'place_on_the_wire', 8, w.seen_at, jsonb_build_object('seen', w.seen, 'at', w.seen_at)::text
    FROM portal_place AS w WHERE w.person = %(person)s AND %(whole)s
    UNION ALL
    SELECT 'saved', 9, v.at, jsonb_build_object('guid', v.guid, 'at', v.at)::text
    FROM portal_saved AS v WHERE v.person = %(person)s AND %(whole)s
    UNION ALL
    SELECT 'kept_questions', 10, q.at, jsonb_build_object('name', q.name, 'asked', q.asked, 'at', q.at)::text
    FROM portal_question AS q WHERE q.person = %(person)s AND %(whole)s
    UNION ALL
    SELECT 'density', 10, NULL, jsonb_build_object('density', y.density)::text
    FROM portal_density AS y WHERE y.person = %(person)s
    UNION ALL
    SELECT 'shared', 10, h.at, jsonb_build_object('guid', h.guid, 'from', h.from_person, 'to', h.to_person, 'at', h.at,
        'seen_at', h.seen_at, 'note', h.note)::text
    FROM portal_share AS h WHERE %(person)s IN (h.from_person, h.to_person) AND %(whole)s
    UNION ALL
    SELECT 'notes_of_use', 11, u.at, jsonb_build_object('guid', u.guid, 'at', u.at)::text
    FROM portal_use AS u WHERE u.person = %(person)s
    UNION ALL
    SELECT 'taken_by_day', 12, d.day::timestamptz, jsonb_build_object('day', d.day, 'items', count(*))::text
    FROM person_taking AS d WHERE d.person = %(person)s GROUP BY d.day
    UNION ALL
    SELECT 'requests', 13, e.at, jsonb_build_object(
        'request', e.request, 'step', e.kind, 'at', e.at, 'words', e.words)::text
    FROM account_request_step AS e WHERE e.by = %(person)s
    UNION ALL
    SELECT 'audit_trail', 14, l.at, jsonb_build_object(
        'at', l.at, 'key', l.key, 'act', l.act, 'subject', l.subject, 'facts', l.facts)::text
    FROM audit AS l WHERE l.person = %(person)s
) AS found
ORDER BY found.at, found.moment, found.line
LIMIT %(limit)s;
