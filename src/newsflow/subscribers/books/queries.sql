-- add_group --
INSERT INTO company_group (id, name, added_at, added_by) VALUES (%(id)s, %(name)s, %(at)s, %(by)s);

-- groups --
SELECT g.id, g.name,
       (SELECT count(*) FROM subscriber AS s
        WHERE g.id = (SELECT i.company_group FROM subscriber_group AS i WHERE i.subscriber = s.id
                      ORDER BY i.number DESC LIMIT 1)) AS members
FROM company_group AS g
ORDER BY g.name, g.id
LIMIT %(limit)s;

-- group_of --
SELECT g.id, g.name, 0 AS members
FROM (SELECT company_group FROM subscriber_group WHERE subscriber = %(subscriber)s ORDER BY number DESC LIMIT 1) AS i
JOIN company_group AS g ON g.id = i.company_group
ORDER BY g.id
LIMIT 1;

-- put_in_group --
INSERT INTO subscriber_group (subscriber, number, company_group, at, by)
SELECT %(subscriber)s, coalesce(max(number), 0) + 1, %(group)s::text, %(at)s, %(by)s
FROM subscriber_group WHERE subscriber = %(subscriber)s;

-- add_title --
INSERT INTO subscriber_title (subscriber, name, medium, added_at, added_by)
VALUES (%(subscriber)s, %(name)s, %(medium)s, %(at)s, %(by)s);

-- end_title --
UPDATE subscriber_title SET ended_at = %(at)s, ended_by = %(by)s
WHERE subscriber = %(subscriber)s AND id = %(id)s AND ended_at IS NULL;

-- titles_of --
SELECT id, subscriber, name, medium, ended_at
FROM subscriber_title
WHERE subscriber = %(subscriber)s
ORDER BY ended_at NULLS FIRST, name, id
LIMIT %(limit)s;

-- put_terms --
INSERT INTO contract_terms (contract, number, at, by, legal_name, tax_number, billing_address, signatory, price, currency,
                            per, renews_on, notice_by, titles)
SELECT %(contract)s, coalesce(max(number), 0) + 1, %(at)s, %(by)s, %(legal_name)s::text, %(tax_number)s::text,
       %(billing_address)s::text, %(signatory)s::text, %(price)s::numeric, %(currency)s::text, %(per)s::text,
       %(renews_on)s::date, %(notice_by)s::date, %(titles)s::bigint[]
FROM contract_terms WHERE contract = %(contract)s;

-- terms_of --
-- Every line that was ever in force for a subscriber's contracts, the latest first.
SELECT t.contract, t.number, t.at, t.by, t.legal_name, t.tax_number, t.billing_address, t.signatory, t.price, t.currency,
       t.per, t.renews_on, t.notice_by, t.titles
FROM contract AS c
JOIN contract_terms AS t ON t.contract = c.id
WHERE c.subscriber = %(subscriber)s
ORDER BY t.contract, t.number DESC
LIMIT %(limit)s;

-- forget_parties --
-- Who signed and where bills go is forgotten where the contract is long over; that it was signed stays.
UPDATE contract_terms AS t SET legal_name = NULL, tax_number = NULL, billing_address = NULL, signatory = NULL
FROM contract AS c
LEFT JOIN contract_end AS e ON e.contract = c.id
WHERE c.id = t.contract AND least(c.ends, e.at) < %(before)s
  AND coalesce(t.legal_name, t.tax_number, t.billing_address, t.signatory) IS NOT NULL;

-- contract_facts --
-- Who signed a subscriber's contracts and when; who ended them and why.
SELECT c.id, c.created_at, c.signed_by, e.at AS ended_at, e.by AS ended_by, e.because
FROM contract AS c
LEFT JOIN contract_end AS e ON e.contract = c.id
WHERE c.subscriber = %(subscriber)s
ORDER BY c.starts, c.id
LIMIT %(limit)s;
