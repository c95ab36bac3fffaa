"""Private feeds: an address is all that a CMS needs, and nothing leaves by it that the contract does not cover."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import feedparser as foreign_reader
import httpx
import pytest
from psycopg import AsyncConnection

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action, Form
from newsflow.domain.guid import SubscriberId
from newsflow.matching.contract import Entitlement
from newsflow.ops.embedded import DatabaseRole
from newsflow.subscribers.feeds import FEED_FORMATS, Feed, add_feed, change_feed, feed_named, revoke_feed
from newsflow.subscribers.ledger import takers, used
from tests.has import copy
from tests.has.desk import SERVER_KEY, three

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from newsflow.domain.guid import Guid
    from tests.harness import Database
    from tests.has.desk import Desk

EVERYTHING = Entitlement()
feedparser: Any = foreign_reader


@dataclass(slots=True)
class Cms:
    """A content system that was given an address."""

    http: httpx.AsyncClient
    desk: Desk
    subscriber: SubscriberId
    secret: str = ""
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    async def given(self, form: str = "json-feed", **facts: Any) -> Cms:
        """The same, reading another feed."""
        record: dict[str, Any] = {
            "id": f"feed-{next(self.numbers)}", "subscriber": self.subscriber, "format": form, "title": "Our feed",
            "question": "", "entries": 50, "addresses": [], "ends": None, "revoked_at": None,
            "created_at": self.desk.clock(), "last_used_at": None,
        }  # fmt: skip
        async with transaction(self.desk.pool) as db:
            self.secret = await add_feed(db, Feed(**(record | facts)), SERVER_KEY)
        return self

    async def get(self, more: str = "", **headers: str) -> httpx.Response:
        """The answer, without any login."""
        return await self.http.get(f"/v1/feeds/{self.secret}{more}", headers=headers)

    async def items(self) -> list[dict[str, Any]]:
        """The items of a JSON feed."""
        answer = await self.get()
        assert answer.status_code == 200, answer.text
        return answer.json()["items"]


@pytest.fixture
async def cms(desk: Desk, url: str) -> Any:
    """A content system of a subscriber whose contract covers everything, advance copy too."""
    machine = await desk.machine(Entitlement(advance_copy=True))
    async with httpx.AsyncClient(base_url=url, timeout=20) as http:
        yield await Cms(http, desk, SubscriberId(machine.subscriber)).given()


@pytest.mark.parametrize("form", ["rss", "atom", "json-feed"])
async def test_a_foreign_reader_reads_the_full_text(desk: Desk, cms: Cms, form: str):
    guid = await desk.release(copy.a_dispatch())
    await desk.release(copy.french())
    answer = await (await cms.given(form)).get()
    assert answer.status_code == 200
    if form == "json-feed":
        assert answer.json()["items"][1]["id"] == guid
        assert "ilk yolcularını" in answer.json()["items"][1]["content_html"]
        return
    read = feedparser.parse(answer.content)
    assert not read.bozo
    assert [entry.id for entry in read.entries][1] == guid
    assert "ilk yolcularını" in read.entries[1].content[0].value
    assert read.feed.title == "Our feed"


@pytest.mark.parametrize("form", ["ninjs-1.6", "ninjs-3.1"])
async def test_ninjs_is_a_list_of_items(desk: Desk, cms: Cms, form: str):
    guids = await three(desk)
    given = (await (await cms.given(form)).get()).json()
    assert [item["uri"] for item in given["items"]] == list(reversed(guids))
    assert given["format"] == form


async def test_every_format_that_a_feed_may_have_is_written(desk: Desk, cms: Cms):
    await desk.release(copy.a_dispatch())
    for form in FEED_FORMATS:
        assert (await (await cms.given(form)).get()).status_code == 200


async def test_a_kill_a_hold_and_a_correction_are_told_and_killed_copy_is_gone(desk: Desk, cms: Cms):
    killed, held, corrected = await three(desk)
    assert len(await cms.items()) == 3
    notices = [await desk.stop(killed, Action.KILL), await desk.stop(held, Action.HOLD)]
    notices.append(await desk.correct(corrected, "Сначала было иначе.", headline="Новый заголовок"))
    items = {item["id"]: item for item in await cms.items()}
    assert set(notices) <= set(items)
    assert items[notices[0]]["title"].startswith("İPTAL")
    assert items[corrected]["title"] == "Новый заголовок"
    assert items[killed]["title"].startswith("İPTAL"), "under its own id too, for who updates by id"
    answer = (await cms.get()).text
    assert "Körfezde" not in answer
    assert "ferries du golfe" not in answer
    await desk.reinstate(held)
    assert "ferries du golfe" in (await cms.get()).text


async def test_an_item_under_embargo_is_unknown_until_its_lift_even_with_advance_copy(desk: Desk, cms: Cms):
    guid = await desk.release(copy.a_dispatch(), not_before=desk.clock() + timedelta(hours=2))
    beside = await desk.release(copy.a_dispatch(headline="Bir başka haber"))
    assert [item["id"] for item in await cms.items()] == [beside]
    assert "yeniden başladı" not in (await cms.get()).text, "nor as a link of the other"
    await desk.lift(guid)
    assert guid in [item["id"] for item in await cms.items()]


async def test_an_advisory_never_stands_in_a_feed(desk: Desk, cms: Cms):
    await desk.release(copy.a_dispatch(form=Form.ADVISORY))
    assert await cms.items() == []


async def test_only_what_is_covered_and_asked_for_is_there(desk: Desk, url: str, cms: Cms):
    turkish, french, _ = await three(desk)
    await cms.given(question="lang:tr")
    assert [item["id"] for item in await cms.items()] == [turkish]
    await cms.given(question="ferries", entries=1)
    assert [item["id"] for item in await cms.items()] == [french]
    narrow = await desk.machine(Entitlement(languages=("fr",)))
    cms.subscriber = SubscriberId(narrow.subscriber)
    await cms.given(id="narrow")
    assert [item["id"] for item in await cms.items()] == [french]


async def test_the_ledger_is_written_once_and_a_304_takes_nothing(desk: Desk, cms: Cms):
    guid = await desk.release(copy.a_dispatch())
    assert (await cms.http.head(f"/v1/feeds/{cms.secret}")).status_code == 200
    assert await _takers(desk, guid) == []
    answer = await cms.get()
    assert await _takers(desk, guid) == [("feed:feed-1", 1)]
    again = await cms.get(**{"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert await _takers(desk, guid) == [("feed:feed-1", 1)]
    await desk.release(copy.french())
    assert (await cms.get(**{"If-None-Match": answer.headers["etag"]})).status_code == 200


async def _takers(desk: Desk, guid: Guid) -> list[tuple[str, int]]:
    async with transaction(desk.pool) as db:
        return [(taking.path, taking.times) for taking in await takers(db, guid)]


async def test_whoever_took_it_by_feed_is_told_of_the_kill_after_the_contract_ended(desk: Desk, url: str):
    machine = await desk.machine(EVERYTHING, ends=desk.clock() + timedelta(hours=1))
    async with httpx.AsyncClient(base_url=url) as http:
        cms = await Cms(http, desk, SubscriberId(machine.subscriber)).given()
        guid = await desk.release(copy.a_dispatch())
        assert len(await cms.items()) == 1
        desk.clock.advance(timedelta(hours=2))
        await desk.release(copy.french())
        assert await cms.items() == []
        notice = await desk.stop(guid, Action.KILL)
        assert {item["id"] for item in await cms.items()} == {guid, notice}


async def test_a_limit_holds_and_what_the_feed_repeats_counts_once(desk: Desk, url: str):
    machine = await desk.machine(Entitlement(download_limit=2))
    async with httpx.AsyncClient(base_url=url) as http:
        cms = await Cms(http, desk, SubscriberId(machine.subscriber)).given()
        await three(desk)
        assert len(await cms.items()) == 2
        desk.clock.advance(timedelta(days=1))
        assert len(await cms.items()) == 2
        async with transaction(desk.pool) as db:
            taken = await used(db, SubscriberId(machine.subscriber), desk.clock(), desk.agency.zoneinfo)
        assert taken.month == 2


async def test_a_feed_is_read_by_its_secret_alone_until_it_ends(desk: Desk, cms: Cms):
    await desk.release(copy.a_dispatch())
    good = cms.secret
    cms.secret = f"{good}x"
    wrong = await cms.get()
    assert wrong.status_code == 404
    assert good not in wrong.text
    await cms.given("rss", ends=desk.clock() + timedelta(hours=1))
    assert (await cms.get()).status_code == 200
    desk.clock.advance(timedelta(hours=2))
    assert (await cms.get()).status_code == 410
    cms.secret = good
    assert (await cms.get()).status_code == 200
    async with transaction(desk.pool) as db:
        await revoke_feed(db, "feed-1", desk.clock())
    gone = await cms.get()
    assert gone.status_code == 410
    assert gone.headers["content-type"] == "application/problem+json"
    assert (await cms.http.post(f"/v1/feeds/{good}")).status_code == 405


async def test_an_address_that_is_not_on_the_list_is_refused(desk: Desk, cms: Cms):
    await cms.given("rss", addresses=["192.0.2.0/24"])
    assert (await cms.get()).status_code == 403
    await cms.given("atom", addresses=["127.0.0.0/8"])
    assert (await cms.get()).status_code == 200


async def test_a_picture_s_file_is_had_under_the_feed_s_own_address(
    desk: Desk, cms: Cms, picture: tuple[Guid, Guid]
):
    first, _ = picture
    item = next(item for item in await cms.items() if item["id"] == first)
    address = next(file["url"] for file in item["attachments"] if file["url"].endswith("/web"))
    answer = await cms.http.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/jpeg"
    assert ("feed:feed-1:web", 1) in await _takers(desk, first)
    assert (await cms.get(f"/{first}/nothing")).status_code == 404
    await desk.stop(first, Action.KILL)
    assert (await cms.http.get(address)).status_code == 404


async def test_a_file_that_is_made_while_its_kill_commits_does_not_go_out(
    desk: Desk, cms: Cms, picture: tuple[Guid, Guid], database: Database
):
    await cms.given("atom")
    address = f"{cms.http.base_url}/v1/feeds/{cms.secret}/{picture[0]}/web"
    assert (await cms.http.get(address)).status_code == 200
    async with await AsyncConnection.connect(database.dsn(DatabaseRole.OWNER)) as held:
        await held.execute("LOCK TABLE taking IN SHARE MODE")
        asking = asyncio.ensure_future(cms.http.get(address))
        done, _ = await asyncio.wait([asking], timeout=0.3)
        assert not done, "it was ruled on, and its line of the ledger waits"
        await desk.stop(picture[0], Action.KILL)
    assert (await asking).status_code == 404


async def test_no_odd_address_breaks_it(cms: Cms):
    for odd in ("", "/", "/a", "/a/b", "/nf:text:20260302:1/print", "/%00/web", "/a/b/c", "?x=1"):
        assert (await cms.get(odd)).status_code in {200, 404}, odd
    cms.secret = "%00"
    assert (await cms.get()).status_code == 404
    cms.secret = "é"
    assert (await cms.get()).status_code == 404


async def test_a_feed_asked_for_too_often_is_told_when_to_come_again(
    desk: Desk, make_url: Callable[..., Awaitable[str]]
):
    machine = await desk.machine(Entitlement())
    async with httpx.AsyncClient(base_url=await make_url(requests_a_minute=1)) as http:
        cms = await Cms(http, desk, SubscriberId(machine.subscriber)).given()
        answers = [await cms.get() for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert answers[1].headers["ratelimit"].startswith('"requests";r=0;t=')
    assert answers[1].headers["ratelimit-policy"] == '"requests";q=1;w=60'
    assert 1 <= int(answers[1].headers["retry-after"]) <= 60


async def test_a_feed_is_made_once_while_nothing_comes_and_anew_for_another_question(desk: Desk, url: str):
    machine = await desk.machine(Entitlement(download_limit=9))
    async with httpx.AsyncClient(base_url=url) as http:
        cms = await Cms(http, desk, SubscriberId(machine.subscriber)).given()
        turkish, french, russian = await three(desk)
        first = await cms.get()
        assert '"items-month";r=6' in first.headers["ratelimit"]
        assert '"requests";r=' in first.headers["ratelimit"]
        asked, again = (
            desk.pool.get_stats()["requests_num"],
            await cms.get(**{"If-None-Match": first.headers["etag"]}),
        )
        assert (again.status_code, desk.pool.get_stats()["requests_num"] - asked) == (
            304,
            2,
        )  # its row, and the head
        async with transaction(desk.pool) as db:
            feed = await feed_named(db, "feed-1")
            await change_feed(db, replace(feed, question="lang:fr"))
        assert [item["id"] for item in await cms.items()] == [french]
        await desk.stop(french, Action.KILL)
        assert "Les ferries" not in (await cms.get()).text
        assert {turkish, russian} & {item["id"] for item in await cms.items()} == set()
