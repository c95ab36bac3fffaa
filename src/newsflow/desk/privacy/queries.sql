-- kept_of --
-- Everything that is kept of a person of the desk, one line of JSON each; of texts, only that they worked on them.
SELECT found.part, found.line
FROM (
    SELECT 'account' AS part, 1 AS at, p.created_at AS moment, jsonb_build_object(
        'id', p.id, 'email', p.email, 'name', p.name, 'role', p.role, 'active', p.active, 'desks', p.desks,
        'languages', p.languages, 'language', p.interface_language, 'needs_passkey', p.needs_passkey,
        'created_at', p.created_at)::text AS line
    FROM person AS p WHERE p.id = %(person)s
    UNION ALL
    SELECT 'passkeys', 2, k.made, jsonb_build_object(
        'key', k.key, 'name', k.name, 'backed_up', k.backed_up, 'made', k.made, 'used', k.used)::text
    FROM passkey AS k WHERE k.person = %(person)s
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
    SELECT 'shifts', 7, d.from_at, jsonb_build_object(
        'desk', d.desk, 'alone', d.alone, 'from', d.from_at, 'until', d.until_at, 'ended', d.ended_at)::text
    FROM shift AS d WHERE d.person = %(person)s
    UNION ALL
    SELECT 'lent_rights', 8, l.from_at, jsonb_build_object(
        'right', l.act, 'from', l.from_at, 'until', l.until_at, 'ended', l.ended_at, 'reason', l.reason)::text
    FROM lent_right AS l WHERE l.person = %(person)s
    UNION ALL
    SELECT 'saved_versions', 9, v.saved_at, jsonb_build_object(
        'draft', v.draft, 'version', v.number, 'at', v.saved_at)::text
    FROM draft_save AS v WHERE v.saved_by = %(person)s
    UNION ALL
    SELECT 'draft_moves', 10, e.at, jsonb_build_object('draft', e.draft, 'act', e.act, 'at', e.at, 'note', e.note)::text
    FROM draft_event AS e WHERE e.by = %(person)s
    UNION ALL
    SELECT 'audit_trail', 11, n.at, jsonb_build_object(
        'at', n.at, 'key', n.key, 'act', n.act, 'subject', n.subject, 'facts', n.facts)::text
    FROM audit AS n WHERE n.person = %(person)s
) AS found
ORDER BY found.at, found.moment, found.line
LIMIT %(limit)s;
