"""A begun wire, a desk, and people who ask for documents."""

from __future__ import annotations

from tests.newsroom.conftest import newsroom

__all__ = ["newsroom"]
