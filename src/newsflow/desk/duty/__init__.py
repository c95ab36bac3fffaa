"""Duty: who is on, rights lent for a shift, and the hand-over that the next shift signs for."""
