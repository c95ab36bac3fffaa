"""What the wire hands over, as typed values."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

import msgspec

from newsflow.client.cursor import Cursor
from newsflow.client.digests import check_entry
from newsflow.client.errors import UnreadableError

T = TypeVar("T")

Document = dict[str, Any] | str | None
"""An object in the ninjs formats, a string in the others; None where nothing is handed over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What this account may have of an entry (`whole`, `notice`, `none`), and why: a code, and words for people."""

    verdict: str
    reason: str = ""
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One numbered line of the wire, as this account may see it.

    Before anything is published, ask `may_publish`. `must_remove` says by when copy that was taken earlier must be
    gone. A field that a newer server adds is passed over.
    """

    seq: int
    guid: str
    version: int
    action: str
    at: datetime
    digest: str
    ruling: Ruling
    may_publish: bool
    not_before: datetime | None = None
    must_remove: datetime | None = None
    format: str | None = None
    document: Document = None
    header: dict[str, Any] | None = None
    """What `digest` was taken over, as the wire keeps it for ever; held against it when the entry comes."""
    epoch: int = 0

    @property
    def cursor(self) -> Cursor:
        """What to keep once this entry is dealt with."""
        return Cursor(self.epoch, self.seq)

    @property
    def key(self) -> str:
        """The one key of this version on every channel: the same for a duplicate, another after a restore."""
        return f"{self.epoch}:{self.guid}:{self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEpoch:
    """The wire was restored: numbers that this reader may have seen are void, and reading goes on at `cursor`.

    Drop what came under the void numbers (`void_from` to `void_to`, both included), then keep the cursor. Without
    void numbers the cursor was never one of this wire's, and nothing is to be dropped.
    """

    cursor: Cursor
    void_from: int | None
    void_to: int | None
    said: str


Event = Entry | NewEpoch


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Events in wire order, and the cursor to keep once all of them are dealt with."""

    events: tuple[Event, ...]
    cursor: Cursor
    at_head: bool
    """Whether nothing more was there when it was asked."""

    @property
    def moves_on(self) -> bool:
        """Whether the cursor is past the last event: a filter left out what came between."""
        return not self.events or self.events[-1].cursor != self.cursor


@dataclass(frozen=True, slots=True)
class _Page:
    entries: list[Entry]
    next: str


@dataclass(frozen=True, slots=True)
class _Lost:
    resume: str
    void_from: int | None = None
    void_to: int | None = None
    title: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class _Problem:
    title: str = ""
    detail: str = ""


def page_of(body: bytes, after: Cursor) -> Batch:
    """A page of `/entries`. Raises UnreadableError for half of one too: it is cut off, and nothing of it counts."""
    page = _decoded(body, _Page)
    there = cursor_of(page.next)
    if there.seq < after.seq:
        message = f"The answer leads back from {after} to {there}."
        raise UnreadableError(message)
    entries = tuple(
        entry if entry.epoch else replace(entry, epoch=there.epoch)
        for entry in page.entries
        if entry.seq > after.seq
    )
    return Batch(events=in_order(entries), cursor=there, at_head=there.seq == after.seq)


def entry_of(data: str, cursor: Cursor) -> Entry:
    """One entry of the stream. Raises UnreadableError."""
    return replace(_decoded(data.encode(), Entry), epoch=cursor.epoch)


def lost_of(body: bytes) -> NewEpoch:
    """What 409 says of a lost cursor. Raises UnreadableError."""
    lost = _decoded(body, _Lost)
    said = " ".join(part for part in (lost.title, lost.detail) if part)
    return NewEpoch(
        cursor=Cursor.read(lost.resume), void_from=lost.void_from, void_to=lost.void_to, said=said
    )


def problem_of(body: bytes) -> str:
    """What a refusal says, for people; "" where it says nothing readable."""
    try:
        problem = msgspec.json.decode(body, type=_Problem)
    except msgspec.DecodeError:
        return ""
    return " ".join(part for part in (problem.title, problem.detail) if part)


def cursor_of(address: str) -> Cursor:
    """The cursor in a `next` link. The link itself is never followed, so that no answer can lead a secret away."""
    after = parse_qs(urlsplit(address).query).get("after", [""])
    return Cursor.read(after[-1])


def in_order(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries. Raises UnreadableError where a number is not above the one before it, DigestError for a wrong digest."""
    for one in entries:
        check_entry(one)
    for one, following in pairwise(entries):
        if following.seq <= one.seq:
            message = f"The wire's numbers run back: {following.seq} came after {one.seq}."
            raise UnreadableError(message)
    return entries


def _decoded(body: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.DecodeError as error:
        message = f"The answer is none of a Newsflow API: {error}."
        raise UnreadableError(message) from error
