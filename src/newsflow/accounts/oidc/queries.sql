-- provider_of --
SELECT p.subscriber, s.name, p.issuer, p.client_id, p.client_secret,
       ARRAY(SELECT d.domain FROM identity_provider_domain AS d WHERE d.subscriber = p.subscriber ORDER BY d.domain) AS domains,
       p.passwords, p.admits, p.second_factor
FROM identity_provider AS p
JOIN subscriber AS s ON s.id = p.subscriber
WHERE p.subscriber = %(subscriber)s
ORDER BY p.subscriber
LIMIT 1;

-- subscriber_of_domain --
SELECT subscriber AS id FROM identity_provider_domain WHERE domain = %(domain)s ORDER BY subscriber LIMIT 1;

-- passwords_of --
SELECT passwords FROM identity_provider WHERE subscriber = %(subscriber)s ORDER BY subscriber LIMIT 1;

-- put_provider --
INSERT INTO identity_provider (subscriber, issuer, client_id, client_secret, passwords, admits, second_factor, changed)
VALUES (%(subscriber)s, %(issuer)s, %(client_id)s, %(client_secret)s, %(passwords)s, %(admits)s, %(second_factor)s, %(now)s)
ON CONFLICT (subscriber) DO UPDATE SET issuer = excluded.issuer, client_id = excluded.client_id,
    client_secret = excluded.client_secret, passwords = excluded.passwords, admits = excluded.admits,
    second_factor = excluded.second_factor, changed = excluded.changed;

-- drop_provider --
DELETE FROM identity_provider WHERE subscriber = %(subscriber)s;

-- drop_domains --
DELETE FROM identity_provider_domain WHERE subscriber = %(subscriber)s;

-- put_domain --
INSERT INTO identity_provider_domain (domain, subscriber) VALUES (%(domain)s, %(subscriber)s);

-- strangers_in_domain --
-- Whether somebody of the desk, or of another organisation, has an address of that domain.
SELECT EXISTS (
    SELECT 1 FROM person
    WHERE email_folded LIKE '%%@' || %(domain)s::text AND subscriber IS DISTINCT FROM %(subscriber)s
) AS found
LIMIT 1;

-- hold_identity --
SELECT pg_advisory_xact_lock(hashtextextended(%(key)s, 7316003));

-- linked_person --
SELECT person AS id FROM provider_link
WHERE subscriber = %(subscriber)s AND issuer = %(issuer)s AND subject = %(subject)s
ORDER BY person
LIMIT 1;

-- link_of --
SELECT issuer, linked FROM provider_link WHERE person = %(person)s ORDER BY linked LIMIT 1;

-- put_link --
INSERT INTO provider_link (subscriber, issuer, subject, person, linked)
VALUES (%(subscriber)s, %(issuer)s, %(subject)s, %(person)s, %(now)s)
ON CONFLICT DO NOTHING;

-- drop_link --
DELETE FROM provider_link WHERE person = %(person)s;

-- drop_links_of --
DELETE FROM provider_link WHERE subscriber = %(subscriber)s;

-- has_running_contract --
SELECT EXISTS (
    SELECT 1 FROM contract AS c
    WHERE c.subscriber = %(subscriber)s AND c.starts <= %(now)s AND (c.ends IS NULL OR c.ends > %(now)s)
        AND NOT EXISTS (SELECT 1 FROM contract_end AS e WHERE e.contract = c.id AND e.at <= %(now)s)
        AND NOT EXISTS (SELECT 1 FROM suspended AS x WHERE x.subscriber = c.subscriber)
) AS found
LIMIT 1;

-- end_provider_sessions --
UPDATE session SET ended = %(now)s
WHERE ended IS NULL AND key LIKE 'oidc%%' AND id IS DISTINCT FROM %(but)s
    AND person IN (SELECT person.id FROM person WHERE person.subscriber = %(subscriber)s);

-- put_start --
INSERT INTO provider_start (state, subscriber, issuer, client_id, browser, next, anew, try, begun, ends)
VALUES (%(state)s, %(subscriber)s, %(issuer)s, %(client_id)s, %(browser)s, %(next)s, %(anew)s, %(try)s, %(begun)s, %(ends)s);

-- take_start --
DELETE FROM provider_start WHERE state = %(state)s
RETURNING subscriber, issuer, client_id, browser, next, anew, try AS begun_try, begun, ends;

-- forget_starts --
DELETE FROM provider_start WHERE ends < %(before)s;
