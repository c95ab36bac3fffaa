-- What a drill of a test wire has still to bring: a text must be served whole before its stop comes, or a take-down cannot be tried.
-- A step is due once a reader is past `after_seq`, or at its hour.
CREATE TABLE test_step (
    contract  text        NOT NULL REFERENCES test_wire,
    first_seq bigint      NOT NULL,  -- of the drill's text
    after_seq bigint      NOT NULL,
    due       timestamptz NOT NULL,
    drill     text        NOT NULL,
    step      integer     NOT NULL CHECK (step > 1),
    PRIMARY KEY (contract, first_seq)
);
GRANT SELECT, INSERT, DELETE ON test_step TO newsflow_app;
