"""A test wire answers as the real wire does, says TEST in every document, and leaves no trace on the real one."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from newsflow.api.test_wire import Drill, make_test_wire
from newsflow.api.test_wire.drills import play
from newsflow.api.test_wire.picture import PICTURE, RENDITION
from newsflow.client import AsyncClient, Cursor, Entry, NewEpoch
from newsflow.client.reading import Tuning
from newsflow.db.pool import transaction
from newsflow.formats.names import FEEDS
from newsflow.formats.writers import WRITERS
from newsflow.matching.contract import Entitlement
from newsflow.subscribers.contracts import contracts_of, end
from newsflow.wire.read import head
from tests.has import copy
from tests.has.desk import SERVER_KEY

if TYPE_CHECKING:
    from newsflow.client import Event, Trouble
    from newsflow.domain.guid import SubscriberId
    from tests.has.desk import Desk

FORMATS = sorted(form.value for form in WRITERS if form not in FEEDS)


@dataclass(slots=True)
class Tried:
    """A developer at a subscriber, with a test wire."""

    http: httpx.AsyncClient
    contract: str
    secret: str
    troubles: list[Trouble] = field(default_factory=list)

    async def plays(self, drill: str) -> list[dict[str, Any]]:
        """The entries of a drill."""
        answer = await self.http.post(f"drills/{drill}")
        assert answer.status_code == 200, answer.text
        return answer.json()["entries"]

    async def entries(self, after: object = 0, **params: Any) -> list[dict[str, Any]]:
        """The entries after a cursor."""
        answer = await self.http.get("entries", params={"after": str(after), **params})
        assert answer.status_code == 200, answer.text
        return answer.json()["entries"]

    async def follows(self, *, live: bool = False, number: int = 0, after: str = "0") -> list[Event]:
        """What the client reads to the head, or `number` events."""
        found: list[Event] = []
        slept = asyncio.sleep
        tuning = Tuning(on_trouble=self.troubles.append, jitter=lambda: 1.0)
        async with AsyncClient(
            str(self.http.base_url), secret=self.secret, tuning=tuning, sleep=lambda _: slept(0)
        ) as client:
            async for event in client.follow(after=after, live=live, until_head=not number):
                found.append(event)
                if len(found) == number:
                    break
        return found


@pytest.fixture
async def tried(desk: Desk, url: str) -> Any:
    """A test wire with nothing on it."""
    machine = await desk.machine(Entitlement())
    async with transaction(desk.pool) as db:
        contract = (await contracts_of(db, subscriber(machine.subscriber)))[0].id
        secret = await make_test_wire(db, contract, server_key=SERVER_KEY, now=desk.clock())
    async with httpx.AsyncClient(base_url=f"{url}/v1/test", auth=(contract, secret), timeout=20) as http:
        yield Tried(http, contract, secret)


def subscriber(name: str) -> SubscriberId:
    return name  # pyright: ignore[reportReturnType] - the harness keeps it as text


def words_of(document: object) -> str:
    return document if isinstance(document, str) else json.dumps(document, ensure_ascii=False)


@pytest.mark.parametrize("form", FORMATS)
async def test_every_document_of_every_drill_says_test_in_every_format(tried: Tried, form: str):
    for drill in ("update", "correction", "hold", "kill", "withdrawal", "lift", "late-picture"):
        await tried.plays(drill)
    handed = [entry for entry in await tried.entries(format=form) if entry["document"] is not None]
    assert len(handed) >= 15
    for entry in handed:
        assert "TEST" in words_of(entry["document"]), entry
        assert entry["guid"].startswith("test:")


def test_every_content_of_every_drill_says_test_in_headline_and_text(desk: Desk):
    for drill in Drill:
        for entry in play(drill, agency=desk.agency, after_seq=7, now=desk.clock()):
            said = entry.content
            assert said.headline.startswith("TEST"), said
            texts = [block.text() for block in said.body] + ([said.media.caption] if said.media else [])
            assert any(text.startswith("TEST") for text in texts), said


async def test_entries_have_the_shape_of_the_real_wire_s(desk: Desk, tried: Tried, reader: Any):
    await desk.release(copy.a_dispatch())
    real = (await reader.entries(format="ninjs-3.1"))[0]
    await tried.plays("new")
    test = (await tried.entries())[0]
    assert list(test) == list(real)
    assert (test["may_publish"], test["ruling"]["verdict"]) == (True, "whole")
    answer = await tried.http.get("entries", params={"after": "0"})
    assert answer.headers["newsflow-test"] == "TEST"
    again = await tried.http.get(
        "entries", params={"after": "0"}, headers={"If-None-Match": answer.headers["etag"]}
    )
    assert again.status_code == 304


async def test_each_drill_does_what_it_says(tried: Tried):
    actions = {
        "update": ["new", "update"], "correction": ["new", "correct", "new"], "kill": ["new", "kill", "new"],
        "hold": ["new", "hold", "new", "reinstate", "new"], "withdrawal": ["new", "withdraw", "new"],
        "embargo": ["new"], "lift": ["new", "lift"], "late-picture": ["new", "new"],
    }  # fmt: skip
    for drill, expected in actions.items():
        played = await tried.plays(drill)
        entries = await tried.entries(after=played[0]["seq"] - 1)
        assert [entry["action"] for entry in entries] == expected, drill
    killed, kill, notice = await tried.entries(after=5, limit=3)
    assert killed["document"] is None
    assert (killed["may_publish"], kill["may_publish"]) == (False, False)
    assert kill["must_remove"] is not None
    assert "TEST: drill" not in words_of(kill["document"])
    assert not notice["may_publish"]


async def test_an_embargo_is_said_and_its_lift_ends_it(desk: Desk, tried: Tried):
    await tried.plays("lift")
    before, lifted = await tried.entries()
    assert before["not_before"] == "2026-03-02T09:02:00.000000Z"
    assert not before["may_publish"]
    assert lifted["not_before"] is None
    assert lifted["may_publish"]


async def test_a_late_picture_has_a_file_and_the_same_story(tried: Tried):
    await tried.plays("late-picture")
    text, picture = await tried.entries(format="ninjs-1.6")
    address = picture["document"]["renditions"]["web"]["href"]
    answer = await tried.http.get(address)
    assert answer.content == PICTURE
    assert answer.headers["content-type"] == RENDITION.type
    assert text["version"] == 1


async def test_the_client_comes_through_limits_cuts_and_duplicates(tried: Tried):
    for drill in ("limits", "cuts", "duplicates"):
        await tried.plays(drill)
    events = await tried.follows()
    assert [event.cursor for event in events] == [Cursor(1, seq) for seq in (1, 2, 3)]
    assert len(tried.troubles) == 6
    assert sum("429" in trouble.because for trouble in tried.troubles) == 3
    await tried.plays("cuts")
    live = await tried.follows(live=True, number=4)
    assert [event.cursor.seq for event in live] == [1, 2, 3, 4]
    duplicate = await tried.entries(after=3)
    assert [entry["seq"] for entry in duplicate] == [3, 4]


async def test_a_restore_drill_tells_which_numbers_are_void(tried: Tried):
    await tried.plays("new")
    await tried.plays("restore")
    await tried.plays("new")
    told, entry = await tried.follows(after="1.2")
    assert isinstance(told, NewEpoch)
    assert (told.void_from, told.void_to, told.cursor) == (2, 11, Cursor(2, 1))
    assert isinstance(entry, Entry)
    assert entry.cursor == Cursor(2, 12)
    fresh = await tried.follows(after="1.1")
    assert [event.cursor.seq for event in fresh] == [12]


async def test_whoever_waits_gets_a_drill_s_entries(tried: Tried):
    waiting = asyncio.create_task(tried.entries(wait=10))
    streaming = asyncio.create_task(tried.follows(live=True, number=2))
    await asyncio.sleep(0.1)
    await tried.plays("update")
    assert [entry["action"] for entry in await asyncio.wait_for(waiting, 5)] == ["new", "update"]
    assert len(await asyncio.wait_for(streaming, 5)) == 2


async def test_a_filter_narrows_and_kills_come_anyway(tried: Tried):
    await tried.plays("late-picture")
    await tried.plays("kill")
    found = await tried.entries(filter="type:picture")
    assert [(entry["guid"].split(":")[1], entry["action"]) for entry in found] == [
        ("picture", "new"), ("text", "kill"),
    ]  # fmt: skip
    assert (await tried.http.get("entries", params={"filter": "lang:"})).status_code == 400


async def test_nothing_of_a_test_wire_reaches_the_real_one(desk: Desk, tried: Tried, reader: Any, url: str):
    async with transaction(desk.pool) as db:
        before = await counts(db)
    for drill in Drill:
        await tried.plays(drill.value)
    await tried.http.get("entries", params={"after": "0"})
    async with transaction(desk.pool) as db:
        assert await counts(db) == before, "no table but the test wires' own was written"
        assert (await head(db)).seq == 0
    assert await reader.entries() == []
    async with httpx.AsyncClient(base_url=url, auth=(tried.contract, tried.secret)) as other:
        assert (await other.get("/v1/entries")).status_code == 401, "its login is good for nothing else"
    login = (reader.machine.username, reader.machine.password)
    async with httpx.AsyncClient(base_url=url, auth=login) as other:
        assert (await other.get("/v1/test/entries")).status_code == 401, "nor the other way round"


async def counts(db: Any) -> dict[str, int]:
    """The rows of every table but the test wires' own, and the logins' last use."""
    names = await (
        await db.execute(
            "SELECT relname FROM pg_stat_user_tables WHERE schemaname = 'public'"
            " AND has_table_privilege(relid, 'SELECT') ORDER BY relname"
        )
    ).fetchall()
    found: dict[str, int] = {}
    for (name,) in names:
        if name not in {"test_wire", "test_entry"}:
            found[name] = (await (await db.execute(f'SELECT count(*) FROM "{name}"')).fetchone())[0]
    assert "wire_entry" in found
    assert "taking" in found
    return found


async def test_a_login_ends_with_its_contract_and_with_a_new_secret(desk: Desk, tried: Tried):
    assert (await tried.http.get("drills")).status_code == 200
    async with transaction(desk.pool) as db:
        secret = await make_test_wire(db, tried.contract, server_key=SERVER_KEY, now=desk.clock())
    assert (await tried.http.get("drills")).status_code == 401
    tried.http.auth = httpx.BasicAuth("someone", secret)
    assert (await tried.http.get("drills")).status_code == 401
    tried.http.auth = httpx.BasicAuth(tried.contract, secret)
    assert (await tried.http.get("drills")).status_code == 200
    async with transaction(desk.pool) as db:
        await end(db, tried.contract, desk.clock() + timedelta(seconds=1), "over")
    desk.clock.advance(timedelta(seconds=2))
    assert (await tried.http.get("drills")).status_code == 401


async def test_odd_requests_are_answered_in_words(tried: Tried):
    for method, path, status in (
        ("POST", "drills/earthquake", 404), ("GET", "drills/kill", 405), ("POST", "entries", 405),
        ("GET", "entries?after=x", 400), ("GET", "entries?after=1.99", 409), ("GET", "entries?strange=1", 400),
        ("GET", "files/test:picture:20260302:1/original", 404), ("GET", "nothing", 404),
    ):  # fmt: skip
        answer = await tried.http.request(method, path)
        assert answer.status_code == status, (method, path, answer.text)
        assert answer.headers["content-type"] == "application/problem+json"
