"""The edition log: what the public site shows of which item. It can never show what the wire has not."""

from newsflow.newsroom.editions.acts import hide, move_pin, pin, set_summary, show, unpin
from newsflow.newsroom.editions.reader import READER, catch_up, run_editions
from newsflow.newsroom.editions.rebuild import edition_faults

__all__ = [
    "READER",
    "catch_up",
    "edition_faults",
    "hide",
    "move_pin",
    "pin",
    "run_editions",
    "set_summary",
    "show",
    "unpin",
]
