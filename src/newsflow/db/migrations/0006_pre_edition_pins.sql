-- Pins are few and the log is long: a front page finds them without reading the whole edition.
CREATE INDEX edition_log_pins ON edition_log (edition, seq DESC) WHERE act = 'pin';
