"""A cache before the public site: what it is told to let go of, again until it answers, and over a crash."""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action
from newsflow.domain.errors import SetupError
from newsflow.newsroom import editions
from newsflow.newsroom.editions.purge import (
    ITEMS,
    LEASE,
    TRIES,
    Cache,
    Told,
    run_purge,
    tell,
    tell_stops,
    told,
    wait_after,
)
from newsflow.ops.doctor import Gravity, look_at_cache
from newsflow.ops.settings import Settings
from newsflow.outside import Outside
from newsflow.wire.read import head
from tests.newsroom.engines.engine_double import engine_double
from tests.site.builders import EDITOR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsflow.db.pool import Pool
    from newsflow.domain.agency import Agency
    from tests.harness import Database, SettableClock
    from tests.newsroom.engines.engine_double import EngineDouble
    from tests.site.builders import Newsroom

SETTING = "NEWSFLOW_PURGE_INSIDE_HOSTS"
INSIDE = frozenset({"127.0.0.1"})


@pytest.fixture
def double() -> Iterator[EngineDouble]:
    with engine_double() as found:
        found.answers = b""
        yield found


def cache_at(address: str) -> Cache:
    outside = Outside(url=f"{address}/purge", inside_hosts=INSIDE, setting=SETTING)
    return Cache(outside=outside, header=("Authorization", "Bearer k"))


async def a_worker_starts(newsroom: Newsroom, cache: Cache) -> None:
    """It opens the row and, asked to stop already, tells nothing."""
    stop = asyncio.Event()
    stop.set()
    await run_purge(newsroom.pool, newsroom.clock, cache, stop)


async def at(pool: Pool) -> Told:
    async with transaction(pool) as db:
        found = await told(db)
    assert found is not None
    return found


async def test_a_cache_is_told_of_a_kill_once_and_of_what_is_only_new_not_at_all(
    newsroom: Newsroom, double: EngineDouble
):
    cache = cache_at(double.address)
    await a_worker_starts(newsroom, cache)
    guid = await newsroom.release()
    await newsroom.change(guid, Action.UPDATE, headline="La péniche repart")
    await newsroom.publish()
    await tell(newsroom.pool, newsroom.clock, cache)
    assert double.asked == []
    await newsroom.change(guid, Action.KILL)
    await newsroom.publish()
    await tell(newsroom.pool, newsroom.clock, cache)
    await tell(newsroom.pool, newsroom.clock, cache)
    assert double.asked == [{"tags": ["site", f"item:{guid}"]}]
    (headers,) = double.headers
    assert headers["Surrogate-Key"] == f"site item:{guid}"
    assert headers["Authorization"] == "Bearer k"
    assert double.paths == ["/purge"]


async def test_a_stop_is_told_as_the_wire_has_it_before_any_reader_of_it(
    newsroom: Newsroom, double: EngineDouble
):
    guid = await newsroom.release()
    await newsroom.publish()
    async with transaction(newsroom.pool) as db:
        after = (await head(db)).seq
    telling = asyncio.create_task(tell_stops(newsroom.pool, cache_at(double.address), after))
    await newsroom.change(guid, Action.UPDATE, headline="La péniche repart")
    double.status = 503
    await newsroom.change(guid, Action.HOLD)
    await newsroom.change(guid, Action.KILL)
    async with asyncio.timeout(10):
        while len(double.asked) < 2:  # noqa: ASYNC110 — it is a thread that is asked
            await asyncio.sleep(0.01)
    telling.cancel()
    with suppress(asyncio.CancelledError):
        await telling
    assert double.asked == [{"tags": ["site", f"item:{guid}"]}] * 2, "what it does not take ends nothing"


async def test_holds_withdrawals_corrections_and_an_editor_s_taking_off_are_told_too(
    newsroom: Newsroom, double: EngineDouble, agency: Agency
):
    cache = cache_at(double.address)
    await a_worker_starts(newsroom, cache)
    guid = await newsroom.release()
    for action in (Action.HOLD, Action.REINSTATE, Action.CORRECT, Action.WITHDRAW, Action.REINSTATE):
        said = {"correction": "Autre date."} if action is Action.CORRECT else {}
        await newsroom.change(guid, action, **said)
        await newsroom.publish()
        await tell(newsroom.pool, newsroom.clock, cache)
    async with transaction(newsroom.pool) as db:
        await editions.hide(db, newsroom.clock, agency, guid, EDITOR)
    await newsroom.publish()
    await tell(newsroom.pool, newsroom.clock, cache)
    assert double.asked == [{"tags": ["site", f"item:{guid}"]}] * 4


async def test_it_is_tried_again_with_growing_waits_given_up_and_made_good_by_the_next(
    newsroom: Newsroom, double: EngineDouble, clock: SettableClock, database: Database
):
    cache = cache_at(double.address)
    await a_worker_starts(newsroom, cache)
    guid, later = await newsroom.release(), await newsroom.release()
    await newsroom.change(guid, Action.KILL)
    await newsroom.publish()
    double.status = 503
    for tries in range(1, TRIES + 1):
        await tell(newsroom.pool, clock, cache)
        clock.advance(wait_after(tries) - timedelta(seconds=1))
        await tell(newsroom.pool, clock, cache)
        assert len(double.asked) == tries
        clock.advance(timedelta(seconds=1))
    await tell(newsroom.pool, clock, cache)
    assert len(double.asked) == TRIES
    found = await look_at_cache(database.dsn())
    assert found.gravity is Gravity.WRONG
    assert f"in {TRIES} tries (127.0.0.1: it answers 503.)" in found.says
    double.status = 204
    await newsroom.change(later, Action.KILL)
    await newsroom.publish()
    await tell(newsroom.pool, clock, cache)
    assert double.asked[-1] == {"tags": ["site", f"item:{guid}", f"item:{later}"]}
    assert (await look_at_cache(database.dsn())).gravity is Gravity.WELL


async def test_what_was_given_up_is_tried_again_when_a_worker_starts(
    newsroom: Newsroom, double: EngineDouble
):
    cache = cache_at(double.address)
    await a_worker_starts(newsroom, cache)
    guid = await newsroom.release()
    await newsroom.change(guid, Action.KILL)
    await newsroom.publish()
    async with transaction(newsroom.pool) as db:
        await db.execute("UPDATE site_purge SET tries = %s, aimed = (SELECT seq FROM edition_head)", [TRIES])
    await tell(newsroom.pool, newsroom.clock, cache)
    assert double.asked == []
    await a_worker_starts(newsroom, cache)
    await tell(newsroom.pool, newsroom.clock, cache)
    assert double.asked == [{"tags": ["site", f"item:{guid}"]}]


async def test_a_worker_that_dies_while_it_asks_loses_nothing(
    newsroom: Newsroom, double: EngineDouble, clock: SettableClock
):
    await a_worker_starts(newsroom, cache_at(double.address))
    guid = await newsroom.release()
    await newsroom.change(guid, Action.KILL)
    await newsroom.publish()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(0)
        dying = asyncio.create_task(
            tell(newsroom.pool, clock, cache_at(f"http://127.0.0.1:{silent.getsockname()[1]}"))
        )
        taken, _ = await asyncio.get_running_loop().sock_accept(silent)
        dying.cancel()
        with suppress(asyncio.CancelledError):
            await dying
        taken.close()
    await tell(newsroom.pool, clock, cache_at(double.address))
    assert double.asked == []
    clock.advance(LEASE)
    await tell(newsroom.pool, clock, cache_at(double.address))
    assert double.asked == [{"tags": ["site", f"item:{guid}"]}]


async def test_no_address_inside_is_asked_unless_its_host_is_named(newsroom: Newsroom, double: EngineDouble):
    cache = Cache(outside=Outside(url=double.address.replace("http:", "https:"), setting=SETTING))
    await a_worker_starts(newsroom, cache)
    guid = await newsroom.release()
    await newsroom.change(guid, Action.KILL)
    await newsroom.publish()
    await tell(newsroom.pool, newsroom.clock, cache)
    assert (await at(newsroom.pool)).said == f"127.0.0.1: it lies inside, and {SETTING} does not name it."
    assert double.asked == []


async def test_of_more_items_than_one_request_names_the_last_are_named(
    newsroom: Newsroom, double: EngineDouble
):
    cache = cache_at(double.address)
    await a_worker_starts(newsroom, cache)
    guids = [await newsroom.release() for _ in range(ITEMS + 1)]
    for guid in guids:
        await newsroom.change(guid, Action.WITHDRAW)
    await newsroom.publish()
    await tell(newsroom.pool, newsroom.clock, cache)
    assert double.asked == [{"tags": ["site", *(f"item:{guid}" for guid in guids[1:])]}]


def test_the_waits_double_from_five_seconds_to_an_hour():
    assert [wait_after(tries).seconds for tries in (1, 2, 10, 11, 14)] == [5, 10, 2560, 3600, 3600]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NEWSFLOW_PURGE_URL", "ftp://cache.example/"),
        ("NEWSFLOW_PURGE_URL", "https://cache.example/purge?all=1"),
        ("NEWSFLOW_PURGE_HEADER", "Authorization"),
        ("NEWSFLOW_PURGE_HEADER", "Authorization: a\r\nHost: b"),
    ],
)
def test_an_address_or_a_header_that_cannot_be_used_stops_the_start(name: str, value: str):
    with pytest.raises(SetupError, match=name):
        Settings.read({"NEWSFLOW_PURGE_URL": "https://cache.example/purge", name: value})


def test_the_settings_say_where_the_cache_is_and_how_it_knows_us():
    given = {
        "NEWSFLOW_PURGE_URL": "https://cache.example/purge",
        "NEWSFLOW_PURGE_HEADER": "Fastly-Key: k",
        SETTING: "Cache.example",
    }
    found = Settings.read(given).cache
    assert found is not None
    assert (found.outside.url, found.header) == ("https://cache.example/purge", ("Fastly-Key", "k"))
    assert found.outside.inside_hosts == {"cache.example"}
    assert Settings.read({}).cache is None
