-- Corrections and kills are few and the wire is long: an edition's page of corrections finds them without reading it all.
CREATE INDEX wire_entry_put_right ON wire_entry (seq DESC) WHERE action IN ('correct', 'kill');
