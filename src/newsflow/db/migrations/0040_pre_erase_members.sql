-- A subscriber's person is erased on request. What they had goes with them; the trail and the ledger keep opaque ids alone.
-- The agency's own people are never deleted: what they released names them for as long as the wire is there.
CREATE FUNCTION person_of_desk_stays() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
    AS $$
BEGIN
    IF OLD.subscriber IS NULL THEN
        RAISE EXCEPTION 'person % is of the desk and is closed, not deleted', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END
$$;
CREATE TRIGGER person_of_desk_stays BEFORE DELETE ON person FOR EACH ROW EXECUTE FUNCTION person_of_desk_stays();

GRANT DELETE ON person TO newsflow_app;
