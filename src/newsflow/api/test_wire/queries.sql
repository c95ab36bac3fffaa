-- put_wire --
-- A new secret; a wire that is there goes on.
INSERT INTO test_wire (contract, secret_hmac, made_at) VALUES (%(contract)s, %(secret_hmac)s, %(at)s)
ON CONFLICT (contract) DO UPDATE SET secret_hmac = excluded.secret_hmac;

-- wire_of_secret --
SELECT w.contract, c.subscriber, w.epoch, w.seq, w.void_from, w.void_to, least(c.ends, e.at) AS ends
FROM test_wire AS w
JOIN contract AS c ON c.id = w.contract
LEFT JOIN contract_end AS e ON e.contract = c.id
WHERE w.secret_hmac = %(secret_hmac)s
ORDER BY w.contract
LIMIT 1;

-- wire_of_contract --
SELECT w.contract, c.subscriber, w.epoch, w.seq, w.void_from, w.void_to, least(c.ends, e.at) AS ends
FROM test_wire AS w
JOIN contract AS c ON c.id = w.contract
LEFT JOIN contract_end AS e ON e.contract = c.id
WHERE w.contract = %(contract)s
ORDER BY w.contract
LIMIT 1;

-- lock_wire --
SELECT epoch, seq FROM test_wire WHERE contract = %(contract)s ORDER BY contract LIMIT 1 FOR UPDATE;

-- used --
UPDATE test_wire SET last_used_at = %(now)s WHERE contract = %(contract)s;

-- move_head --
UPDATE test_wire SET seq = %(seq)s WHERE contract = %(contract)s;

-- put_entry --
INSERT INTO test_entry (contract, seq, epoch, at, guid, version, action, not_before, first_at, story, body)
VALUES (%(contract)s, %(seq)s, %(epoch)s, %(at)s, %(guid)s, %(version)s, %(action)s, %(not_before)s, %(first_at)s,
        %(story)s, %(body)s);

-- entries_after --
-- Each with its item's latest entry beside it: an entry of an item that was stopped since is told as a stop.
SELECT e.seq, e.epoch, e.at, e.guid, e.version, e.action, e.not_before, e.first_at, e.story, e.body,
       l.seq AS last_seq, l.action AS last_action, l.at AS last_at, l.version AS last_version, l.body AS last_body
FROM test_entry AS e
JOIN LATERAL (
    SELECT o.seq, o.action, o.at, o.version, o.body FROM test_entry AS o
    WHERE o.contract = e.contract AND o.guid = e.guid
    ORDER BY o.seq DESC
    LIMIT 1
) AS l ON true
WHERE e.contract = %(contract)s AND e.seq > %(after)s
ORDER BY e.seq
LIMIT %(limit)s;

-- of_item --
-- Its entries, the newest first, each with its item's latest beside it.
SELECT e.seq, e.epoch, e.at, e.guid, e.version, e.action, e.not_before, e.first_at, e.story, e.body,
       l.seq AS last_seq, l.action AS last_action, l.at AS last_at, l.version AS last_version, l.body AS last_body
FROM test_entry AS e
JOIN LATERAL (
    SELECT o.seq, o.action, o.at, o.version, o.body FROM test_entry AS o
    WHERE o.contract = e.contract AND o.guid = e.guid
    ORDER BY o.seq DESC
    LIMIT 1
) AS l ON true
WHERE e.contract = %(contract)s AND e.guid = %(guid)s
ORDER BY e.seq DESC
LIMIT %(limit)s;

-- epochs --
-- Those that have entries.
SELECT epoch, min(seq) AS first_seq, min(at) AS at FROM test_entry
WHERE contract = %(contract)s
GROUP BY epoch
ORDER BY epoch
LIMIT %(limit)s;

-- of_stories --
-- The latest entry of each item of these stories; without stories of every item.
SELECT DISTINCT ON (e.guid) e.seq, e.epoch, e.at, e.guid, e.version, e.action, e.not_before, e.first_at, e.story, e.body,
       e.seq AS last_seq, e.action AS last_action, e.at AS last_at, e.version AS last_version, e.body AS last_body
FROM test_entry AS e
WHERE e.contract = %(contract)s AND (%(stories)s::text[] IS NULL OR e.story = ANY (%(stories)s::text[]))
ORDER BY e.guid, e.seq DESC
LIMIT %(limit)s;

-- arm --
UPDATE test_wire SET refuse = refuse + %(refuse)s, cut = cut + %(cut)s, twice = twice + %(twice)s
WHERE contract = %(contract)s;

-- take_refusal --
UPDATE test_wire SET refuse = refuse - 1 WHERE contract = %(contract)s AND refuse > 0;

-- take_cut --
UPDATE test_wire SET cut = cut - 1 WHERE contract = %(contract)s AND cut > 0;

-- take_twice --
UPDATE test_wire SET twice = twice - 1 WHERE contract = %(contract)s AND twice > 0;

-- forget_last --
DELETE FROM test_entry WHERE contract = %(contract)s AND seq >= %(void_from)s;

-- begin_epoch --
UPDATE test_wire SET epoch = epoch + 1, void_from = %(void_from)s, void_to = %(void_to)s, seq = %(void_to)s
WHERE contract = %(contract)s;

-- put_step --
INSERT INTO test_step (contract, first_seq, after_seq, due, drill, step)
VALUES (%(contract)s, %(first_seq)s, %(after_seq)s, %(due)s, %(drill)s, %(step)s);

-- steps_due --
SELECT first_seq, drill, step FROM test_step
WHERE contract = %(contract)s AND (after_seq <= %(read)s OR due <= %(now)s)
ORDER BY first_seq
LIMIT %(limit)s;

-- drop_steps --
DELETE FROM test_step WHERE contract = %(contract)s AND first_seq BETWEEN %(first_seq)s AND %(last_seq)s;
