"""Rows of the room's own queries."""

from dataclasses import dataclass, replace
from datetime import datetime

from newsflow.db.query import query
from newsflow.domain.codes import Form, ItemType, Priority
from newsflow.domain.content import read_own
from newsflow.domain.dispatch import Dispatch
from newsflow.matching.copy import Copy
from newsflow.matching.facts import Facts
from newsflow.wire.rows import Item


@dataclass(frozen=True, slots=True)
class Head:
    """The wire as it stands: its last entry, and its last order to erase, 0 for none."""

    wire: str
    epoch: int
    seq: int
    erasures: int


@dataclass(frozen=True, slots=True)
class Latest(Item):
    """An item with the bytes of its latest version; None when they were erased by order."""

    body: bytes | None

    def content(self) -> Dispatch:
        """The latest version; of an erased one the codes alone."""
        return emptied(self) if self.body is None else read_own(self.body)

    def asked(self, *, took: bool = False) -> Facts:
        """What a question with words is asked of."""
        return replace(self.facts(took=took), copy=Copy(self.content()))


@dataclass(frozen=True, slots=True)
class Digest:
    """An entry's digest, in hex."""

    digest: str


@dataclass(frozen=True, slots=True)
class Number:
    """One number that the database gave."""

    number: int


@dataclass(frozen=True, slots=True)
class Ranged:
    """The number of an entry, and the item whose taking counts for it."""

    number: int
    guid: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An index in the object store: its digest, how far it has read the wire, its bytes, and when it was made."""

    sha256: str
    seq: int
    bytes: int
    at: datetime


def emptied(item: Item) -> Dispatch:
    """What is left of an item whose text was erased."""
    return Dispatch(
        language=item.language,
        form=Form(item.form),
        section=item.section,
        packages=tuple(item.packages),
        provider=item.provider,
        slug=item.slug,
        headline="",
        type=ItemType(item.type),
        story=item.story,
        priority=Priority(item.priority),
        urgency=item.urgency,
    )


HEAD = query("search.head", Head)
DIGEST_OF = query("search.digest_of", Digest)
LATEST_AFTER = query("search.latest_after", Latest)
LATEST_NUMBERED = query("search.latest_numbered", Latest)
ITEMS_NUMBERED = query("search.items_numbered", Item)
ERASED_AFTER = query("search.erased_after", Number)
TAKEN_AMONG = query("search.taken_among", Number)
RANGED_AMONG = query("search.ranged_among", Ranged)
KEEP_SNAPSHOT = query("search.keep_snapshot")
NEWEST_SNAPSHOT = query("search.newest_snapshot", Snapshot)
STALE_SNAPSHOTS = query("search.stale_snapshots", Snapshot)
FORGET_SNAPSHOT = query("search.forget_snapshot")
