-- add_person --
INSERT INTO person (id, email, email_folded, name, role, subscriber, password_hash, active, created_at)
VALUES (%(id)s, %(email)s, %(email_folded)s, %(name)s, %(role)s, %(subscriber)s, %(password_hash)s, true, %(at)s);

-- by_email --
SELECT person.id, person.email, person.name, person.role, person.subscriber, person.active, person.desks, person.languages,
       person.interface_language, person.needs_passkey,
       coalesce(r.needs_passkey, false) AS organisation_needs_passkey,
       coalesce(r.use_by_person, false) AS organisation_counts_use,
       x.since AS suspended_since, x.because AS suspended_because, person.erased_at
FROM person
LEFT JOIN organisation_rules AS r ON r.subscriber = person.subscriber
LEFT JOIN suspended AS x ON x.subscriber = person.subscriber
WHERE person.email_folded = %(email_folded)s
ORDER BY person.id
LIMIT 1;

-- by_id --
SELECT person.id, person.email, person.name, person.role, person.subscriber, person.active, person.desks, person.languages,
       person.interface_language, person.needs_passkey,
       coalesce(r.needs_passkey, false) AS organisation_needs_passkey,
       coalesce(r.use_by_person, false) AS organisation_counts_use,
       x.since AS suspended_since, x.because AS suspended_because, person.erased_at
FROM person
LEFT JOIN organisation_rules AS r ON r.subscriber = person.subscriber
LEFT JOIN suspended AS x ON x.subscriber = person.subscriber
WHERE person.id = %(id)s
ORDER BY person.id
LIMIT 1;

-- people --
SELECT person.id, person.email, person.name, person.role, person.subscriber, person.active, person.desks, person.languages,
       person.interface_language, person.needs_passkey,
       coalesce(r.needs_passkey, false) AS organisation_needs_passkey,
       coalesce(r.use_by_person, false) AS organisation_counts_use,
       x.since AS suspended_since, x.because AS suspended_because, person.erased_at
FROM person
LEFT JOIN organisation_rules AS r ON r.subscriber = person.subscriber
LEFT JOIN suspended AS x ON x.subscriber = person.subscriber
ORDER BY person.email_folded
LIMIT 10000;

-- begin_session --
INSERT INTO session (id, secret, person, key, agent, address, begun, seen, ends, looker)
VALUES (%(id)s, %(secret)s, %(person)s, %(key)s, %(agent)s, %(address)s, %(begun)s, %(seen)s, %(ends)s, %(looker)s);

-- session_by_secret --
SELECT session.id, session.person, session.key, session.agent, session.address, session.begun, session.seen, session.ends, session.looker
FROM session
JOIN person ON person.id = session.person
WHERE session.secret = %(secret)s AND session.ended IS NULL AND session.ends > %(now)s
    AND session.seen > %(idle_since)s AND person.active
    AND (person.session_floor IS NULL OR session.begun >= person.session_floor)
ORDER BY session.id
LIMIT 1;

-- session_owner --
SELECT id, person FROM session WHERE secret = %(secret)s ORDER BY id LIMIT 1;

-- see_session --
UPDATE session SET seen = %(now)s WHERE id = %(id)s AND seen < %(now)s;

-- live_session --
SELECT session.id, session.person, session.key, session.agent, session.address, session.begun, session.seen, session.ends, session.looker
FROM session
JOIN person ON person.id = session.person
WHERE session.id = %(id)s AND session.ended IS NULL AND session.ends > %(now)s
    AND session.seen > %(idle_since)s AND person.active
    AND (person.session_floor IS NULL OR session.begun >= person.session_floor)
ORDER BY session.id
LIMIT 1;

-- sessions_of --
SELECT session.id, session.person, session.key, session.agent, session.address, session.begun, session.seen, session.ends, session.looker
FROM session
JOIN person ON person.id = session.person
WHERE session.person = %(person)s AND session.ended IS NULL AND session.ends > %(now)s
    AND session.seen > %(idle_since)s AND person.active
    AND (person.session_floor IS NULL OR session.begun >= person.session_floor)
ORDER BY session.begun DESC, session.id
LIMIT 200;

-- end_session --
UPDATE session SET ended = %(now)s WHERE id = %(id)s AND person = %(person)s AND ended IS NULL;

-- end_sessions_of --
UPDATE session SET ended = %(now)s WHERE person = %(person)s AND ended IS NULL;

-- raise_session_floor --
UPDATE person SET session_floor = greatest(session_floor, %(now)s) WHERE id = %(person)s;

-- forget_sessions --
DELETE FROM session WHERE coalesce(ended, ends) < %(before)s;

-- note --
INSERT INTO audit (at, person, key, session, act, subject, facts)
VALUES (%(at)s, %(person)s, %(key)s, %(session)s, %(act)s, %(subject)s, %(facts)s);

-- trail --
SELECT id, at, person, key, session, act, subject, facts FROM audit
WHERE (%(person)s::text IS NULL OR person = %(person)s)
    AND (%(act)s::text IS NULL OR act = %(act)s)
    AND (%(subject)s::text IS NULL OR subject = %(subject)s)
    AND (%(before)s::bigint IS NULL OR id < %(before)s)
ORDER BY id DESC
LIMIT %(limit)s;

-- hold_tries --
-- Tries of one account, or from one address, are counted one after the other: none overlooks one that is not committed.
SELECT pg_advisory_xact_lock(hashtextextended(%(key)s, 7316002));

-- put_try --
INSERT INTO sign_in_try (account, address, at) VALUES (%(account)s, %(address)s, %(at)s) RETURNING id;

-- tries --
SELECT
    count(*) FILTER (WHERE address = %(address)s AND NOT good AND at > %(since)s) AS from_address,
    count(*) FILTER (WHERE account = %(account)s AND address = %(address)s AND NOT good AND at > %(since)s)
        AS for_account_here,
    count(*) FILTER (WHERE account = %(account)s AND address <> %(address)s AND NOT good AND at > %(since)s)
        AS for_account_elsewhere,
    coalesce(bool_or(account = %(account)s AND address = %(address)s AND good AND at > %(known_since)s), false)
        AS known_here
FROM sign_in_try
WHERE id < %(id)s AND ((address = %(address)s AND at > %(since)s) OR (account = %(account)s AND at > %(known_since)s))
LIMIT 1;

-- good_try --
UPDATE sign_in_try SET good = true WHERE id = %(id)s;

-- forget_tries --
DELETE FROM sign_in_try WHERE at < %(before)s;

-- kept_password --
SELECT id, password_hash, active, subscriber IS NULL AND role NOT LIKE 'subscriber%%' AS of_desk
FROM person
WHERE email_folded = %(email_folded)s
ORDER BY id
LIMIT 1;

-- kept_password_by_id --
SELECT id, password_hash, active, subscriber IS NULL AND role NOT LIKE 'subscriber%%' AS of_desk
FROM person
WHERE id = %(id)s
ORDER BY id
LIMIT 1;

-- set_password_hash --
UPDATE person SET password_hash = %(password_hash)s WHERE id = %(id)s;

-- put_challenge --
INSERT INTO challenge (nonce, purpose, session, deed, ends)
VALUES (%(nonce)s, %(purpose)s, %(session)s, %(deed)s, %(ends)s);

-- take_challenge --
DELETE FROM challenge
WHERE nonce = %(nonce)s AND purpose = %(purpose)s AND deed = %(deed)s AND ends > %(now)s
    AND session IS NOT DISTINCT FROM %(session)s::text
RETURNING nonce;

-- forget_challenges --
DELETE FROM challenge WHERE ends <= %(now)s;

-- put_passkey --
INSERT INTO passkey (credential, key, person, public_key, sign_count, name, backed_up, made)
VALUES (%(credential)s, %(key)s, %(person)s, %(public_key)s, %(sign_count)s, %(name)s, %(backed_up)s, %(at)s);

-- passkeys_of --
SELECT credential, key, person, public_key, sign_count, name, backed_up, made, used
FROM passkey
WHERE person = %(person)s
ORDER BY made, key
LIMIT 100;

-- passkey_by_credential --
-- Locked: of two answers at once the second sees the counter that the first one wrote.
SELECT credential, key, person, public_key, sign_count, name, backed_up, made, used
FROM passkey
WHERE credential = %(credential)s
ORDER BY key
LIMIT 1
FOR UPDATE;

-- used_passkey --
UPDATE passkey SET sign_count = %(sign_count)s, used = %(at)s WHERE credential = %(credential)s;

-- drop_passkey --
DELETE FROM passkey WHERE person = %(person)s AND key = %(key)s;

-- put_token --
INSERT INTO person_token (secret, kind, person, made_by, made, ends)
VALUES (%(secret)s, %(kind)s, %(person)s, %(by)s, %(now)s, %(ends)s);

-- void_tokens --
UPDATE person_token SET used = %(now)s WHERE person = %(person)s AND used IS NULL;

-- token_by_secret --
SELECT kind, person FROM person_token
WHERE secret = %(secret)s AND used IS NULL AND ends > %(now)s
ORDER BY kind
LIMIT 1;

-- use_token --
UPDATE person_token SET used = %(now)s
WHERE secret = %(secret)s AND used IS NULL AND ends > %(now)s
RETURNING kind, person;

-- token_lately --
SELECT count(*) > 0 AS lately
FROM person_token
WHERE person = %(person)s AND kind = 'reset' AND made > %(since)s
LIMIT 1;

-- forget_tokens --
DELETE FROM person_token WHERE ends < %(before)s;

-- key_session --
UPDATE session SET key = %(key)s WHERE id = %(id)s;

-- change_person --
UPDATE person
SET name = %(name)s, role = %(role)s, desks = %(desks)s, languages = %(languages)s, active = %(active)s,
    needs_passkey = %(needs_passkey)s
WHERE id = %(id)s;

-- set_interface_language --
UPDATE person SET interface_language = %(language)s WHERE id = %(id)s;

-- administrators_held --
-- Locked: two administrators who close each other at once do not both succeed.
SELECT id FROM person
WHERE active AND role = 'administrator'
ORDER BY id
LIMIT 1000
FOR UPDATE;

-- members --
SELECT person.id, person.email, person.name, person.role, person.subscriber, person.active, person.desks, person.languages,
       person.interface_language, person.needs_passkey,
       coalesce(r.needs_passkey, false) AS organisation_needs_passkey,
       coalesce(r.use_by_person, false) AS organisation_counts_use,
       x.since AS suspended_since, x.because AS suspended_because, person.erased_at
FROM person
LEFT JOIN organisation_rules AS r ON r.subscriber = person.subscriber
LEFT JOIN suspended AS x ON x.subscriber = person.subscriber
WHERE person.subscriber = %(subscriber)s AND person.role IN ('subscriber_master', 'subscriber_editor')
ORDER BY person.email_folded
LIMIT %(limit)s;

-- masters_held --
-- Locked: two masters who close each other at once do not both succeed.
SELECT id FROM person
WHERE active AND role = 'subscriber_master' AND subscriber = %(subscriber)s
ORDER BY id
LIMIT 1000
FOR UPDATE;

-- forget_tries_of --
DELETE FROM sign_in_try WHERE account = ANY (%(accounts)s::bytea[]);

-- erase_member --
DELETE FROM person WHERE id = %(id)s AND subscriber IS NOT NULL;

-- erase_of_desk --
WITH keys AS (DELETE FROM passkey WHERE person = %(id)s), links AS (DELETE FROM person_token WHERE person = %(id)s),
    visits AS (DELETE FROM session WHERE person = %(id)s)
UPDATE person SET email = id, email_folded = id, password_hash = NULL, active = false, desks = '{}', languages = '{}',
    interface_language = NULL, needs_passkey = false, session_floor = %(now)s, erased_at = %(now)s
WHERE id = %(id)s AND subscriber IS NULL;

-- forget_names_of_desk --
UPDATE person SET name = id WHERE erased_at <= %(before)s AND name <> id;
