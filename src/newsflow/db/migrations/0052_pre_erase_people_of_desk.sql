-- A person of the desk is erased on request. Their row stays, for what they released names it; what is in it goes: address,
-- password, desks at once, the name when NEWSFLOW_DESK_NAMES_DAYS are over (ADR-0042). From then on the id names nobody, ever.
ALTER TABLE person ADD COLUMN erased_at timestamptz;
ALTER TABLE person ADD CONSTRAINT person_erased_check CHECK (
    erased_at IS NULL
    OR (subscriber IS NULL AND NOT active AND password_hash IS NULL AND email = id AND email_folded = id)
);
GRANT SELECT (erased_at) ON person TO newsflow_readonly;
