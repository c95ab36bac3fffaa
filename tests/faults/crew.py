"""Who works while the faults strike: writers that release, and readers that keep a cursor. Each is a process."""

from __future__ import annotations

import asyncio
import json
import os
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

import psycopg

from newsflow.accounts.hand import PASSWORD, Hand, cli_hand
from newsflow.db.pool import open_pool
from newsflow.domain.codes import Action, Form, ReasonClass
from newsflow.domain.guid import Seq
from newsflow.newsroom import drafts
from newsflow.newsroom.approvals import approve, ask
from newsflow.newsroom.stop import Stop, stop
from newsflow.wire.read import Cursor, check_cursor, follow, read
from tests.builders import ALL_PASSED, a_dispatch, the_agency
from tests.faults.steps import STEPS, connected

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from newsflow.accounts.people import Person
    from newsflow.db.query import Connection
    from newsflow.domain.entry import Entry, Header
    from newsflow.domain.guid import Guid

CLOCKS_APART = timedelta(seconds=3)
"""How far the writers' clocks are off, at most: the wire's times must not run back for that."""
PAUSE_S = 0.01
BREATH_S = 0.05
"""Between two deeds of a writer that works on: the machine is for those that are to be killed."""
READ_AT_ONCE = 50


class Deed(StrEnum):
    """What a writer does in one go."""

    RELEASE = "release"
    CORRECT = "correct"
    """Two entries numbered together: the item's and its notice's."""
    KILL = "kill"
    FLASH = "flash"
    """Asked for by one person and committed, then approved by another: two transactions."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the crew works: the database, its cluster, and the folder where each writes down what happened."""

    dsn: str
    cluster: Path
    home: Path
    chief: Person
    editor: Person

    @property
    def told(self) -> Path:
        """What writers were told is on the wire, a JSON array a line: seq, guid, version."""
        return self.home / "told"

    @property
    def last(self) -> Path:
        """When this is there, writers stop, and readers once they have read its number."""
        return self.home / "last"

    def seen_by(self, reader: str) -> Path:
        """What a reader has read, in the form of `told`."""
        return self.home / f"seen-{reader}"


@dataclass(frozen=True, slots=True)
class Writer:
    """One writing process: its place, its chance and its crooked clock."""

    place: Place
    chance: random.Random

    def clock(self) -> Callable[[], datetime]:
        """A clock that is off by some seconds, and not always the same."""

        def read_it() -> datetime:
            return datetime.now(UTC) + CLOCKS_APART * self.chance.uniform(-1, 1)

        return read_it

    async def do(self, db: Connection, deed: Deed, of: Guid | None = None) -> Header:
        """The header of the deed's own entry, committed and told."""
        clock = self.clock()
        if deed is Deed.KILL:
            assert of is not None
            hand = cli_hand(self.place.editor, clock())
            order = Stop(guid=of, action=Action.KILL, hand=hand, reason_class=ReasonClass.FALSE)
            headers = await stop(db, clock, the_agency(), order)
        else:
            action = Action.NEW if of is None else Action.CORRECT
            text = a_dispatch(
                form=Form.FLASH if deed is Deed.FLASH else Form.STORY,
                slug=f"harbour-{self.chance.randrange(10**9)}",
                headline=f"Ferry {self.chance.randrange(10**6)} returns to the old harbour",
                correction=None if of is None else "The ferry’s number was wrong.",
            )
            draft = await drafts.create(db, text, clock(), by=self.place.chief.id, guid=of, action=action)
            await db.commit()
            headers = await self._send(db, clock, draft)
        await db.commit()
        STEPS.pass_by("before telling")
        write_down(self.place.told, headers)
        STEPS.pass_by("after telling")
        return headers[0]

    async def _send(self, db: Connection, clock: Callable[[], datetime], draft: int) -> Sequence[Header]:
        """The headers of a draft that went out by one word, or by two where it takes them."""
        place = self.place
        outcome = await ask(db, clock, the_agency(), draft, cli_hand(place.chief, clock()), passed=ALL_PASSED)
        if outcome.request is None:
            return outcome.headers
        await db.commit()
        hand = Hand(person=place.editor, key=PASSWORD, session="the editor's", at=clock())
        asked = outcome.request
        done = await approve(db, clock, the_agency(), asked.id, hand, digest_hex=asked.digest_hex)
        return done.headers


def write_down(path: Path, headers: Sequence[Header]) -> None:
    """Nothing; one write that is whole or not at all, whoever else writes there."""
    lines = [json.dumps([each.seq, each.guid, each.version]) + "\n" for each in headers]
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(descriptor, "".join(lines).encode())
    os.close(descriptor)


async def write_until_told(place: Place, seed: int) -> None:
    """Nothing; releases, corrects and kills until `last` is there, through every loss of the database."""
    writer = Writer(place, random.Random(seed))
    while not place.last.exists():
        try:
            async with await connected(place.dsn) as db:
                while not place.last.exists():
                    first = Deed.FLASH if writer.chance.random() < 0.2 else Deed.RELEASE
                    done = await writer.do(db, first)
                    if (more := writer.chance.random()) < 0.3:
                        await writer.do(db, Deed.CORRECT if more < 0.2 else Deed.KILL, done.guid)
                    await asyncio.sleep(BREATH_S)
        except psycopg.OperationalError:
            await asyncio.sleep(PAUSE_S)


async def write_once(place: Place, seed: int, deed: Deed) -> None:
    """Nothing; one deed whose every step is counted, from the connection to the telling of it."""
    writer = Writer(place, random.Random(seed))
    of: Guid | None = None
    if deed in {Deed.CORRECT, Deed.KILL}:
        async with await connected(place.dsn) as db:
            of = (await writer.do(db, Deed.RELEASE)).guid
    STEPS.backend = 0
    STEPS.is_armed = True
    db = await connected(place.dsn)
    await writer.do(db, deed, of)
    await db.close()


async def poll_until_told(place: Place, name: str) -> None:
    """Nothing; reads the wire by its cursor, which is the last line that it wrote down, to the last entry."""
    seen = place.seen_by(name)
    lines = seen.read_text(encoding="utf-8").splitlines() if seen.exists() else []
    cursor = Cursor(1, Seq(json.loads(lines[-1])[0] if lines else 0))
    while not _has_all(place, cursor.seq):
        try:
            async with await psycopg.AsyncConnection.connect(place.dsn) as db:
                while not _has_all(place, cursor.seq):
                    await check_cursor(db, cursor)
                    if entries := await read(db, cursor.seq, READ_AT_ONCE):
                        cursor = _took(place, name, entries)
                    await db.commit()
                    await asyncio.sleep(PAUSE_S if not entries else 0)
        except psycopg.OperationalError:
            await asyncio.sleep(PAUSE_S)


async def follow_until_told(place: Place, name: str) -> None:
    """Nothing; follows the wire from its cursor until it has read the last entry."""
    cursor = Cursor(1, Seq(0))
    while not _has_all(place, cursor.seq):
        try:
            async with open_pool(place.dsn, at_least=2, at_most=2) as pool:
                async for entries in follow(pool, cursor.seq):
                    cursor = _took(place, name, entries)
                    if _has_all(place, cursor.seq):
                        break
        except psycopg.OperationalError:
            await asyncio.sleep(PAUSE_S)


def _took(place: Place, name: str, entries: Sequence[Entry]) -> Cursor:
    write_down(place.seen_by(name), [entry.header for entry in entries])
    newest = entries[-1].header
    return Cursor(newest.epoch, newest.seq)


def _has_all(place: Place, seq: int) -> bool:
    return place.last.exists() and seq >= int(place.last.read_text(encoding="ascii") or 2**62)
