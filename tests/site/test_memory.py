"""Pages from memory: quick while nothing happens, and never older than the wire."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action, Form, Priority
from newsflow.domain.guid import PersonId
from newsflow.newsroom import editions
from newsflow.newsroom.editions import shown
from newsflow.site import front, memory
from newsflow.site.memory import BRIEF
from newsflow.wire.erase import Order, erase
from tests.site.builders import EDITOR

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from newsflow.domain.agency import Agency
    from tests.harness import SettableClock
    from tests.site.builders import Newsroom

FRONT = "/fr/"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How many times a front page was laid."""
    laid: list[None] = []
    honest = shown.arrange

    def counted(*facts: object) -> object:
        laid.append(None)
        return honest(*facts)  # pyright: ignore[reportArgumentType] - handed on as it came

    monkeypatch.setattr(shown, "arrange", counted)
    return lambda: len(laid)


async def test_a_page_is_made_once_while_nothing_happens(
    newsroom: Newsroom, reader: httpx.AsyncClient, made: Callable[[], int], clock: SettableClock
):
    await newsroom.release()
    await newsroom.publish()
    first = await reader.get(FRONT)
    held = {"If-None-Match": first.headers["etag"]}
    again = await reader.get(FRONT)
    assert (again.content, again.headers["etag"]) == (first.content, first.headers["etag"])
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]
    assert (await reader.get(FRONT, headers=held)).status_code == 304
    assert made() == 1
    clock.advance(timedelta(minutes=1))
    assert (await reader.get(FRONT)).status_code == 200
    assert made() == 2, "times are told to the minute"


async def test_a_crowd_at_one_page_makes_it_once(
    newsroom: Newsroom, reader: httpx.AsyncClient, made: Callable[[], int]
):
    guid = await newsroom.release()
    await newsroom.publish()
    answers = await asyncio.gather(*(reader.get(FRONT) for _ in range(8)))
    assert {(one.status_code, one.content) for one in answers} == {(200, answers[0].content)}
    assert made() == 1
    await newsroom.change(guid, Action.KILL)
    gone = await asyncio.gather(*(reader.get(f"/fr/{guid}") for _ in range(4)))
    assert [one.status_code for one in gone] == [410] * 4


@pytest.mark.parametrize("action", [Action.KILL, Action.HOLD, Action.WITHDRAW])
async def test_a_stop_ends_every_page_in_memory_at_once(
    newsroom: Newsroom, reader: httpx.AsyncClient, action: Action
):
    guid = await newsroom.release()
    await newsroom.publish()
    there = (await reader.get(f"/items/{guid}")).headers["location"]
    paths = (FRONT, there, "/fr/section/culture/", "/fr/feed.atom", "/sitemap-fr-2026-03.xml")
    for path in paths:
        assert guid in (await reader.get(path)).text, path
    await newsroom.change(guid, action)
    for path in paths:
        answer = await reader.get(path)
        assert "péniche" not in answer.text, path
        assert "peniche" not in answer.text, path


async def test_an_editor_s_word_and_an_erasure_end_them_too(
    newsroom: Newsroom, reader: httpx.AsyncClient, clock: SettableClock, agency: Agency
):
    hidden = await newsroom.release(headline="Cachée", story="st_h")
    await newsroom.release(headline="Effacée", story="st_e")
    await newsroom.publish()
    assert "Cachée" in (await reader.get(FRONT)).text
    async with transaction(newsroom.pool) as db:
        await editions.hide(db, clock, agency, hidden, EDITOR)
    html = (await reader.get(FRONT)).text
    assert ("Cachée" in html, "Effacée" in html) == (False, True)
    order = Order(
        law="GDPR 17",
        file_number="1/26",
        asked_by="court",
        ordered_by=EDITOR,
        second=PersonId("p-2"),
        targets=(2,),
    )
    async with transaction(newsroom.pool) as db:
        await erase(db, order, clock())
    assert "Effacée" not in (await reader.get(FRONT)).text


async def test_a_crowd_at_the_flash_line_asks_the_database_once_in_half_a_second(
    newsroom: Newsroom, reader: httpx.AsyncClient, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
):
    guid = await newsroom.release(form=Form.FLASH, priority=Priority.FLASH, urgency=1)
    await newsroom.publish()
    first = await reader.get("/fr/flash")
    assert guid in first.text
    await newsroom.change(guid, Action.KILL)
    with monkeypatch.context() as closed:
        closed.setattr(memory, "reading", None)
        for _ in range(3):
            assert (await reader.get("/fr/flash")).content == first.content
    clock.advance(BRIEF)
    assert guid not in (await reader.get("/fr/flash")).text


async def test_other_questions_of_one_page_are_other_pages(newsroom: Newsroom, reader: httpx.AsyncClient):
    await newsroom.release()
    await newsroom.publish()
    assert "péniche" in (await reader.get("/fr/section/culture/")).text
    assert "péniche" not in (await reader.get("/fr/section/culture/?before=1")).text
    assert "péniche" in (await reader.get("/fr/section/culture/")).text


async def test_memory_is_bounded(
    newsroom: Newsroom, reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, made: Callable[[], int]
):
    from newsflow.site import memory

    await newsroom.release()
    await newsroom.publish()
    monkeypatch.setattr(memory, "MOST_BYTES", len((await reader.get(FRONT)).content))
    await reader.get(FRONT)
    assert made() == 1
    await reader.get("/fr/section/culture/")
    await reader.get(FRONT)
    assert made() == 2


async def test_a_page_is_light(newsroom: Newsroom, reader: httpx.AsyncClient):
    for number in range(40):
        section = newsroom.agency.sections[number % len(newsroom.agency.sections)].code
        await newsroom.release(
            headline=f"Une nouvelle du monde numéro {number}", section=section, story=f"s{number}"
        )
    await newsroom.publish()
    html = (await reader.get(FRONT)).text
    style = html.split('rel="stylesheet" href="')[1].split('"')[0]
    icon = html.split('type="image/svg+xml" href="')[1].split('"')[0]
    script = html.split('<script type="module" src="')[1].split('"')[0]
    weight = len(html.encode()) + sum(
        [len((await reader.get(path)).content) for path in (style, icon, script)]
    )
    assert weight <= 60_000, "60 kB before pictures, unpacked"
    assert "http" not in html.replace("https://fil.example", "").replace("https://schema.org", "")
    assert html.count("<script") == 2, "the flash line's, and JSON-LD"


async def test_a_page_names_the_keys_by_which_a_cache_lets_go_of_it_and_what_is_gone_names_none(
    newsroom: Newsroom, reader: httpx.AsyncClient
):
    guid = await newsroom.release()
    await newsroom.publish()
    where = (await reader.get(f"/items/{guid}")).headers["location"]
    wanted = {
        "/fr/": "site edition:fr",
        "/fr/section/culture/feed.atom": "site edition:fr",
        "/sitemap.xml": "site sitemap",
        "/sitemap-fr-2026-03.xml": "site sitemap",
        "/news-sitemap.xml": "site sitemap",
        where: f"site edition:fr item:{guid}",
    }
    for path, keys in wanted.items():
        for answer in (await reader.get(path), await reader.get(path)):
            assert answer.headers["surrogate-key"] == keys
            assert answer.headers["cache-tag"] == keys.replace(" ", ",")
    await newsroom.change(guid, Action.KILL)
    gone = await reader.get(where)
    assert (gone.status_code, "surrogate-key" in gone.headers) == (410, False)


async def test_what_is_made_while_something_comes_is_kept_by_no_cache_nor_by_us(
    newsroom: Newsroom, reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
):
    """The word of a kill could have reached a cache before the page that still shows it."""
    guid = await newsroom.release()
    await newsroom.publish()
    honest = front.laid_front

    async def slow(*facts: Any) -> Any:
        laid = await honest(*facts)
        monkeypatch.undo()
        await newsroom.change(guid, Action.KILL)
        return laid

    monkeypatch.setattr(front, "laid_front", slow)
    late = await reader.get(FRONT)
    assert (late.status_code, guid in late.text) == (200, True)
    assert not {"surrogate-key", "cache-tag"} & set(late.headers)
    after = await reader.get(FRONT)
    assert (guid in after.text, after.headers["surrogate-key"]) == (False, "site edition:fr")
