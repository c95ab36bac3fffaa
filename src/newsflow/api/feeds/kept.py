"""Feeds that were made, kept while the wire stands still: most that ask for one have it, or ask again soon."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from newsflow.api.feeds.listing import Shown
from newsflow.api.reply import Reply
from newsflow.matching.contract import Contract
from newsflow.subscribers.feeds import Feed
from newsflow.wire.window import View

KEPT_FOR = timedelta(minutes=5)
"""At most; a term of use that begins meanwhile shows its item so much later."""
KEPT_BYTES = 64_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A feed as it was made of one view of the wire."""

    key: Hashable
    view: View
    until: datetime
    """When a contract or a term of use may make it another."""
    shown: tuple[Shown, ...]
    reply: Reply
    taken: set[str] = field(default_factory=set[str])
    """The addresses that have it in the ledger."""

    @property
    def items(self) -> frozenset[str]:
        """The items that it says anything of."""
        return frozenset[str]().union(*(each.says_of for each in self.shown))


@dataclass(slots=True)
class Kept:
    """The feeds of one web process, by their names."""

    _made: dict[str, Made] = field(default_factory=dict[str, Made])
    _size: int = 0

    def of(self, feed: Feed, key: Hashable, view: View, now: datetime) -> Made | None:
        """The feed, if it is still what it would be."""
        made = self._made.get(feed.id)
        if made is None or made.key != key or made.view.generation != view.generation or now >= made.until:
            return None
        return made

    def put(self, feed: Feed, made: Made) -> None:
        """Keep a feed in the place of the one before."""
        size = len(made.reply.body)
        before = self._made.pop(feed.id, None)
        self._size -= 0 if before is None else len(before.reply.body)
        if self._size + size > KEPT_BYTES:
            self._made.clear()
            self._size = 0
        self._size += size
        self._made[feed.id] = made


def key_of(feed: Feed, contracts: Sequence[Contract], now: datetime) -> Hashable:
    """What a feed hangs on besides the wire: how it stands, and its contracts."""
    terms = tuple((one.id, one.ends, one.pauses, one.runs(now), one.tells(now)) for one in contracts)
    return (feed.format, feed.title, feed.question, feed.entries, terms)


def until(contracts: Sequence[Contract], shown: Sequence[Shown], now: datetime) -> datetime:
    """Until when it stands by itself: no contract begins or ends, and no term of use of what it shows."""
    moments = [moment for one in contracts for moment in (one.starts, one.ends)]
    moments += [moment for one in contracts for pause in one.pauses for moment in (pause.since, pause.until)]
    moments += [moment for each in shown for term in each.terms for moment in (term.starts, term.ends)]
    return min([now + KEPT_FOR, *(moment for moment in moments if moment is not None and moment > now)])
