-- Another planned hour is something that happened to a draft: its history says who planned which, as it says who handed it on.
-- The note of `planned`, and of `scheduled` from now on, is the hour (RFC 3339).
ALTER TABLE draft_event DROP CONSTRAINT draft_event_act_check;
ALTER TABLE draft_event ADD CONSTRAINT draft_event_act_check CHECK (act IN (
    'begun', 'handed_on', 'taken', 'sent_back', 'dropped', 'taken_over', 'asked', 'refused', 'withdrawn', 'approved',
    'sent_alone', 'scheduled', 'released', 'planned', 'unplanned'));
