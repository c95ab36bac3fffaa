"""Pictures in a browser: dropped with progress, seen small, given words, put in order, approved by another's passkey."""

from __future__ import annotations

import asyncio
import base64
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from newsflow.db.pool import transaction
from newsflow.media import Facts
from newsflow.media.work import STILLS, Bench, run_media
from newsflow.newsroom import drafts
from newsflow.objects import Place, open_store
from newsflow.wire.fsck import fsck
from newsflow.wire.read import head
from tests.builders import a_dispatch
from tests.desk.opened import open_desk
from tests.desk.test_passkeys import enrol
from tests.media.invented import a_jpeg, a_png

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from playwright.async_api import Page

    from newsflow.objects import ObjectStore
    from tests.conftest import OpenPage
    from tests.desk.room import DeskRoom
    from tests.harness import Database, SettableClock

DROP = """async ([area, files]) => {
  const held = new DataTransfer()
  for (const [name, text] of files) {
    const bytes = Uint8Array.from(atob(text), sign => sign.charCodeAt(0))
    held.items.add(new File([bytes], name))
  }
  const event = new DragEvent("drop", { dataTransfer: held, bubbles: true, cancelable: true })
  document.querySelector(area).dispatchEvent(event)
}"""
THUMB = ".asset-picture img"


@pytest.fixture
def store(tmp_path: Path) -> ObjectStore:
    """An empty store in a folder."""
    return open_store(Place(url=str(tmp_path / "objects"), scratch=tmp_path / "scratch"))


@pytest.fixture
async def desk(
    database: Database, clock: SettableClock, open_page: OpenPage, store: ObjectStore
) -> AsyncIterator[DeskRoom]:
    """A desk with an object store and a worker."""
    async with open_desk(database, clock, open_page, store=store) as room:
        stop = asyncio.Event()
        bench = Bench(pool=room.pool, store=store, clock=clock, holder="worker", house=Facts())
        working = asyncio.create_task(run_media(bench, STILLS, stop))
        yield room
        stop.set()
        await working


async def drop(page: Page, *files: tuple[str, bytes]) -> None:
    """Let files fall onto the page's area."""
    given = [[name, base64.b64encode(content).decode()] for name, content in files]
    await page.evaluate(DROP, ["file-upload", given])


async def seen_small(page: Page, count: int) -> None:
    """Wait until that many small pictures are really drawn."""
    await expect(page.locator(THUMB)).to_have_count(count)
    await page.wait_for_function(
        "picture => [...document.querySelectorAll(picture)].every(one => one.naturalWidth > 0)", arg=THUMB
    )


async def until_ready(page: Page, count: int) -> None:
    """Load the series' page again until its pictures have their words inside."""
    for _ in range(40):
        if await page.locator("[data-member] .state", has_text="Ready").count() == count:
            break
        await asyncio.sleep(0.25)
        await page.reload()
    await expect(page.locator("[data-member] .state", has_text="Ready")).to_have_count(count)


async def worded(page: Page, desk: DeskRoom, number: int) -> None:
    """Give the words that the series' picture of that place needs, and come back."""
    series = page.url
    await page.locator(".asset-name a").nth(number).click()
    await page.get_by_label("Caption", exact=False).first.fill(f"The ferry, picture {number + 1}.")
    await page.get_by_label("For those who do not see it").fill("A white ferry at a quay.")
    await page.get_by_label("Credit line").fill("Ada Sample / Novafon")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("The files are made again", exact=False).first).to_be_visible()
    await page.goto(series)
    assert page.url.startswith(desk.url)


async def test_pictures_are_dropped_into_a_story_ordered_and_approved_as_one(desk: DeskRoom) -> None:
    mia = await desk.browser("editor:mia")
    person = await desk.person("editor:mia")
    async with transaction(desk.pool) as db:
        text = await drafts.create(db, a_dispatch(), desk.clock(), by=person.id)
    await mia.goto(f"{desk.url}/desk/drafts/{text}")
    await mia.get_by_role("link", name="Attach pictures", exact=False).click()
    await drop(mia, ("one.jpg", a_jpeg(640, 480)), ("lie.jpg", a_png()), ("two.png", a_png(400, 300)))
    await expect(mia.locator(".media-sent li")).to_have_count(3)
    await expect(mia.locator(".media-sent [data-refused]")).to_contain_text("It is named")
    await seen_small(mia, 2)
    await mia.goto(f"{desk.url}/desk/drafts/{text}")
    await mia.locator(".story-media a").click()
    await seen_small(mia, 2)
    await expect(mia.locator(".asset-name").first).to_contain_text("one.jpg")
    await mia.get_by_role("button", name="Down one.jpg").click()
    await expect(mia.locator(".asset-name").first).to_contain_text("two.png")
    await mia.locator("[data-member]").first.drag_to(
        mia.locator("[data-member]").last, target_position={"x": 20, "y": 80}
    )
    await expect(mia.locator(".asset-name").first).to_contain_text("one.jpg")
    await mia.get_by_label("Urgency").select_option("1")
    await mia.get_by_role("button", name="Save", exact=False).last.click()
    for number in (0, 1):
        await worded(mia, desk, number)
    await expect(mia.locator(".asset-missing")).to_have_count(0)
    await until_ready(mia, 2)
    await mia.get_by_role("button", name="Release…").click()
    await expect(mia.locator(".member")).to_have_count(2)
    await mia.get_by_role("button", name="Ask for approval").click()
    await expect(mia.get_by_text("It waits for a second look.").first).to_be_visible()
    ben = await desk.browser("editor:ben", passkeys=True)
    await enrol(ben, desk)
    await ben.goto(mia.url)
    await expect(ben.locator(".member img")).to_have_count(2)
    await ben.wait_for_function(
        "() => [...document.querySelectorAll('.member img')].every(one => one.complete && one.naturalWidth > 0)"
    )
    await ben.get_by_role("button", name="Approve").click()
    await ben.wait_for_url("**/desk/items/*picturegroup*")
    async with desk.pool.connection() as db:
        assert (await head(db)).seq == 3
        assert (await fsck(db)).faults == []


async def test_without_javascript_files_come_in_by_the_form(desk: DeskRoom) -> None:
    page = await desk.browser("picture_desk:mia", scripts=False)
    await page.goto(f"{desk.url}/desk/media")
    await page.get_by_label("Files").set_input_files(
        [
            {"name": "one.png", "mimeType": "image/png", "buffer": a_png()},
            {"name": "two.png", "mimeType": "image/png", "buffer": a_png(80, 60)},
        ]
    )
    await page.get_by_role("button", name="Send them").click()
    await expect(page.get_by_text("The files are stored", exact=False)).to_be_visible()
    for _ in range(40):
        if await page.locator(THUMB).count() == 2:
            break
        await asyncio.sleep(0.25)
        await page.goto(f"{desk.url}/desk/media")
    await expect(page.locator(THUMB)).to_have_count(2)
