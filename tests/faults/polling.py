"""The polled agency: subscribers by the hundred, a wire to begin with, a real web process, releases going on; the verdict."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

from newsflow.db.pool import transaction
from newsflow.domain.codes import ItemType
from newsflow.domain.dispatch import paragraph
from newsflow.domain.guid import SubscriberId
from newsflow.matching.contract import Contract, Entitlement
from newsflow.ops.clock import now
from newsflow.subscribers.api_users import add_api_user
from newsflow.subscribers.contracts import add_subscriber, sign
from tests.builders import Newsroom, a_dispatch, a_newsroom, the_agency
from tests.faults.pollers import Load, Login, Told
from tests.harness import a_free_port

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from newsflow.db.pool import Pool
    from newsflow.domain.dispatch import Dispatch

SERVER_KEY = "a key that only the load knows, 32 characters"
LEAST_APART_S = 0.42
LANGUAGES = ("en", "fr", "tr")
SOLD_TOGETHER = ("general", "local", "special")
COVERS = (
    Entitlement(types=(ItemType.TEXT.value,)),
    Entitlement(languages=("en",)),
    Entitlement(languages=("fr", "tr"), archive_days=15),
    Entitlement(sections=("world", "sport", "science"), packages=SOLD_TOGETHER),
)
RELEASES_A_SECOND = 2.0
SETTLING_S = 1.5
"""Before the end of the load, releases stop for so long: each client still polls once after its time."""


@dataclass(frozen=True, slots=True)
class Released:
    """An item released while the clients polled: which of COVERS cover it."""

    guid: str
    covered_by: frozenset[int]


@dataclass(frozen=True, slots=True)
class Town:
    """A newsroom at work, and the logins of all its subscribers' machines."""

    newsroom: Newsroom
    logins: list[Login]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a load."""

    told: list[Told]
    released: list[Released]
    seconds: float

    def statuses(self, status: int) -> int:
        """Answers with that status."""
        return sum(1 for told in self.told for sent in told.sent if sent.status == status)

    def waits_ms(self) -> list[float]:
        """How long the good answers took."""
        return [sent.took_s * 1000 for told in self.told for sent in told.sent if sent.status == 200]

    def percentile(self, hundredth: int) -> float:
        """The milliseconds that so many in a hundred do not pass."""
        return statistics.quantiles(self.waits_ms(), n=100, method="inclusive")[hundredth - 1]

    @property
    def a_second(self) -> float:
        """Good answers a second."""
        return len(self.waits_ms()) / self.seconds

    def __str__(self) -> str:
        """The load in a line."""
        documents = sum(len(told.had) for told in self.told)
        return (
            f"{len(self.told)} accounts, {len(self.waits_ms())} polls in {self.seconds:.0f} s, {self.a_second:.0f}/s, "
            f"p50 {self.percentile(50):.0f} ms, p95 {self.percentile(95):.0f} ms, {documents} documents, "
            f"{self.statuses(429)} refusals of the hasty, {len(self.released)} releases meanwhile"
        )

    def faults(self, p95_ms: float) -> list[str]:
        """What was not as promised."""
        return [*_slow(self, p95_ms), *(fault for told in self.told for fault in _faults(self, told))]


def _slow(outcome: Outcome, p95_ms: float) -> Iterator[str]:
    if outcome.percentile(95) > p95_ms:
        yield f"p95 is {outcome.percentile(95):.0f} ms, more than {p95_ms:.0f}"


def _faults(outcome: Outcome, told: Told) -> Iterator[str]:
    """What was not as promised to one account."""
    if told.broken:
        yield f"{told.username}: broke off: {told.broken}"
    accepted: float | None = None
    for sent in told.sent:
        apart = None if accepted is None else sent.at - accepted
        if sent.status == 429 and (apart is None or apart >= LEAST_APART_S):
            into = sent.at - told.sent[0].at
            yield (
                f"{told.username}: refused {sent.what} sent {apart or 0:.3f} s after the last accepted, "
                f"{into:.1f} s after its first"
            )
        if sent.status not in {200, 429}:
            yield f"{told.username}: {sent.what} was answered {sent.status}"
        accepted = sent.at if sent.status == 200 else accepted
    cover = int(told.username) % len(COVERS)
    due = {item.guid for item in outcome.released if cover in item.covered_by}
    foreign = {item.guid for item in outcome.released} - due
    if missed := due - told.listed:
        yield f"{told.username}: never shown {', '.join(sorted(missed)[:3])} ({len(missed)} of {len(due)})"
    if leaked := foreign & (told.listed | told.had):
        yield f"{told.username}: shown what it is not to know of: {', '.join(sorted(leaked)[:3])}"


def some_dispatch(chance: random.Random) -> Dispatch:
    """A story of an ordinary length, of any section, in any of the languages."""
    agency = the_agency()
    words = "The ferry came back on Monday, its bell ringing, and hundreds came to see it. "
    return a_dispatch(
        language=chance.choice(LANGUAGES),
        section=chance.choice(agency.sections).code,
        packages=(chance.choice(agency.packages).code,),
        slug=f"harbour-{chance.randrange(10**9)}",
        headline=f"Ferry {chance.randrange(10**6)} returns to the old harbour",
        body=tuple(paragraph((words * chance.randint(2, 6)).strip()) for _ in range(chance.randint(3, 9))),
    )


def covered_by(dispatch: Dispatch) -> frozenset[int]:
    """Which of COVERS cover it, reckoned by hand."""
    narrow = dispatch.section in {"world", "sport", "science"} and dispatch.packages[0] in SOLD_TOGETHER
    rules = (True, dispatch.language == "en", dispatch.language in {"fr", "tr"}, narrow)
    return frozenset(number for number, holds in enumerate(rules) if holds)


async def sign_up(pool: Pool, number: int) -> list[Login]:
    """So many accounts, each of a subscriber of its own; the last one's client is hasty."""
    logins: list[Login] = []
    async with transaction(pool) as db:
        for each in range(number):
            name = SubscriberId(f"paper-{each}")
            await add_subscriber(db, name, f"Paper {each}", now())
            contract = Contract(
                id=f"c-{each}", subscriber=name, title="All of its kind", starts=now() - timedelta(days=30),
                ends=None, covers=COVERS[each % len(COVERS)],
            )  # fmt: skip
            await sign(db, contract, now())
            secret = await add_api_user(
                db, username=str(each), subscriber=name, server_key=SERVER_KEY.encode(), now=now()
            )
            logins.append(Login(str(each), secret, hasty=each == number - 1))
    return logins


async def release_one(newsroom: Newsroom, chance: random.Random) -> Released:
    """One story put on the wire."""
    dispatch = some_dispatch(chance)
    return Released((await newsroom.release(dispatch)).guid, covered_by(dispatch))


async def release_until(newsroom: Newsroom, chance: random.Random, until: float) -> list[Released]:
    """What was released at an even pace until then."""
    released: list[Released] = []
    while time.monotonic() < until:
        released.append(await release_one(newsroom, chance))
        await asyncio.sleep(1 / RELEASES_A_SECOND)
    return released


@contextlib.contextmanager
def web_process(dsn: str, data: Path, settings: dict[str, str] | None = None) -> Generator[int]:
    """The port of a node's own web process, `newsflow serve`, with the pace as it is shipped."""
    with a_free_port() as found:
        port = int(found.getsockname()[1])
    given = {"NEWSFLOW_DATABASE_URL": dsn, "NEWSFLOW_DATA": str(data), "NEWSFLOW_PORT": str(port),
             "NEWSFLOW_HOSTS": "127.0.0.1", "NEWSFLOW_SERVER_KEY": SERVER_KEY,
             "NEWSFLOW_LOG_LEVEL": "warning", **(settings or {})}  # fmt: skip
    environ = {name: text for name, text in os.environ.items() if not name.startswith("NEWSFLOW_")} | given
    process = subprocess.Popen([sys.executable, "-m", "newsflow.ops", "serve"], env=environ)
    try:
        _await_answer(process, port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _await_answer(process: subprocess.Popen[bytes], port: int) -> None:
    """Return once the process answers: a loaded machine takes a minute to start one."""
    for _ in range(1200):
        assert process.poll() is None, "the web process ended"
        with contextlib.suppress(OSError):
            web = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            web.request("GET", "/abone/subscription")
            assert web.getresponse().status == 401
            web.close()
            return
        time.sleep(0.1)
    raise TimeoutError(port)


async def polled(load: Load) -> list[Told]:
    """What the clients' process logged."""
    with tempfile.TemporaryFile() as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.faults.pollers", stdin=asyncio.subprocess.PIPE, stdout=log
        )
        await process.communicate(msgspec.json.encode(load) + b"\n")
        assert process.returncode == 0
        log.seek(0)
        return msgspec.json.decode(log.read(), type=list[Told])


async def stock(pool: Pool, accounts: int, items: int, seed: int) -> Town:
    """So many accounts, over a wire of so many items."""
    chance = random.Random(seed)
    newsroom = await a_newsroom(pool, now)
    logins = await sign_up(pool, accounts)
    for _ in range(items):
        await release_one(newsroom, chance)
    return Town(newsroom, logins)


async def load_on(town: Town, port: int, seconds: float, seed: int) -> Outcome:
    """What came of polling for so many seconds while releases went on."""
    until = time.monotonic() + max(seconds - SETTLING_S, 1.0)
    told, released = await asyncio.gather(
        polled(Load(port, town.logins, seconds, seed)),
        release_until(town.newsroom, random.Random(seed + 1), until),
    )
    return outcome_of(told, released)


def outcome_of(told: list[Told], released: list[Released]) -> Outcome:
    """What came of it, over the time from the first request to the last answer."""
    starts = [sent.at for each in told for sent in each.sent]
    ends = [sent.at + sent.took_s for each in told for sent in each.sent]
    return Outcome(told, released, max(ends) - min(starts))
