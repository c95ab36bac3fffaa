"""A subscriber is suspended at the desk: every door is shut to copy at once, says why, and still tells of kills."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import httpx
import pytest

from newsflow.db.pool import transaction
from newsflow.domain.guid import SubscriberId
from newsflow.matching.contract import a_year_after
from newsflow.search.folder import IndexFolder
from newsflow.search.reader import Archive
from newsflow.subscribers.api_users import add_api_user
from newsflow.subscribers.feeds import Feed, add_feed
from tests.builders import SERVER_KEY, a_dispatch
from tests.desk.opened import open_desk
from tests.desk.room import PASSWORD
from tests.portal.room import EDITOR, MASTER, a_portal
from tests.portal.test_wire import events

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.conftest import OpenPage
    from tests.desk.room import DeskClient
    from tests.harness import Database, SettableClock
    from tests.portal.room import PortalRoom

GAZETTE = SubscriberId("gazette")
ONE = "/desk/subscribers/gazette"
WHY = "The bill of March is not paid."


@pytest.fixture
async def portal(
    database: Database, clock: SettableClock, open_page: OpenPage, tmp_path: Path
) -> AsyncIterator[PortalRoom]:
    """A portal beside a desk, where machines ask as often as they like."""
    archive = Archive(IndexFolder(tmp_path))
    async with open_desk(database, clock, open_page, has_pace_ms=0, archive=archive) as desk:
        yield await a_portal(desk, archive)


async def machine(portal: PortalRoom) -> httpx.AsyncClient:
    """The gazette's machine."""
    async with transaction(portal.pool) as db:
        secret = await add_api_user(
            db, username="7000001", subscriber=GAZETTE, server_key=SERVER_KEY, now=portal.clock()
        )
    client = httpx.AsyncClient(base_url=portal.desk.url, auth=("7000001", secret), verify=False)
    portal.desk.clients.append(client)  # pyright: ignore[reportArgumentType] - closed with the others
    return client


async def a_feed(portal: PortalRoom) -> str:
    """The address of a private feed of the gazette's."""
    feed = Feed(
        id="gazette-site", subscriber=GAZETTE, format="json-feed", title="Gazette", question="", entries=50,
        addresses=[], ends=None, revoked_at=None, created_at=portal.clock(), last_used_at=None,
    )  # fmt: skip
    async with transaction(portal.pool) as db:
        return f"/v1/feeds/{await add_feed(db, feed, SERVER_KEY)}"


async def suspend(admin: DeskClient) -> None:
    """Nothing; the gazette is suspended from its page."""
    sent = await admin.send_form(ONE, act="suspend", because=WHY, proof_password=PASSWORD)
    assert sent.status_code == 303, sent.text


async def within_a_second(asked: httpx.AsyncClient, address: str, status: int) -> httpx.Response:
    """The answer once it has that status, which is within a second and a little."""
    for _ in range(30):
        answer = await asked.get(address)
        if answer.status_code == status:
            return answer
        await asyncio.sleep(0.05)
    pytest.fail(f"{address} does not come to {status}")


async def test_a_suspension_shuts_every_door_at_once_says_why_and_lets_kills_through(portal: PortalRoom):
    item = await portal.newsroom.release(a_dispatch(headline="Quay closed", slug="quay"))
    other = await portal.newsroom.release(a_dispatch(headline="Ferry sold", slug="ferry"))
    outside, feed = await machine(portal), await a_feed(portal)
    editor = await portal.client(EDITOR)
    await portal.person(MASTER)
    assert (await outside.get(f"/v1/items/{item.guid}")).status_code == 200
    assert (await outside.get(f"/abone/document/{item.guid}/newsml29")).status_code == 200
    assert (await editor.get(f"/portal/items/{item.guid}")).status_code == 200
    assert len((await outside.get(feed)).json()["items"]) == 2
    heard = asyncio.create_task(events(editor, "/portal/live?after=99", "event: off"))
    await asyncio.sleep(0.7)
    admin = await portal.desk.client("administrator:adam")
    await suspend(admin)
    assert "event: off" in await asyncio.wait_for(heard, 10)
    refused = await within_a_second(outside, f"/v1/items/{other.guid}", 403)
    assert refused.json()["type"] == "urn:newsflow:problem:suspended"
    assert WHY in refused.json()["detail"]
    assert "Newsflow-Suspended" in (await outside.get("/v1/entries")).headers
    assert (await outside.get("/v1/subscription")).json()["suspended"]["because"] == WHY
    assert WHY in (await within_a_second(outside, f"/abone/document/{other.guid}/newsml29", 403)).text
    assert WHY in (await outside.get("/abone/subscription")).text
    told = (await outside.get(feed)).json()
    assert (told["items"], WHY in told["title"]) == ([], True)
    assert (await editor.get("/portal/")).status_code == 303, "their sessions are over"
    again = await portal.client(EDITOR)
    assert WHY in (await again.get("/portal/")).text
    assert WHY in (await again.get(f"/portal/items/{other.guid}")).text
    await portal.newsroom.stop(item.guid)
    assert (await outside.get(f"/v1/items/{item.guid}")).status_code == 200
    assert "canceled" in (await outside.get(f"/abone/document/{item.guid}/newsml29")).text
    assert item.guid in (await again.get("/portal/")).text
    assert [entry["guid"] for entry in told_of(await outside.get("/v1/entries"), item.guid)]
    twice = await admin.send_form(ONE, act="suspend", because=WHY, proof_password=PASSWORD)
    assert twice.status_code == 409
    await admin.send_form(ONE, act="lift", proof_password=PASSWORD)
    await within_a_second(outside, f"/v1/items/{other.guid}", 200)
    page = (await admin.get(ONE)).text
    assert "by \u2068Adam\u2069: \u2068The bill of March is not paid.\u2069 Lifted" in page
    async with transaction(portal.pool) as db:
        letters = await (await db.execute("SELECT recipient, subject FROM outbox ORDER BY id")).fetchall()
    assert [subject for _, subject in letters].count("Fil aboneliğiniz askıya alındı") == 2


def told_of(answer: httpx.Response, guid: str) -> list[dict[str, str]]:
    """The entries of an answer that are of that item."""
    return [entry for entry in answer.json()["entries"] if entry["guid"] == guid]


@pytest.mark.parametrize("reason", ["", " "])
async def test_nobody_is_suspended_without_a_reason_or_a_proof(portal: PortalRoom, reason: str):
    admin = await portal.desk.client("administrator:adam")
    sent = await admin.send_form(ONE, act="suspend", because=reason, proof_password=PASSWORD)
    assert sent.status_code == 400
    assert (await admin.send_form(ONE, act="suspend", because=WHY)).status_code == 403
    assert "Suspended" not in (await admin.get("/desk/subscribers")).text


async def test_a_year_after_the_end_kills_are_still_told_of_and_a_moment_later_no_more(portal: PortalRoom):
    item = await portal.newsroom.release()
    outside = await machine(portal)
    await outside.get(f"/v1/items/{item.guid}")
    await portal.end_contract("gazette")
    over = a_year_after(portal.clock())
    await portal.newsroom.stop(item.guid)
    portal.clock.set(over - timedelta(microseconds=1))
    assert (await outside.get(f"/v1/items/{item.guid}")).status_code == 200
    assert item.guid in (await (await portal.client(EDITOR)).get("/portal/")).text
    portal.clock.set(over)
    assert (await outside.get(f"/v1/items/{item.guid}")).status_code == 404
    assert item.guid not in (await (await portal.client(EDITOR)).get("/portal/")).text
