-- put_letter --
INSERT INTO outbox (recipient, subject, body, written, due)
VALUES (%(recipient)s, %(subject)s, %(body)s, %(now)s, %(now)s);

-- next_letter --
SELECT id, recipient, subject, body, written, tries FROM outbox
WHERE sent IS NULL AND due <= %(now)s
ORDER BY due, id
LIMIT 1
FOR UPDATE SKIP LOCKED;

-- sent_letter --
UPDATE outbox SET sent = %(now)s, body = '', failed = NULL, tries = tries + 1 WHERE id = %(id)s;

-- later_letter --
UPDATE outbox SET due = %(due)s, failed = %(why)s, tries = tries + 1 WHERE id = %(id)s;

-- give_up_letter --
UPDATE outbox SET due = 'infinity', failed = %(why)s, body = '', tries = tries + 1 WHERE id = %(id)s;

-- forget_letters --
DELETE FROM outbox WHERE written < %(before)s;

-- forget_letters_to --
DELETE FROM outbox WHERE lower(recipient) = lower(%(recipient)s);
