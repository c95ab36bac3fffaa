"""Looks of the agency into a subscriber's portal."""
