"""A desk on an empty wire, for each test."""

from tests.newsroom.conftest import newsroom

__all__ = ["newsroom"]
