"""Enquiries: an organisation asks to receive the whole; the agency answers, offers, and they accept."""
