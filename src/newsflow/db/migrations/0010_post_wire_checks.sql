-- wire_put checks two things more. Since time never runs back, one entry of next year would stamp all that follow it
-- with next year; and an id of another agency's would be an item that no other wire knows.

-- How far a node's clock may be ahead of the database's. Clocks that a test passes in may stand in the past as far as
-- they like; what is there already may be repeated, so that a wire which somehow lies ahead goes on.
CREATE FUNCTION wire_skew() RETURNS interval LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT interval '5 minutes';
$$;
REVOKE ALL ON FUNCTION wire_skew FROM PUBLIC;

-- Put one entry on the wire. Refuses a number that is not the head's next, a time before the head's, a time
-- that is still to come, another agency's guid, a version out of turn, an action that may not follow, anything after a
-- kill, and a digest that is not what it names.
CREATE OR REPLACE FUNCTION wire_put(
    p_epoch integer, p_seq bigint, p_at timestamptz, p_guid text, p_version integer, p_action text,
    p_not_before timestamptz, p_content_digest bytea, p_approvals bytea, p_approvals_digest bytea,
    p_entry_digest bytea, p_salt bytea, p_body bytea
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
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
