-- Under which of its organisation's titles an API user takes, for the plots of the organisation's use; no right hangs on it.
ALTER TABLE api_user ADD COLUMN title bigint REFERENCES subscriber_title;
