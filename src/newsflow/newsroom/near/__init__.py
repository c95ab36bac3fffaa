"""Near-duplicates: which item of the last days says nearly what a draft says."""

from newsflow.newsroom.near.duplicates import near_duplicates
from newsflow.newsroom.near.reader import catch_up, run_sketches

__all__ = ["catch_up", "near_duplicates", "run_sketches"]
