"""Somebody of the agency sees the portal as a subscriber's person does: read only, for a while, and seen by the master."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from newsflow.accounts.looks.looks import LOOK
from newsflow.db.pool import transaction
from newsflow.search.folder import IndexFolder
from newsflow.search.reader import Archive
from newsflow.web.csrf import csrf_token
from tests.builders import SERVER_KEY, a_dispatch
from tests.desk.opened import open_desk
from tests.desk.room import PASSWORD, DeskClient
from tests.portal.room import COOKIE, EDITOR, MASTER, OTHER, a_portal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.conftest import OpenPage
    from tests.harness import Database, SettableClock
    from tests.portal.room import PortalRoom

WHY = "They write that an item is missing."


@pytest.fixture
async def portal(
    database: Database, clock: SettableClock, open_page: OpenPage, tmp_path: Path
) -> AsyncIterator[PortalRoom]:
    """A portal beside a desk."""
    archive = Archive(IndexFolder(tmp_path))
    async with open_desk(database, clock, open_page, archive=archive) as desk:
        yield await a_portal(desk, archive)


async def look(portal: PortalRoom, who: str = MASTER) -> DeskClient:
    """The administrator's browser, looking at the portal as that person of the gazette sees it."""
    admin, person = await portal.desk.client("administrator:adam"), await portal.person(who)
    form = {"because": WHY, "proof_password": PASSWORD}
    begun = await admin.send_form(f"/desk/subscribers/gazette/people/{person.id}", **form)
    assert begun.headers["location"] == "/portal/", begun.text
    admin.cookies.set(COOKIE, begun.cookies[COOKIE])
    async with transaction(portal.pool) as db:
        found = await (await db.execute("SELECT id FROM session WHERE looker IS NOT NULL")).fetchone()
    assert found is not None
    admin.csrf = csrf_token(SERVER_KEY, found[0])
    return admin


async def written(portal: PortalRoom) -> list[object]:
    """All that looking could have left behind."""
    found: list[object] = []
    async with transaction(portal.pool) as db:
        for table in ("taking", "taking_day", "portal_read", "portal_place", "portal_saved"):
            found += await (await db.execute(f"SELECT count(*) FROM {table}")).fetchall()
    return found


async def test_a_look_sees_what_they_see_leaves_nothing_behind_and_changes_nothing(portal: PortalRoom):
    item = await portal.newsroom.release(a_dispatch(headline="Quay closed", slug="quay"))
    before, looking = await written(portal), await look(portal)
    page = (await looking.get("/portal/")).text
    assert "Quay closed" in page
    assert "Adam\u2069 of the agency sees this as \u2068Gazette Master\u2069 does, until 12:30" in page
    shown = await looking.get(f"/portal/items/{item.guid}")
    assert (shown.status_code, "Quay closed" in shown.text) == (200, True)
    for address in (f"/portal/items/{item.guid}/as/text", "/portal/me"):
        assert (await looking.get(address)).status_code == 403, address
    for address in ("/portal/account/people", f"/portal/items/{item.guid}/mark", "/portal/me/language"):
        assert (await looking.send_form(address, does="save", email="x@y.example")).status_code == 403, (
            address
        )
    assert await written(portal) == before
    await portal.newsroom.stop(item.guid)
    assert "Killed" in (await looking.get(f"/portal/items/{item.guid}")).text
    assert (await looking.get(f"/portal/items/{item.guid}/as/text")).status_code == 403, "no notice either"
    own = await portal.client(MASTER)
    assert "Adam" in (await own.get("/portal/account/looks")).text
    assert WHY in (await own.get("/portal/account/looks")).text
    assert WHY not in (await (await portal.client(OTHER)).get("/portal/account/looks")).text
    assert (await (await portal.client(EDITOR)).get("/portal/account/looks")).status_code == 403
    trail = (await looking.get("/desk/audit?act=see_as")).text
    assert (await portal.person(MASTER)).id in trail
    chief = await portal.desk.client("chief:cleo")
    assert f"Adam,Gazette Master,{WHY}" in (await chief.get("/desk/subscribers/gazette/looks.csv")).text
    ended = await looking.send_form("/portal/sign-out")
    assert ended.headers["location"] == "/desk/subscribers/gazette"
    assert (await looking.get("/portal/")).status_code == 303


async def test_a_look_ends_at_its_minute_and_with_the_right_to_it(portal: PortalRoom):
    looking = await look(portal)
    portal.clock.advance(LOOK - timedelta(microseconds=1))
    assert (await looking.get("/portal/account")).status_code == 200
    async with transaction(portal.pool) as db:
        await db.execute("UPDATE person SET role = 'chief' WHERE id = %s", [looking.person.id])
    assert (await looking.get("/portal/account")).status_code == 403
    async with transaction(portal.pool) as db:
        await db.execute("UPDATE person SET role = 'administrator' WHERE id = %s", [looking.person.id])
    portal.clock.advance(timedelta(microseconds=1))
    assert (await looking.get("/portal/account")).status_code == 303


async def test_nobody_looks_without_the_right_a_reason_or_a_proof_nor_as_a_stranger(portal: PortalRoom):
    person, stranger = await portal.person(MASTER), await portal.person(OTHER)
    address = f"/desk/subscribers/gazette/people/{person.id}"
    admin, chief = await portal.desk.client("administrator:adam"), await portal.desk.client("chief:cleo")
    assert (await chief.send_form(address, because=WHY, proof_password=PASSWORD)).status_code == 403
    assert (await admin.send_form(address, because=WHY)).status_code == 403
    assert (await admin.send_form(address, because=" ", proof_password=PASSWORD)).status_code == 400
    other = f"/desk/subscribers/gazette/people/{stranger.id}"
    assert (await admin.send_form(other, because=WHY, proof_password=PASSWORD)).status_code == 404
