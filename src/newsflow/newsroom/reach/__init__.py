"""Reach: which subscribers may have a version and why, and what the ledger says that they took."""

from newsflow.newsroom.reach.reach import PublicNow, Reach, Standing, public_now, reach_of, standings

__all__ = ["PublicNow", "Reach", "Standing", "public_now", "reach_of", "standings"]
