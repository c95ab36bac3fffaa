"""A subscriber's program reads the wire by the client, whatever happens between the two."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from typing import TYPE_CHECKING

import pytest
from starlette.responses import JSONResponse, PlainTextResponse, Response

from newsflow.client import (
    AsyncClient,
    Client,
    Cursor,
    Entry,
    FileStore,
    NewEpoch,
    RefusedError,
    Trouble,
    UnreadableError,
)
from newsflow.client.reading import Tuning
from tests.client.cutter import cut_off
from tests.client.fake import FakeWire, a_refusal

if TYPE_CHECKING:
    from pathlib import Path

    from newsflow.client import Event
    from tests.conftest import Serve

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@dataclass(slots=True)
class Waits:
    """What the client waited for, in no time."""

    troubles: list[Trouble] = field(default_factory=list[Trouble])
    seconds: list[float] = field(default_factory=list[float])

    async def sleep(self, seconds: float) -> None:
        """Note the wait."""
        self.seconds.append(seconds)
        await asyncio.sleep(0)


@pytest.fixture
def waits() -> Waits:
    """No wait so far."""
    return Waits()


@pytest.fixture
def wire() -> FakeWire:
    """A wire of 25 entries."""
    wire = FakeWire()
    wire.grow(25)
    return wire


@pytest.fixture
async def base(wire: FakeWire, serve: Serve) -> str:
    """Where it answers."""
    return f"{await serve(wire.app())}/v1"


def a_client(base: str, waits: Waits) -> AsyncClient:
    tuning = Tuning(on_trouble=waits.troubles.append, jitter=lambda: 0.0, clock=lambda: NOW, silence_s=2)
    return AsyncClient(base, user="reader", secret="s3cret", tuning=tuning, sleep=waits.sleep)


def seqs(events: list[Event]) -> list[int]:
    return [event.seq for event in events if isinstance(event, Entry)]


async def all_of(client: AsyncClient, after: str = "0") -> list[Event]:
    async with client:
        return [event async for event in client.follow(after=after, until_head=True)]


async def test_every_entry_comes_once_in_order_as_a_typed_value(base: str, wire: FakeWire, waits: Waits):
    events = await all_of(a_client(base, waits))
    assert seqs(events) == list(range(1, 26))
    first = events[0]
    assert isinstance(first, Entry)
    assert first.at == NOW
    assert first.cursor == Cursor(1, 1)
    assert first.key == "1:nf:text:20260302:1:1"
    assert isinstance(first.document, dict)
    assert (first.ruling.verdict, first.ruling.reason) == ("whole", "covered")
    assert wire.asked[0]["authorization"].startswith("Basic ")
    assert waits.seconds == []


async def test_a_new_entry_reaches_a_waiting_reader_at_once(base: str, wire: FakeWire, waits: Waits):
    async with a_client(base, waits) as client:
        events = client.follow(after="1.25", wait_s=5)
        waiting = asyncio.ensure_future(anext(events))
        await wire.heard.acquire()
        wire.grow()
        event = await asyncio.wait_for(waiting, 2)
        await events.aclose()
    assert event.cursor == Cursor(1, 26)


async def test_a_duplicate_is_dropped(base: str, wire: FakeWire, waits: Waits):
    wire.twice = True
    assert seqs(await all_of(a_client(base, waits))) == list(range(1, 26))


async def test_too_many_requests_are_followed_by_the_wait_that_was_asked_for(
    base: str, wire: FakeWire, waits: Waits
):
    wire.answers = [
        a_refusal(429, {"retry-after": "7"}),
        a_refusal(429, {"retry-after": "Mon, 02 Mar 2026 09:00:20 GMT"}),
        a_refusal(503),
        a_refusal(429, {"retry-after": "soon"}),
    ]
    assert len(await all_of(a_client(base, waits))) == 25
    assert waits.seconds == [7, 20, 2, 4]
    assert [trouble.times for trouble in waits.troubles] == [1, 2, 3, 4]


async def test_half_an_answer_is_no_answer(base: str, wire: FakeWire, waits: Waits):
    wire.answers = [Response(b'{"entries": [{"seq": 1, "gu', media_type="application/json")]
    assert seqs(await all_of(a_client(base, waits))) == list(range(1, 26))
    assert len(waits.seconds) == 1
    small = [asked.get("limit") for asked in wire.asked]
    assert small[:3] == [None, "5", None], "a small page comes through where a large one broke off"


async def test_a_new_epoch_is_an_event_that_says_what_is_void(base: str, wire: FakeWire, waits: Waits):
    """Invariant 11: told where to resume and which numbers are void, never an empty answer."""
    wire.answers = [a_refusal(409, resume="2.20", void_from=21, void_to=30)]
    wire.epoch = 2
    events = await all_of(a_client(base, waits), after="1.28")
    told = events[0]
    assert isinstance(told, NewEpoch)
    assert (told.void_from, told.void_to, told.cursor) == (21, 30, Cursor(2, 20))
    assert "Because of a test." in told.said
    assert seqs(events) == [21, 22, 23, 24, 25]
    assert events[1].cursor == Cursor(2, 21)


@pytest.mark.parametrize("status", [400, 401, 403, 404])
async def test_what_would_be_refused_again_is_an_error(base: str, wire: FakeWire, waits: Waits, status: int):
    wire.answers = [a_refusal(status)]
    with pytest.raises(RefusedError, match=f"Refused. Because of a test. .HTTP {status}"):
        await all_of(a_client(base, waits))
    assert waits.seconds == []


async def test_an_address_that_is_no_wire_is_said_at_once_and_a_passing_page_waited_out(
    base: str, wire: FakeWire, waits: Waits
):
    wire.answers = [PlainTextResponse("Welcome to the hotel")]
    with pytest.raises(UnreadableError):
        await all_of(a_client(base, waits))
    async with a_client(base, waits) as client:
        events = client.follow(until_head=True)
        await anext(events)
        wire.answers = [PlainTextResponse("Welcome to the hotel")]
        assert seqs([event async for event in events]) == list(range(2, 26))
    assert len(waits.seconds) == 1


async def test_a_link_to_elsewhere_never_gets_the_secret(base: str, wire: FakeWire, waits: Waits):
    wire.answers = [JSONResponse({"entries": [], "next": "http://elsewhere.example/v1/entries?after=1.5"})]
    async with a_client(base, waits) as client:
        events = [event async for event in client.follow(until_head=True)]
    assert seqs(events) == list(range(6, 26))
    assert len(wire.asked) > 1, "and went on here: the guard of the tests would have seen another address"


async def test_a_wire_that_leads_back_is_not_followed(base: str, wire: FakeWire, waits: Waits):
    wire.answers = [JSONResponse({"entries": [], "next": "/v1/entries?after=1.3"})]
    assert seqs(await all_of(a_client(base, waits), after="1.9")) == list(range(10, 26))
    assert "leads back" in waits.troubles[0].because


async def test_the_filter_and_the_format_are_asked_for(base: str, wire: FakeWire, waits: Waits):
    async with a_client(base, waits) as client:
        options = client.follow(filter="lang:tr", format="ninjs-3.1", until_head=True)
        assert len([event async for event in options]) == 25
    assert {(asked["filter"], asked["format"]) for asked in wire.asked} == {("lang:tr", "ninjs-3.1")}


async def test_the_store_holds_the_event_that_was_dealt_with_last(base: str, waits: Waits, tmp_path: Path):
    store = FileStore(tmp_path / "cursor")
    async with a_client(base, waits) as client:
        events = client.follow(store=store, until_head=True)
        assert (await anext(events)).cursor == Cursor(1, 1)
        assert store.load() is None, "it is not dealt with yet"
        assert (await anext(events)).cursor == Cursor(1, 2)
        assert store.load() == Cursor(1, 1)
        await events.aclose()
        again = [event async for event in client.follow(store=store, until_head=True)]
    assert seqs(again) == list(range(2, 26))
    assert store.load() == Cursor(1, 25)


async def test_what_a_filter_left_out_is_not_asked_for_again(
    base: str, wire: FakeWire, waits: Waits, tmp_path: Path
):
    store = FileStore(tmp_path / "cursor")
    wire.answers = [JSONResponse({"entries": [], "next": "/v1/entries?after=1.25"})]
    async with a_client(base, waits) as client:
        assert [event async for event in client.follow(store=store, until_head=True)] == []
    assert store.load() == Cursor(1, 25)


async def test_the_stream_brings_the_same_and_resumes_where_it_broke(base: str, wire: FakeWire, waits: Waits):
    got: list[Event] = []
    async with (
        cut_off(base.removesuffix("/v1"), Random(1), 3000, 6000) as (cut, cutter),
        a_client(f"{cut}/v1", waits) as client,
    ):
        async for event in client.follow(live=True):
            got.append(event)
            if len(got) == 25:
                wire.grow(5)
            if len(got) == 30:
                break
    assert seqs(got) == list(range(1, 31))
    assert cutter.cuts >= 2
    assert wire.asked[0]["last-event-id"] == "0"
    assert wire.asked[-1]["last-event-id"].startswith("1.")


@pytest.mark.parametrize("live", [False, True])
async def test_a_reader_may_begin_at_the_head(base: str, wire: FakeWire, waits: Waits, live: bool):
    async with a_client(base, waits) as client:
        events = client.follow(after="head", live=live)
        waiting = asyncio.ensure_future(anext(events))
        for _ in range(2):
            await wire.heard.acquire()
        wire.grow()
        assert (await asyncio.wait_for(waiting, 2)).cursor == Cursor(1, 26)
        await events.aclose()


async def test_a_stream_that_ends_is_opened_anew(base: str, wire: FakeWire, waits: Waits):
    wire.answers = [Response("", media_type="text/event-stream")]
    async with a_client(base, waits) as client:
        events = client.follow(live=True)
        assert (await anext(events)).cursor == Cursor(1, 1)
        await events.aclose()
    assert waits.troubles[0].because == "The stream ended."


async def test_the_client_that_waits_reads_the_same(base: str, wire: FakeWire, tmp_path: Path):
    slept: list[float] = []

    def read() -> tuple[list[Event], list[Event], int]:
        store = FileStore(tmp_path / "cursor")
        tuning = Tuning(jitter=lambda: 1.0)
        with Client(base, secret="s3cret", tuning=tuning, sleep=slept.append) as client:
            polled = list(client.follow(store=store, until_head=True))
            batches = list(client.batches(until_head=True))
            stream = client.follow(live=True)
            streamed = [next(stream) for _ in range(25)]
            stream.close()
        assert store.load() == Cursor(1, 25)
        return polled, streamed, len(batches)

    wire.answers = [a_refusal(502)]
    polled, streamed, batches = await asyncio.to_thread(read)
    assert seqs(polled) == seqs(streamed) == list(range(1, 26))
    assert batches == 3
    assert slept == [0.25]
    assert wire.asked[0]["authorization"] == "Bearer s3cret"
