-- The news list: what the desk expects to send, as subscribers see it. `delivered` is the item that came of it where the desk
-- says so; without it, it is the first item of the same story, language and form that comes after the line was made.
CREATE TABLE coverage (
    id                bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    slug              text        NOT NULL,
    what              text        NOT NULL,
    note              text        NOT NULL,
    language          text        NOT NULL,
    section           text        NOT NULL,
    packages          text[]      NOT NULL,
    provider          text        NOT NULL,
    form              text        NOT NULL,
    kinds             text[]      NOT NULL CHECK (cardinality(kinds) > 0),
    expected          timestamptz NOT NULL,
    first_expected    timestamptz NOT NULL,
    made_by           text        NOT NULL,
    made_at           timestamptz NOT NULL,
    changed_at        timestamptz NOT NULL,
    cancelled_at      timestamptz,
    cancelled_because text        NOT NULL DEFAULT '',
    delivered         text
);
CREATE INDEX coverage_expected ON coverage (expected, id);
CREATE INDEX story_slug ON story (slug);

GRANT SELECT, INSERT ON coverage TO newsflow_app;
GRANT UPDATE (slug, what, note, language, section, packages, provider, form, kinds, expected, changed_at, cancelled_at,
              cancelled_because, delivered) ON coverage TO newsflow_app;
GRANT SELECT ON coverage TO newsflow_readonly;
