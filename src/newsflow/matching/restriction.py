"""What a restriction lets whom do, and why not."""

from datetime import datetime, timedelta

from newsflow.domain.clock import rfc3339
from newsflow.domain.dispatch import Restriction
from newsflow.matching.tree import Permitted

NO_ARCHIVE_H = 24
"""Hours for which an item that may not be archived is given, from its latest entry."""


def refusals(term: Restriction, asked: Permitted, at: datetime) -> tuple[str, ...]:
    """Every reason why the restriction keeps an item of `at` from the asker; empty when it does not."""
    found: list[str] = []
    if term.subscribers_in and asked.subscriber not in term.subscribers_in:
        found.append("it is restricted to other subscribers")
    if asked.subscriber in term.subscribers_out:
        found.append("it is restricted: not for this subscriber")
    if term.territories and asked.territories is not None and asked.territories.isdisjoint(term.territories):
        found.append(f"it is restricted to {', '.join(sorted(term.territories))}")
    if term.media and asked.media is not None and asked.media.isdisjoint(term.media):
        found.append(f"it is restricted to the media {', '.join(sorted(term.media))}")
    if term.starts is not None and asked.now < term.starts:
        found.append(f"it may be used from {rfc3339(term.starts)} on")
    if term.ends is not None and asked.now >= term.ends:
        found.append(f"its use ended {rfc3339(term.ends)}")
    if term.no_archive and asked.now >= at + timedelta(hours=NO_ARCHIVE_H):
        found.append(f"it may not be archived, and is given for {NO_ARCHIVE_H} hours")
    return tuple(found)
