-- The hour that a draft is planned for: kept with it while it is written, proposed when it is released.
ALTER TABLE draft ADD COLUMN planned timestamptz;
