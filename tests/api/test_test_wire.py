"""A test wire answers as the real wire does, says TEST in every document, and leaves no trace on the real one."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from newsflow.api.test_wire import Drill, make_test_wire
from newsflow.api.test_wire.drills import go_on, play, steps
from newsflow.api.test_wire.picture import PICTURE, RENDITION
from newsflow.api.test_wire.steps import STEP_S
from newsflow.client import Cursor, Entry, NewEpoch
from newsflow.db.pool import transaction
from newsflow.formats.names import FEEDS
from newsflow.formats.writers import WRITERS
from newsflow.matching.contract import Entitlement
from newsflow.subscribers.contracts import contracts_of, end
from newsflow.wire.read import head
from tests.api.trying import Tried
from tests.has import copy
from tests.has.desk import SERVER_KEY

if TYPE_CHECKING:
    from newsflow.domain.guid import SubscriberId
    from tests.has.desk import Desk

FORMATS = sorted(form.value for form in WRITERS if form not in FEEDS)


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
    for drill in ("update", "correction", "hold", "kill", "withdrawal", "lift", "late-picture", "series"):
        await tried.plays(drill)
    handed = [entry for entry in await tried.reads(format=form) if entry["document"] is not None]
    assert len(handed) >= 15
    for entry in handed:
        assert "TEST" in words_of(entry["document"]), entry
        assert entry["guid"].startswith("test:")


def test_every_content_of_every_drill_says_test_in_headline_and_text(desk: Desk):
    for drill in Drill:
        made = play(drill, agency=desk.agency, after_seq=7, now=desk.clock())
        for step in range(2, steps(drill) + 1) if drill is not Drill.RESTORE else ():
            made += go_on(drill, step, made[0], agency=desk.agency, after_seq=7 + len(made), now=desk.clock())
        for entry in made:
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
        "series": ["new", "new", "new"],
    }  # fmt: skip
    for drill, expected in actions.items():
        played = await tried.plays(drill)
        entries = await tried.reads(after=played[0]["seq"] - 1)
        assert [entry["action"] for entry in entries] == expected, drill
    killed, kill, notice = await tried.entries(after=5, limit=3)
    assert killed["document"] is None
    assert (killed["may_publish"], kill["may_publish"]) == (False, False)
    assert kill["must_remove"] is not None
    assert "TEST: drill" not in words_of(kill["document"])
    assert not notice["may_publish"]


async def test_a_text_is_served_whole_before_its_stop_comes(desk: Desk, tried: Tried):
    live = asyncio.create_task(tried.follows(live=True, number=3, after="1.0"))
    await asyncio.sleep(0.1)
    assert [entry["action"] for entry in await tried.plays("kill")] == ["new"]
    text, kill, notice = await asyncio.wait_for(live, 10)
    assert isinstance(text, Entry)
    assert (text.ruling.verdict, text.may_publish, text.document is not None) == ("whole", True, True)
    assert isinstance(kill, Entry)
    assert (kill.guid, kill.action, kill.must_remove is not None) == (text.guid, "kill", True)
    assert isinstance(notice, Entry)
    assert (notice.action, notice.may_publish) == ("new", False)
    await tried.plays("hold")
    assert [entry["action"] for entry in await tried.entries(after=3)] == ["new"]
    desk.clock.advance(timedelta(seconds=STEP_S - 1))
    assert len(await tried.entries(after=3)) == 1, "nobody is past it yet"
    desk.clock.advance(timedelta(seconds=1))
    assert [entry["action"] for entry in await tried.entries(after=3)] == ["new", "hold", "new"]


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
    text, told = await tried.follows(after="1.1")
    assert isinstance(text, Entry)
    assert text.cursor == Cursor(1, 2)
    assert isinstance(told, NewEpoch)
    assert (told.void_from, told.void_to, told.cursor) == (2, 11, Cursor(2, 1))
    await tried.plays("new")
    fresh = await tried.follows(after="1.1")
    assert [event.cursor for event in fresh] == [Cursor(2, 12)]


async def test_a_reader_at_the_head_is_told_of_a_restore(tried: Tried):
    """By a stream's last event, and by 409: whoever had the text that is void."""
    await tried.plays("new")
    async with tried.http.stream("GET", "stream") as streamed:
        lines = streamed.aiter_lines()
        assert await anext(lines) == "retry: 2000"
        while '"head":"1.1"' not in await anext(lines):
            pass
        await tried.plays("restore")
        names = [line async for line in lines if line.startswith(("event", "data"))]
    assert names[-2] == "event: end"
    said = json.loads(names[-1].removeprefix("data: "))
    assert (said["status"], said["resume"], said["void_from"]) == (409, "2.1", 2)
    assert names[0] == "event: entry", "it begins at the head, and had the text"
    assert (await tried.http.get("entries", params={"after": "1.2"})).status_code == 409


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
    found = await tried.reads(filter="type:picture")
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
        if name not in {"test_wire", "test_entry", "test_step"}:
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
        ("GET", "items/test:picture:20260302:1/files/web", 404), ("GET", "nothing", 404), ("GET", "", 404),
        ("GET", "items/nf:text:20260302:1", 404), ("POST", "search", 405), ("GET", "search?sort=oldest", 400),
        ("GET", "search?like=test:text:20260302:1", 400), ("GET", "stories/none", 404), ("GET", "feeds/guess", 404),
        ("GET", "explain/none?x=1", 400), ("GET", "feeds", 404),
    ):  # fmt: skip
        answer = await tried.http.request(method, path)
        assert answer.status_code == status, (method, path, answer.text)
        assert answer.headers["content-type"] == "application/problem+json"
