-- add_request --
INSERT INTO approval_request (id, draft, save, because, salt, body, digest, due, asked_by, asked_key, asked_session,
                              asked_at)
VALUES (%(id)s, %(draft)s, %(save)s, %(because)s, %(salt)s, %(body)s, %(digest)s, %(due)s, %(by)s, %(key)s,
        %(session)s, %(now)s);

-- mark_asked --
UPDATE draft SET state = 'for_approval', planned = %(due)s, since = %(now)s, changed_at = %(now)s, due = NULL,
    salt = NULL, approvals = NULL
WHERE id = %(id)s;

-- request --
SELECT r.id, r.draft, r.save, r.because, r.salt, r.body, r.digest, r.due, r.asked_by, p.name, r.asked_key,
       r.asked_session, r.asked_at, r.state, r.ended_by, r.ended_at, r.why
FROM approval_request AS r
LEFT JOIN person AS p ON p.id = r.asked_by
WHERE r.id = %(id)s
ORDER BY r.id
LIMIT 1;

-- request_of --
SELECT r.id, r.draft, r.save, r.because, r.salt, r.body, r.digest, r.due, r.asked_by, p.name, r.asked_key,
       r.asked_session, r.asked_at, r.state, r.ended_by, r.ended_at, r.why
FROM approval_request AS r
LEFT JOIN person AS p ON p.id = r.asked_by
WHERE r.draft = %(draft)s AND r.state = 'open'
ORDER BY r.id
LIMIT 1;

-- open_requests --
SELECT r.id, r.draft, r.save, r.because, r.salt, r.body, r.digest, r.due, r.asked_by, p.name, r.asked_key,
       r.asked_session, r.asked_at, r.state, r.ended_by, r.ended_at, r.why
FROM approval_request AS r
LEFT JOIN person AS p ON p.id = r.asked_by
WHERE r.state = 'open'
ORDER BY r.asked_at, r.id
LIMIT %(limit)s;

-- end_request --
UPDATE approval_request SET state = %(state)s, ended_by = %(by)s, ended_at = %(now)s, why = %(why)s
WHERE id = %(id)s AND state = 'open';

-- withdraw_open --
UPDATE approval_request SET state = 'withdrawn', ended_by = %(by)s, ended_at = %(now)s, why = %(why)s
WHERE draft = %(draft)s AND state = 'open';
