-- Made by `make schema` from migrations/; a test holds it equal to them. Never edit it.

CREATE FUNCTION public.account_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM pg_notify('account', '');
    RETURN NULL;
END $$;

CREATE FUNCTION public.agency_codes(said jsonb) RETURNS TABLE(kind text, code text, number integer, retired boolean)
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT t.kind, e ->> 'code', (e ->> CASE t.kind WHEN 'section' THEN 'category' ELSE 'number' END)::integer,
           coalesce((e ->> 'retired')::boolean, false)
    FROM (VALUES ('section', 'sections'), ('category', 'categories'), ('package', 'packages'),
                 ('provider', 'providers'), ('priority', 'priorities'), ('type', 'types'),
                 ('language', 'languages')) AS t (kind, name),
         jsonb_array_elements(said -> t.name) AS e;
$$;

CREATE FUNCTION public.agency_put(p_number integer, p_at timestamp with time zone, p_by text, p_part text, p_said jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
DECLARE
    other text;
BEGIN
    LOCK TABLE agency_text IN SHARE ROW EXCLUSIVE MODE;
    IF p_number > 1 AND NOT EXISTS (SELECT FROM agency_text WHERE number = p_number - 1) THEN
        RAISE EXCEPTION 'description % has none before it', p_number USING ERRCODE = 'check_violation';
    END IF;
    IF p_said ->> 'code' IS DISTINCT FROM (SELECT wire FROM wire_head) THEN
        RAISE EXCEPTION 'the wire is another agency''s' USING ERRCODE = 'check_violation';
    END IF;
    INSERT INTO agency_text (number, at, by, part, said) VALUES (p_number, p_at, p_by, p_part, p_said);
    SELECT k.kind || ' ' || k.code INTO other
    FROM agency_code AS k
    JOIN agency_codes(p_said) AS c ON c.kind = k.kind
    WHERE k.kind <> 'section' AND (c.code = k.code) <> (c.number = k.number)
    ORDER BY 1 LIMIT 1;
    IF other IS NOT NULL THEN
        RAISE EXCEPTION 'a code in use keeps its number: %', other USING ERRCODE = 'check_violation';
    END IF;
    INSERT INTO agency_code (kind, code, number, retired)
    SELECT kind, code, number, retired FROM agency_codes(p_said)
    ON CONFLICT (kind, code) DO UPDATE SET number = EXCLUDED.number, retired = EXCLUDED.retired;
    UPDATE agency_code AS k SET retired = true
    WHERE NOT k.retired AND NOT EXISTS (SELECT FROM agency_codes(p_said) AS c WHERE (c.kind, c.code) = (k.kind, k.code));
END $$;

CREATE FUNCTION public.append_only_refuse() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: its rows are for ever', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION public.draft_erased() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
    UPDATE draft_save SET content = NULL WHERE draft = NEW.id;
    UPDATE draft_event SET note = '' WHERE draft = NEW.id;
    UPDATE approval_request SET salt = NULL, body = NULL, why = '',
        ended_at = coalesce(ended_at, clock_timestamp()),
        state = CASE WHEN state = 'open' THEN 'withdrawn' ELSE state END
    WHERE draft = NEW.id;
    UPDATE draft SET sought = '' WHERE id = NEW.id;
    RETURN NULL;
END $$;

CREATE FUNCTION public.draft_save_stays() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
    IF OLD.by_hand
       OR EXISTS (SELECT FROM draft AS d WHERE d.id = OLD.draft AND d.save = OLD.number)
       OR EXISTS (SELECT FROM approval_request AS r WHERE r.draft = OLD.draft AND r.save = OLD.number) THEN
        RAISE EXCEPTION 'save % of draft % is kept for ever', OLD.number, OLD.draft USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END $$;

CREATE FUNCTION public.draft_text_stands() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    was jsonb := convert_from(OLD.content, 'UTF8')::jsonb;
    now jsonb := convert_from(NEW.content, 'UTF8')::jsonb;
BEGIN
    IF was -> 'answers' <> 'null'
       AND (was -> 'answers' IS DISTINCT FROM now -> 'answers' OR was -> 'body' IS DISTINCT FROM now -> 'body') THEN
        RAISE EXCEPTION 'the text of draft % was given by whoever replies', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.edition_words_go_together() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    NEW.topics := NULL;
    NEW.places := NULL;
    RETURN NEW;
END $$;

CREATE FUNCTION public.person_of_desk_stays() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
    IF OLD.subscriber IS NULL THEN
        RAISE EXCEPTION 'person % is of the desk and is closed, not deleted', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END
$$;

CREATE FUNCTION public.rendered_erased() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
    DELETE FROM rendered WHERE seq = NEW.seq;
    RETURN NULL;
END $$;

CREATE FUNCTION public.rendered_links_fault(put_seq bigint, put_format text, put_choices text, put_fault text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
    UPDATE rendered SET links_fault = put_fault
    WHERE seq = put_seq AND format = put_format AND choices = put_choices;
END $$;

CREATE FUNCTION public.rendered_put(put_seq bigint, put_format text, put_choices text, put_revision integer, put_parts bytea[], put_slots text[], put_at timestamp with time zone, put_schemas integer, put_fault text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
    PERFORM FROM wire_content AS c WHERE c.seq = put_seq AND c.body IS NOT NULL FOR SHARE;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    INSERT INTO rendered (seq, format, choices, revision, parts, slots, at, schemas, fault)
    VALUES (put_seq, put_format, put_choices, put_revision, put_parts, put_slots, put_at, put_schemas, put_fault)
    ON CONFLICT (seq, format, choices) DO UPDATE
    SET revision = EXCLUDED.revision, parts = EXCLUDED.parts, slots = EXCLUDED.slots, at = EXCLUDED.at,
        schemas = EXCLUDED.schemas, fault = EXCLUDED.fault, links_fault = NULL;
END $$;

CREATE FUNCTION public.sealed_part_erased() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
    DELETE FROM sealed_part WHERE draft = NEW.id;
    RETURN NULL;
END $$;

CREATE FUNCTION public.sketch_erased() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
    DELETE FROM sketch WHERE seq = NEW.seq;
    RETURN NULL;
END $$;

CREATE FUNCTION public.translation_order_erased() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
DECLARE
    erased text := (SELECT guid FROM wire_entry WHERE seq = NEW.seq);
BEGIN
    UPDATE translation_order SET slug = '', note = '' WHERE original = erased OR released_guid = erased;
    UPDATE translation_task SET done_how = '' WHERE guid = erased OR original = erased;
    RETURN NULL;
END $$;

CREATE FUNCTION public.wire_begin(p_wire text, p_at timestamp with time zone) RETURNS void
    LANGUAGE sql
    AS $$
    INSERT INTO wire_epoch (epoch, first_seq, at, reason) VALUES (1, 1, p_at, 'first') ON CONFLICT DO NOTHING;
    INSERT INTO wire_head (wire, epoch, seq, at) VALUES (p_wire, 1, 0, p_at) ON CONFLICT DO NOTHING;
$$;

CREATE FUNCTION public.wire_entry_digest(wire text, epoch integer, seq bigint, at timestamp with time zone, guid text, version integer, action text, not_before timestamp with time zone, content_digest bytea, approvals_digest bytea) RETURNS bytea
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    SELECT sha256(convert_to(
        '{"action":"' || action || '","approvals_digest":"' || encode(approvals_digest, 'hex')
        || '","at":"' || to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        || '","content_digest":"' || encode(content_digest, 'hex') || '","epoch":' || epoch
        || ',"guid":"' || guid || '","not_before":'
        || coalesce('"' || to_char(not_before AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"', 'null')
        || ',"seq":' || seq || ',"version":' || version || ',"wire":"' || wire || '"}', 'UTF8'));
$$;

CREATE FUNCTION public.wire_erase(p_at timestamp with time zone, p_law text, p_file_number text, p_asked_by text, p_ordered_by text, p_second text, p_targets bigint[]) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
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

CREATE FUNCTION public.wire_erasure_told() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM pg_notify('wire', 'erasure');
    RETURN NULL;
END $$;

CREATE FUNCTION public.wire_may_follow(last text, action text, embargoed boolean) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT (action <> 'lift' OR embargoed) AND CASE
        WHEN last IS NULL THEN action = 'new'
        WHEN last = 'kill' THEN false
        WHEN last IN ('hold', 'withdraw') THEN action IN ('reinstate', 'update', 'correct', 'kill')
        ELSE action IN ('update', 'correct', 'hold', 'withdraw', 'kill', 'lift', 'redact')
    END;
$$;

CREATE TABLE public.wire_epoch (
    epoch integer NOT NULL,
    first_seq bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    reason text NOT NULL,
    void_from bigint,
    void_to bigint,
    CONSTRAINT wire_epoch_epoch_check CHECK ((epoch > 0)),
    CONSTRAINT wire_epoch_first_seq_check CHECK ((first_seq > 0))
);

CREATE FUNCTION public.wire_new_epoch(p_past bigint, p_number bigint, p_at timestamp with time zone, p_reason text) RETURNS public.wire_epoch
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.wire_next_number() RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
    SELECT nextval('wire_number');
$$;

CREATE FUNCTION public.wire_original(body bytea) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT convert_from(body, 'UTF8')::jsonb -> 'translated_from' ->> 'item';
$$;

CREATE FUNCTION public.wire_put(p_epoch integer, p_seq bigint, p_at timestamp with time zone, p_guid text, p_version integer, p_action text, p_not_before timestamp with time zone, p_content_digest bytea, p_approvals bytea, p_approvals_digest bytea, p_entry_digest bytea, p_salt bytea, p_body bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
DECLARE
    the_wire text;
    last     wire_item%ROWTYPE;
    content  jsonb := convert_from(p_body, 'UTF8')::jsonb;
BEGIN
    IF p_at > clock_timestamp() + wire_skew() AND p_at > (SELECT h.at FROM wire_head AS h) THEN
        RAISE EXCEPTION 'entry % is of %, and it is only %', p_seq, p_at, clock_timestamp()
            USING ERRCODE = 'datetime_field_overflow';
    END IF;
    UPDATE wire_head SET seq = p_seq, at = p_at
    WHERE one AND seq = p_seq - 1 AND at <= p_at AND epoch = p_epoch
    RETURNING wire INTO the_wire;
    IF the_wire IS NULL THEN
        RAISE EXCEPTION 'entry % of epoch % is not the next one', p_seq, p_epoch USING ERRCODE = 'serialization_failure';
    END IF;
    IF split_part(p_guid, ':', 1) <> the_wire THEN
        RAISE EXCEPTION '% is no id of the wire %', p_guid, the_wire USING ERRCODE = 'check_violation';
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

CREATE FUNCTION public.wire_refuse() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: the wire is append-only', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION public.wire_skew() RETURNS interval
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT interval '5 minutes';
$$;

CREATE FUNCTION public.wire_take_head() RETURNS TABLE(wire text, epoch integer, seq bigint, at timestamp with time zone)
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
    SELECT h.wire, h.epoch, h.seq, h.at FROM wire_head h FOR UPDATE;
$$;

CREATE FUNCTION public.words_on_it_erased() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
DECLARE
    the_item text := (SELECT e.guid FROM wire_entry AS e WHERE e.seq = NEW.seq);
BEGIN
    UPDATE after_look SET reason = '', words = '' WHERE guid = the_item;
    UPDATE translation_order SET slug = '', note = '' WHERE the_item IN (original, released_guid);
    RETURN NULL;
END $$;

CREATE TABLE public.account_request (
    id bigint NOT NULL,
    subscriber text NOT NULL,
    kind text NOT NULL,
    about text[] NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    CONSTRAINT account_request_kind_check CHECK ((kind = ANY (ARRAY['packages'::text, 'item'::text, 'question'::text])))
);

ALTER TABLE public.account_request ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.account_request_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.account_request_step (
    request bigint NOT NULL,
    number integer NOT NULL,
    at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    by text NOT NULL,
    words text,
    CONSTRAINT account_request_step_kind_check CHECK ((kind = ANY (ARRAY['asked'::text, 'wrote'::text, 'taken_back'::text, 'answered'::text, 'closed'::text]))),
    CONSTRAINT account_request_step_number_check CHECK ((number > 0))
);

CREATE TABLE public.after_look (
    id bigint NOT NULL,
    guid text NOT NULL,
    version integer NOT NULL,
    act text NOT NULL,
    by text NOT NULL,
    at timestamp with time zone NOT NULL,
    reason text NOT NULL,
    substitute boolean DEFAULT false NOT NULL,
    looked_by text,
    looked_at timestamp with time zone,
    words text DEFAULT ''::text NOT NULL,
    CONSTRAINT after_look_act_check CHECK ((act = ANY (ARRAY['hold'::text, 'kill'::text, 'withdraw'::text, 'sent_alone'::text]))),
    CONSTRAINT after_look_check CHECK (((looked_by IS NULL) = (looked_at IS NULL))),
    CONSTRAINT after_look_check1 CHECK ((looked_by <> by))
);

ALTER TABLE public.after_look ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.after_look_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.agency_code (
    kind text NOT NULL,
    code text NOT NULL,
    number integer NOT NULL,
    retired boolean DEFAULT false NOT NULL
);

CREATE TABLE public.agency_text (
    number integer NOT NULL,
    at timestamp with time zone NOT NULL,
    by text NOT NULL,
    part text NOT NULL,
    said jsonb NOT NULL,
    CONSTRAINT agency_text_number_check CHECK ((number > 0)),
    CONSTRAINT agency_text_said_check CHECK ((jsonb_typeof(said) = 'object'::text))
);

CREATE TABLE public.api_user (
    username text NOT NULL,
    subscriber text NOT NULL,
    active boolean DEFAULT true NOT NULL,
    ends timestamp with time zone,
    legacy_errors boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    addresses cidr[] DEFAULT '{}'::cidr[] NOT NULL,
    scopes text[] DEFAULT '{has}'::text[] NOT NULL,
    title bigint,
    CONSTRAINT api_user_scopes_known CHECK ((scopes <@ '{has,wire,items,search,account}'::text[]))
);

CREATE TABLE public.api_user_secret (
    username text NOT NULL,
    secret_hmac bytea NOT NULL,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT api_user_secret_secret_hmac_check CHECK ((octet_length(secret_hmac) = 32))
);

CREATE TABLE public.approval_request (
    id text NOT NULL,
    draft bigint NOT NULL,
    save integer NOT NULL,
    because text NOT NULL,
    salt bytea,
    body bytea,
    digest bytea NOT NULL,
    due timestamp with time zone,
    asked_by text NOT NULL,
    asked_key text NOT NULL,
    asked_session text,
    asked_at timestamp with time zone NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    ended_by text,
    ended_at timestamp with time zone,
    why text DEFAULT ''::text NOT NULL,
    CONSTRAINT approval_request_check CHECK (((salt IS NULL) = (body IS NULL))),
    CONSTRAINT approval_request_check1 CHECK (((state = 'open'::text) = (ended_at IS NULL))),
    CONSTRAINT approval_request_check2 CHECK (((state = 'open'::text) <= (body IS NOT NULL))),
    CONSTRAINT approval_request_check3 CHECK (((state = 'approved'::text) <= (ended_by <> asked_by))),
    CONSTRAINT approval_request_digest_check CHECK ((octet_length(digest) = 32)),
    CONSTRAINT approval_request_state_check CHECK ((state = ANY (ARRAY['open'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text, 'sent_alone'::text])))
);

CREATE TABLE public.asset (
    id text NOT NULL,
    kind text NOT NULL,
    file_name text NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    because text,
    progress integer DEFAULT 0 NOT NULL,
    tries integer DEFAULT 0 NOT NULL,
    original jsonb NOT NULL,
    renditions jsonb DEFAULT '[]'::jsonb NOT NULL,
    facts jsonb DEFAULT '{}'::jsonb NOT NULL,
    given jsonb DEFAULT '{}'::jsonb NOT NULL,
    companions jsonb DEFAULT '[]'::jsonb NOT NULL,
    holder text,
    until_at timestamp with time zone,
    created_by text,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT asset_check CHECK (((state = 'refused'::text) = (because IS NOT NULL))),
    CONSTRAINT asset_check1 CHECK (((state = 'working'::text) = ((holder IS NOT NULL) AND (until_at IS NOT NULL)))),
    CONSTRAINT asset_kind_check CHECK ((kind = ANY (ARRAY['picture'::text, 'video'::text, 'graph'::text, 'file'::text]))),
    CONSTRAINT asset_progress_check CHECK (((progress >= 0) AND (progress <= 100))),
    CONSTRAINT asset_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'working'::text, 'ready'::text, 'refused'::text])))
);

CREATE TABLE public.audit (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    person text,
    key text NOT NULL,
    session text,
    act text NOT NULL,
    subject text NOT NULL,
    facts jsonb NOT NULL,
    written timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

ALTER TABLE public.audit ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.audit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.challenge (
    nonce bytea NOT NULL,
    purpose text NOT NULL,
    session text,
    deed bytea NOT NULL,
    ends timestamp with time zone NOT NULL,
    CONSTRAINT challenge_check CHECK (((session IS NULL) = (purpose = 'sign_in'::text))),
    CONSTRAINT challenge_nonce_check CHECK ((length(nonce) = 32)),
    CONSTRAINT challenge_purpose_check CHECK ((purpose = ANY (ARRAY['enrol'::text, 'sign_in'::text, 'prove'::text])))
);

CREATE TABLE public.company_group (
    id text NOT NULL,
    name text NOT NULL,
    added_at timestamp with time zone NOT NULL,
    added_by text NOT NULL
);

CREATE TABLE public.contract (
    id text NOT NULL,
    subscriber text NOT NULL,
    title text NOT NULL,
    starts timestamp with time zone NOT NULL,
    ends timestamp with time zone,
    entitlement jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    signed_by text,
    CONSTRAINT contract_check CHECK (((ends IS NULL) OR (ends > starts)))
);

CREATE TABLE public.contract_end (
    contract text NOT NULL,
    at timestamp with time zone NOT NULL,
    because text NOT NULL,
    by text
);

CREATE TABLE public.contract_reminder (
    contract text NOT NULL,
    what text NOT NULL,
    due date NOT NULL,
    days integer NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT contract_reminder_what_check CHECK ((what = ANY (ARRAY['notice'::text, 'renewal'::text, 'end'::text])))
);

CREATE TABLE public.contract_terms (
    contract text NOT NULL,
    number integer NOT NULL,
    at timestamp with time zone NOT NULL,
    by text NOT NULL,
    legal_name text,
    tax_number text,
    billing_address text,
    signatory text,
    price numeric(14,2),
    currency text,
    per text NOT NULL,
    renews_on date,
    notice_by date,
    titles bigint[] NOT NULL,
    CONSTRAINT contract_terms_check CHECK (((price IS NULL) = (currency IS NULL))),
    CONSTRAINT contract_terms_check1 CHECK ((notice_by <= renews_on)),
    CONSTRAINT contract_terms_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT contract_terms_number_check CHECK ((number > 0)),
    CONSTRAINT contract_terms_per_check CHECK ((per = ANY (ARRAY['month'::text, 'quarter'::text, 'year'::text, 'once'::text]))),
    CONSTRAINT contract_terms_price_check CHECK ((price >= (0)::numeric))
);

CREATE TABLE public.coverage (
    id bigint NOT NULL,
    slug text NOT NULL,
    what text NOT NULL,
    note text NOT NULL,
    language text NOT NULL,
    section text NOT NULL,
    packages text[] NOT NULL,
    provider text NOT NULL,
    form text NOT NULL,
    kinds text[] NOT NULL,
    expected timestamp with time zone NOT NULL,
    first_expected timestamp with time zone NOT NULL,
    made_by text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    cancelled_at timestamp with time zone,
    cancelled_because text DEFAULT ''::text NOT NULL,
    delivered text,
    CONSTRAINT coverage_kinds_check CHECK ((cardinality(kinds) > 0))
);

ALTER TABLE public.coverage ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.coverage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.story (
    id text NOT NULL,
    slug text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone
);

CREATE TABLE public.wire_item (
    guid text NOT NULL,
    type text NOT NULL,
    language text NOT NULL,
    form text NOT NULL,
    section text NOT NULL,
    packages text[] NOT NULL,
    provider text NOT NULL,
    priority text NOT NULL,
    urgency integer NOT NULL,
    story text,
    slug text NOT NULL,
    headline text,
    notice_of text,
    first_at timestamp with time zone NOT NULL,
    first_seq bigint NOT NULL,
    seq bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    action text NOT NULL,
    embargoed boolean NOT NULL,
    series text,
    restrictions jsonb DEFAULT '[]'::jsonb NOT NULL,
    rights_end timestamp with time zone,
    replaced_by text
);

CREATE VIEW public.coverage_line AS
 SELECT c.id,
    c.slug,
    c.what,
    c.note,
    c.language,
    c.section,
    c.packages,
    c.provider,
    c.form,
    c.kinds,
    c.expected,
    c.first_expected,
    c.changed_at,
    c.cancelled_at,
    c.cancelled_because,
    c.delivered,
    COALESCE(c.delivered, came.guid) AS item
   FROM (public.coverage c
     LEFT JOIN LATERAL ( SELECT i.guid
           FROM (public.story s
             JOIN public.wire_item i ON ((i.story = s.id)))
          WHERE ((s.slug = c.slug) AND (i.language = c.language) AND (i.type = c.kinds[1]) AND ((i.type <> 'text'::text) OR (i.form = c.form)) AND (i.notice_of IS NULL) AND (i.first_at >= c.made_at))
          ORDER BY i.first_seq
         LIMIT 1) came ON (true));

CREATE TABLE public.draft (
    id bigint NOT NULL,
    guid text,
    base_version integer,
    action text NOT NULL,
    state text NOT NULL,
    content bytea NOT NULL,
    headline text NOT NULL,
    slug text NOT NULL,
    language text NOT NULL,
    created_by text,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    due timestamp with time zone,
    salt bytea,
    approvals bytea,
    reading jsonb,
    released_guid text,
    released_version integer,
    section text DEFAULT ''::text NOT NULL,
    form text DEFAULT 'story'::text NOT NULL,
    priority text DEFAULT 'routine'::text NOT NULL,
    urgency integer DEFAULT 5 NOT NULL,
    embargo timestamp with time zone,
    sought text DEFAULT ''::text NOT NULL,
    save integer DEFAULT 0 NOT NULL,
    since timestamp with time zone,
    holder text,
    behind bigint,
    planned timestamp with time zone,
    CONSTRAINT draft_action_check CHECK ((action = ANY (ARRAY['new'::text, 'update'::text, 'correct'::text]))),
    CONSTRAINT draft_check CHECK (((guid IS NULL) = (base_version IS NULL))),
    CONSTRAINT draft_check1 CHECK (((guid IS NULL) = (action = 'new'::text))),
    CONSTRAINT draft_check2 CHECK (((state = 'scheduled'::text) <= ((due IS NOT NULL) AND (approvals IS NOT NULL) AND (salt IS NOT NULL)))),
    CONSTRAINT draft_check3 CHECK (((state = 'released'::text) = ((released_guid IS NOT NULL) AND (released_version IS NOT NULL)))),
    CONSTRAINT draft_state_check CHECK ((state = ANY (ARRAY['writing'::text, 'with_editor'::text, 'for_approval'::text, 'scheduled'::text, 'released'::text, 'dropped'::text])))
);

CREATE TABLE public.draft_event (
    id bigint NOT NULL,
    draft bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    act text NOT NULL,
    by text,
    note text DEFAULT ''::text NOT NULL,
    CONSTRAINT draft_event_act_check CHECK ((act = ANY (ARRAY['begun'::text, 'handed_on'::text, 'taken'::text, 'sent_back'::text, 'dropped'::text, 'taken_over'::text, 'asked'::text, 'refused'::text, 'withdrawn'::text, 'approved'::text, 'sent_alone'::text, 'scheduled'::text, 'released'::text, 'planned'::text, 'unplanned'::text])))
);

ALTER TABLE public.draft_event ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.draft_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.draft ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.draft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.draft_lock (
    draft bigint NOT NULL,
    holder text NOT NULL,
    sitting text NOT NULL,
    taken_at timestamp with time zone NOT NULL,
    until_at timestamp with time zone NOT NULL
);

CREATE TABLE public.draft_save (
    draft bigint NOT NULL,
    number integer NOT NULL,
    content bytea,
    saved_by text,
    saved_at timestamp with time zone NOT NULL,
    by_hand boolean NOT NULL,
    CONSTRAINT draft_save_number_check CHECK ((number > 0))
);

CREATE TABLE public.edition_due (
    wire_seq bigint NOT NULL,
    act text NOT NULL,
    guid text NOT NULL,
    due_at timestamp with time zone NOT NULL,
    CONSTRAINT edition_due_act_check CHECK ((act = ANY (ARRAY['show'::text, 'hide'::text])))
);

CREATE TABLE public.edition_head (
    one boolean DEFAULT true NOT NULL,
    seq bigint NOT NULL,
    CONSTRAINT edition_head_one_check CHECK (one)
);

CREATE TABLE public.edition_log (
    seq bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    edition text NOT NULL,
    guid text NOT NULL,
    act text NOT NULL,
    because text NOT NULL,
    wire_seq bigint NOT NULL,
    headline text,
    deck text,
    summary text[],
    editor text,
    from_at timestamp with time zone,
    until_at timestamp with time zone,
    topics text[],
    places text[],
    CONSTRAINT edition_log_act_check CHECK ((act = ANY (ARRAY['show'::text, 'hide'::text, 'pin'::text, 'unpin'::text])))
);

CREATE TABLE public.enquirer (
    enquiry bigint NOT NULL,
    organisation text NOT NULL,
    name text NOT NULL,
    email text NOT NULL,
    wants text NOT NULL,
    sent_from bytea NOT NULL
);

CREATE TABLE public.enquiry (
    id bigint NOT NULL,
    nonce text NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    edition text NOT NULL,
    languages text[] NOT NULL,
    sections text[] NOT NULL,
    confirmed_at timestamp with time zone,
    subscriber text,
    closed_at timestamp with time zone,
    offer text
);

ALTER TABLE public.enquiry ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.enquiry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.enquiry_step (
    enquiry bigint NOT NULL,
    number integer NOT NULL,
    at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    by text,
    words text,
    offer jsonb,
    CONSTRAINT enquiry_step_kind_check CHECK ((kind = ANY (ARRAY['confirmed'::text, 'wrote'::text, 'answered'::text, 'offered'::text, 'accepted'::text, 'secret'::text, 'closed'::text]))),
    CONSTRAINT enquiry_step_number_check CHECK ((number > 0))
);

CREATE TABLE public.feed (
    id text NOT NULL,
    subscriber text NOT NULL,
    secret_hmac bytea NOT NULL,
    format text NOT NULL,
    title text NOT NULL,
    question text NOT NULL,
    entries integer NOT NULL,
    addresses cidr[] NOT NULL,
    ends timestamp with time zone,
    revoked_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    CONSTRAINT feed_entries_check CHECK (((entries >= 1) AND (entries <= 200))),
    CONSTRAINT feed_format_check CHECK ((format = ANY (ARRAY['rss'::text, 'atom'::text, 'json-feed'::text, 'ninjs-1.6'::text, 'ninjs-3.1'::text]))),
    CONSTRAINT feed_id_check CHECK ((id ~ '^[a-z0-9][a-z0-9._-]{0,63}$'::text)),
    CONSTRAINT feed_secret_hmac_check CHECK ((octet_length(secret_hmac) = 32))
);

CREATE TABLE public.format_choice (
    subscriber text NOT NULL,
    place integer NOT NULL,
    format text NOT NULL,
    choices jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT format_choice_choices_check CHECK ((jsonb_typeof(choices) = 'object'::text)),
    CONSTRAINT format_choice_place_check CHECK ((place > 0))
);

CREATE TABLE public.handover_line (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    by text NOT NULL,
    words text NOT NULL,
    closed_at timestamp with time zone,
    closed_by text,
    CONSTRAINT handover_line_check CHECK (((closed_at IS NULL) = (closed_by IS NULL)))
);

ALTER TABLE public.handover_line ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.handover_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.handover_sign (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    by text NOT NULL,
    shown jsonb NOT NULL
);

ALTER TABLE public.handover_sign ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.handover_sign_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.house_name (
    id bigint NOT NULL,
    kind text NOT NULL,
    added_by text,
    added_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT house_name_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'place'::text, 'body'::text])))
);

ALTER TABLE public.house_name ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.house_name_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.identity_provider (
    subscriber text NOT NULL,
    issuer text NOT NULL,
    client_id text NOT NULL,
    client_secret bytea NOT NULL,
    passwords boolean NOT NULL,
    admits boolean NOT NULL,
    second_factor boolean NOT NULL,
    changed timestamp with time zone NOT NULL
);

CREATE TABLE public.identity_provider_domain (
    domain text NOT NULL,
    subscriber text NOT NULL,
    CONSTRAINT identity_provider_domain_domain_check CHECK ((domain = lower(domain)))
);

CREATE TABLE public.lease (
    name text NOT NULL,
    holder text NOT NULL,
    until_at timestamp with time zone NOT NULL
);

CREATE TABLE public.legal_asker (
    request bigint NOT NULL,
    name text NOT NULL,
    address text NOT NULL,
    letter text NOT NULL
);

CREATE TABLE public.legal_decision (
    id bigint NOT NULL,
    request bigint NOT NULL,
    verdict text NOT NULL,
    reason text NOT NULL,
    changes jsonb,
    decided_by text NOT NULL,
    decided_key text NOT NULL,
    decided_session text,
    decided_at timestamp with time zone NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    confirmed_by text,
    confirmed_key text,
    confirmed_session text,
    ended_at timestamp with time zone,
    erasure bigint,
    CONSTRAINT legal_decision_check CHECK (((state = 'waiting'::text) = (ended_at IS NULL))),
    CONSTRAINT legal_decision_check1 CHECK (((state = 'done'::text) = (confirmed_by IS NOT NULL))),
    CONSTRAINT legal_decision_check2 CHECK ((confirmed_by <> decided_by)),
    CONSTRAINT legal_decision_check3 CHECK ((confirmed_session <> decided_session)),
    CONSTRAINT legal_decision_check4 CHECK (((confirmed_key <> decided_key) OR (confirmed_key !~~ 'passkey:%'::text))),
    CONSTRAINT legal_decision_check5 CHECK (((state = 'waiting'::text) >= (changes IS NOT NULL))),
    CONSTRAINT legal_decision_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'taken_back'::text]))),
    CONSTRAINT legal_decision_verdict_check CHECK ((verdict = ANY (ARRAY['take_down'::text, 'anonymise'::text, 'redact'::text, 'update'::text, 'refuse'::text])))
);

ALTER TABLE public.legal_decision ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.legal_decision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.legal_item (
    request bigint NOT NULL,
    guid text NOT NULL
);

CREATE TABLE public.legal_request (
    id bigint NOT NULL,
    kind text NOT NULL,
    asked_by text NOT NULL,
    law text NOT NULL,
    file_number text DEFAULT ''::text NOT NULL,
    came_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    opened_by text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    closed_at timestamp with time zone,
    CONSTRAINT legal_request_asked_by_check CHECK ((asked_by <> ''::text)),
    CONSTRAINT legal_request_check CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL))),
    CONSTRAINT legal_request_kind_check CHECK ((kind = ANY (ARRAY['take_down'::text, 'anonymise'::text, 'redact'::text, 'update'::text, 'reply'::text, 'court_text'::text]))),
    CONSTRAINT legal_request_law_check CHECK ((law <> ''::text)),
    CONSTRAINT legal_request_state_check CHECK ((state = ANY (ARRAY['open'::text, 'decided'::text, 'closed'::text])))
);

ALTER TABLE public.legal_request ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.legal_request_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.lent_right (
    id bigint NOT NULL,
    person text NOT NULL,
    act text NOT NULL,
    lent_by text NOT NULL,
    from_at timestamp with time zone NOT NULL,
    until_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    reason text NOT NULL,
    CONSTRAINT lent_right_check CHECK ((until_at > from_at)),
    CONSTRAINT lent_right_check1 CHECK ((lent_by <> person))
);

ALTER TABLE public.lent_right ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.lent_right_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.loaded (
    number integer NOT NULL,
    kind text NOT NULL,
    at timestamp with time zone NOT NULL,
    by text NOT NULL,
    CONSTRAINT loaded_kind_check CHECK ((kind = ANY (ARRAY['schemas'::text, 'topics'::text])))
);

CREATE TABLE public.loaded_file (
    load integer NOT NULL,
    name text NOT NULL,
    body bytea NOT NULL
);

ALTER TABLE public.loaded ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.loaded_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.look (
    session text NOT NULL,
    subscriber text NOT NULL,
    person text NOT NULL,
    by text NOT NULL,
    because text NOT NULL,
    begun timestamp with time zone NOT NULL,
    ends timestamp with time zone NOT NULL,
    ended timestamp with time zone
);

CREATE TABLE public.machine_sentence (
    draft bigint NOT NULL,
    digest bytea NOT NULL,
    engine text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    accepted_by text,
    accepted_at timestamp with time zone,
    CONSTRAINT machine_sentence_check CHECK (((accepted_by IS NULL) = (accepted_at IS NULL)))
);

CREATE TABLE public.migration (
    name text NOT NULL,
    digest bytea NOT NULL,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

CREATE TABLE public.name_spelling (
    name bigint NOT NULL,
    language text NOT NULL,
    text text NOT NULL,
    standing text NOT NULL,
    key text NOT NULL,
    folded text NOT NULL,
    CONSTRAINT name_spelling_language_check CHECK ((language <> ''::text)),
    CONSTRAINT name_spelling_standing_check CHECK ((standing = ANY (ARRAY['house'::text, 'also'::text, 'avoid'::text]))),
    CONSTRAINT name_spelling_text_check CHECK ((text <> ''::text))
);

CREATE TABLE public.organisation_rules (
    subscriber text NOT NULL,
    needs_passkey boolean NOT NULL,
    use_by_person boolean NOT NULL,
    changed_at timestamp with time zone NOT NULL
);

CREATE TABLE public.outbox (
    id bigint NOT NULL,
    recipient text NOT NULL,
    subject text NOT NULL,
    body text NOT NULL,
    written timestamp with time zone NOT NULL,
    due timestamp with time zone NOT NULL,
    tries integer DEFAULT 0 NOT NULL,
    sent timestamp with time zone,
    failed text
);

ALTER TABLE public.outbox ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.outbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.passkey (
    credential bytea NOT NULL,
    key text NOT NULL,
    person text NOT NULL,
    public_key bytea NOT NULL,
    sign_count bigint NOT NULL,
    name text NOT NULL,
    backed_up boolean NOT NULL,
    made timestamp with time zone NOT NULL,
    used timestamp with time zone,
    CONSTRAINT passkey_sign_count_check CHECK ((sign_count >= 0))
);

CREATE TABLE public.person (
    id text NOT NULL,
    email text NOT NULL,
    email_folded text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    subscriber text,
    password_hash text,
    active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone NOT NULL,
    desks text[] DEFAULT '{}'::text[] NOT NULL,
    languages text[] DEFAULT '{}'::text[] NOT NULL,
    interface_language text,
    needs_passkey boolean DEFAULT false NOT NULL,
    session_floor timestamp with time zone,
    erased_at timestamp with time zone,
    CONSTRAINT person_erased_check CHECK (((erased_at IS NULL) OR ((subscriber IS NULL) AND (NOT active) AND (password_hash IS NULL) AND (email = id) AND (email_folded = id)))),
    CONSTRAINT person_role_check CHECK ((role = ANY (ARRAY['reporter'::text, 'correspondent'::text, 'translator'::text, 'editor'::text, 'chief'::text, 'picture_desk'::text, 'administrator'::text, 'subscriber_master'::text, 'subscriber_editor'::text])))
);

CREATE TABLE public.person_taking (
    person text NOT NULL,
    day date NOT NULL,
    guid text NOT NULL
);

CREATE TABLE public.person_token (
    secret bytea NOT NULL,
    kind text NOT NULL,
    person text NOT NULL,
    made_by text,
    made timestamp with time zone NOT NULL,
    ends timestamp with time zone NOT NULL,
    used timestamp with time zone,
    CONSTRAINT person_token_kind_check CHECK ((kind = ANY (ARRAY['invitation'::text, 'reset'::text]))),
    CONSTRAINT person_token_secret_check CHECK ((length(secret) = 32))
);

CREATE TABLE public.portal_density (
    person text NOT NULL,
    density text NOT NULL,
    CONSTRAINT portal_density_density_check CHECK ((density = ANY (ARRAY['comfortable'::text, 'compact'::text, 'columns'::text])))
);

CREATE TABLE public.portal_place (
    person text NOT NULL,
    seen bigint NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    left_at bigint NOT NULL
);

CREATE TABLE public.portal_question (
    person text NOT NULL,
    name text NOT NULL,
    asked text NOT NULL,
    at timestamp with time zone NOT NULL
);

CREATE TABLE public.portal_read (
    person text NOT NULL,
    guid text NOT NULL,
    version integer NOT NULL,
    at timestamp with time zone NOT NULL
);

CREATE TABLE public.portal_saved (
    person text NOT NULL,
    guid text NOT NULL,
    at timestamp with time zone NOT NULL
);

CREATE TABLE public.portal_share (
    subscriber text NOT NULL,
    guid text NOT NULL,
    from_person text NOT NULL,
    to_person text NOT NULL,
    note text NOT NULL,
    at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone
);

CREATE TABLE public.portal_use (
    subscriber text NOT NULL,
    guid text NOT NULL,
    person text NOT NULL,
    at timestamp with time zone NOT NULL
);

CREATE TABLE public.provider_link (
    subscriber text NOT NULL,
    issuer text NOT NULL,
    subject text NOT NULL,
    person text NOT NULL,
    linked timestamp with time zone NOT NULL
);

CREATE TABLE public.provider_start (
    state bytea NOT NULL,
    subscriber text NOT NULL,
    issuer text NOT NULL,
    client_id text NOT NULL,
    browser bytea NOT NULL,
    next text NOT NULL,
    anew boolean NOT NULL,
    try bigint NOT NULL,
    begun timestamp with time zone NOT NULL,
    ends timestamp with time zone NOT NULL
);

CREATE TABLE public.reader (
    name text NOT NULL,
    epoch integer NOT NULL,
    seq bigint NOT NULL
);

CREATE TABLE public.rendered (
    seq bigint NOT NULL,
    format text NOT NULL,
    choices text NOT NULL,
    revision integer NOT NULL,
    parts bytea[] NOT NULL,
    slots text[] NOT NULL,
    at timestamp with time zone NOT NULL,
    schemas integer DEFAULT 0 NOT NULL,
    fault text,
    links_fault text,
    CONSTRAINT rendered_check CHECK ((cardinality(parts) = (cardinality(slots) + 1)))
);

CREATE TABLE public.request_minute (
    minute timestamp with time zone NOT NULL,
    subscriber text NOT NULL,
    what text NOT NULL,
    number bigint NOT NULL,
    CONSTRAINT request_minute_number_check CHECK ((number > 0))
);

CREATE TABLE public.sanctions_check (
    subscriber text NOT NULL,
    number integer NOT NULL,
    checked_on date NOT NULL,
    lists text NOT NULL,
    clear boolean NOT NULL,
    remark text NOT NULL,
    at timestamp with time zone NOT NULL,
    by text NOT NULL,
    CONSTRAINT sanctions_check_number_check CHECK ((number > 0))
);

CREATE TABLE public.sealed_part (
    guid text NOT NULL,
    draft bigint NOT NULL,
    number smallint NOT NULL,
    salt bytea NOT NULL,
    body bytea NOT NULL,
    CONSTRAINT sealed_part_number_check CHECK (((number >= 0) AND (number <= 200))),
    CONSTRAINT sealed_part_salt_check CHECK ((octet_length(salt) = 32))
);

CREATE TABLE public.search_snapshot (
    sha256 text NOT NULL,
    version integer NOT NULL,
    epoch integer NOT NULL,
    seq bigint NOT NULL,
    erasures bigint NOT NULL,
    bytes bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT search_snapshot_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);

CREATE TABLE public.session (
    id text NOT NULL,
    secret bytea NOT NULL,
    person text NOT NULL,
    key text NOT NULL,
    agent text NOT NULL,
    address text NOT NULL,
    begun timestamp with time zone NOT NULL,
    seen timestamp with time zone NOT NULL,
    ends timestamp with time zone NOT NULL,
    ended timestamp with time zone,
    looker text,
    CONSTRAINT session_secret_check CHECK ((length(secret) = 32))
);

CREATE TABLE public.shift (
    id bigint NOT NULL,
    person text NOT NULL,
    desk text NOT NULL,
    alone boolean DEFAULT false NOT NULL,
    from_at timestamp with time zone NOT NULL,
    until_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    put_by text NOT NULL,
    CONSTRAINT shift_check CHECK ((until_at > from_at)),
    CONSTRAINT shift_check1 CHECK (((NOT alone) OR (desk = ''::text)))
);

ALTER TABLE public.shift ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.shift_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.sign_in_try (
    id bigint NOT NULL,
    account bytea NOT NULL,
    address text NOT NULL,
    at timestamp with time zone NOT NULL,
    good boolean DEFAULT false NOT NULL
);

ALTER TABLE public.sign_in_try ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.sign_in_try_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.site_purge (
    one boolean DEFAULT true NOT NULL,
    seq bigint NOT NULL,
    aimed bigint NOT NULL,
    tries integer NOT NULL,
    due timestamp with time zone NOT NULL,
    said text,
    CONSTRAINT site_purge_one_check CHECK (one)
);

CREATE TABLE public.sketch (
    guid text NOT NULL,
    seq bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    bands bigint[] NOT NULL
);

CREATE TABLE public.subscriber (
    id text NOT NULL,
    name text NOT NULL,
    created_at timestamp with time zone NOT NULL
);

CREATE TABLE public.subscriber_group (
    subscriber text NOT NULL,
    number integer NOT NULL,
    company_group text,
    at timestamp with time zone NOT NULL,
    by text NOT NULL,
    CONSTRAINT subscriber_group_number_check CHECK ((number > 0))
);

CREATE TABLE public.subscriber_title (
    id bigint NOT NULL,
    subscriber text NOT NULL,
    name text NOT NULL,
    medium text NOT NULL,
    added_at timestamp with time zone NOT NULL,
    added_by text NOT NULL,
    ended_at timestamp with time zone,
    ended_by text,
    CONSTRAINT subscriber_title_check CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
    CONSTRAINT subscriber_title_medium_check CHECK ((medium = ANY (ARRAY['print'::text, 'online'::text, 'radio'::text, 'television'::text, 'other'::text])))
);

ALTER TABLE public.subscriber_title ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.subscriber_title_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.suspension (
    id bigint NOT NULL,
    subscriber text NOT NULL,
    since timestamp with time zone NOT NULL,
    because text NOT NULL,
    by text NOT NULL
);

CREATE TABLE public.suspension_lift (
    suspension bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    by text NOT NULL
);

CREATE VIEW public.suspended AS
 SELECT subscriber,
    id,
    since,
    because,
    by
   FROM public.suspension p
  WHERE (NOT (EXISTS ( SELECT 1
           FROM public.suspension_lift l
          WHERE (l.suspension = p.id))));

ALTER TABLE public.suspension ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.suspension_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.taking (
    subscriber text NOT NULL,
    guid text NOT NULL,
    version integer NOT NULL,
    path text NOT NULL,
    times bigint DEFAULT 1 NOT NULL,
    first_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    last_user text,
    last_address inet
);

CREATE TABLE public.taking_day (
    subscriber text NOT NULL,
    day date NOT NULL,
    guid text NOT NULL
);

CREATE TABLE public.taking_range (
    id uuid NOT NULL,
    subscriber text NOT NULL,
    path text NOT NULL,
    contracts jsonb NOT NULL,
    after_seq bigint NOT NULL,
    to_seq bigint,
    first_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    last_user text,
    last_address inet,
    CONSTRAINT taking_range_check CHECK ((to_seq >= after_seq))
);

CREATE TABLE public.test_entry (
    contract text NOT NULL,
    seq bigint NOT NULL,
    epoch integer NOT NULL,
    at timestamp with time zone NOT NULL,
    guid text NOT NULL,
    version integer NOT NULL,
    action text NOT NULL,
    not_before timestamp with time zone,
    first_at timestamp with time zone NOT NULL,
    story text NOT NULL,
    body bytea NOT NULL,
    CONSTRAINT test_entry_guid_check CHECK ((guid ~~ 'test:%'::text))
);

CREATE TABLE public.test_step (
    contract text NOT NULL,
    first_seq bigint NOT NULL,
    after_seq bigint NOT NULL,
    due timestamp with time zone NOT NULL,
    drill text NOT NULL,
    step integer NOT NULL,
    CONSTRAINT test_step_step_check CHECK ((step > 1))
);

CREATE TABLE public.test_wire (
    contract text NOT NULL,
    secret_hmac bytea NOT NULL,
    epoch integer DEFAULT 1 NOT NULL,
    seq bigint DEFAULT 0 NOT NULL,
    void_from bigint,
    void_to bigint,
    refuse integer DEFAULT 0 NOT NULL,
    cut integer DEFAULT 0 NOT NULL,
    twice integer DEFAULT 0 NOT NULL,
    made_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    CONSTRAINT test_wire_secret_hmac_check CHECK ((octet_length(secret_hmac) = 32))
);

CREATE TABLE public.translation_order (
    id bigint NOT NULL,
    original text,
    original_draft bigint,
    language text NOT NULL,
    section text NOT NULL,
    slug text NOT NULL,
    urgency integer NOT NULL,
    deadline timestamp with time zone,
    note text DEFAULT ''::text NOT NULL,
    holds text DEFAULT ''::text NOT NULL,
    by_rule boolean DEFAULT false NOT NULL,
    ordered_by text NOT NULL,
    ordered_at timestamp with time zone NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    taken_by text,
    taken_at timestamp with time zone,
    draft bigint,
    ready_by text,
    ready_key text,
    ready_save integer,
    ended_at timestamp with time zone,
    released_guid text,
    machine_share integer,
    CONSTRAINT translation_order_check CHECK (((original IS NOT NULL) OR (original_draft IS NOT NULL))),
    CONSTRAINT translation_order_check1 CHECK (((state = 'ready'::text) <= ((ready_by IS NOT NULL) AND (ready_key IS NOT NULL) AND (ready_save IS NOT NULL)))),
    CONSTRAINT translation_order_check2 CHECK (((state = ANY (ARRAY['released'::text, 'dropped'::text])) = (ended_at IS NOT NULL))),
    CONSTRAINT translation_order_check3 CHECK (((state = 'released'::text) = (released_guid IS NOT NULL))),
    CONSTRAINT translation_order_holds_check CHECK ((holds = ANY (ARRAY[''::text, 'with'::text, 'after'::text]))),
    CONSTRAINT translation_order_machine_share_check CHECK (((machine_share >= 0) AND (machine_share <= 100))),
    CONSTRAINT translation_order_state_check CHECK ((state = ANY (ARRAY['open'::text, 'taken'::text, 'ready'::text, 'released'::text, 'dropped'::text])))
);

ALTER TABLE public.translation_order ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.translation_order_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.translation_task (
    id bigint NOT NULL,
    guid text NOT NULL,
    original text NOT NULL,
    original_version integer NOT NULL,
    action text NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    done_at timestamp with time zone,
    done_by text,
    done_how text DEFAULT ''::text NOT NULL
);

ALTER TABLE public.translation_task ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.translation_task_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.use_counted (
    day date NOT NULL,
    at timestamp with time zone NOT NULL
);

CREATE TABLE public.use_cursor (
    day date NOT NULL,
    subscriber text NOT NULL,
    path text NOT NULL,
    login text NOT NULL,
    items integer NOT NULL,
    CONSTRAINT use_cursor_items_check CHECK ((items > 0))
);

CREATE TABLE public.use_day (
    day date NOT NULL,
    subscriber text NOT NULL,
    section text NOT NULL,
    items integer NOT NULL,
    CONSTRAINT use_day_items_check CHECK ((items > 0))
);

CREATE TABLE public.use_item (
    day date NOT NULL,
    guid text NOT NULL,
    subscribers integer NOT NULL,
    CONSTRAINT use_item_subscribers_check CHECK ((subscribers > 0))
);

CREATE TABLE public.wire_content (
    seq bigint NOT NULL,
    salt bytea,
    body bytea,
    erased_by bigint,
    CONSTRAINT wire_content_check CHECK (((body IS NULL) = (erased_by IS NOT NULL))),
    CONSTRAINT wire_content_check1 CHECK (((salt IS NULL) = (body IS NULL))),
    CONSTRAINT wire_content_salt_check CHECK ((octet_length(salt) = 32))
);

CREATE TABLE public.wire_entry (
    epoch integer NOT NULL,
    seq bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    guid text NOT NULL,
    version integer NOT NULL,
    action text NOT NULL,
    not_before timestamp with time zone,
    content_digest bytea NOT NULL,
    approvals bytea NOT NULL,
    approvals_digest bytea NOT NULL,
    entry_digest bytea NOT NULL,
    CONSTRAINT wire_entry_action_check CHECK ((action = ANY (ARRAY['new'::text, 'update'::text, 'correct'::text, 'hold'::text, 'reinstate'::text, 'kill'::text, 'withdraw'::text, 'lift'::text, 'redact'::text]))),
    CONSTRAINT wire_entry_approvals_digest_check CHECK ((octet_length(approvals_digest) = 32)),
    CONSTRAINT wire_entry_content_digest_check CHECK ((octet_length(content_digest) = 32)),
    CONSTRAINT wire_entry_entry_digest_check CHECK ((octet_length(entry_digest) = 32)),
    CONSTRAINT wire_entry_guid_check CHECK ((guid ~ '^[a-z][a-z0-9]{1,7}:[a-z]+:[0-9]{8}:[1-9][0-9]{0,17}$'::text)),
    CONSTRAINT wire_entry_seq_check CHECK ((seq > 0)),
    CONSTRAINT wire_entry_version_check CHECK ((version > 0))
);

CREATE TABLE public.wire_erasure (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    law text NOT NULL,
    file_number text NOT NULL,
    asked_by text NOT NULL,
    ordered_by text NOT NULL,
    second text NOT NULL,
    targets bigint[] NOT NULL,
    CONSTRAINT wire_erasure_asked_by_check CHECK ((asked_by <> ''::text)),
    CONSTRAINT wire_erasure_check CHECK ((ordered_by <> second)),
    CONSTRAINT wire_erasure_file_number_check CHECK ((file_number <> ''::text)),
    CONSTRAINT wire_erasure_law_check CHECK ((law <> ''::text)),
    CONSTRAINT wire_erasure_ordered_by_check CHECK ((ordered_by <> ''::text)),
    CONSTRAINT wire_erasure_second_check CHECK ((second <> ''::text))
);

ALTER TABLE public.wire_erasure ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.wire_erasure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.wire_head (
    one boolean DEFAULT true NOT NULL,
    wire text NOT NULL,
    epoch integer NOT NULL,
    seq bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT wire_head_one_check CHECK (one),
    CONSTRAINT wire_head_seq_check CHECK ((seq >= 0)),
    CONSTRAINT wire_head_wire_check CHECK ((wire ~ '^[a-z][a-z0-9]{1,7}$'::text))
);

CREATE SEQUENCE public.wire_number
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER TABLE ONLY public.account_request
    ADD CONSTRAINT account_request_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.account_request_step
    ADD CONSTRAINT account_request_step_pkey PRIMARY KEY (request, number);

ALTER TABLE ONLY public.after_look
    ADD CONSTRAINT after_look_guid_version_key UNIQUE (guid, version);

ALTER TABLE ONLY public.after_look
    ADD CONSTRAINT after_look_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agency_code
    ADD CONSTRAINT agency_code_pkey PRIMARY KEY (kind, code);

ALTER TABLE ONLY public.agency_text
    ADD CONSTRAINT agency_text_pkey PRIMARY KEY (number);

ALTER TABLE ONLY public.api_user
    ADD CONSTRAINT api_user_pkey PRIMARY KEY (username);

ALTER TABLE ONLY public.api_user_secret
    ADD CONSTRAINT api_user_secret_pkey PRIMARY KEY (username, secret_hmac);

ALTER TABLE ONLY public.approval_request
    ADD CONSTRAINT approval_request_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.asset
    ADD CONSTRAINT asset_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.challenge
    ADD CONSTRAINT challenge_pkey PRIMARY KEY (nonce);

ALTER TABLE ONLY public.company_group
    ADD CONSTRAINT company_group_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.contract_end
    ADD CONSTRAINT contract_end_pkey PRIMARY KEY (contract);

ALTER TABLE ONLY public.contract
    ADD CONSTRAINT contract_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.contract_reminder
    ADD CONSTRAINT contract_reminder_pkey PRIMARY KEY (contract, what, due, days);

ALTER TABLE ONLY public.contract_terms
    ADD CONSTRAINT contract_terms_pkey PRIMARY KEY (contract, number);

ALTER TABLE ONLY public.coverage
    ADD CONSTRAINT coverage_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.draft_event
    ADD CONSTRAINT draft_event_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.draft_lock
    ADD CONSTRAINT draft_lock_pkey PRIMARY KEY (draft);

ALTER TABLE ONLY public.draft
    ADD CONSTRAINT draft_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.draft_save
    ADD CONSTRAINT draft_save_pkey PRIMARY KEY (draft, number);

ALTER TABLE ONLY public.edition_due
    ADD CONSTRAINT edition_due_pkey PRIMARY KEY (wire_seq, act);

ALTER TABLE ONLY public.edition_head
    ADD CONSTRAINT edition_head_pkey PRIMARY KEY (one);

ALTER TABLE ONLY public.edition_log
    ADD CONSTRAINT edition_log_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY public.enquirer
    ADD CONSTRAINT enquirer_pkey PRIMARY KEY (enquiry);

ALTER TABLE ONLY public.enquiry
    ADD CONSTRAINT enquiry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.enquiry_step
    ADD CONSTRAINT enquiry_step_pkey PRIMARY KEY (enquiry, number);

ALTER TABLE ONLY public.feed
    ADD CONSTRAINT feed_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.feed
    ADD CONSTRAINT feed_secret_hmac_key UNIQUE (secret_hmac);

ALTER TABLE ONLY public.format_choice
    ADD CONSTRAINT format_choice_pkey PRIMARY KEY (subscriber, place);

ALTER TABLE ONLY public.format_choice
    ADD CONSTRAINT format_choice_subscriber_format_key UNIQUE (subscriber, format);

ALTER TABLE ONLY public.handover_line
    ADD CONSTRAINT handover_line_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.handover_sign
    ADD CONSTRAINT handover_sign_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.house_name
    ADD CONSTRAINT house_name_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.identity_provider_domain
    ADD CONSTRAINT identity_provider_domain_pkey PRIMARY KEY (domain);

ALTER TABLE ONLY public.identity_provider
    ADD CONSTRAINT identity_provider_pkey PRIMARY KEY (subscriber);

ALTER TABLE ONLY public.lease
    ADD CONSTRAINT lease_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.legal_asker
    ADD CONSTRAINT legal_asker_pkey PRIMARY KEY (request);

ALTER TABLE ONLY public.legal_decision
    ADD CONSTRAINT legal_decision_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.legal_item
    ADD CONSTRAINT legal_item_pkey PRIMARY KEY (request, guid);

ALTER TABLE ONLY public.legal_request
    ADD CONSTRAINT legal_request_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.lent_right
    ADD CONSTRAINT lent_right_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.loaded_file
    ADD CONSTRAINT loaded_file_pkey PRIMARY KEY (load, name);

ALTER TABLE ONLY public.loaded
    ADD CONSTRAINT loaded_pkey PRIMARY KEY (number);

ALTER TABLE ONLY public.look
    ADD CONSTRAINT look_pkey PRIMARY KEY (session);

ALTER TABLE ONLY public.machine_sentence
    ADD CONSTRAINT machine_sentence_pkey PRIMARY KEY (draft, digest);

ALTER TABLE ONLY public.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.name_spelling
    ADD CONSTRAINT name_spelling_pkey PRIMARY KEY (name, language, text);

ALTER TABLE ONLY public.organisation_rules
    ADD CONSTRAINT organisation_rules_pkey PRIMARY KEY (subscriber);

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.passkey
    ADD CONSTRAINT passkey_key_key UNIQUE (key);

ALTER TABLE ONLY public.passkey
    ADD CONSTRAINT passkey_pkey PRIMARY KEY (credential);

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_email_folded_key UNIQUE (email_folded);

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.person_taking
    ADD CONSTRAINT person_taking_pkey PRIMARY KEY (person, day, guid);

ALTER TABLE ONLY public.person_token
    ADD CONSTRAINT person_token_pkey PRIMARY KEY (secret);

ALTER TABLE ONLY public.portal_density
    ADD CONSTRAINT portal_density_pkey PRIMARY KEY (person);

ALTER TABLE ONLY public.portal_place
    ADD CONSTRAINT portal_place_pkey PRIMARY KEY (person);

ALTER TABLE ONLY public.portal_question
    ADD CONSTRAINT portal_question_pkey PRIMARY KEY (person, name);

ALTER TABLE ONLY public.portal_read
    ADD CONSTRAINT portal_read_pkey PRIMARY KEY (person, guid);

ALTER TABLE ONLY public.portal_saved
    ADD CONSTRAINT portal_saved_pkey PRIMARY KEY (person, guid);

ALTER TABLE ONLY public.portal_share
    ADD CONSTRAINT portal_share_pkey PRIMARY KEY (to_person, from_person, guid);

ALTER TABLE ONLY public.portal_use
    ADD CONSTRAINT portal_use_pkey PRIMARY KEY (subscriber, guid, person);

ALTER TABLE ONLY public.provider_link
    ADD CONSTRAINT provider_link_person_key UNIQUE (person);

ALTER TABLE ONLY public.provider_link
    ADD CONSTRAINT provider_link_pkey PRIMARY KEY (subscriber, issuer, subject);

ALTER TABLE ONLY public.provider_start
    ADD CONSTRAINT provider_start_pkey PRIMARY KEY (state);

ALTER TABLE ONLY public.reader
    ADD CONSTRAINT reader_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.rendered
    ADD CONSTRAINT rendered_pkey PRIMARY KEY (seq, format, choices);

ALTER TABLE ONLY public.request_minute
    ADD CONSTRAINT request_minute_pkey PRIMARY KEY (minute, subscriber, what);

ALTER TABLE ONLY public.sanctions_check
    ADD CONSTRAINT sanctions_check_pkey PRIMARY KEY (subscriber, number);

ALTER TABLE ONLY public.sealed_part
    ADD CONSTRAINT sealed_part_draft_number_key UNIQUE (draft, number);

ALTER TABLE ONLY public.sealed_part
    ADD CONSTRAINT sealed_part_pkey PRIMARY KEY (guid);

ALTER TABLE ONLY public.search_snapshot
    ADD CONSTRAINT search_snapshot_pkey PRIMARY KEY (sha256);

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_secret_key UNIQUE (secret);

ALTER TABLE ONLY public.shift
    ADD CONSTRAINT shift_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sign_in_try
    ADD CONSTRAINT sign_in_try_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.site_purge
    ADD CONSTRAINT site_purge_pkey PRIMARY KEY (one);

ALTER TABLE ONLY public.sketch
    ADD CONSTRAINT sketch_pkey PRIMARY KEY (guid);

ALTER TABLE ONLY public.story
    ADD CONSTRAINT story_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.subscriber_group
    ADD CONSTRAINT subscriber_group_pkey PRIMARY KEY (subscriber, number);

ALTER TABLE ONLY public.subscriber
    ADD CONSTRAINT subscriber_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.subscriber_title
    ADD CONSTRAINT subscriber_title_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.suspension_lift
    ADD CONSTRAINT suspension_lift_pkey PRIMARY KEY (suspension);

ALTER TABLE ONLY public.suspension
    ADD CONSTRAINT suspension_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.taking_day
    ADD CONSTRAINT taking_day_pkey PRIMARY KEY (subscriber, day, guid);

ALTER TABLE ONLY public.taking
    ADD CONSTRAINT taking_pkey PRIMARY KEY (subscriber, guid, version, path);

ALTER TABLE ONLY public.taking_range
    ADD CONSTRAINT taking_range_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.test_entry
    ADD CONSTRAINT test_entry_contract_guid_version_key UNIQUE (contract, guid, version);

ALTER TABLE ONLY public.test_entry
    ADD CONSTRAINT test_entry_pkey PRIMARY KEY (contract, seq);

ALTER TABLE ONLY public.test_step
    ADD CONSTRAINT test_step_pkey PRIMARY KEY (contract, first_seq);

ALTER TABLE ONLY public.test_wire
    ADD CONSTRAINT test_wire_pkey PRIMARY KEY (contract);

ALTER TABLE ONLY public.test_wire
    ADD CONSTRAINT test_wire_secret_hmac_key UNIQUE (secret_hmac);

ALTER TABLE ONLY public.translation_order
    ADD CONSTRAINT translation_order_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.translation_task
    ADD CONSTRAINT translation_task_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.use_counted
    ADD CONSTRAINT use_counted_pkey PRIMARY KEY (day);

ALTER TABLE ONLY public.use_day
    ADD CONSTRAINT use_day_pkey PRIMARY KEY (subscriber, day, section);

ALTER TABLE ONLY public.use_item
    ADD CONSTRAINT use_item_pkey PRIMARY KEY (day, guid);

ALTER TABLE ONLY public.wire_content
    ADD CONSTRAINT wire_content_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY public.wire_entry
    ADD CONSTRAINT wire_entry_guid_version_key UNIQUE (guid, version);

ALTER TABLE ONLY public.wire_entry
    ADD CONSTRAINT wire_entry_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY public.wire_epoch
    ADD CONSTRAINT wire_epoch_pkey PRIMARY KEY (epoch);

ALTER TABLE ONLY public.wire_erasure
    ADD CONSTRAINT wire_erasure_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wire_head
    ADD CONSTRAINT wire_head_pkey PRIMARY KEY (one);

ALTER TABLE ONLY public.wire_item
    ADD CONSTRAINT wire_item_pkey PRIMARY KEY (guid);

ALTER TABLE ONLY public.wire_item
    ADD CONSTRAINT wire_item_seq_key UNIQUE (seq);

CREATE INDEX account_request_of ON public.account_request USING btree (subscriber, id DESC);

CREATE INDEX account_request_open ON public.account_request USING btree (id) WHERE (closed_at IS NULL);

CREATE INDEX after_look_owed ON public.after_look USING btree (at) WHERE (looked_at IS NULL);

CREATE UNIQUE INDEX agency_code_number ON public.agency_code USING btree (kind, number) WHERE (kind <> 'section'::text);

CREATE INDEX api_user_secret_hmac ON public.api_user_secret USING btree (secret_hmac);

CREATE UNIQUE INDEX approval_request_open ON public.approval_request USING btree (draft) WHERE (state = 'open'::text);

CREATE INDEX asset_waiting ON public.asset USING btree (created_at) WHERE (state = ANY (ARRAY['waiting'::text, 'working'::text]));

CREATE INDEX audit_of_person ON public.audit USING btree (person, id);

CREATE INDEX audit_of_subject ON public.audit USING btree (subject, id);

CREATE INDEX challenge_by_end ON public.challenge USING btree (ends);

CREATE INDEX contract_subscriber ON public.contract USING btree (subscriber);

CREATE INDEX contract_terms_notice ON public.contract_terms USING btree (notice_by) WHERE (notice_by IS NOT NULL);

CREATE INDEX contract_terms_renewal ON public.contract_terms USING btree (renews_on) WHERE (renews_on IS NOT NULL);

CREATE INDEX coverage_expected ON public.coverage USING btree (expected, id);

CREATE INDEX draft_due ON public.draft USING btree (due) WHERE (state = 'scheduled'::text);

CREATE INDEX draft_event_draft ON public.draft_event USING btree (draft, id);

CREATE INDEX draft_guid ON public.draft USING btree (guid) WHERE (guid IS NOT NULL);

CREATE INDEX draft_open ON public.draft USING btree (state) WHERE (state <> ALL (ARRAY['released'::text, 'dropped'::text]));

CREATE INDEX draft_released ON public.draft USING btree (released_guid) WHERE (released_guid IS NOT NULL);

CREATE INDEX draft_save_typed ON public.draft_save USING btree (saved_at) WHERE (NOT by_hand);

CREATE INDEX edition_due_at ON public.edition_due USING btree (due_at);

CREATE INDEX edition_due_item ON public.edition_due USING btree (guid);

CREATE INDEX edition_log_edition ON public.edition_log USING btree (edition, seq DESC);

CREATE INDEX edition_log_item ON public.edition_log USING btree (guid, edition, seq DESC);

CREATE INDEX edition_log_pins ON public.edition_log USING btree (edition, seq DESC) WHERE (act = 'pin'::text);

CREATE INDEX edition_log_places ON public.edition_log USING gin (places) WHERE (act = 'show'::text);

CREATE INDEX edition_log_shown_at ON public.edition_log USING btree (edition, at) WHERE (act = 'show'::text);

CREATE INDEX edition_log_topics ON public.edition_log USING gin (topics) WHERE (act = 'show'::text);

CREATE INDEX enquiry_open ON public.enquiry USING btree (confirmed_at DESC) WHERE ((closed_at IS NULL) AND (confirmed_at IS NOT NULL));

CREATE INDEX enquiry_unconfirmed ON public.enquiry USING btree (asked_at) WHERE (confirmed_at IS NULL);

CREATE INDEX identity_provider_domain_subscriber ON public.identity_provider_domain USING btree (subscriber);

CREATE INDEX legal_decision_request ON public.legal_decision USING btree (request);

CREATE UNIQUE INDEX legal_decision_waiting ON public.legal_decision USING btree (request) WHERE (state = 'waiting'::text);

CREATE INDEX legal_item_guid ON public.legal_item USING btree (guid);

CREATE INDEX legal_request_due ON public.legal_request USING btree (due_at) WHERE (state <> 'closed'::text);

CREATE INDEX lent_right_person ON public.lent_right USING btree (person, until_at);

CREATE INDEX look_subscriber ON public.look USING btree (subscriber, begun);

CREATE INDEX name_spelling_folded ON public.name_spelling USING btree (folded text_pattern_ops);

CREATE INDEX name_spelling_key ON public.name_spelling USING btree (key);

CREATE UNIQUE INDEX name_spelling_one_house ON public.name_spelling USING btree (name, language) WHERE (standing = 'house'::text);

CREATE INDEX outbox_to_send ON public.outbox USING btree (due, id) WHERE (sent IS NULL);

CREATE INDEX passkey_of_person ON public.passkey USING btree (person, made);

CREATE UNIQUE INDEX person_of_subscriber ON public.person USING btree (id, subscriber);

CREATE INDEX person_taking_by_day ON public.person_taking USING btree (day);

CREATE INDEX person_token_of_person ON public.person_token USING btree (person);

CREATE INDEX portal_read_by_time ON public.portal_read USING btree (at);

CREATE INDEX portal_share_by_giver ON public.portal_share USING btree (from_person);

CREATE INDEX provider_start_ends ON public.provider_start USING btree (ends);

CREATE INDEX rendered_parked ON public.rendered USING btree (at DESC) WHERE ((fault IS NOT NULL) OR (links_fault IS NOT NULL));

CREATE INDEX session_of_person ON public.session USING btree (person, begun);

CREATE INDEX shift_until ON public.shift USING btree (until_at);

CREATE INDEX sign_in_try_of_account ON public.sign_in_try USING btree (account, at);

CREATE INDEX sign_in_try_of_address ON public.sign_in_try USING btree (address, at);

CREATE INDEX sketch_at ON public.sketch USING btree (at);

CREATE INDEX sketch_bands ON public.sketch USING gin (bands);

CREATE UNIQUE INDEX story_live_slug ON public.story USING btree (slug) WHERE (closed_at IS NULL);

CREATE INDEX story_slug ON public.story USING btree (slug);

CREATE UNIQUE INDEX subscriber_title_live ON public.subscriber_title USING btree (subscriber, lower(name)) WHERE (ended_at IS NULL);

CREATE INDEX suspension_subscriber ON public.suspension USING btree (subscriber, since);

CREATE INDEX taking_item ON public.taking USING btree (guid, subscriber);

CREATE INDEX taking_last_at ON public.taking USING brin (last_at) WITH (autosummarize='on');

CREATE INDEX taking_range_last_at ON public.taking_range USING brin (last_at);

CREATE INDEX taking_range_of ON public.taking_range USING gist (int8range(after_seq, to_seq, '(]'::text));

CREATE INDEX taking_range_subscriber ON public.taking_range USING btree (subscriber, after_seq);

CREATE INDEX test_entry_story ON public.test_entry USING btree (contract, story);

CREATE INDEX translation_order_draft ON public.translation_order USING btree (draft);

CREATE UNIQUE INDEX translation_order_draft_once ON public.translation_order USING btree (original_draft, language) WHERE ((state = ANY (ARRAY['open'::text, 'taken'::text, 'ready'::text])) AND (original IS NULL));

CREATE UNIQUE INDEX translation_order_once ON public.translation_order USING btree (original, language) WHERE ((state = ANY (ARRAY['open'::text, 'taken'::text, 'ready'::text])) AND (original IS NOT NULL));

CREATE INDEX translation_order_original ON public.translation_order USING btree (original);

CREATE INDEX translation_order_original_draft ON public.translation_order USING btree (original_draft);

CREATE INDEX translation_order_queue ON public.translation_order USING btree (language, urgency, ordered_at) WHERE (state = ANY (ARRAY['open'::text, 'taken'::text, 'ready'::text]));

CREATE UNIQUE INDEX translation_task_open ON public.translation_task USING btree (guid, original) WHERE (done_at IS NULL);

CREATE INDEX translation_task_original ON public.translation_task USING btree (original);

CREATE INDEX use_cursor_named ON public.use_cursor USING btree (day) WHERE (login <> ''::text);

CREATE INDEX use_cursor_subscriber ON public.use_cursor USING btree (subscriber, day);

CREATE INDEX use_day_by_day ON public.use_day USING btree (day);

CREATE INDEX wire_content_original ON public.wire_content USING btree (public.wire_original(body)) WHERE (body IS NOT NULL);

CREATE INDEX wire_entry_put_right ON public.wire_entry USING btree (seq DESC) WHERE (action = ANY (ARRAY['correct'::text, 'kill'::text]));

CREATE INDEX wire_item_embargoed ON public.wire_item USING btree (seq) WHERE embargoed;

CREATE INDEX wire_item_killed ON public.wire_item USING btree (at) WHERE (action = 'kill'::text);

CREATE INDEX wire_item_notice_of ON public.wire_item USING btree (notice_of) WHERE (notice_of IS NOT NULL);

CREATE INDEX wire_item_rights_end ON public.wire_item USING btree (rights_end) WHERE (rights_end IS NOT NULL);

CREATE INDEX wire_item_series ON public.wire_item USING btree (series) WHERE (series IS NOT NULL);

CREATE INDEX wire_item_story ON public.wire_item USING btree (story, seq);

CREATE TRIGGER agency_text_for_ever BEFORE DELETE OR UPDATE ON public.agency_text FOR EACH ROW EXECUTE FUNCTION public.append_only_refuse();

CREATE TRIGGER agency_text_never_emptied BEFORE TRUNCATE ON public.agency_text FOR EACH STATEMENT EXECUTE FUNCTION public.append_only_refuse();

CREATE TRIGGER api_user_secret_told AFTER DELETE ON public.api_user_secret FOR EACH STATEMENT EXECUTE FUNCTION public.account_changed();

CREATE TRIGGER api_user_told AFTER INSERT OR UPDATE OF active, ends, scopes, addresses ON public.api_user FOR EACH STATEMENT EXECUTE FUNCTION public.account_changed();

CREATE TRIGGER audit_for_ever BEFORE DELETE OR UPDATE ON public.audit FOR EACH ROW EXECUTE FUNCTION public.append_only_refuse();

CREATE TRIGGER audit_never_emptied BEFORE TRUNCATE ON public.audit FOR EACH STATEMENT EXECUTE FUNCTION public.append_only_refuse();

CREATE TRIGGER contract_end_for_ever BEFORE DELETE OR UPDATE ON public.contract_end FOR EACH ROW EXECUTE FUNCTION public.append_only_refuse();

CREATE TRIGGER contract_end_never_emptied BEFORE TRUNCATE ON public.contract_end FOR EACH STATEMENT EXECUTE FUNCTION public.append_only_refuse();

CREATE TRIGGER contract_end_told AFTER INSERT ON public.contract_end FOR EACH STATEMENT EXECUTE FUNCTION public.account_changed();

CREATE TRIGGER contract_for_ever BEFORE DELETE OR UPDATE ON public.contract FOR EACH ROW EXECUTE FUNCTION public.append_only_refuse();

CREATE TRIGGER contract_never_emptied BEFORE TRUNCATE ON public.contract FOR EACH STATEMENT EXECUTE FUNCTION public.append_only_refuse();

CREATE TRIGGER contract_told AFTER INSERT ON public.contract FOR EACH STATEMENT EXECUTE FUNCTION public.account_changed();

CREATE TRIGGER draft_erased AFTER UPDATE OF content ON public.draft FOR EACH ROW WHEN ((new.content = '\x'::bytea)) EXECUTE FUNCTION public.draft_erased();

CREATE TRIGGER draft_event_emptied_only BEFORE UPDATE ON public.draft_event FOR EACH ROW WHEN ((new.note <> ''::text)) EXECUTE FUNCTION public.append_only_refuse();

CREATE TRIGGER draft_save_erased_only BEFORE UPDATE ON public.draft_save FOR EACH ROW WHEN ((((new.content IS NOT NULL) AND (new.content IS DISTINCT FROM old.content)) OR (old.by_hand AND (NOT new.by_hand)))) EXECUTE FUNCTION public.append_only_refuse();

CREATE TRIGGER draft_save_stays BEFORE DELETE ON public.draft_save FOR EACH ROW EXECUTE FUNCTION public.draft_save_stays();

CREATE TRIGGER draft_text_stands BEFORE UPDATE OF content ON public.draft FOR EACH ROW WHEN (((old.content <> '\x'::bytea) AND (new.content <> '\x'::bytea) AND (old.content <> new.content))) EXECUTE FUNCTION public.draft_text_stands();

CREATE TRIGGER edition_log_erased_only BEFORE UPDATE ON public.edition_log FOR EACH ROW WHEN (((new.headline IS NOT NULL) OR (new.deck IS NOT NULL) OR (new.summary IS NOT NULL) OR (((((((new.seq IS DISTINCT FROM old.seq) OR (new.at IS DISTINCT FROM old.at)) OR (new.edition IS DISTINCT FROM old.edition)) OR (new.guid IS DISTINCT FROM old.guid)) OR (new.act IS DISTINCT FROM old.act)) OR (new.because IS DISTINCT FROM old.because)) OR (new.wire_seq IS DISTINCT FROM old.wire_seq)))) EXECUTE FUNCTION public.append_only_refuse();

CREATE TRIGGER edition_log_for_ever BEFORE DELETE ON public.edition_log FOR EACH ROW EXECUTE FUNCTION public.append_only_refuse();

CREATE TRIGGER edition_log_never_emptied BEFORE TRUNCATE ON public.edition_log FOR EACH STATEMENT EXECUTE FUNCTION public.append_only_refuse();

CREATE TRIGGER edition_log_words_go_together BEFORE UPDATE OF headline, deck, summary ON public.edition_log FOR EACH ROW EXECUTE FUNCTION public.edition_words_go_together();

CREATE TRIGGER loaded_file_for_ever BEFORE DELETE OR UPDATE ON public.loaded_file FOR EACH ROW EXECUTE FUNCTION public.append_only_refuse();

CREATE TRIGGER loaded_for_ever BEFORE DELETE OR UPDATE ON public.loaded FOR EACH ROW EXECUTE FUNCTION public.append_only_refuse();

CREATE TRIGGER person_of_desk_stays BEFORE DELETE ON public.person FOR EACH ROW EXECUTE FUNCTION public.person_of_desk_stays();

CREATE TRIGGER rendered_erased AFTER UPDATE OF body ON public.wire_content FOR EACH ROW WHEN ((new.body IS NULL)) EXECUTE FUNCTION public.rendered_erased();

CREATE TRIGGER sanctions_check_for_ever BEFORE DELETE OR UPDATE ON public.sanctions_check FOR EACH ROW EXECUTE FUNCTION public.append_only_refuse();

CREATE TRIGGER sanctions_check_never_emptied BEFORE TRUNCATE ON public.sanctions_check FOR EACH STATEMENT EXECUTE FUNCTION public.append_only_refuse();

CREATE TRIGGER sealed_part_erased AFTER UPDATE OF content ON public.draft FOR EACH ROW WHEN ((new.content = '\x'::bytea)) EXECUTE FUNCTION public.sealed_part_erased();

CREATE TRIGGER sketch_erased AFTER UPDATE OF body ON public.wire_content FOR EACH ROW WHEN ((new.body IS NULL)) EXECUTE FUNCTION public.sketch_erased();

CREATE TRIGGER subscriber_group_for_ever BEFORE DELETE OR UPDATE ON public.subscriber_group FOR EACH ROW EXECUTE FUNCTION public.append_only_refuse();

CREATE TRIGGER subscriber_group_never_emptied BEFORE TRUNCATE ON public.subscriber_group FOR EACH STATEMENT EXECUTE FUNCTION public.append_only_refuse();

CREATE TRIGGER suspension_for_ever BEFORE DELETE OR UPDATE ON public.suspension FOR EACH ROW EXECUTE FUNCTION public.append_only_refuse();

CREATE TRIGGER suspension_lift_for_ever BEFORE DELETE OR UPDATE ON public.suspension_lift FOR EACH ROW EXECUTE FUNCTION public.append_only_refuse();

CREATE TRIGGER suspension_lift_never_emptied BEFORE TRUNCATE ON public.suspension_lift FOR EACH STATEMENT EXECUTE FUNCTION public.append_only_refuse();

CREATE TRIGGER suspension_lift_told AFTER INSERT ON public.suspension_lift FOR EACH STATEMENT EXECUTE FUNCTION public.account_changed();

CREATE TRIGGER suspension_never_emptied BEFORE TRUNCATE ON public.suspension FOR EACH STATEMENT EXECUTE FUNCTION public.append_only_refuse();

CREATE TRIGGER suspension_told AFTER INSERT ON public.suspension FOR EACH STATEMENT EXECUTE FUNCTION public.account_changed();

CREATE TRIGGER translation_order_erased AFTER UPDATE OF body ON public.wire_content FOR EACH ROW WHEN ((new.body IS NULL)) EXECUTE FUNCTION public.translation_order_erased();

CREATE TRIGGER wire_content_erased_only BEFORE UPDATE ON public.wire_content FOR EACH ROW WHEN (((new.body IS NOT NULL) OR (new.erased_by IS NULL) OR (new.seq <> old.seq) OR (old.erased_by IS NOT NULL))) EXECUTE FUNCTION public.wire_refuse();

CREATE TRIGGER wire_content_never_deleted BEFORE DELETE ON public.wire_content FOR EACH ROW EXECUTE FUNCTION public.wire_refuse();

CREATE TRIGGER wire_content_never_emptied BEFORE TRUNCATE ON public.wire_content FOR EACH STATEMENT EXECUTE FUNCTION public.wire_refuse();

CREATE TRIGGER wire_entry_for_ever BEFORE DELETE OR UPDATE ON public.wire_entry FOR EACH ROW EXECUTE FUNCTION public.wire_refuse();

CREATE TRIGGER wire_entry_never_emptied BEFORE TRUNCATE ON public.wire_entry FOR EACH STATEMENT EXECUTE FUNCTION public.wire_refuse();

CREATE TRIGGER wire_epoch_for_ever BEFORE DELETE OR UPDATE ON public.wire_epoch FOR EACH ROW EXECUTE FUNCTION public.wire_refuse();

CREATE TRIGGER wire_epoch_never_emptied BEFORE TRUNCATE ON public.wire_epoch FOR EACH STATEMENT EXECUTE FUNCTION public.wire_refuse();

CREATE TRIGGER wire_erasure_for_ever BEFORE DELETE OR UPDATE ON public.wire_erasure FOR EACH ROW EXECUTE FUNCTION public.wire_refuse();

CREATE TRIGGER wire_erasure_never_emptied BEFORE TRUNCATE ON public.wire_erasure FOR EACH STATEMENT EXECUTE FUNCTION public.wire_refuse();

CREATE TRIGGER wire_erasure_told AFTER INSERT ON public.wire_erasure FOR EACH STATEMENT EXECUTE FUNCTION public.wire_erasure_told();

CREATE TRIGGER wire_head_never_emptied BEFORE TRUNCATE ON public.wire_head FOR EACH STATEMENT EXECUTE FUNCTION public.wire_refuse();

CREATE TRIGGER wire_head_only_forward BEFORE UPDATE ON public.wire_head FOR EACH ROW WHEN (((new.seq < old.seq) OR (new.epoch < old.epoch) OR (new.at < old.at) OR (new.wire <> old.wire))) EXECUTE FUNCTION public.wire_refuse();

CREATE TRIGGER wire_head_stays BEFORE DELETE ON public.wire_head FOR EACH ROW EXECUTE FUNCTION public.wire_refuse();

CREATE TRIGGER words_on_it_erased AFTER UPDATE OF body ON public.wire_content FOR EACH ROW WHEN ((new.body IS NULL)) EXECUTE FUNCTION public.words_on_it_erased();

ALTER TABLE ONLY public.account_request_step
    ADD CONSTRAINT account_request_step_request_fkey FOREIGN KEY (request) REFERENCES public.account_request(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.account_request
    ADD CONSTRAINT account_request_subscriber_fkey FOREIGN KEY (subscriber) REFERENCES public.subscriber(id);

ALTER TABLE ONLY public.api_user_secret
    ADD CONSTRAINT api_user_secret_username_fkey FOREIGN KEY (username) REFERENCES public.api_user(username);

ALTER TABLE ONLY public.api_user
    ADD CONSTRAINT api_user_subscriber_fkey FOREIGN KEY (subscriber) REFERENCES public.subscriber(id);

ALTER TABLE ONLY public.api_user
    ADD CONSTRAINT api_user_title_fkey FOREIGN KEY (title) REFERENCES public.subscriber_title(id);

ALTER TABLE ONLY public.approval_request
    ADD CONSTRAINT approval_request_draft_fkey FOREIGN KEY (draft) REFERENCES public.draft(id);

ALTER TABLE ONLY public.challenge
    ADD CONSTRAINT challenge_session_fkey FOREIGN KEY (session) REFERENCES public.session(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.contract_end
    ADD CONSTRAINT contract_end_contract_fkey FOREIGN KEY (contract) REFERENCES public.contract(id);

ALTER TABLE ONLY public.contract_reminder
    ADD CONSTRAINT contract_reminder_contract_fkey FOREIGN KEY (contract) REFERENCES public.contract(id);

ALTER TABLE ONLY public.contract
    ADD CONSTRAINT contract_subscriber_fkey FOREIGN KEY (subscriber) REFERENCES public.subscriber(id);

ALTER TABLE ONLY public.contract_terms
    ADD CONSTRAINT contract_terms_contract_fkey FOREIGN KEY (contract) REFERENCES public.contract(id);

ALTER TABLE ONLY public.draft
    ADD CONSTRAINT draft_behind_fkey FOREIGN KEY (behind) REFERENCES public.draft(id);

ALTER TABLE ONLY public.draft_event
    ADD CONSTRAINT draft_event_draft_fkey FOREIGN KEY (draft) REFERENCES public.draft(id);

ALTER TABLE ONLY public.draft_lock
    ADD CONSTRAINT draft_lock_draft_fkey FOREIGN KEY (draft) REFERENCES public.draft(id);

ALTER TABLE ONLY public.draft
    ADD CONSTRAINT draft_released_guid_released_version_fkey FOREIGN KEY (released_guid, released_version) REFERENCES public.wire_entry(guid, version) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.draft_save
    ADD CONSTRAINT draft_save_draft_fkey FOREIGN KEY (draft) REFERENCES public.draft(id);

ALTER TABLE ONLY public.edition_due
    ADD CONSTRAINT edition_due_wire_seq_fkey FOREIGN KEY (wire_seq) REFERENCES public.wire_entry(seq);

ALTER TABLE ONLY public.edition_log
    ADD CONSTRAINT edition_log_wire_seq_fkey FOREIGN KEY (wire_seq) REFERENCES public.wire_entry(seq);

ALTER TABLE ONLY public.enquirer
    ADD CONSTRAINT enquirer_enquiry_fkey FOREIGN KEY (enquiry) REFERENCES public.enquiry(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.enquiry_step
    ADD CONSTRAINT enquiry_step_enquiry_fkey FOREIGN KEY (enquiry) REFERENCES public.enquiry(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.enquiry
    ADD CONSTRAINT enquiry_subscriber_fkey FOREIGN KEY (subscriber) REFERENCES public.subscriber(id);

ALTER TABLE ONLY public.feed
    ADD CONSTRAINT feed_subscriber_fkey FOREIGN KEY (subscriber) REFERENCES public.subscriber(id);

ALTER TABLE ONLY public.format_choice
    ADD CONSTRAINT format_choice_subscriber_fkey FOREIGN KEY (subscriber) REFERENCES public.subscriber(id);

ALTER TABLE ONLY public.identity_provider_domain
    ADD CONSTRAINT identity_provider_domain_subscriber_fkey FOREIGN KEY (subscriber) REFERENCES public.identity_provider(subscriber) ON DELETE CASCADE;

ALTER TABLE ONLY public.identity_provider
    ADD CONSTRAINT identity_provider_subscriber_fkey FOREIGN KEY (subscriber) REFERENCES public.subscriber(id);

ALTER TABLE ONLY public.legal_asker
    ADD CONSTRAINT legal_asker_request_fkey FOREIGN KEY (request) REFERENCES public.legal_request(id);

ALTER TABLE ONLY public.legal_decision
    ADD CONSTRAINT legal_decision_erasure_fkey FOREIGN KEY (erasure) REFERENCES public.wire_erasure(id);

ALTER TABLE ONLY public.legal_decision
    ADD CONSTRAINT legal_decision_request_fkey FOREIGN KEY (request) REFERENCES public.legal_request(id);

ALTER TABLE ONLY public.legal_item
    ADD CONSTRAINT legal_item_request_fkey FOREIGN KEY (request) REFERENCES public.legal_request(id);

ALTER TABLE ONLY public.loaded_file
    ADD CONSTRAINT loaded_file_load_fkey FOREIGN KEY (load) REFERENCES public.loaded(number);

ALTER TABLE ONLY public.look
    ADD CONSTRAINT look_subscriber_fkey FOREIGN KEY (subscriber) REFERENCES public.subscriber(id);

ALTER TABLE ONLY public.name_spelling
    ADD CONSTRAINT name_spelling_name_fkey FOREIGN KEY (name) REFERENCES public.house_name(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.organisation_rules
    ADD CONSTRAINT organisation_rules_subscriber_fkey FOREIGN KEY (subscriber) REFERENCES public.subscriber(id);

ALTER TABLE ONLY public.passkey
    ADD CONSTRAINT passkey_person_fkey FOREIGN KEY (person) REFERENCES public.person(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.person_taking
    ADD CONSTRAINT person_taking_person_fkey FOREIGN KEY (person) REFERENCES public.person(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.person_token
    ADD CONSTRAINT person_token_person_fkey FOREIGN KEY (person) REFERENCES public.person(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.portal_density
    ADD CONSTRAINT portal_density_person_fkey FOREIGN KEY (person) REFERENCES public.person(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.portal_place
    ADD CONSTRAINT portal_place_person_fkey FOREIGN KEY (person) REFERENCES public.person(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.portal_question
    ADD CONSTRAINT portal_question_person_fkey FOREIGN KEY (person) REFERENCES public.person(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.portal_read
    ADD CONSTRAINT portal_read_person_fkey FOREIGN KEY (person) REFERENCES public.person(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.portal_saved
    ADD CONSTRAINT portal_saved_person_fkey FOREIGN KEY (person) REFERENCES public.person(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.portal_share
    ADD CONSTRAINT portal_share_from_person_fkey FOREIGN KEY (from_person) REFERENCES public.person(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.portal_share
    ADD CONSTRAINT portal_share_to_person_fkey FOREIGN KEY (to_person) REFERENCES public.person(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.portal_use
    ADD CONSTRAINT portal_use_person_fkey FOREIGN KEY (person) REFERENCES public.person(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.provider_link
    ADD CONSTRAINT provider_link_person_subscriber_fkey FOREIGN KEY (person, subscriber) REFERENCES public.person(id, subscriber) ON DELETE CASCADE;

ALTER TABLE ONLY public.provider_start
    ADD CONSTRAINT provider_start_subscriber_fkey FOREIGN KEY (subscriber) REFERENCES public.subscriber(id);

ALTER TABLE ONLY public.sanctions_check
    ADD CONSTRAINT sanctions_check_subscriber_fkey FOREIGN KEY (subscriber) REFERENCES public.subscriber(id);

ALTER TABLE ONLY public.sealed_part
    ADD CONSTRAINT sealed_part_draft_fkey FOREIGN KEY (draft) REFERENCES public.draft(id);

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_person_fkey FOREIGN KEY (person) REFERENCES public.person(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.subscriber_group
    ADD CONSTRAINT subscriber_group_company_group_fkey FOREIGN KEY (company_group) REFERENCES public.company_group(id);

ALTER TABLE ONLY public.subscriber_group
    ADD CONSTRAINT subscriber_group_subscriber_fkey FOREIGN KEY (subscriber) REFERENCES public.subscriber(id);

ALTER TABLE ONLY public.subscriber_title
    ADD CONSTRAINT subscriber_title_subscriber_fkey FOREIGN KEY (subscriber) REFERENCES public.subscriber(id);

ALTER TABLE ONLY public.suspension_lift
    ADD CONSTRAINT suspension_lift_suspension_fkey FOREIGN KEY (suspension) REFERENCES public.suspension(id);

ALTER TABLE ONLY public.suspension
    ADD CONSTRAINT suspension_subscriber_fkey FOREIGN KEY (subscriber) REFERENCES public.subscriber(id);

ALTER TABLE ONLY public.taking_day
    ADD CONSTRAINT taking_day_subscriber_fkey FOREIGN KEY (subscriber) REFERENCES public.subscriber(id);

ALTER TABLE ONLY public.taking_range
    ADD CONSTRAINT taking_range_subscriber_fkey FOREIGN KEY (subscriber) REFERENCES public.subscriber(id);

ALTER TABLE ONLY public.taking
    ADD CONSTRAINT taking_subscriber_fkey FOREIGN KEY (subscriber) REFERENCES public.subscriber(id);

ALTER TABLE ONLY public.test_entry
    ADD CONSTRAINT test_entry_contract_fkey FOREIGN KEY (contract) REFERENCES public.test_wire(contract);

ALTER TABLE ONLY public.test_step
    ADD CONSTRAINT test_step_contract_fkey FOREIGN KEY (contract) REFERENCES public.test_wire(contract);

ALTER TABLE ONLY public.test_wire
    ADD CONSTRAINT test_wire_contract_fkey FOREIGN KEY (contract) REFERENCES public.contract(id);

ALTER TABLE ONLY public.use_cursor
    ADD CONSTRAINT use_cursor_subscriber_fkey FOREIGN KEY (subscriber) REFERENCES public.subscriber(id);

ALTER TABLE ONLY public.use_day
    ADD CONSTRAINT use_day_subscriber_fkey FOREIGN KEY (subscriber) REFERENCES public.subscriber(id);

ALTER TABLE ONLY public.wire_content
    ADD CONSTRAINT wire_content_erased_by_fkey FOREIGN KEY (erased_by) REFERENCES public.wire_erasure(id);

ALTER TABLE ONLY public.wire_content
    ADD CONSTRAINT wire_content_seq_fkey FOREIGN KEY (seq) REFERENCES public.wire_entry(seq);

ALTER TABLE ONLY public.wire_entry
    ADD CONSTRAINT wire_entry_epoch_fkey FOREIGN KEY (epoch) REFERENCES public.wire_epoch(epoch);

ALTER TABLE ONLY public.wire_head
    ADD CONSTRAINT wire_head_epoch_fkey FOREIGN KEY (epoch) REFERENCES public.wire_epoch(epoch);

ALTER TABLE ONLY public.wire_item
    ADD CONSTRAINT wire_item_seq_fkey FOREIGN KEY (seq) REFERENCES public.wire_entry(seq);

GRANT USAGE ON SCHEMA public TO newsflow_app;
GRANT USAGE ON SCHEMA public TO newsflow_readonly;

REVOKE ALL ON FUNCTION public.agency_put(p_number integer, p_at timestamp with time zone, p_by text, p_part text, p_said jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.agency_put(p_number integer, p_at timestamp with time zone, p_by text, p_part text, p_said jsonb) TO newsflow_app;

REVOKE ALL ON FUNCTION public.append_only_refuse() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.draft_erased() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.draft_save_stays() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.draft_text_stands() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.rendered_erased() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.rendered_links_fault(put_seq bigint, put_format text, put_choices text, put_fault text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.rendered_links_fault(put_seq bigint, put_format text, put_choices text, put_fault text) TO newsflow_app;

REVOKE ALL ON FUNCTION public.rendered_put(put_seq bigint, put_format text, put_choices text, put_revision integer, put_parts bytea[], put_slots text[], put_at timestamp with time zone, put_schemas integer, put_fault text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.rendered_put(put_seq bigint, put_format text, put_choices text, put_revision integer, put_parts bytea[], put_slots text[], put_at timestamp with time zone, put_schemas integer, put_fault text) TO newsflow_app;

REVOKE ALL ON FUNCTION public.sealed_part_erased() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.sketch_erased() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.translation_order_erased() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.wire_begin(p_wire text, p_at timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.wire_entry_digest(wire text, epoch integer, seq bigint, at timestamp with time zone, guid text, version integer, action text, not_before timestamp with time zone, content_digest bytea, approvals_digest bytea) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.wire_erase(p_at timestamp with time zone, p_law text, p_file_number text, p_asked_by text, p_ordered_by text, p_second text, p_targets bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.wire_erase(p_at timestamp with time zone, p_law text, p_file_number text, p_asked_by text, p_ordered_by text, p_second text, p_targets bigint[]) TO newsflow_app;

REVOKE ALL ON FUNCTION public.wire_may_follow(last text, action text, embargoed boolean) FROM PUBLIC;

GRANT SELECT ON TABLE public.wire_epoch TO newsflow_app;
GRANT SELECT ON TABLE public.wire_epoch TO newsflow_readonly;

REVOKE ALL ON FUNCTION public.wire_new_epoch(p_past bigint, p_number bigint, p_at timestamp with time zone, p_reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.wire_next_number() FROM PUBLIC;
GRANT ALL ON FUNCTION public.wire_next_number() TO newsflow_app;

REVOKE ALL ON FUNCTION public.wire_original(body bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.wire_original(body bytea) TO newsflow_app;
GRANT ALL ON FUNCTION public.wire_original(body bytea) TO newsflow_readonly;

REVOKE ALL ON FUNCTION public.wire_put(p_epoch integer, p_seq bigint, p_at timestamp with time zone, p_guid text, p_version integer, p_action text, p_not_before timestamp with time zone, p_content_digest bytea, p_approvals bytea, p_approvals_digest bytea, p_entry_digest bytea, p_salt bytea, p_body bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.wire_put(p_epoch integer, p_seq bigint, p_at timestamp with time zone, p_guid text, p_version integer, p_action text, p_not_before timestamp with time zone, p_content_digest bytea, p_approvals bytea, p_approvals_digest bytea, p_entry_digest bytea, p_salt bytea, p_body bytea) TO newsflow_app;

REVOKE ALL ON FUNCTION public.wire_refuse() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.wire_skew() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.wire_take_head() FROM PUBLIC;
GRANT ALL ON FUNCTION public.wire_take_head() TO newsflow_app;

REVOKE ALL ON FUNCTION public.words_on_it_erased() FROM PUBLIC;

GRANT SELECT,INSERT ON TABLE public.account_request TO newsflow_app;
GRANT SELECT ON TABLE public.account_request TO newsflow_readonly;

GRANT UPDATE(closed_at) ON TABLE public.account_request TO newsflow_app;

GRANT SELECT,INSERT ON TABLE public.account_request_step TO newsflow_app;

GRANT UPDATE(words) ON TABLE public.account_request_step TO newsflow_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.after_look TO newsflow_app;
GRANT SELECT ON TABLE public.after_look TO newsflow_readonly;

GRANT SELECT ON TABLE public.agency_code TO newsflow_app;
GRANT SELECT ON TABLE public.agency_code TO newsflow_readonly;

GRANT SELECT ON TABLE public.agency_text TO newsflow_app;
GRANT SELECT ON TABLE public.agency_text TO newsflow_readonly;

GRANT SELECT,INSERT,UPDATE ON TABLE public.api_user TO newsflow_app;
GRANT SELECT ON TABLE public.api_user TO newsflow_readonly;

GRANT SELECT,INSERT,DELETE ON TABLE public.api_user_secret TO newsflow_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.approval_request TO newsflow_app;
GRANT SELECT ON TABLE public.approval_request TO newsflow_readonly;

GRANT SELECT,INSERT,UPDATE ON TABLE public.asset TO newsflow_app;
GRANT SELECT ON TABLE public.asset TO newsflow_readonly;

GRANT SELECT ON TABLE public.audit TO newsflow_app;
GRANT SELECT ON TABLE public.audit TO newsflow_readonly;

GRANT INSERT(at) ON TABLE public.audit TO newsflow_app;

GRANT INSERT(person) ON TABLE public.audit TO newsflow_app;

GRANT INSERT(key) ON TABLE public.audit TO newsflow_app;

GRANT INSERT(session) ON TABLE public.audit TO newsflow_app;

GRANT INSERT(act) ON TABLE public.audit TO newsflow_app;

GRANT INSERT(subject) ON TABLE public.audit TO newsflow_app;

GRANT INSERT(facts) ON TABLE public.audit TO newsflow_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.challenge TO newsflow_app;

GRANT SELECT,INSERT ON TABLE public.company_group TO newsflow_app;
GRANT SELECT ON TABLE public.company_group TO newsflow_readonly;

GRANT SELECT,INSERT ON TABLE public.contract TO newsflow_app;
GRANT SELECT ON TABLE public.contract TO newsflow_readonly;

GRANT SELECT,INSERT ON TABLE public.contract_end TO newsflow_app;
GRANT SELECT ON TABLE public.contract_end TO newsflow_readonly;

GRANT SELECT,INSERT ON TABLE public.contract_reminder TO newsflow_app;

GRANT SELECT,INSERT ON TABLE public.contract_terms TO newsflow_app;

GRANT UPDATE(legal_name) ON TABLE public.contract_terms TO newsflow_app;

GRANT UPDATE(tax_number) ON TABLE public.contract_terms TO newsflow_app;

GRANT UPDATE(billing_address) ON TABLE public.contract_terms TO newsflow_app;

GRANT UPDATE(signatory) ON TABLE public.contract_terms TO newsflow_app;

GRANT SELECT,INSERT ON TABLE public.coverage TO newsflow_app;
GRANT SELECT ON TABLE public.coverage TO newsflow_readonly;

GRANT UPDATE(slug) ON TABLE public.coverage TO newsflow_app;

GRANT UPDATE(what) ON TABLE public.coverage TO newsflow_app;

GRANT UPDATE(note) ON TABLE public.coverage TO newsflow_app;

GRANT UPDATE(language) ON TABLE public.coverage TO newsflow_app;

GRANT UPDATE(section) ON TABLE public.coverage TO newsflow_app;

GRANT UPDATE(packages) ON TABLE public.coverage TO newsflow_app;

GRANT UPDATE(provider) ON TABLE public.coverage TO newsflow_app;

GRANT UPDATE(form) ON TABLE public.coverage TO newsflow_app;

GRANT UPDATE(kinds) ON TABLE public.coverage TO newsflow_app;

GRANT UPDATE(expected) ON TABLE public.coverage TO newsflow_app;

GRANT UPDATE(changed_at) ON TABLE public.coverage TO newsflow_app;

GRANT UPDATE(cancelled_at) ON TABLE public.coverage TO newsflow_app;

GRANT UPDATE(cancelled_because) ON TABLE public.coverage TO newsflow_app;

GRANT UPDATE(delivered) ON TABLE public.coverage TO newsflow_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.story TO newsflow_app;
GRANT SELECT ON TABLE public.story TO newsflow_readonly;

GRANT SELECT ON TABLE public.wire_item TO newsflow_app;
GRANT SELECT ON TABLE public.wire_item TO newsflow_readonly;

GRANT SELECT ON TABLE public.coverage_line TO newsflow_app;
GRANT SELECT ON TABLE public.coverage_line TO newsflow_readonly;

GRANT SELECT,INSERT,UPDATE ON TABLE public.draft TO newsflow_app;
GRANT SELECT ON TABLE public.draft TO newsflow_readonly;

GRANT SELECT,INSERT ON TABLE public.draft_event TO newsflow_app;
GRANT SELECT ON TABLE public.draft_event TO newsflow_readonly;

GRANT UPDATE(note) ON TABLE public.draft_event TO newsflow_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.draft_lock TO newsflow_app;
GRANT SELECT ON TABLE public.draft_lock TO newsflow_readonly;

GRANT SELECT,INSERT,DELETE ON TABLE public.draft_save TO newsflow_app;
GRANT SELECT ON TABLE public.draft_save TO newsflow_readonly;

GRANT UPDATE(content) ON TABLE public.draft_save TO newsflow_app;

GRANT UPDATE(by_hand) ON TABLE public.draft_save TO newsflow_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.edition_due TO newsflow_app;
GRANT SELECT ON TABLE public.edition_due TO newsflow_readonly;

GRANT SELECT,UPDATE ON TABLE public.edition_head TO newsflow_app;
GRANT SELECT ON TABLE public.edition_head TO newsflow_readonly;

GRANT SELECT,INSERT ON TABLE public.edition_log TO newsflow_app;
GRANT SELECT ON TABLE public.edition_log TO newsflow_readonly;

GRANT UPDATE(headline) ON TABLE public.edition_log TO newsflow_app;

GRANT UPDATE(deck) ON TABLE public.edition_log TO newsflow_app;

GRANT UPDATE(summary) ON TABLE public.edition_log TO newsflow_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.enquirer TO newsflow_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.enquiry TO newsflow_app;
GRANT SELECT ON TABLE public.enquiry TO newsflow_readonly;

GRANT SELECT,INSERT,DELETE ON TABLE public.enquiry_step TO newsflow_app;

GRANT UPDATE(words) ON TABLE public.enquiry_step TO newsflow_app;

GRANT SELECT,INSERT ON TABLE public.feed TO newsflow_app;

GRANT SELECT(id) ON TABLE public.feed TO newsflow_readonly;

GRANT SELECT(subscriber) ON TABLE public.feed TO newsflow_readonly;

GRANT SELECT(format) ON TABLE public.feed TO newsflow_readonly;
GRANT UPDATE(format) ON TABLE public.feed TO newsflow_app;

GRANT SELECT(title) ON TABLE public.feed TO newsflow_readonly;
GRANT UPDATE(title) ON TABLE public.feed TO newsflow_app;

GRANT SELECT(question) ON TABLE public.feed TO newsflow_readonly;
GRANT UPDATE(question) ON TABLE public.feed TO newsflow_app;

GRANT SELECT(entries) ON TABLE public.feed TO newsflow_readonly;
GRANT UPDATE(entries) ON TABLE public.feed TO newsflow_app;

GRANT UPDATE(addresses) ON TABLE public.feed TO newsflow_app;

GRANT SELECT(ends) ON TABLE public.feed TO newsflow_readonly;
GRANT UPDATE(ends) ON TABLE public.feed TO newsflow_app;

GRANT UPDATE(revoked_at) ON TABLE public.feed TO newsflow_app;
GRANT SELECT(revoked_at) ON TABLE public.feed TO newsflow_readonly;

GRANT SELECT(created_at) ON TABLE public.feed TO newsflow_readonly;

GRANT UPDATE(last_used_at) ON TABLE public.feed TO newsflow_app;
GRANT SELECT(last_used_at) ON TABLE public.feed TO newsflow_readonly;

GRANT SELECT,INSERT,DELETE ON TABLE public.format_choice TO newsflow_app;
GRANT SELECT ON TABLE public.format_choice TO newsflow_readonly;

GRANT SELECT,INSERT,UPDATE ON TABLE public.handover_line TO newsflow_app;
GRANT SELECT ON TABLE public.handover_line TO newsflow_readonly;

GRANT SELECT,INSERT ON TABLE public.handover_sign TO newsflow_app;
GRANT SELECT ON TABLE public.handover_sign TO newsflow_readonly;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.house_name TO newsflow_app;
GRANT SELECT ON TABLE public.house_name TO newsflow_readonly;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.identity_provider TO newsflow_app;

GRANT SELECT(subscriber) ON TABLE public.identity_provider TO newsflow_readonly;

GRANT SELECT(issuer) ON TABLE public.identity_provider TO newsflow_readonly;

GRANT SELECT(client_id) ON TABLE public.identity_provider TO newsflow_readonly;

GRANT SELECT(passwords) ON TABLE public.identity_provider TO newsflow_readonly;

GRANT SELECT(admits) ON TABLE public.identity_provider TO newsflow_readonly;

GRANT SELECT(second_factor) ON TABLE public.identity_provider TO newsflow_readonly;

GRANT SELECT(changed) ON TABLE public.identity_provider TO newsflow_readonly;

GRANT SELECT,INSERT,DELETE ON TABLE public.identity_provider_domain TO newsflow_app;
GRANT SELECT ON TABLE public.identity_provider_domain TO newsflow_readonly;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.lease TO newsflow_app;
GRANT SELECT ON TABLE public.lease TO newsflow_readonly;

GRANT SELECT,INSERT,DELETE ON TABLE public.legal_asker TO newsflow_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.legal_decision TO newsflow_app;

GRANT SELECT(id) ON TABLE public.legal_decision TO newsflow_readonly;

GRANT SELECT(request) ON TABLE public.legal_decision TO newsflow_readonly;

GRANT SELECT(verdict) ON TABLE public.legal_decision TO newsflow_readonly;

GRANT SELECT(decided_by) ON TABLE public.legal_decision TO newsflow_readonly;

GRANT SELECT(decided_at) ON TABLE public.legal_decision TO newsflow_readonly;

GRANT SELECT(state) ON TABLE public.legal_decision TO newsflow_readonly;

GRANT SELECT(confirmed_by) ON TABLE public.legal_decision TO newsflow_readonly;

GRANT SELECT(ended_at) ON TABLE public.legal_decision TO newsflow_readonly;

GRANT SELECT(erasure) ON TABLE public.legal_decision TO newsflow_readonly;

GRANT SELECT,INSERT,DELETE ON TABLE public.legal_item TO newsflow_app;
GRANT SELECT ON TABLE public.legal_item TO newsflow_readonly;

GRANT SELECT,INSERT,UPDATE ON TABLE public.legal_request TO newsflow_app;
GRANT SELECT ON TABLE public.legal_request TO newsflow_readonly;

GRANT SELECT,INSERT,UPDATE ON TABLE public.lent_right TO newsflow_app;
GRANT SELECT ON TABLE public.lent_right TO newsflow_readonly;

GRANT SELECT,INSERT ON TABLE public.loaded TO newsflow_app;
GRANT SELECT ON TABLE public.loaded TO newsflow_readonly;

GRANT SELECT,INSERT ON TABLE public.loaded_file TO newsflow_app;
GRANT SELECT ON TABLE public.loaded_file TO newsflow_readonly;

GRANT SELECT,INSERT ON TABLE public.look TO newsflow_app;
GRANT SELECT ON TABLE public.look TO newsflow_readonly;

GRANT UPDATE(ended) ON TABLE public.look TO newsflow_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.machine_sentence TO newsflow_app;
GRANT SELECT ON TABLE public.machine_sentence TO newsflow_readonly;

GRANT SELECT ON TABLE public.migration TO newsflow_app;
GRANT SELECT ON TABLE public.migration TO newsflow_readonly;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.name_spelling TO newsflow_app;
GRANT SELECT ON TABLE public.name_spelling TO newsflow_readonly;

GRANT SELECT,INSERT,UPDATE ON TABLE public.organisation_rules TO newsflow_app;
GRANT SELECT ON TABLE public.organisation_rules TO newsflow_readonly;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.outbox TO newsflow_app;

GRANT SELECT(id) ON TABLE public.outbox TO newsflow_readonly;

GRANT SELECT(subject) ON TABLE public.outbox TO newsflow_readonly;

GRANT SELECT(written) ON TABLE public.outbox TO newsflow_readonly;

GRANT SELECT(due) ON TABLE public.outbox TO newsflow_readonly;

GRANT SELECT(tries) ON TABLE public.outbox TO newsflow_readonly;

GRANT SELECT(sent) ON TABLE public.outbox TO newsflow_readonly;

GRANT SELECT(failed) ON TABLE public.outbox TO newsflow_readonly;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.passkey TO newsflow_app;

GRANT SELECT(key) ON TABLE public.passkey TO newsflow_readonly;

GRANT SELECT(person) ON TABLE public.passkey TO newsflow_readonly;

GRANT SELECT(name) ON TABLE public.passkey TO newsflow_readonly;

GRANT SELECT(backed_up) ON TABLE public.passkey TO newsflow_readonly;

GRANT SELECT(made) ON TABLE public.passkey TO newsflow_readonly;

GRANT SELECT(used) ON TABLE public.passkey TO newsflow_readonly;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.person TO newsflow_app;

GRANT SELECT(id) ON TABLE public.person TO newsflow_readonly;

GRANT SELECT(name) ON TABLE public.person TO newsflow_readonly;

GRANT SELECT(role) ON TABLE public.person TO newsflow_readonly;

GRANT SELECT(subscriber) ON TABLE public.person TO newsflow_readonly;

GRANT SELECT(active) ON TABLE public.person TO newsflow_readonly;

GRANT SELECT(created_at) ON TABLE public.person TO newsflow_readonly;

GRANT SELECT(desks) ON TABLE public.person TO newsflow_readonly;

GRANT SELECT(languages) ON TABLE public.person TO newsflow_readonly;

GRANT SELECT(needs_passkey) ON TABLE public.person TO newsflow_readonly;

GRANT SELECT(erased_at) ON TABLE public.person TO newsflow_readonly;

GRANT SELECT,INSERT,DELETE ON TABLE public.person_taking TO newsflow_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.person_token TO newsflow_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.portal_density TO newsflow_app;
GRANT SELECT ON TABLE public.portal_density TO newsflow_readonly;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.portal_place TO newsflow_app;
GRANT SELECT ON TABLE public.portal_place TO newsflow_readonly;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.portal_question TO newsflow_app;
GRANT SELECT ON TABLE public.portal_question TO newsflow_readonly;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.portal_read TO newsflow_app;
GRANT SELECT ON TABLE public.portal_read TO newsflow_readonly;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.portal_saved TO newsflow_app;
GRANT SELECT ON TABLE public.portal_saved TO newsflow_readonly;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.portal_share TO newsflow_app;
GRANT SELECT ON TABLE public.portal_share TO newsflow_readonly;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.portal_use TO newsflow_app;
GRANT SELECT ON TABLE public.portal_use TO newsflow_readonly;

GRANT SELECT,INSERT,DELETE ON TABLE public.provider_link TO newsflow_app;
GRANT SELECT ON TABLE public.provider_link TO newsflow_readonly;

GRANT SELECT,INSERT,DELETE ON TABLE public.provider_start TO newsflow_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.reader TO newsflow_app;
GRANT SELECT ON TABLE public.reader TO newsflow_readonly;

GRANT SELECT ON TABLE public.rendered TO newsflow_app;
GRANT SELECT ON TABLE public.rendered TO newsflow_readonly;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.request_minute TO newsflow_app;
GRANT SELECT ON TABLE public.request_minute TO newsflow_readonly;

GRANT SELECT,INSERT ON TABLE public.sanctions_check TO newsflow_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.sealed_part TO newsflow_app;
GRANT SELECT ON TABLE public.sealed_part TO newsflow_readonly;

GRANT SELECT,INSERT,DELETE ON TABLE public.search_snapshot TO newsflow_app;
GRANT SELECT ON TABLE public.search_snapshot TO newsflow_readonly;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.session TO newsflow_app;

GRANT SELECT(id) ON TABLE public.session TO newsflow_readonly;

GRANT SELECT(person) ON TABLE public.session TO newsflow_readonly;

GRANT SELECT(key) ON TABLE public.session TO newsflow_readonly;

GRANT SELECT(begun) ON TABLE public.session TO newsflow_readonly;

GRANT SELECT(seen) ON TABLE public.session TO newsflow_readonly;

GRANT SELECT(ends) ON TABLE public.session TO newsflow_readonly;

GRANT SELECT(ended) ON TABLE public.session TO newsflow_readonly;

GRANT SELECT,INSERT,UPDATE ON TABLE public.shift TO newsflow_app;
GRANT SELECT ON TABLE public.shift TO newsflow_readonly;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sign_in_try TO newsflow_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.site_purge TO newsflow_app;
GRANT SELECT ON TABLE public.site_purge TO newsflow_readonly;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sketch TO newsflow_app;
GRANT SELECT ON TABLE public.sketch TO newsflow_readonly;

GRANT SELECT,INSERT,UPDATE ON TABLE public.subscriber TO newsflow_app;
GRANT SELECT ON TABLE public.subscriber TO newsflow_readonly;

GRANT SELECT,INSERT ON TABLE public.subscriber_group TO newsflow_app;
GRANT SELECT ON TABLE public.subscriber_group TO newsflow_readonly;

GRANT SELECT,INSERT ON TABLE public.subscriber_title TO newsflow_app;
GRANT SELECT ON TABLE public.subscriber_title TO newsflow_readonly;

GRANT UPDATE(ended_at) ON TABLE public.subscriber_title TO newsflow_app;

GRANT UPDATE(ended_by) ON TABLE public.subscriber_title TO newsflow_app;

GRANT SELECT,INSERT ON TABLE public.suspension TO newsflow_app;
GRANT SELECT ON TABLE public.suspension TO newsflow_readonly;

GRANT SELECT,INSERT ON TABLE public.suspension_lift TO newsflow_app;
GRANT SELECT ON TABLE public.suspension_lift TO newsflow_readonly;

GRANT SELECT ON TABLE public.suspended TO newsflow_app;
GRANT SELECT ON TABLE public.suspended TO newsflow_readonly;

GRANT SELECT,INSERT,UPDATE ON TABLE public.taking TO newsflow_app;

GRANT SELECT(subscriber) ON TABLE public.taking TO newsflow_readonly;

GRANT SELECT(guid) ON TABLE public.taking TO newsflow_readonly;

GRANT SELECT(version) ON TABLE public.taking TO newsflow_readonly;

GRANT SELECT(path) ON TABLE public.taking TO newsflow_readonly;

GRANT SELECT(times) ON TABLE public.taking TO newsflow_readonly;

GRANT SELECT(first_at) ON TABLE public.taking TO newsflow_readonly;

GRANT SELECT(last_at) ON TABLE public.taking TO newsflow_readonly;

GRANT SELECT,INSERT ON TABLE public.taking_day TO newsflow_app;
GRANT SELECT ON TABLE public.taking_day TO newsflow_readonly;

GRANT SELECT,INSERT,UPDATE ON TABLE public.taking_range TO newsflow_app;

GRANT SELECT(id) ON TABLE public.taking_range TO newsflow_readonly;

GRANT SELECT(subscriber) ON TABLE public.taking_range TO newsflow_readonly;

GRANT SELECT(path) ON TABLE public.taking_range TO newsflow_readonly;

GRANT SELECT(contracts) ON TABLE public.taking_range TO newsflow_readonly;

GRANT SELECT(after_seq) ON TABLE public.taking_range TO newsflow_readonly;

GRANT SELECT(to_seq) ON TABLE public.taking_range TO newsflow_readonly;

GRANT SELECT(first_at) ON TABLE public.taking_range TO newsflow_readonly;

GRANT SELECT(last_at) ON TABLE public.taking_range TO newsflow_readonly;

GRANT SELECT,INSERT,DELETE ON TABLE public.test_entry TO newsflow_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.test_step TO newsflow_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.test_wire TO newsflow_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.translation_order TO newsflow_app;
GRANT SELECT ON TABLE public.translation_order TO newsflow_readonly;

GRANT SELECT,INSERT,UPDATE ON TABLE public.translation_task TO newsflow_app;
GRANT SELECT ON TABLE public.translation_task TO newsflow_readonly;

GRANT SELECT,INSERT ON TABLE public.use_counted TO newsflow_app;
GRANT SELECT ON TABLE public.use_counted TO newsflow_readonly;

GRANT SELECT,INSERT ON TABLE public.use_cursor TO newsflow_app;

GRANT SELECT(day) ON TABLE public.use_cursor TO newsflow_readonly;

GRANT SELECT(subscriber) ON TABLE public.use_cursor TO newsflow_readonly;

GRANT SELECT(path) ON TABLE public.use_cursor TO newsflow_readonly;

GRANT UPDATE(login) ON TABLE public.use_cursor TO newsflow_app;

GRANT SELECT(items) ON TABLE public.use_cursor TO newsflow_readonly;

GRANT SELECT,INSERT ON TABLE public.use_day TO newsflow_app;
GRANT SELECT ON TABLE public.use_day TO newsflow_readonly;

GRANT SELECT,INSERT ON TABLE public.use_item TO newsflow_app;
GRANT SELECT ON TABLE public.use_item TO newsflow_readonly;

GRANT SELECT ON TABLE public.wire_content TO newsflow_app;
GRANT SELECT ON TABLE public.wire_content TO newsflow_readonly;

GRANT SELECT ON TABLE public.wire_entry TO newsflow_app;
GRANT SELECT ON TABLE public.wire_entry TO newsflow_readonly;

GRANT SELECT ON TABLE public.wire_erasure TO newsflow_app;
GRANT SELECT ON TABLE public.wire_erasure TO newsflow_readonly;

GRANT SELECT ON TABLE public.wire_head TO newsflow_app;
GRANT SELECT ON TABLE public.wire_head TO newsflow_readonly;

GRANT SELECT ON SEQUENCE public.wire_number TO newsflow_app;
GRANT SELECT ON SEQUENCE public.wire_number TO newsflow_readonly;
