-- Sitemaps are made month by month, and of the last two days: neither reads the whole edition.
CREATE INDEX edition_log_shown_at ON edition_log (edition, at) WHERE act = 'show';
