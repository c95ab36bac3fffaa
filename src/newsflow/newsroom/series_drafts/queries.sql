-- of_story --
-- Drafts of media in a story: series, and files.
SELECT id, guid, base_version, action, state, content, headline, slug, language, section, created_by, created_at,
       changed_at, due, salt, approvals, released_guid, released_version, save, since, holder, behind, planned
FROM draft
WHERE slug = %(slug)s AND state IN ('writing', 'with_editor', 'for_approval', 'scheduled')
  AND convert_from(content, 'UTF8')::jsonb ->> 'type' <> 'text'
ORDER BY changed_at DESC, id DESC
LIMIT %(limit)s;

-- add_part --
INSERT INTO sealed_part (guid, draft, number, salt, body)
VALUES (%(guid)s, %(draft)s, %(number)s, %(salt)s, %(body)s);

-- parts --
SELECT guid, number, salt, body FROM sealed_part WHERE draft = %(draft)s ORDER BY number LIMIT %(limit)s;

-- forget_parts --
DELETE FROM sealed_part WHERE draft = %(draft)s;
