"""Put entries on the wire: numbered under one lock, the transaction's last statement (invariant 1)."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import rfc8785

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
    never runs against the wire. Raises psycopg's errors when the database refuses (a version out of turn, an
    entry after a kill); nothing is then written.
    """
    head = await row(db, TAKE_HEAD)
    if head is None:
        raise SetupError("There is no wire here yet.", "wire_head is empty.", "Run `newsflow migrate`.")
    at = max(as_utc(clock()), head.at)
    headers = [_header(head, offset, at, entry) for offset, entry in enumerate(entries, start=1)]
    for header, entry in zip(headers, entries, strict=True):
        await run(
            db,
            PUT,
            {
                "epoch": header.epoch,
                "seq": header.seq,
                "at": header.at,
                "guid": header.guid,
                "version": header.version,
                "action": header.action.value,
                "not_before": header.not_before,
                "content_digest": header.content_digest,
                "approvals": rfc8785.dumps({"approvals": approvals_json(entry.approvals)}),
                "approvals_digest": header.approvals_digest,
                "entry_digest": header.digest(),
                "salt": entry.content.salt,
                "body": entry.content.body,
            },
        )
    return headers


def _header(head: Head, offset: int, at: datetime, entry: ToAppend) -> Header:
    return Header(
        wire=head.wire,
        epoch=head.epoch,
        seq=Seq(head.seq + offset),
        at=at,
        guid=entry.guid,
        version=entry.version,
        action=entry.action,
        not_before=None if entry.not_before is None else as_utc(entry.not_before),
        content_digest=entry.content.digest,
        approvals_digest=approvals_digest(entry.approvals),
    )
