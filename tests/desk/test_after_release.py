"""What a draft's pages tell once it is out, killed or waiting for its hour."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.builders import a_newsroom
from tests.desk.test_release_page import LINE, PASSED, PROOF, a_draft, flashed

if TYPE_CHECKING:
    from tests.desk.room import DeskRoom


async def test_the_draft_that_a_killed_item_came_of_shows_nothing_of_it(desk: DeskRoom):
    draft = await a_draft(desk)
    editor = await desk.client("editor:ada")
    answer = await editor.send_form(f"/desk/drafts/{draft}/release", **PASSED)
    guid = answer.headers["location"].partition("?")[0].rsplit("/", 1)[1]
    page = f"/desk/drafts/{draft}"
    ways = [page, f"{page}/versions", f"{page}/beside", f"{page}/release"]
    zoe = await desk.client("reporter:zoe")
    read = (await zoe.get(page)).text
    assert "its bell ringing" in read
    assert "is writing in this draft" not in read, "nobody writes in what is released"
    newsroom = await a_newsroom(desk.pool, desk.clock)
    await newsroom.stop(guid)
    for address in ways:
        gone = await zoe.get(address)
        assert "its bell ringing" not in gone.text, address
        assert gone.status_code == (200 if address.endswith("/release") else 410), address


async def test_a_flash_that_was_killed_is_not_read_from_its_approval(desk: DeskRoom):
    ada, ben = await desk.client("editor:ada"), await desk.client("editor:ben")
    asked = await flashed(desk, ada)
    out = await ben.send_form(f"/desk/approvals/{asked.id}/approve", digest=asked.digest_hex, **PROOF)
    assert out.status_code == 303, out.text
    assert LINE["text"] in (await ben.get(f"/desk/approvals/{asked.id}")).text
    await (await a_newsroom(desk.pool, desk.clock)).stop(
        out.headers["location"].partition("?")[0].rsplit("/", 1)[1]
    )
    assert LINE["text"] not in (await ben.get(f"/desk/approvals/{asked.id}")).text


async def test_the_editor_says_that_a_change_takes_a_scheduled_release_back(desk: DeskRoom):
    draft = await a_draft(desk)
    ada = await desk.client("editor:ada")
    assert "goes out by itself" not in (await ada.get(f"/desk/drafts/{draft}")).text
    day = desk.clock() + timedelta(days=2)
    await ada.send_form(f"/desk/drafts/{draft}/release", due=f"{day:%Y-%m-%d}T09:00", **PASSED)
    assert "goes out by itself" in (await ada.get(f"/desk/drafts/{draft}")).text
