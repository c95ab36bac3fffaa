"""Duty: who is on by desk, rights lent for a shift, what is looked at afterwards, and the hand-over log."""

from newsflow.newsroom.duty.after_look import OwedLook, look_after, owe_look, owed_looks
from newsflow.newsroom.duty.lent import Lent, lend, lent_now, lent_to, take_back
from newsflow.newsroom.duty.shifts import OnDuty, begin, count_for, end, is_on, on_duty, who_for

__all__ = [
    "Lent",
    "OnDuty",
    "OwedLook",
    "begin",
    "count_for",
    "end",
    "is_on",
    "lend",
    "lent_now",
    "lent_to",
    "look_after",
    "on_duty",
    "owe_look",
    "owed_looks",
    "take_back",
    "who_for",
]
