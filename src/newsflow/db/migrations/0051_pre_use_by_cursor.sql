-- What went out by cursor, counted once a day is over: by the way it went and the login, for the plots of a subscriber's own page.
CREATE TABLE use_cursor (
    day        date    NOT NULL,
    subscriber text    NOT NULL REFERENCES subscriber,
    path       text    NOT NULL,
    login      text    NOT NULL,  -- '' once it is forgotten, and where none was written down
    items      integer NOT NULL CHECK (items > 0)
);
CREATE INDEX use_cursor_subscriber ON use_cursor (subscriber, day);
CREATE INDEX use_cursor_named ON use_cursor (day) WHERE login <> '';

GRANT SELECT, INSERT, UPDATE (login) ON use_cursor TO newsflow_app;
GRANT SELECT (day, subscriber, path, items) ON use_cursor TO newsflow_readonly;
