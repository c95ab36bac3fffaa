"""How much a question may be. Each limit is tested at its edge."""

QUESTION_LIMIT = 1000
"""Characters of a question."""
DEPTH_LIMIT = 12
"""Parentheses and NOTs inside one another."""
CONDITIONS_LIMIT = 64
"""Words, phrases and fields of a question."""
VALUES_LIMIT = 32
"""Values of one field, separated by commas."""
