"""The news list: what the desk expects to send, as subscribers see it, and what each of them sees of it."""

from newsflow.newsroom.news_list.lines import (
    DAY_MOST,
    DAYS_MOST,
    Line,
    cancel,
    change,
    coverage_of,
    day_named,
    deliver,
    expected,
    plan,
    planned_drafts,
    restore,
)
from newsflow.newsroom.news_list.ruled import Seen, Told, seen_of, told

__all__ = [
    "DAYS_MOST",
    "DAY_MOST",
    "Line",
    "Seen",
    "Told",
    "cancel",
    "change",
    "coverage_of",
    "day_named",
    "deliver",
    "expected",
    "plan",
    "planned_drafts",
    "restore",
    "seen_of",
    "told",
]
