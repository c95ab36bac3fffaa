-- What each role may do. The app reads everything it needs and writes wire_* through functions alone.
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO newsflow_app, newsflow_readonly;

GRANT SELECT ON wire_epoch, wire_head, wire_entry, wire_content, wire_erasure, wire_item TO newsflow_app;
GRANT SELECT ON SEQUENCE wire_number TO newsflow_app, newsflow_readonly;  -- fsck: no number is given twice
GRANT EXECUTE ON FUNCTION wire_take_head, wire_next_number, wire_put, wire_erase TO newsflow_app;

GRANT SELECT, INSERT, UPDATE ON person, subscriber, api_user, draft, story, taking, reader, lease TO newsflow_app;
GRANT SELECT, INSERT, DELETE ON api_user_secret TO newsflow_app;
GRANT SELECT, INSERT ON contract, contract_end, edition_log TO newsflow_app;
GRANT UPDATE (headline, deck, summary) ON edition_log TO newsflow_app;
GRANT SELECT, UPDATE ON edition_head TO newsflow_app;
GRANT SELECT ON agency_code TO newsflow_app;
GRANT DELETE ON lease TO newsflow_app;

GRANT SELECT ON wire_epoch, wire_head, wire_entry, wire_content, wire_erasure, wire_item, subscriber, contract,
    contract_end, api_user, draft, story, taking, reader, lease, agency_code, edition_head, edition_log
    TO newsflow_readonly;
GRANT SELECT (id, name, role, subscriber, active, created_at) ON person TO newsflow_readonly;
GRANT SELECT ON migration TO newsflow_app, newsflow_readonly;
