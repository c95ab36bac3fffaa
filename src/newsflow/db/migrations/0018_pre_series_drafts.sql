-- A series waits for its second look, or its hour, as it will go out: each entry sealed, under the guid that it will have.
-- One sealing a draft; on the wire its rows go. Number 0 is the series' own entry, the members follow in order.
CREATE TABLE sealed_part (
    guid   text     PRIMARY KEY,
    draft  bigint   NOT NULL REFERENCES draft (id),
    number smallint NOT NULL CHECK (number BETWEEN 0 AND 200),
    salt   bytea    NOT NULL CHECK (octet_length(salt) = 32),
    body   bytea    NOT NULL,
    UNIQUE (draft, number)
);

GRANT SELECT, INSERT, DELETE ON sealed_part TO newsflow_app;
GRANT SELECT ON sealed_part TO newsflow_readonly;

-- What is erased by order leaves no sealed copy behind.
CREATE FUNCTION sealed_part_erased() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    DELETE FROM sealed_part WHERE draft = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER sealed_part_erased AFTER UPDATE OF content ON draft
    FOR EACH ROW WHEN (NEW.content = ''::bytea) EXECUTE FUNCTION sealed_part_erased();
REVOKE ALL ON FUNCTION sealed_part_erased() FROM PUBLIC;
