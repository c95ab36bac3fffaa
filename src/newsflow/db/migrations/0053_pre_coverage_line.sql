-- A line of the news list with the item that it came to: what the desk named, else the first of its story, language and form.
CREATE VIEW coverage_line AS
    SELECT c.id, c.slug, c.what, c.note, c.language, c.section, c.packages, c.provider, c.form, c.kinds, c.expected, c.first_expected,
           c.changed_at, c.cancelled_at, c.cancelled_because, c.delivered, coalesce(c.delivered, came.guid) AS item
    FROM coverage AS c
    LEFT JOIN LATERAL (
        SELECT i.guid
        FROM story AS s
        JOIN wire_item AS i ON i.story = s.id
        WHERE s.slug = c.slug AND i.language = c.language AND i.type = c.kinds[1] AND (i.type <> 'text' OR i.form = c.form)
            AND i.notice_of IS NULL AND i.first_at >= c.made_at
        ORDER BY i.first_seq
        LIMIT 1
    ) AS came ON true;
GRANT SELECT ON coverage_line TO newsflow_app, newsflow_readonly;
