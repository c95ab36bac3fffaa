-- Assets: files that came in, on their way to being renditions of an item. Bytes lie in the object store under
-- their SHA-256; a worker makes the renditions before release, so that their digests are part of the version.
CREATE TABLE asset (
    id         text        PRIMARY KEY,
    kind       text        NOT NULL CHECK (kind IN ('picture', 'video', 'graph', 'file')),
    file_name  text        NOT NULL,
    state      text        NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'working', 'ready', 'refused')),
    because    text,       -- why it was refused, in words
    progress   integer     NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
    tries      integer     NOT NULL DEFAULT 0,
    original   jsonb       NOT NULL,
    renditions jsonb       NOT NULL DEFAULT '[]',
    facts      jsonb       NOT NULL DEFAULT '{}',  -- what the file says of itself (IPTC, XMP, EXIF)
    given      jsonb       NOT NULL DEFAULT '{}',  -- what the desk says of it; goes before the file's own words
    companions jsonb       NOT NULL DEFAULT '[]',  -- files that came with it: subtitles, transcript, a graphic's others
    holder     text,
    until_at   timestamptz,
    created_by text,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    CHECK ((state = 'refused') = (because IS NOT NULL)),
    CHECK ((state = 'working') = (holder IS NOT NULL AND until_at IS NOT NULL))
);
CREATE INDEX asset_waiting ON asset (created_at) WHERE state IN ('waiting', 'working');

GRANT SELECT, INSERT, UPDATE ON asset TO newsflow_app;
GRANT SELECT ON asset TO newsflow_readonly;
