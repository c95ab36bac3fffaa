"""Newsflow: a news agency's distribution system."""
