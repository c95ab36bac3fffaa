"""Nouns and rules of a news agency. PURE: no I/O, no clock, no settings."""
