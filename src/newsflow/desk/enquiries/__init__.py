"""Enquiries: who asks to receive the whole, and what the agency answers and offers."""
