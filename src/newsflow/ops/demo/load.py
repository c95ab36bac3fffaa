"""Puts the demo on an empty wire through the real path: drafts, releases and stops in the names of its desk."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from newsflow.accounts.hand import cli_hand
from newsflow.copyreader import decode, read, reading_as_json
from newsflow.db.pool import Pool, transaction
from newsflow.db.query import Connection
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.codes import Action, Form, ReasonClass
from newsflow.domain.dispatch import Block, Dispatch, Span
from newsflow.domain.entry import Header
from newsflow.domain.errors import ConflictError
from newsflow.domain.guid import Guid
from newsflow.newsroom import drafts, stop
from newsflow.newsroom.editions import catch_up
from newsflow.newsroom.release import Names, release
from newsflow.ops.demo.cast import Desk, Logins, engage
from newsflow.ops.demo.expected import expect
from newsflow.ops.demo.generate import generated
from newsflow.ops.demo.in_hand import leave_in_hand
from newsflow.ops.demo.on_shift import open_the_shift
from newsflow.ops.demo.plan import Change, New, Step, Turn, in_order
from newsflow.ops.demo.taken import take_some
from newsflow.ops.demo.written import written
from newsflow.wire.read import head, latest

GENERATED = 400
SEED_AGO = timedelta(hours=3)


@dataclass(slots=True)
class WalkingClock:
    """A clock that is led through the past, never backwards."""

    now: datetime

    def __call__(self) -> datetime:
        """Where it has got to."""
        return self.now

    def walk_to(self, moment: datetime) -> None:
        """Go on to a moment; one that is past already changes nothing."""
        self.now = max(self.now, moment)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What stands on the wire now, and who may sign in."""

    entries: int
    logins: Logins
    guids: dict[str, Guid]
    """The guid of each step's key."""


async def load(
    pool: Pool,
    clock: Clock,
    agency: Agency,
    *,
    server_key: bytes,
    more: int = GENERATED,
    seed: int = 1,
    copy: Path | None = None,
) -> Loaded:
    """Load everyone and everything, `more` dispatches from templates among it, and plain copy from the folder `copy`.

    Raises ConflictError where the wire holds an entry: only the loader acts without a person, and on an empty
    wire alone. The public site has read all of it on return. Where the wire began later than the demo does, the first
    entries bear that moment, and their embargoes are put off by as much.
    """
    now = clock()
    async with transaction(pool) as db:
        last = await head(db)
        if last.seq > 0:
            raise ConflictError(
                "The demo goes onto an empty wire only.",
                f"This one has {last.seq} entries.",
                "Take an empty data folder, or leave the demo out.",
            )
        desk, logins = await engage(db, agency, server_key=server_key, now=now)
    room = _Newsroom(pool, WalkingClock(last.at), agency, desk)
    imported = _imported(agency, now, copy)
    readings = {step.key: reading for step, reading in imported}
    steps: list[Step] = [*written(agency, now), *generated(agency, now, count=more, seed=seed)]
    for step in in_order([*steps, *(step for step, _ in imported)]):
        room.clock.walk_to(step.at)
        await room.take(step, readings.get(step.key) if isinstance(step, New) else None)
    await catch_up(pool, agency, clock)
    await take_some(pool, clock, agency, logins, server_key=server_key, seed=seed)
    await leave_in_hand(pool, clock, agency, desk)
    await expect(pool, clock, agency, desk, room.last)
    await open_the_shift(pool, clock, desk, room.last, agency)
    return Loaded(room.entries, logins, {key: header.guid for key, header in room.last.items()})


def _imported(agency: Agency, now: datetime, folder: Path | None) -> list[tuple[New, str]]:
    """The folder's plain copy as the copy reader understands it, with its account as JSON."""
    found: list[tuple[New, str]] = []
    for path in sorted(folder.glob("*.txt")) if folder is not None and folder.is_dir() else ():
        reading = read(decode(path.read_bytes(), frozenset(agency.words)).text, agency)
        account = json.dumps(reading_as_json(reading, agency), ensure_ascii=False)
        step = New(key=f"copy/{path.stem}", at=now - SEED_AGO, content=reading.dispatch(agency))
        found.append((step, account))
    return found


@dataclass(slots=True)
class _Newsroom:
    """The demo's desk at work: takes steps in order and remembers the last header of each key."""

    pool: Pool
    clock: WalkingClock
    agency: Agency
    desk: Desk
    entries: int = 0
    last: dict[str, Header] = field(default_factory=dict[str, Header])

    async def take(self, step: Step, reading: str | None = None) -> None:
        """Do one step in one transaction, which its entry ends."""
        async with transaction(self.pool) as db:
            match step:
                case New():
                    headers = await self._release(db, self._resolved(step), reading=reading)
                    self.last[step.key] = headers[0]
                case Change():
                    headers = await self._change(db, step)
                    self.last[step.of] = headers[0]
                case Turn():
                    headers = await self._turn(db, step)
                    self.last[step.of] = headers[0]
        self.entries += len(headers)

    def _resolved(self, step: New) -> Dispatch:
        """Its content, with what it names by key; an embargo is put off by as long as the release itself was."""
        content = step.content
        if content.embargo is not None:
            content = replace(content, embargo=content.embargo + (self.clock() - step.at))
        if step.original is not None and content.translated_from is not None:
            original = self.last[step.original]
            held = replace(content.translated_from, item=original.guid, version=original.version)
            content = replace(content, translated_from=held)
        return replace(content, replaces=tuple(self.last[key].guid for key in step.replaces))

    async def _release(
        self, db: Connection, content: Dispatch, of: Header | None = None, action: Action = Action.NEW,
        reading: str | None = None,
    ) -> list[Header]:  # fmt: skip
        draft = await drafts.create(
            db,
            content,
            self.clock(),
            by=self.desk.reporter.id,
            guid=None if of is None else of.guid,
            action=action,
            reading=reading,
        )
        second = self.desk.chief if content.form is Form.FLASH else None
        names = Names(released_by=self.desk.editor, approved_by=second, key="demo")
        return await release(db, self.clock, self.agency, draft, names)

    async def _change(self, db: Connection, step: Change) -> list[Header]:
        of = self.last[step.of]
        current = (await latest(db, of.guid)).content
        assert current is not None
        content = replace(
            _with_words(current, lambda text: _swapped(text, step.swaps)),
            whats_new=step.whats_new,
            correction=step.correction,
        )
        if step.headline is not None:
            content = replace(content, headline=step.headline)
        content = replace(content, body=(*content.body, *step.appended))
        return await self._release(db, content, of, step.action)

    async def _turn(self, db: Connection, step: Turn) -> list[Header]:
        guid, hand = self.last[step.of].guid, cli_hand(self.desk.editor, self.clock())
        if step.action is Action.LIFT:
            return await stop.lift(db, self.clock, guid, hand)
        if step.action is Action.REINSTATE:
            return await stop.reinstate(db, self.clock, self.agency, guid, hand)
        order = stop.Stop(
            guid=guid, action=step.action, hand=hand, reason_class=step.reason or ReasonClass.CHECKING
        )
        return await stop.stop(db, self.clock, self.agency, order)


def _swapped(text: str, swaps: tuple[tuple[str, str], ...]) -> str:
    for old, new in swaps:
        text = text.replace(old, new)
    return text


def _with_words(content: Dispatch, change: Callable[[str], str]) -> Dispatch:
    """The content with its headline, deck and body changed by a function."""

    def spans(run: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(replace(span, text=change(span.text)) for span in run)

    def block(one: Block) -> Block:
        return replace(one, spans=spans(one.spans), items=tuple(spans(item) for item in one.items))

    return replace(
        content,
        headline=change(content.headline),
        deck=None if content.deck is None else change(content.deck),
        body=tuple(block(one) for one in content.body),
    )
