"""Crash rounds: in each, a SIGKILL hits a writer, its session or the whole server at one step of a release.

All the while other writers release and readers read by cursor, each a process of its own. At the end the wire is
proved whole, and what everyone was told and saw is compared with it.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import psycopg

from newsflow.db.pool import open_pool
from newsflow.ops.embedded import DatabaseRole, EmbeddedDatabase
from newsflow.ops.preparation import prepare
from tests.builders import a_newsroom, the_agency
from tests.faults.crew import Deed
from tests.faults.nursery import DATABASE_LOST
from tests.faults.steps import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
WRITERS = 2
CALM_WITHIN_S = 60.0
KILLED = -9
SHARES = {Fault.WRITER: 18, Fault.SESSION: 3, Fault.SERVER: 2, Fault.READER: 1}


@dataclass(frozen=True, slots=True)
class Round:
    """One fault: who does what, whom the SIGKILL hits and before which step."""

    deed: Deed
    fault: Fault
    step: int
    name: str


@dataclass(slots=True)
class Tally:
    """What was done in a run of rounds."""

    rounds: Counter[Fault] = field(default_factory=Counter[Fault])
    due: set[str] = field(default_factory=set[str])
    killed_at: set[str] = field(default_factory=set[str])
    entries: int = 0
    told: int = 0
    took_s: float = 0.0

    def missed(self) -> list[str]:
        """The steps at which no writer was killed."""
        return sorted(self.due - self.killed_at)

    def __str__(self) -> str:
        """One line for people."""
        by_fault = ", ".join(f"{count} {fault.value}" for fault, count in sorted(self.rounds.items()))
        return (
            f"{self.rounds.total()} crash rounds ({by_fault}), a writer killed at {len(self.killed_at)} of"
            f" {len(self.due)} steps, in {self.took_s:.0f} s; {self.entries} entries, {self.told} of them told"
        )


class Arena:
    """A server with full durability, its crew, and the faults; used in a `with`."""

    def __init__(self, home: Path, seed: int) -> None:
        """Make the agency's database in `home`, a folder of our own, and wake the nursery."""
        self.home = home
        self.seed = seed
        self.steps: list[tuple[Deed, tuple[int, str]]] = []
        self.database = EmbeddedDatabase.open(home / "data")
        self.dsn = self.database.dsn(DatabaseRole.APP)
        people = asyncio.run(self._prepare())
        told = {"dsn": self.dsn, "cluster": str(home / "data" / "pg"), "home": str(home), **people}
        self.nursery = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nursery"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._say(told)

    async def _prepare(self) -> dict[str, Any]:
        def clock() -> datetime:
            return datetime.now(UTC)

        await prepare(self.database.dsn(DatabaseRole.OWNER), the_agency(), clock)
        async with open_pool(self.dsn) as pool:
            newsroom = await a_newsroom(pool, clock)
        return {"chief": asdict(newsroom.chief), "editor": asdict(newsroom.editor)}

    def __enter__(self) -> Self:
        """The arena, its crew at work."""
        for number in range(WRITERS):
            self.order(role="writer", seed=self.seed * 1000 + number)
        self.order(role="poller")
        self.order(role="follower")
        self.steps = [(deed, step) for deed in Deed for step in enumerate(self.steps_of(deed))]
        return self

    def __exit__(self, *_error: object) -> None:
        """End what is left."""
        assert self.nursery.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self.nursery.stdin.close()
        try:
            self.nursery.wait(CALM_WITHIN_S)
        except subprocess.TimeoutExpired:
            self.nursery.kill()
        if self.nursery.stdout is not None:
            self.nursery.stdout.close()
        self.database.stop()

    def order(self, **what: Any) -> Any:
        """What the nursery answers."""
        self._say(what)
        assert self.nursery.stdout is not None
        return json.loads(self.nursery.stdout.readline())

    def _say(self, what: object) -> None:
        assert self.nursery.stdin is not None
        self.nursery.stdin.write(json.dumps(what) + "\n")
        self.nursery.stdin.flush()

    def steps_of(self, deed: Deed) -> list[str]:
        """The names of the steps that a deed takes, tried once without a fault."""
        tried = self.order(role="victim", deed=deed.value, fault=None, step=-1, seed=self.seed)
        assert tried["status"] == 0, self.errors()
        return list(tried["steps"])

    def run(self, one: Round, seed: int) -> None:
        """Nothing; the fault has struck, and the database is up again."""
        if one.fault is Fault.READER:
            assert self.order(role="reborn") == KILLED
            return
        ended = self.order(
            role="victim", deed=one.deed.value, fault=one.fault.value, step=one.step, seed=seed
        )
        status = ended["status"]
        if one.fault is Fault.WRITER:
            assert status == KILLED, f"{one}: ended with {status}. {self.errors()}"
            return
        assert status in {0, DATABASE_LOST}, f"{one}: ended with {status}. {self.errors()}"
        if one.fault is Fault.SERVER or one.name == "before connect":
            self.database.restart()
        else:
            self._wait_for_recovery()

    def _wait_for_recovery(self) -> None:
        until = time.monotonic() + CALM_WITHIN_S
        while time.monotonic() < until:
            try:
                with psycopg.connect(self.dsn) as db:
                    db.execute("SELECT 1")
            except psycopg.OperationalError:
                time.sleep(0.01)
            else:
                return
        raise TimeoutError("the server did not recover from the loss of a session")

    def calm(self) -> None:
        """Nothing; the writers have stopped, and the readers have read to the end."""
        (self.home / "last").touch()
        assert self.order(role="end", roles=["writer"]) == [0] * WRITERS, self.errors()
        with psycopg.connect(self.dsn) as db:
            head = db.execute("SELECT seq FROM wire_head").fetchone()
        assert head is not None
        making = self.home / "last.making"
        making.write_text(str(head[0] + 1), encoding="ascii")
        making.rename(self.home / "last")
        self.steps_of(Deed.RELEASE)  # the last entry, which wakes the follower
        assert self.order(role="end", roles=["poller", "follower"]) == [0, 0], self.errors()

    def errors(self) -> str:
        """What the crew did not expect."""
        path = self.home / "errors"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def lines(self, name: str) -> list[tuple[int, str, int]]:
        """What somebody wrote down: seq, guid and version of each entry."""
        path = self.home / name
        if not path.exists():
            return []
        return [tuple(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def planned(arena: Arena, seed: int) -> Iterator[Round]:
    """Rounds without end: every step of every deed in turn, most of them killing a writer.

    Which fault comes where is drawn from the seed.
    """
    chance = random.Random(seed)
    orders: dict[Fault, list[Round]] = {fault: [] for fault in Fault}
    while True:
        (fault,) = chance.choices(list(SHARES), list(SHARES.values()))
        if not orders[fault]:
            orders[fault] = [Round(deed, fault, *step) for deed, step in arena.steps]
            chance.shuffle(orders[fault])
        yield orders[fault].pop()


def run_rounds(home: Path, seed: int, *, rounds: int, seconds: float) -> tuple[Tally, list[str]]:
    """What was done, and every promise that did not hold: in so many rounds, and in as many more as it takes to kill a
    writer at each step once; or for so many seconds.
    """
    from tests.faults.verdict import broken

    tally = Tally()
    begun = time.monotonic()
    with Arena(home, seed) as arena:
        tally.due = {f"{deed.value}: {at} {name}" for deed, (at, name) in arena.steps}
        plan = planned(arena, seed)
        while (tally.rounds.total() < rounds or tally.missed()) and time.monotonic() - begun < seconds:
            one = next(plan)
            arena.run(one, seed=seed * 10**6 + tally.rounds.total())
            tally.rounds[one.fault] += 1
            if one.fault is Fault.WRITER:
                tally.killed_at.add(f"{one.deed.value}: {one.step} {one.name}")
        arena.calm()
        faults = list(broken(arena))
        tally.told = len(arena.lines("told"))
        tally.entries = len(arena.lines("seen-poller"))
    tally.took_s = time.monotonic() - begun
    return tally, faults
