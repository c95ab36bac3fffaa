"""Pictures, films and graphics in the portal: a grid of previews, each of them large with its rights, whole series to take."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from newsflow.domain.codes import ItemType
from newsflow.domain.dispatch import Dateline, Restriction
from newsflow.domain.media import Media, Rendition, RenditionName
from newsflow.portal import live
from newsflow.web.within.views import for_subscribers
from tests.axe import axe_faults
from tests.builders import a_dispatch, a_picture, a_rendition, a_series
from tests.journeys.test_every_page import complaints, looked_at
from tests.media.invented import a_png
from tests.portal.room import MASTER
from tests.portal.test_item import taken

if TYPE_CHECKING:
    import httpx
    import pytest
    from playwright.async_api import Page

    from newsflow.domain.dispatch import Dispatch
    from newsflow.domain.entry import Header
    from tests.portal.room import PortalRoom

SIZES = ("web", "sd")
COVERED = {"photo_sizes": ("web", "print"), "video_sizes": SIZES, "graph_sizes": ("raster",)}
PAGE_BYTES_MOST = 75_000
"""Of the page's own text; with style and scripts it stays under what a page may weigh before its pictures."""


async def files(portal: PortalRoom, **kinds: str) -> tuple[Rendition, ...]:
    """Files that are all one small picture, by name and type."""
    assert portal.store is not None
    body = a_png()
    kept = await portal.store.put(body)
    return tuple(
        Rendition(
            name=RenditionName(name), type=kind, bytes=len(body), sha256=kept.sha256, width=320, height=240
        )
        for name, kind in kinds.items()
    )


async def pictures(portal: PortalRoom, *headlines: str) -> list[Header]:
    """A series of pictures with a preview each, and the series itself, on the wire."""
    held = await files(portal, print="image/jpeg", web="image/jpeg", thumb="image/jpeg")
    term = Restriction(words="Not for calendars.", mandatory_credit=True)
    members = [
        replace(a_picture(renditions=held, caption=f"{one}, seen."), headline=one, restrictions=(term,))
        for one in headlines
    ]
    return await portal.newsroom.release_series(a_series(*members))


async def a_film_on_the_wire(portal: PortalRoom, headline: str) -> Header:
    """A film with a still, in a series of its own."""
    film: Dispatch = a_dispatch(
        type=ItemType.VIDEO,
        headline=headline,
        body=(),
        media=Media(
            caption="It sails.",
            alt_text="A ferry crosses a bay.",
            credit_line="Ada Sample / Novafon",
            renditions=await files(portal, sd="video/mp4", web="video/mp4", poster="image/jpeg"),
        ),
    )
    return (await portal.newsroom.release_series(a_series(film)))[0]


def shown(page: httpx.Response) -> list[str]:
    """The items of the grid, in order."""
    assert page.status_code == 200, page.text
    return re.findall(r'class="picture" data-guid="([^"]+)"', page.text)


async def test_the_grid_has_what_the_contract_covers_and_only_a_fetched_preview_is_in_the_ledger_free_of_the_quota(
    portal: PortalRoom,
):
    await portal.subscriber("weekly", download_limit_day=1, **COVERED)
    await portal.subscriber("courrier-fr", languages=("fr",), **COVERED)
    await portal.subscriber("poster", advance_copy=True, **COVERED)
    one, two, series = await pictures(portal, "The quay", "The bell")
    film = await a_film_on_the_wire(portal, "The crossing")
    await portal.newsroom.release()
    client = await portal.client("weekly:editor")
    page = await client.get("/portal/pictures")
    assert shown(page) == [film.guid, one.guid, two.guid], "newest first, a series in its own order"
    assert page.text.count("data-series") == 1
    assert f"/portal/items/{series.guid}/all.zip" in page.text
    for guid in (one.guid, two.guid, series.guid):
        assert await taken(portal, guid) == []
    small = f"/portal/items/{one.guid}/files/thumb"
    assert f'src="{small}"' in page.text
    assert "/files/web" not in page.text, "what counts is never fetched by looking"
    assert (await client.get(small)).status_code == 200
    large = await client.get(f"/portal/pictures/{two.guid}")
    for words in ("The bell, seen.", "Ada Sample / Novafon", "Not for calendars.", "With the credit, always"):
        assert words in large.text, words
    assert f"/portal/items/{series.guid}/all.zip" in large.text
    assert [line[2:] for line in await taken(portal, one.guid)] == [("portal:thumb", 1)]
    assert [line[2:] for line in await taken(portal, two.guid)] == [("portal:look", 1)]
    assert (await client.get(f"/portal/items/{film.guid}/files/web")).status_code == 200, "the day's one"
    assert (await client.get(f"/portal/pictures/{one.guid}")).status_code == 200
    assert (await client.get(f"/portal/items/{one.guid}/files/web")).status_code == 403
    elsewhere = await portal.client("courrier-fr:editor")
    assert shown(await elsewhere.get("/portal/pictures")) == []
    assert (await elsewhere.get(f"/portal/pictures/{one.guid}")).status_code == 404

    hour = portal.clock() + timedelta(hours=2)
    held = replace(a_series(a_picture()), about=a_dispatch(body=(), media=Media(), embargo=hour))
    secret = (await portal.newsroom.release_series(held))[0]
    ahead = await portal.client("poster:master")
    assert secret.guid in shown(await ahead.get("/portal/pictures"))
    assert 'data-kind="embargo"' in (await ahead.get(f"/portal/pictures/{secret.guid}")).text
    assert secret.guid not in shown(await client.get("/portal/pictures"))


async def test_a_graphic_is_shown_as_large_as_it_is_and_larger_by_its_raster_and_no_dateline_stands_alone(
    portal: PortalRoom,
):
    await portal.subscriber("weekly", **COVERED)
    client = await portal.client("weekly:editor")
    drawn = a_picture(
        renditions=(a_rendition("pdf", "application/pdf"), a_rendition("raster"), a_rendition("thumb"))
    )
    chart = (await portal.newsroom.release_series(a_series(replace(drawn, type=ItemType.GRAPH))))[0]
    view = (await client.get(f"/portal/pictures/{chart.guid}")).text
    assert "data-drawing" in view, "its preview is shown as large as it is"
    assert f'href="/portal/items/{chart.guid}/files/raster" data-large' in view
    filed = a_dispatch(dateline=Dateline(place="Izmir"))
    for body, printed in ((filed.body, True), ((), False)):
        said = for_subscribers(replace(filed, body=body), portal.desk.agency).byline
        assert any("IZMIR" in part for part in said) is printed, "a dateline stands before a text alone"


async def test_the_address_narrows_by_kind_and_words_and_pages_on_with_a_light_page(portal: PortalRoom):
    await portal.subscriber("weekly", **COVERED)
    film = await a_film_on_the_wire(portal, "The crossing")
    made = [one.guid for one in await pictures(portal, *(f"Boat {n}" for n in range(60)))][:-1]
    await portal.indexed()
    client = await portal.client("weekly:editor")
    first = await client.get("/portal/pictures")
    assert shown(first) == made
    assert len(first.content) < PAGE_BYTES_MOST
    older = re.search(r'href="([^"]+)" rel="next"', first.text)
    assert older is not None
    assert shown(await client.get(older[1])) == [film.guid]
    assert shown(await client.get("/portal/pictures?type=video")) == [film.guid]
    assert shown(await client.get("/portal/pictures?type=videogroup")) == [film.guid]
    assert shown(await client.get("/portal/pictures?q=crossing")) == [film.guid]
    assert shown(await client.get("/portal/pictures?q=%22boat 7%22&type=video")) == []
    assert shown(await client.get("/portal/pictures?q=%22boat 7%22")) == [made[7]]
    assert shown(await client.get("/portal/pictures?type=text")) == made, (
        "a kind that is none narrows nothing"
    )


async def shown_large(page: Page, words: str) -> None:
    """Nothing, once the large view says these words."""
    await page.locator(".large[open] .large-said", has_text=words).wait_for()


async def test_arrows_lead_from_picture_to_picture_and_a_kill_leaves_the_grid_and_the_open_view(
    portal: PortalRoom, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(live, "LOOK_S", 0.05)
    await portal.subscriber("weekly", **COVERED)
    one, two, _series = await pictures(portal, "The quay", "The bell")
    film = await a_film_on_the_wire(portal, "The crossing")
    page = await portal.browser(MASTER.replace("gazette", "weekly"))
    said = complaints(page)
    await page.goto(f"{portal.desk.url}/portal/pictures")
    await page.locator(f'[data-guid="{film.guid}"] a').press("Enter")
    await shown_large(page, "It sails.")
    player = page.locator(".large video")
    assert await player.get_attribute("preload") == "none", "a film is taken when it is played, not before"
    await page.keyboard.press("ArrowRight")
    await shown_large(page, "The quay, seen.")
    assert await page.locator("[data-place]").inner_text() == "2 of 3"
    assert not await axe_faults(page)
    await page.keyboard.press("ArrowRight")
    await shown_large(page, "The bell, seen.")
    await page.keyboard.press("ArrowLeft")
    await shown_large(page, "The quay, seen.")
    await portal.newsroom.stop(one.guid)
    await shown_large(page, "Killed: nothing of it may be used")
    inside = await page.locator("picture-grid").inner_text()
    assert "The quay" not in inside
    assert one.guid in inside
    assert await page.locator("[data-place]").text_content() == "", "it is none of those that are left"
    assert await page.locator(f'.picture[data-guid="{one.guid}"]').count() == 0
    await page.keyboard.press("Escape")
    await page.locator(f'.picture[data-guid="{two.guid}"] a:focus').wait_for()
    wrong = [*await looked_at(page), *said]
    assert not wrong, wrong


async def test_a_kill_of_another_picture_tells_the_open_view_how_many_are_left(
    portal: PortalRoom, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(live, "LOOK_S", 0.05)
    await portal.subscriber("weekly", **COVERED)
    one, two, three, _series = await pictures(portal, "The quay", "The bell", "The mast")
    page = await portal.browser(MASTER.replace("gazette", "weekly"))
    await page.goto(f"{portal.desk.url}/portal/pictures")
    await page.locator(f'[data-guid="{two.guid}"] a').press("Enter")
    await shown_large(page, "The bell, seen.")
    place = page.locator("[data-place]")
    assert await place.inner_text() == "2 of 3"
    await portal.newsroom.stop(one.guid)
    await page.locator("[data-place]", has_text="1 of 2").wait_for()
    await page.keyboard.press("ArrowRight")
    await shown_large(page, "The mast, seen.")
    await portal.newsroom.stop(three.guid)
    await shown_large(page, "Killed: nothing of it may be used")
    await page.keyboard.press("ArrowRight")
    await shown_large(page, "The bell, seen.")
    assert await place.inner_text() == "1 of 1"
