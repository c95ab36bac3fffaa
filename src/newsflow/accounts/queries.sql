-- add_person --
INSERT INTO person (id, email, email_folded, name, role, subscriber, password_hash, active, created_at)
VALUES (%(id)s, %(email)s, %(email_folded)s, %(name)s, %(role)s, %(subscriber)s, %(password_hash)s, true, %(at)s);

-- by_email --
SELECT id, email, name, role, subscriber, active FROM person
WHERE email_folded = %(email_folded)s
ORDER BY id
LIMIT 1;

-- by_id --
SELECT id, email, name, role, subscriber, active FROM person WHERE id = %(id)s ORDER BY id LIMIT 1;

-- people --
SELECT id, email, name, role, subscriber, active FROM person ORDER BY email_folded LIMIT 10000;
