"""Cursors: long polls, restores, contracts that end and begin again, and what the ledger makes of it."""

from __future__ import annotations

import asyncio
import itertools
from datetime import timedelta
from typing import TYPE_CHECKING

import httpx
import psycopg

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action
from newsflow.domain.guid import SubscriberId
from newsflow.matching.contract import Contract, Entitlement
from newsflow.ops.embedded import DatabaseRole
from newsflow.subscribers.contracts import end, sign
from newsflow.subscribers.ledger import takers, took, who_took
from tests.api.conftest import Reader, caught_up
from tests.api.test_stream import streaming
from tests.has import copy
from tests.has.desk import three

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import pytest

    from newsflow.wire.window import Window
    from tests.harness import Database
    from tests.has.desk import Desk

DAY = timedelta(days=1)


def seqs(answer: httpx.Response) -> list[int]:
    """The numbers on a page."""
    assert answer.status_code == 200, answer.text
    return [entry["seq"] for entry in answer.json()["entries"]]


async def test_pages_follow_one_another_by_their_next_links(desk: Desk, reader: Reader) -> None:
    for _ in range(5):
        await desk.release(copy.a_dispatch())
    await caught_up(reader.window)
    machine, link, came = reader.machine, "/v1/entries?limit=2", list[int]()
    for _ in range(4):
        answer = await reader.http.get(link, auth=(machine.username, machine.password))
        came += seqs(answer)
        link = answer.json()["next"]
        assert answer.headers["link"] == f'<{link}>; rel="next"'
    assert came == [1, 2, 3, 4, 5]
    assert "after=1.5" in link
    assert "limit=2" in link


async def test_a_page_whose_making_takes_long_ends_and_next_goes_on_right_after_it(
    desk: Desk,
    window: Window,
    make_url: Callable[..., Awaitable[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await three(desk)
    monkeypatch.setattr("newsflow.api.framing.MADE_AT_ONCE", 2)
    machine, moments = await desk.machine(Entitlement()), itertools.count(step=60.0)
    url = await make_url(monotonic=lambda: next(moments))
    async with httpx.AsyncClient(base_url=url, timeout=20) as http:
        reader = Reader(http, machine, window)
        await caught_up(window)
        first = await reader.get("entries", after=0, limit=3)
        assert seqs(first) == [1, 2]
        rest = await reader.http.get(first.json()["next"], auth=(machine.username, machine.password))
        assert seqs(rest) == [3]


async def test_a_poll_where_nothing_is_new_asks_the_database_nothing(desk: Desk, reader: Reader) -> None:
    await desk.release(copy.a_dispatch())
    await caught_up(reader.window)
    first = await reader.get("entries", after="1.1")
    before = desk.pool.get_stats()["requests_num"]
    again = await reader.get("entries", {"If-None-Match": first.headers["etag"]}, after="1.1")
    assert again.status_code == 304
    assert desk.pool.get_stats()["requests_num"] == before


async def test_a_long_poll_wakes_for_what_comes_and_ends_empty_when_nothing_does(
    desk: Desk, reader: Reader
) -> None:
    polls = [asyncio.create_task(reader.get("entries", after="head", wait=10)) for _ in range(3)]
    await asyncio.sleep(0.1)
    await desk.release(copy.a_dispatch())
    assert [seqs(await poll) for poll in polls] == [[1], [1], [1]]
    empty = await reader.get("entries", after="1.1", wait=1)
    assert (seqs(empty), "after=1.1" in empty.json()["next"]) == ([], True)


async def test_long_polls_in_a_row_miss_nothing_of_what_comes_at_their_edges(
    desk: Desk, reader: Reader
) -> None:
    async def released() -> None:
        for number in range(25):
            await desk.release(copy.a_dispatch())
            await asyncio.sleep(0.004 * (number % 5))

    writing, cursor, came = asyncio.create_task(released()), "0", list[int]()
    while len(came) < 25:
        page = (await reader.get("entries", after=cursor, wait=5, limit=3)).json()
        came += [entry["seq"] for entry in page["entries"]]
        cursor = page["next"].partition("after=")[2].partition("&")[0]
    await writing
    assert came == list(range(1, 26))


async def test_a_poll_for_what_the_contract_does_not_cover_waits_on_and_its_cursor_moves(
    desk: Desk, reads: Callable[..., Awaitable[Reader]]
) -> None:
    reader = await reads(Entitlement(languages=("fr",)))
    poll = asyncio.create_task(reader.get("entries", after="head", wait=1))
    await asyncio.sleep(0.05)
    await desk.release(copy.a_dispatch())
    answer = await poll
    assert (seqs(answer), "after=1.1" in answer.json()["next"]) == ([], True)


async def test_after_a_restore_a_cursor_is_told_where_to_resume_and_what_is_void(
    desk: Desk, reader: Reader, begun: Database
) -> None:
    await three(desk)
    assert len(await reader.entries()) == 3
    async with streaming(reader, after="head") as came:
        with psycopg.connect(begun.dsn(DatabaseRole.OWNER)) as owner:
            owner.execute("SELECT wire_new_epoch(1000, 1000, %s, 'restored')", [desk.clock()])
        guid = await desk.release(copy.french())
        event = await anext(came)
        assert (event.id, event.data["guid"]) == ("2.1001", guid)
    lost = await reader.get("entries", after="1.500")
    assert lost.status_code == 409
    said = lost.json()
    assert (said["type"], said["resume"]) == ("urn:newsflow:problem:lost-cursor", "2.3")
    assert (said["void_from"], said["void_to"]) == (4, 1000)
    ahead = await reader.get("entries", after="2.5000")
    assert (ahead.status_code, ahead.json()["resume"]) == (409, "2.1001")
    for cursor in ("1.3", "2.3", "3"):
        assert [entry["guid"] for entry in await reader.entries(after=cursor)] == [guid]


async def test_a_contract_that_ends_and_begins_again_gives_the_gap_as_headers(
    desk: Desk, reads: Callable[..., Awaitable[Reader]]
) -> None:
    reader = await reads(Entitlement(), ends=desk.clock() + DAY)
    subscriber = SubscriberId(reader.machine.subscriber)
    before = await desk.release(copy.a_dispatch())
    desk.clock.advance(2 * DAY)
    between = await desk.release(copy.a_dispatch())
    assert [
        (each["guid"], each["ruling"]["reason"], each["document"]) for each in await reader.entries()
    ] == [(before, "archive", None)]
    desk.clock.advance(DAY)
    again = Contract(
        id="again", subscriber=subscriber, title="Again", starts=desk.clock(), ends=None, covers=Entitlement()
    )
    async with transaction(desk.pool) as db:
        await sign(db, again, desk.clock())
    after = await desk.release(copy.a_dispatch())
    entries = await reader.entries()
    assert [(each["guid"], each["ruling"]["reason"]) for each in entries] == [
        (before, "covered"), (between, "archive"), (after, "covered"),
    ]  # fmt: skip
    assert entries[1]["ruling"]["because"][0].startswith("archive: the contract began")
    await desk.stop(between, Action.KILL)
    assert [each["action"] for each in await reader.entries(after=3)] == ["kill", "new"]


async def test_what_is_older_than_the_replay_comes_as_a_header_and_its_kill_always(
    desk: Desk, reads: Callable[..., Awaitable[Reader]]
) -> None:
    reader = await reads(Entitlement(replay_days=30))
    guid = await desk.release(copy.a_dispatch())
    assert [each["ruling"]["verdict"] for each in await reader.entries()] == ["whole"]
    desk.clock.advance(31 * DAY)
    (old,) = await reader.entries()
    assert (old["ruling"]["reason"], old["document"], old["may_publish"]) == ("archive", None, False)
    await desk.stop(guid, Action.KILL)
    assert [each["action"] for each in await reader.entries(after=1)] == ["kill", "new"]


async def test_a_question_narrows_a_cursor_and_stops_come_all_the_same(desk: Desk, reader: Reader) -> None:
    turkish, french, _ = await three(desk)
    assert [each["guid"] for each in await reader.entries(filter="lang:fr")] == [french]
    assert [each["guid"] for each in await reader.entries(filter="vapur seferleri lang:tr")] == [turkish]
    await desk.stop(french, Action.KILL)
    assert "kill" in [each["action"] for each in await reader.entries(after=3, filter="lang:fr")]


async def test_the_ledger_knows_what_was_pulled_and_nothing_of_what_was_not(
    desk: Desk, reads: Callable[..., Awaitable[Reader]]
) -> None:
    turkish, french, russian = await three(desk)
    reader = await reads(Entitlement(languages=("tr", "fr")))
    subscriber = SubscriberId(reader.machine.subscriber)
    await reader.entries(after=1, format="text")
    filtered = await reads(Entitlement())
    await filtered.entries(filter="lang:ru", format="text")
    async with transaction(desk.pool) as db:
        assert await took(db, subscriber, [turkish, french, russian]) == {french}
        assert await who_took(db, russian) == {filtered.machine.subscriber}
        assert [(one.subscriber, one.version, one.path) for one in await takers(db, french)] == [
            (subscriber, 1, "v1:entries")
        ]
        contract = f"c-{subscriber.removeprefix('paper-')}-0"
        desk.clock.advance(timedelta(seconds=1))
        await end(db, contract, desk.clock(), "it was not paid")
    killed = await desk.stop(french, Action.KILL)
    told = await reader.entries(after=3)
    assert [(each["guid"], each["action"]) for each in told] == [(french, "kill"), (killed, "new")]
    await desk.stop(turkish, Action.KILL)
    assert await reader.entries(after=5) == []


async def test_no_copy_goes_out_after_a_kill_s_commit_though_nobody_told_this_process(
    desk: Desk, reader: Reader
) -> None:
    guid = await desk.release(copy.a_dispatch())
    other = await desk.release(copy.french())
    assert [each["ruling"]["verdict"] for each in await reader.entries(format="text")] == ["whole", "whole"]
    await reader.window.stop()  # it listens no more, and believes what it saw for a while yet
    await desk.release(copy.french())
    answer = await reader.get("entries", after=0, format="text")
    assert seqs(answer) == [1, 2]  # what it saw is the wire as it was a moment ago, and may go out
    await desk.stop(guid, Action.KILL)
    answer = await reader.get("entries", after=0, format="text")
    assert "Körfezde" not in answer.text
    assert [(each["guid"], each["document"] is None) for each in answer.json()["entries"]][:2] == [
        (guid, True), (other, False),
    ]  # fmt: skip


async def test_a_page_pulled_again_costs_one_question_and_a_contract_that_begins_is_a_row_of_its_own(
    desk: Desk, reads: Callable[..., Awaitable[Reader]]
) -> None:
    reader = await reads(Entitlement(languages=("fr",)), Entitlement(languages=("tr",)))
    subscriber = SubscriberId(reader.machine.subscriber)
    guid = await desk.release(copy.a_dispatch())
    await reader.entries(format="text")
    before = desk.pool.get_stats()["requests_num"]
    assert seqs(await reader.get("entries", after=0, format="text")) == [1]
    assert desk.pool.get_stats()["requests_num"] == before + 1  # whether a stop was committed
    later = Contract(
        id="later", subscriber=subscriber, title="Later", starts=desk.clock() + DAY / 48, ends=None, covers=Entitlement()
    )  # fmt: skip
    async with transaction(desk.pool) as db:
        await sign(db, later, desk.clock())
    russian = await desk.release(copy.russian())
    assert len(await reader.entries(format="text")) == 1
    desk.clock.advance(DAY / 40)
    assert [each["ruling"]["verdict"] for each in await reader.entries(format="text")] == ["whole", "none"]
    kept = await desk.release(copy.russian())
    assert (await reader.entries(format="text"))[-1]["ruling"]["verdict"] == "whole"
    async with transaction(desk.pool) as db:
        assert await took(db, subscriber, [guid, russian, kept]) == {guid, kept}


async def test_a_wire_with_a_kill_each_moment_holds_no_pull_up(desk: Desk, reader: Reader) -> None:
    over = asyncio.Event()

    async def killing() -> None:
        while not over.is_set():
            await desk.stop(await desk.release(copy.a_dispatch()), Action.KILL)

    writing = asyncio.create_task(killing())
    async with asyncio.timeout(20):
        for _ in range(5):
            await reader.get("entries", after=0, format="text", limit=1000)
    over.set()
    await writing
