"""The wire as a subscriber reads it: what is in the contract, what is asked for, what is new, what was stopped."""

from __future__ import annotations

import asyncio
import html
import re
from datetime import timedelta
from typing import TYPE_CHECKING

from newsflow.domain.codes import Action, Form, PlaceRole, Priority
from newsflow.domain.dispatch import Place, paragraph
from newsflow.portal import live
from newsflow.portal.wire import LINES
from newsflow.web.static import load_static
from tests.builders import a_dispatch, the_agency
from tests.portal.room import EDITOR, OTHER

if TYPE_CHECKING:
    import httpx
    import pytest

    from tests.portal.room import PortalRoom

HEADLINE = "Ferry returns to the old harbour"


def guids(page: httpx.Response) -> list[str]:
    """The items on a page, in order."""
    assert page.status_code == 200, page.text
    return re.findall(r'class="wire-line"[^>]*data-guid="([^"]+)"', page.text)


STREAM = re.compile(r' src="(/portal/live[^"]*)"')


async def stream_of(client: httpx.AsyncClient, page: str) -> str:
    """Where that page listens."""
    return stream_in(await client.get(page))


def stream_in(page: httpx.Response) -> str:
    """Where a page listens."""
    found = STREAM.search(page.text)
    assert found, page.url
    return html.unescape(found[1])


async def events(client: httpx.AsyncClient, address: str, until: str, **headers: str) -> str:
    """What a stream sends until some words have come."""
    got = ""
    headers = {"Accept": "text/event-stream", **headers}
    async with asyncio.timeout(20), client.stream("GET", address, headers=headers) as stream:
        assert stream.status_code == 200
        async for text in stream.aiter_text():
            got += text
            if until in got:
                break
    return got


async def test_the_wire_shows_the_newest_first_and_only_what_the_contract_covers(portal: PortalRoom):
    await portal.subscriber("courrier-fr", languages=("fr",))
    english = await portal.newsroom.release()
    french = await portal.newsroom.release(a_dispatch(language="fr", headline="Le bac revient", slug="bac"))
    all_of_it = await portal.client()
    assert guids(await all_of_it.get("/portal/")) == [french.guid, english.guid]
    narrow = await portal.client("courrier-fr:editor")
    page = await narrow.get("/portal/")
    assert guids(page) == [french.guid]
    assert HEADLINE not in page.text


async def test_filters_stand_in_the_address_and_a_question_that_cannot_be_read_says_where(portal: PortalRoom):
    sections = [one.code for one in the_agency().sections]
    here = Place(name="Izmir", role=PlaceRole.HAPPENED_AT)
    one = await portal.newsroom.release(a_dispatch(section=sections[1], slug="one", places=(here,)))
    two = await portal.newsroom.release(a_dispatch(language="fr", headline="Le bac", slug="two"))
    await portal.indexed()
    client = await portal.client()
    for address, expected in (
        ("?lang=fr", [two.guid]),
        (f"?section={sections[1]}", [one.guid]),
        ("?type=text&lang=en&lang=fr", [two.guid, one.guid]),
        ("?place=izmir", [one.guid]),
        ("?place=izmir&lang=fr", []),
        ("?form=story&since=today", [two.guid, one.guid]),
        ("?until=2020-01-01", []),
        ("?q=hundreds+lang%3Aen", [one.guid]),
        ("?q=urgency%3A1", []),
        ("?lang=xx", []),
    ):
        assert guids(await client.get(f"/portal/{address}")) == expected, address
    for wrong in ("?q=(ferry", "?lang=xx&section=sport"):
        page = await client.get(f"/portal/{wrong}")
        assert page.status_code == 200
        assert 'role="alert"' in page.text
        assert not STREAM.search(page.text), "nothing comes by itself under an error"
        assert '<a href="/portal/">The whole wire</a>' in page.text


async def test_older_pages_go_on_where_the_last_one_ended(
    portal: PortalRoom, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(live, "LOOK_S", 0.02)
    monkeypatch.setattr("newsflow.portal.wire.LINES", 2)
    released = [(await portal.newsroom.release(a_dispatch(slug=f"s{n}"))).guid for n in range(5)]
    client = await portal.client()
    page = await client.get("/portal/")
    seen = guids(page)
    while older := re.search(r'href="([^"]*before=[^"]*)"', page.text):
        page = await client.get(html.unescape(older[1]))
        seen += guids(page)
    assert seen == list(reversed(released))
    assert "data-only" in page.text, "no line is added where older ones stand"
    await portal.newsroom.stop(released[0])
    assert released[0] in await events(client, stream_in(page), "data-stopped"), (
        "a kill leaves older pages too"
    )


async def test_a_full_page_is_below_its_weight_with_style_and_scripts(portal: PortalRoom):
    for n in range(LINES):
        await portal.newsroom.release(a_dispatch(slug=f"s{n}", headline=f"{HEADLINE}, the {n}th time of all"))
    client = await portal.client()
    page = await client.get("/portal/")
    assert len(guids(page)) == LINES
    static = load_static()
    scripts = set[str]()
    waiting = ["portal.js"]
    while waiting:
        name = waiting.pop()
        if name not in scripts:
            scripts.add(name)
            text = static.files[f"js/{name}"].decode()
            waiting += re.findall(r'(?:from|import) "\./([^"]+)"', text)
    weight = len(page.content) + sum(
        len(static.files[name]) for name in ("portal.css", *(f"js/{one}" for one in scripts))
    )
    assert "live-wire.js" in scripts
    assert weight < 150_000


async def test_a_kill_leaves_id_slug_reason_and_instruction_and_nothing_of_the_copy(portal: PortalRoom):
    killed = await portal.newsroom.release()
    client = await portal.client()
    await client.get(f"/portal/items/{killed.guid}")
    await client.send_form(f"/portal/items/{killed.guid}/mark", does="save")
    await portal.newsroom.stop(killed.guid)
    for address in (
        "/portal/",
        "/portal/saved",
        f"/portal/items/{killed.guid}",
        f"/portal/items/{killed.guid}?version=1",
    ):
        page = await client.get(address)
        assert HEADLINE not in page.text, address
        assert "Hundreds came" not in page.text, address
        assert "harbour-ferry" in page.text, address
        assert "Killed" in page.text, address
    for address in ("as/text?copy=1", "as/html"):
        answer = await client.get(f"/portal/items/{killed.guid}/{address}")
        assert "Hundreds came" not in answer.text


async def test_what_came_since_the_reader_left_is_marked_and_what_they_opened_is_read(portal: PortalRoom):
    await portal.newsroom.release(a_dispatch(slug="old"))
    client, colleague = await portal.client(), await portal.client(EDITOR)
    assert "data-new" not in (await client.get("/portal/")).text
    portal.clock.advance(timedelta(minutes=7))
    await portal.newsroom.release(a_dispatch(slug="while-there"))
    assert "since you left" not in (await client.get("/portal/")).text, "they never were away"
    portal.clock.advance(timedelta(minutes=20))
    new = await portal.newsroom.release(a_dispatch(slug="new"))
    page = await client.get("/portal/")
    assert page.text.count("data-new>") + page.text.count("data-new ") == 1
    assert "1 new since you left" in page.text
    assert "New since you left, up to here" in page.text
    await client.get(f"/portal/items/{new.guid}")
    assert (await client.get("/portal/")).text.count("data-read") == 1
    assert "data-read" not in (await colleague.get("/portal/")).text
    await portal.newsroom.release(a_dispatch(slug="new", body=(paragraph("More."),)), of=new.guid)
    assert "data-read" not in (await client.get("/portal/")).text


async def test_the_stream_sends_each_line_once_resumes_without_a_gap_and_tells_of_stops_whatever_is_asked(
    portal: PortalRoom, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(live, "LOOK_S", 0.02)
    client = await portal.client()
    first = await portal.newsroom.release(a_dispatch(slug="first"))
    got = await events(client, "/portal/live?after=0", first.guid)
    assert got.count("event: line") == 1
    second = await portal.newsroom.release(
        a_dispatch(slug="second", form=Form.FLASH, priority=Priority.FLASH, urgency=1)
    )
    third = await portal.newsroom.release(a_dispatch(slug="third"))
    resumed = await events(client, "/portal/live?after=0", third.guid, **{"Last-Event-ID": str(first.seq)})
    assert first.guid not in resumed
    assert resumed.index(second.guid) < resumed.index(third.guid)
    assert 'data-speed="flash"' in resumed
    await portal.newsroom.stop(first.guid)
    asked_for_french = await events(client, f"/portal/live?lang=fr&after={third.seq}", "event: gone")
    assert first.guid in asked_for_french
    assert HEADLINE not in asked_for_french


async def test_a_stream_of_words_sends_what_says_them_and_ends_with_the_session(
    portal: PortalRoom, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(live, "LOOK_S", 0.02)
    monkeypatch.setattr(live, "ASK_S", 0.02)
    client = await portal.client(OTHER)
    await portal.newsroom.release(a_dispatch(slug="quiet", headline="A quay"))
    await portal.newsroom.release(a_dispatch(slug="loud", headline="Comet over the bay"))
    got = await events(client, "/portal/live?q=comet&after=0", "Comet over")
    assert "A quay" not in got
    await client.send_form("/portal/me/sessions/end-all")
    assert (await client.get("/portal/live", headers={"Accept": "text/event-stream"})).status_code == 401


async def test_a_hold_that_is_lifted_brings_the_copy_back(portal: PortalRoom):
    item = await portal.newsroom.release()
    client = await portal.client()
    await portal.newsroom.stop(item.guid, Action.HOLD)
    assert HEADLINE not in (await client.get("/portal/")).text


async def test_an_open_page_hears_that_access_is_off_once_a_contract_is_over_that_ran_when_it_was_made(
    portal: PortalRoom, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(live, "LOOK_S", 0.02)
    monkeypatch.setattr(live, "ASK_S", 0.02)
    item = await portal.newsroom.release()
    await portal.indexed()
    client = await portal.client()
    pages = ("/portal/", f"/portal/items/{item.guid}", "/portal/saved", "/portal/search?q=ferry")
    for page in pages:
        assert STREAM.search((await client.get(page)).text), page
    open_page = await stream_of(client, "/portal/")
    hears = asyncio.create_task(events(client, open_page, "event: off"))
    second = await portal.newsroom.release(a_dispatch(slug="second"))
    await events(client, open_page, second.guid)
    assert not hears.done(), "while the contract runs it goes on"
    portal.clock.advance(timedelta(hours=1))
    await portal.end_contract("gazette")
    assert second.guid in await hears, "an hour before, it came as ever"
    assert "event: off" in await events(client, open_page, "event: off"), (
        "who slept through the hour hears too"
    )
    anew = await stream_of(client, "/portal/")
    await portal.newsroom.stop(item.guid)
    assert "event: off" not in await events(client, anew, "id: "), "a page made since then goes on"
