-- The wire: an append-only log of entries, its content apart from it, and the latest state of each item.
-- Headers are for ever; only wire_erase empties content, by a recorded order (design, invariants 1 to 3).
-- The app reaches wire_* through the SECURITY DEFINER functions below and through nothing else.

CREATE TABLE wire_epoch (
    epoch     integer     PRIMARY KEY CHECK (epoch > 0),
    first_seq bigint      NOT NULL CHECK (first_seq > 0),
    at        timestamptz NOT NULL,
    reason    text        NOT NULL,
    void_from bigint,     -- numbers of the epoch before that a restore may have lost
    void_to   bigint
);

CREATE TABLE wire_head (
    one   boolean     PRIMARY KEY DEFAULT true CHECK (one),
    wire  text        NOT NULL CHECK (wire ~ '^[a-z][a-z0-9]{1,7}$'),
    epoch integer     NOT NULL REFERENCES wire_epoch,
    seq   bigint      NOT NULL CHECK (seq >= 0),
    at    timestamptz NOT NULL
);

CREATE TABLE wire_entry (
    epoch            integer     NOT NULL REFERENCES wire_epoch,
    seq              bigint      NOT NULL CHECK (seq > 0),
    at               timestamptz NOT NULL,
    guid             text        NOT NULL CHECK (guid ~ '^[a-z][a-z0-9]{1,7}:[a-z]+:[0-9]{8}:[1-9][0-9]{0,17}$'),
    version          integer     NOT NULL CHECK (version > 0),
    action           text        NOT NULL CHECK (action IN
        ('new', 'update', 'correct', 'hold', 'reinstate', 'kill', 'withdraw', 'lift', 'redact')),
    not_before       timestamptz,
    content_digest   bytea       NOT NULL CHECK (octet_length(content_digest) = 32),
    approvals        bytea       NOT NULL,
    approvals_digest bytea       NOT NULL CHECK (octet_length(approvals_digest) = 32),
    entry_digest     bytea       NOT NULL CHECK (octet_length(entry_digest) = 32),
    PRIMARY KEY (seq),
    UNIQUE (guid, version)
);

CREATE TABLE wire_erasure (
    id          bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    at          timestamptz NOT NULL,
    law         text        NOT NULL CHECK (law <> ''),
    file_number text        NOT NULL CHECK (file_number <> ''),
    asked_by    text        NOT NULL CHECK (asked_by <> ''),
    ordered_by  text        NOT NULL CHECK (ordered_by <> ''),
    second      text        NOT NULL CHECK (second <> ''),
    targets     bigint[]    NOT NULL,
    CHECK (ordered_by <> second)
);

CREATE TABLE wire_content (
    seq       bigint PRIMARY KEY REFERENCES wire_entry,
    salt      bytea  CHECK (octet_length(salt) = 32),
    body      bytea,
    erased_by bigint REFERENCES wire_erasure,
    CHECK ((body IS NULL) = (erased_by IS NOT NULL)),
    CHECK ((salt IS NULL) = (body IS NULL))
);

-- One row an item, as its latest entry leaves it: a projection, rebuilt from the wire by fsck and compared.
CREATE TABLE wire_item (
    guid       text        PRIMARY KEY,
    type       text        NOT NULL,
    language   text        NOT NULL,
    form       text        NOT NULL,
    section    text        NOT NULL,
    packages   text[]      NOT NULL,
    provider   text        NOT NULL,
    priority   text        NOT NULL,
    urgency    integer     NOT NULL,
    story      text,
    slug       text        NOT NULL,
    headline   text,
    notice_of  text,
    first_at   timestamptz NOT NULL,
    first_seq  bigint      NOT NULL,
    seq        bigint      NOT NULL UNIQUE REFERENCES wire_entry,
    at         timestamptz NOT NULL,
    version    integer     NOT NULL,
    action     text        NOT NULL,
    embargoed  boolean     NOT NULL,
    series     text,
    restrictions jsonb     NOT NULL DEFAULT '[]',
    rights_end timestamptz,  -- when the first of its restrictions ends
    replaced_by text
);
CREATE INDEX wire_item_embargoed ON wire_item (seq) WHERE embargoed;
CREATE INDEX wire_item_story ON wire_item (story, seq);
CREATE INDEX wire_item_rights_end ON wire_item (rights_end) WHERE rights_end IS NOT NULL;
CREATE INDEX wire_item_series ON wire_item (series) WHERE series IS NOT NULL;
CREATE INDEX wire_item_notice_of ON wire_item (notice_of) WHERE notice_of IS NOT NULL;

CREATE SEQUENCE wire_number AS bigint;

CREATE FUNCTION wire_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: the wire is append-only', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER wire_entry_for_ever BEFORE UPDATE OR DELETE ON wire_entry
    FOR EACH ROW EXECUTE FUNCTION wire_refuse();
CREATE TRIGGER wire_entry_never_emptied BEFORE TRUNCATE ON wire_entry
    FOR EACH STATEMENT EXECUTE FUNCTION wire_refuse();
CREATE TRIGGER wire_epoch_for_ever BEFORE UPDATE OR DELETE ON wire_epoch
    FOR EACH ROW EXECUTE FUNCTION wire_refuse();
CREATE TRIGGER wire_epoch_never_emptied BEFORE TRUNCATE ON wire_epoch
    FOR EACH STATEMENT EXECUTE FUNCTION wire_refuse();
CREATE TRIGGER wire_erasure_for_ever BEFORE UPDATE OR DELETE ON wire_erasure
    FOR EACH ROW EXECUTE FUNCTION wire_refuse();
CREATE TRIGGER wire_erasure_never_emptied BEFORE TRUNCATE ON wire_erasure
    FOR EACH STATEMENT EXECUTE FUNCTION wire_refuse();
CREATE TRIGGER wire_content_never_deleted BEFORE DELETE ON wire_content
    FOR EACH ROW EXECUTE FUNCTION wire_refuse();
CREATE TRIGGER wire_content_never_emptied BEFORE TRUNCATE ON wire_content
    FOR EACH STATEMENT EXECUTE FUNCTION wire_refuse();
CREATE TRIGGER wire_content_erased_only BEFORE UPDATE ON wire_content
    FOR EACH ROW WHEN (NEW.body IS NOT NULL OR NEW.erased_by IS NULL OR NEW.seq <> OLD.seq
                       OR OLD.erased_by IS NOT NULL)
    EXECUTE FUNCTION wire_refuse();
CREATE TRIGGER wire_head_stays BEFORE DELETE ON wire_head
    FOR EACH ROW EXECUTE FUNCTION wire_refuse();
CREATE TRIGGER wire_head_never_emptied BEFORE TRUNCATE ON wire_head
    FOR EACH STATEMENT EXECUTE FUNCTION wire_refuse();
CREATE TRIGGER wire_head_only_forward BEFORE UPDATE ON wire_head
    FOR EACH ROW WHEN (NEW.seq < OLD.seq OR NEW.epoch < OLD.epoch OR NEW.at < OLD.at OR NEW.wire <> OLD.wire)
    EXECUTE FUNCTION wire_refuse();

-- Begin the wire of an agency: epoch 1, nothing released. Run once, by the owner, at the first migrate.
CREATE FUNCTION wire_begin(p_wire text, p_at timestamptz) RETURNS void LANGUAGE sql AS $$
    INSERT INTO wire_epoch (epoch, first_seq, at, reason) VALUES (1, 1, p_at, 'first') ON CONFLICT DO NOTHING;
    INSERT INTO wire_head (wire, epoch, seq, at) VALUES (p_wire, 1, 0, p_at) ON CONFLICT DO NOTHING;
$$;

-- Begin a new epoch after a restore: the head goes past every number that anyone may hold, and the numbers in
-- between are void for ever. Item numbers go past p_number likewise. Gives the new epoch's row.
CREATE FUNCTION wire_new_epoch(p_past bigint, p_number bigint, p_at timestamptz, p_reason text)
RETURNS wire_epoch LANGUAGE plpgsql AS $$
DECLARE
    head  wire_head%ROWTYPE;
    begun wire_epoch%ROWTYPE;
    past  bigint;
BEGIN
    SELECT * INTO STRICT head FROM wire_head FOR UPDATE;
    past := greatest(p_past, head.seq);
    INSERT INTO wire_epoch (epoch, first_seq, at, reason, void_from, void_to)
    VALUES (head.epoch + 1, past + 1, greatest(p_at, head.at), p_reason,
            CASE WHEN past > head.seq THEN head.seq + 1 END, CASE WHEN past > head.seq THEN past END)
    RETURNING * INTO begun;
    UPDATE wire_head SET epoch = begun.epoch, seq = past, at = begun.at WHERE one;
    PERFORM setval('wire_number', greatest(p_number, (SELECT last_value FROM wire_number)));
    RETURN begun;
END $$;

-- The head, locked until commit: the number and the time of the next entry are taken under this lock only.
CREATE FUNCTION wire_take_head() RETURNS TABLE (wire text, epoch integer, seq bigint, at timestamptz)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT h.wire, h.epoch, h.seq, h.at FROM wire_head h FOR UPDATE;
$$;

-- The next item number. A sequence is right here: its gaps mean nothing, and it carries no order.
CREATE FUNCTION wire_next_number() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT nextval('wire_number');
$$;

-- What may come after what, by item: domain/entry.py says the same, and a test compares the two.
CREATE FUNCTION wire_may_follow(last text, action text, embargoed boolean) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (action <> 'lift' OR embargoed) AND CASE
        WHEN last IS NULL THEN action = 'new'
        WHEN last = 'kill' THEN false
        WHEN last IN ('hold', 'withdraw') THEN action IN ('reinstate', 'update', 'correct', 'kill')
        ELSE action IN ('update', 'correct', 'hold', 'withdraw', 'kill', 'lift', 'redact')
    END;
$$;

-- The SHA-256 of an entry's RFC 8785 bytes. No value in it needs escaping: the CHECKs on wire and guid see to it.
CREATE FUNCTION wire_entry_digest(
    wire text, epoch integer, seq bigint, at timestamptz, guid text, version integer, action text,
    not_before timestamptz, content_digest bytea, approvals_digest bytea
) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT sha256(convert_to(
        '{"action":"' || action || '","approvals_digest":"' || encode(approvals_digest, 'hex')
        || '","at":"' || to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        || '","content_digest":"' || encode(content_digest, 'hex') || '","epoch":' || epoch
        || ',"guid":"' || guid || '","not_before":'
        || coalesce('"' || to_char(not_before AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"', 'null')
        || ',"seq":' || seq || ',"version":' || version || ',"wire":"' || wire || '"}', 'UTF8'));
$$;

-- Put one entry on the wire. Refuses a number that is not the head's next, a time before the head's, a version
-- out of turn, an action that may not follow, anything after a kill, and a digest that is not what it names.
CREATE FUNCTION wire_put(
    p_epoch integer, p_seq bigint, p_at timestamptz, p_guid text, p_version integer, p_action text,
    p_not_before timestamptz, p_content_digest bytea, p_approvals bytea, p_approvals_digest bytea,
    p_entry_digest bytea, p_salt bytea, p_body bytea
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    the_wire text;
    last     wire_item%ROWTYPE;
    content  jsonb := convert_from(p_body, 'UTF8')::jsonb;
BEGIN
    UPDATE wire_head SET seq = p_seq, at = p_at
    WHERE one AND seq = p_seq - 1 AND at <= p_at AND epoch = p_epoch
    RETURNING wire INTO the_wire;
    IF the_wire IS NULL THEN
        RAISE EXCEPTION 'entry % of epoch % is not the next one', p_seq, p_epoch USING ERRCODE = 'serialization_failure';
    END IF;
    IF sha256(p_salt || p_body) IS DISTINCT FROM p_content_digest
       OR sha256(p_approvals) IS DISTINCT FROM p_approvals_digest
       OR wire_entry_digest(the_wire, p_epoch, p_seq, p_at, p_guid, p_version, p_action, p_not_before,
                            p_content_digest, p_approvals_digest) IS DISTINCT FROM p_entry_digest THEN
        RAISE EXCEPTION 'a digest of entry % is not what it names', p_seq USING ERRCODE = 'check_violation';
    END IF;
    SELECT * INTO last FROM wire_item WHERE guid = p_guid;
    IF p_version IS DISTINCT FROM coalesce(last.version, 0) + 1
       OR wire_may_follow(last.action, p_action, coalesce(last.embargoed, false)) IS NOT TRUE THEN
        RAISE EXCEPTION '% version % (%) may not follow version % (%)',
            p_guid, p_version, p_action, coalesce(last.version, 0), coalesce(last.action, 'nothing')
            USING ERRCODE = 'check_violation';
    END IF;
    INSERT INTO wire_entry (epoch, seq, at, guid, version, action, not_before,
                            content_digest, approvals, approvals_digest, entry_digest)
    VALUES (p_epoch, p_seq, p_at, p_guid, p_version, p_action, p_not_before,
            p_content_digest, p_approvals, p_approvals_digest, p_entry_digest);
    INSERT INTO wire_content (seq, salt, body) VALUES (p_seq, p_salt, p_body);
    INSERT INTO wire_item (guid, type, language, form, section, packages, provider, priority, urgency, story, slug,
                           headline, notice_of, series, restrictions, rights_end, first_at, first_seq, seq, at, version,
                           action, embargoed)
    VALUES (p_guid, content->>'type', content->>'language', content->>'form', content->>'section',
            ARRAY(SELECT jsonb_array_elements_text(content->'packages')), content->>'provider',
            content->>'priority', (content->>'urgency')::integer, content->>'story', content->>'slug',
            content->>'headline', content->'notice_of'->>'item', content->'media'->>'series', content->'restrictions',
            (SELECT min((term->>'ends')::timestamptz) FROM jsonb_array_elements(content->'restrictions') AS term), p_at, p_seq, p_seq, p_at, p_version, p_action,
            p_not_before IS NOT NULL)
    ON CONFLICT (guid) DO UPDATE SET
        type = excluded.type, language = excluded.language, form = excluded.form, section = excluded.section,
        packages = excluded.packages, provider = excluded.provider, priority = excluded.priority,
        urgency = excluded.urgency, story = excluded.story, slug = excluded.slug, headline = excluded.headline,
        notice_of = excluded.notice_of,
        series = coalesce(excluded.series, wire_item.series),
        restrictions = excluded.restrictions, rights_end = excluded.rights_end,
        seq = excluded.seq, at = excluded.at, version = excluded.version, action = excluded.action,
        embargoed = wire_item.embargoed AND excluded.action <> 'lift';
    IF jsonb_array_length(content->'replaces') > 0 THEN
        UPDATE wire_item SET replaced_by = p_guid
        WHERE guid IN (SELECT jsonb_array_elements_text(content->'replaces')) AND replaced_by IS NULL;
    END IF;
    PERFORM pg_notify('wire', p_epoch || '.' || p_seq);
END $$;

-- Empty the content of entries by a recorded order (who asked, which law, file number, two people), wherever this
-- database holds it: the wire, the item's row, the drafts that made it or were begun from it, the public site's
-- words. The headers stay. Entries that an earlier order emptied keep that order. Gives the order's number.
CREATE FUNCTION wire_erase(
    p_at timestamptz, p_law text, p_file_number text, p_asked_by text, p_ordered_by text, p_second text,
    p_targets bigint[]
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    the_order bigint;
BEGIN
    IF coalesce(cardinality(p_targets), 0) = 0
       OR EXISTS (SELECT FROM unnest(p_targets) AS t (seq) WHERE NOT EXISTS
                     (SELECT FROM wire_entry AS e WHERE e.seq = t.seq)) THEN
        RAISE EXCEPTION 'an erasure names entries of this wire' USING ERRCODE = 'check_violation';
    END IF;
    INSERT INTO wire_erasure (at, law, file_number, asked_by, ordered_by, second, targets)
    VALUES (p_at, p_law, p_file_number, p_asked_by, p_ordered_by, p_second, p_targets)
    RETURNING id INTO the_order;
    UPDATE wire_content SET salt = NULL, body = NULL, erased_by = the_order
    WHERE seq = ANY (p_targets) AND erased_by IS NULL;
    -- Restrictions go on ruling; only their words go.
    UPDATE wire_item SET headline = NULL, slug = '', restrictions = coalesce(
        (SELECT jsonb_agg(term || '{"words": ""}') FROM jsonb_array_elements(restrictions) AS term), '[]')
    WHERE seq = ANY (p_targets);
    UPDATE edition_log SET headline = NULL, deck = NULL, summary = NULL WHERE wire_seq = ANY (p_targets);
    UPDATE draft SET content = '', headline = '', slug = '', reading = NULL, salt = NULL, approvals = NULL, due = NULL,
        state = CASE WHEN state = 'released' THEN state ELSE 'dropped' END
    WHERE (released_guid, released_version) IN
              (SELECT e.guid, e.version FROM wire_entry AS e WHERE e.seq = ANY (p_targets))
       OR (state <> 'released' AND (guid, base_version) IN
              (SELECT e.guid, e.version FROM wire_entry AS e WHERE e.seq = ANY (p_targets)));
    RETURN the_order;
END $$;
