-- waiting --
-- How many drafts wait for a second look; the bar shows it on every page.
SELECT count(*) AS count
FROM draft
WHERE state = 'for_approval'
LIMIT 1;
