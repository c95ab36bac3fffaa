"""Put entries on the wire: numbered under one lock, the transaction's last statement (invariant 1)."""

import os
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Self

import rfc8785
from psycopg import errors

from newsflow.db.query import Connection, row, run
from newsflow.domain.clock import Clock, as_utc
from newsflow.domain.codes import Action
from newsflow.domain.content import SALT_BYTES, canonical, content_digest
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import Approval, Header, approvals_digest, approvals_json
from newsflow.domain.errors import SetupError
from newsflow.domain.guid import Guid, Seq
from newsflow.wire.rows import NEXT_NUMBER, PUT, TAKE_HEAD, Head


@dataclass(frozen=True, slots=True)
class Sealed:
    """A version as bytes with its salt and digest: what approvals sign and `append` puts on the wire."""

    salt: bytes
    body: bytes

    @property
    def digest(self) -> bytes:
        """The content digest."""
        return content_digest(self.salt, self.body)


def seal(version: Dispatch, salt: bytes | None = None) -> Sealed:
    """A version sealed under a fresh salt of 32 random bytes, or under the one given."""
    return Sealed(os.urandom(SALT_BYTES) if salt is None else salt, canonical(version))


@dataclass(frozen=True, slots=True, kw_only=True)
class ToAppend:
    """One entry to be: everything but its number and its time, which only the lock gives."""

    guid: Guid
    version: int
    action: Action
    content: Sealed
    approvals: tuple[Approval, ...]
    not_before: datetime | None = None


async def next_number(db: Connection) -> int:
    """The number of a new item's guid. Never given twice; gaps mean nothing."""
    given = await row(db, NEXT_NUMBER)
    assert given is not None
    return given.number


async def append(db: Connection, clock: Clock, entries: Sequence[ToAppend]) -> list[Header]:
    """Append the entries, in order, numbered together; gives their headers. Must be the transaction's last act.

    The head's lock is held from here until the caller commits. `at` is read from the clock under that lock and
    never runs against the wire. Raises SetupError when that clock is ahead of the database's, and psycopg's errors
    when the database refuses (a version out of turn, an entry after a kill); nothing is then written.
    """
    ready = [_Ready.of(entry) for entry in entries]
    head = await row(db, TAKE_HEAD)
    if head is None:
        raise SetupError("There is no wire here yet.", "wire_head is empty.", "Run `newsflow migrate`.")
    at = max(as_utc(clock()), head.at)
    headers = [each.header(head, offset, at) for offset, each in enumerate(ready, start=1)]
    # Several are sent without waiting for each answer: the lock is held.
    try:
        async with db.pipeline() if len(ready) > 1 else nullcontext():
            for header, each in zip(headers, ready, strict=True):
                await run(db, PUT, each.row(header))
    except errors.DatetimeFieldOverflow as error:
        raise SetupError(
            "This machine's clock is ahead of the database's, so nothing was released.",
            f"{error.diag.message_primary}.",
            "Set both clocks right (NTP), then release again.",
        ) from error
    return headers


@dataclass(frozen=True, slots=True)
class _Ready:
    """An entry with all its bytes and digests but the header's: what need not be done under the lock."""

    entry: ToAppend
    not_before: datetime | None
    content_digest: bytes
    approvals: bytes
    approvals_digest: bytes

    @classmethod
    def of(cls, entry: ToAppend) -> Self:
        """The entry made ready."""
        return cls(
            entry,
            None if entry.not_before is None else as_utc(entry.not_before),
            entry.content.digest,
            rfc8785.dumps({"approvals": approvals_json(entry.approvals)}),
            approvals_digest(entry.approvals),
        )

    def header(self, head: Head, offset: int, at: datetime) -> Header:
        """The header of the entry that comes `offset` after the head."""
        return Header(
            wire=head.wire,
            epoch=head.epoch,
            seq=Seq(head.seq + offset),
            at=at,
            guid=self.entry.guid,
            version=self.entry.version,
            action=self.entry.action,
            not_before=self.not_before,
            content_digest=self.content_digest,
            approvals_digest=self.approvals_digest,
        )

    def row(self, header: Header) -> dict[str, object]:
        """What `wire_put` takes."""
        return {
            "epoch": header.epoch,
            "seq": header.seq,
            "at": header.at,
            "guid": header.guid,
            "version": header.version,
            "action": header.action.value,
            "not_before": header.not_before,
            "content_digest": header.content_digest,
            "approvals": self.approvals,
            "approvals_digest": header.approvals_digest,
            "entry_digest": header.digest(),
            "salt": self.entry.content.salt,
            "body": self.entry.content.body,
        }
