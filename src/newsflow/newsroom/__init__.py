"""The newsroom: drafts, release, stops, the schedule. No pages."""
