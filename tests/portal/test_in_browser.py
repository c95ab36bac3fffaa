"""The portal in a browser: the wire live and without a gap, kills at once, the keyboard, and what every page owes everybody."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from newsflow.db.pool import transaction
from newsflow.domain.codes import Form, Priority
from newsflow.domain.guid import SubscriberId
from newsflow.portal import live
from newsflow.subscribers.suspending import suspend
from tests.axe import axe_faults
from tests.builders import a_dispatch, a_picture, a_series
from tests.journeys.test_every_page import complaints, looked_at
from tests.portal.every_route import FILES, LEADS_AWAY, LEADS_ON, LISTS, STREAMS, a_world, table
from tests.portal.room import EDITOR, MASTER
from tests.portal.steady import MEMORY_MOST, memory_of, released, shown

if TYPE_CHECKING:
    import pytest
    from playwright.async_api import Browser

    from tests.portal.room import PortalRoom

BARE = {*STREAMS, LEADS_AWAY, "/items/{guid}/as/{format}", *LISTS, *LEADS_ON, *FILES}
HEADLINE = "Ferry returns to the old harbour"


async def test_the_wire_lives_through_a_lost_network_and_a_kill_empties_what_is_open(
    portal: PortalRoom, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(live, "LOOK_S", 0.05)
    first = await portal.newsroom.release()
    page = await portal.browser()
    said = complaints(page)
    await page.goto(f"{portal.desk.url}/portal/")
    await page.locator(".wire-word[data-state=live]").wait_for()
    await page.mouse.move(1270, 5)
    flash = await portal.newsroom.release(
        a_dispatch(headline="Port closed", slug="port", form=Form.FLASH, priority=Priority.FLASH, urgency=1)
    )
    await page.locator(f'.wire-line[data-guid="{flash.guid}"][data-new]').wait_for()
    assert "Port closed" in await page.locator("[data-flash]").inner_text()

    await page.keyboard.press("j")
    await page.keyboard.press("j")
    await page.keyboard.press("o")
    beside = page.locator(".wire-beside")
    await beside.get_by_text("Hundreds came to see it.").wait_for()
    assert await page.locator(f'.wire-line[data-guid="{first.guid}"]').get_attribute("data-read") == ""
    assert page.url.endswith("/portal/"), "the list stays"

    assert not said, said
    await page.context.set_offline(True)
    missed = [await portal.newsroom.release(a_dispatch(slug=f"missed-{n}")) for n in range(3)]
    await page.context.set_offline(False)
    for one in missed:
        await page.locator(f'.wire-line[data-guid="{one.guid}"]').wait_for()
    assert await page.locator(".wire-line").count() == 5, "each once"

    await portal.newsroom.stop(first.guid)
    stopped = page.locator(f'.wire-line[data-guid="{first.guid}"][data-stopped]')
    await stopped.wait_for()
    await beside.get_by_text("Killed: nothing of it may be used").wait_for()
    killed_line = re.sub(r"\s+", " ", await stopped.inner_text())
    assert "harbour-ferry" in killed_line
    assert HEADLINE not in killed_line + await beside.inner_text()

    await page.goto(f"{portal.desk.url}/portal/?before={missed[2].seq}")
    await page.locator(".wire-word[data-state=live]").wait_for()
    newest = await portal.newsroom.release(a_dispatch(slug="newest"))
    await portal.newsroom.stop(missed[0].guid)
    await page.locator(f'.wire-line[data-guid="{missed[0].guid}"][data-stopped]').wait_for()
    assert not await page.locator(f'.wire-line[data-guid="{newest.guid}"]').count(), "older pages stand still"
    portal.clock.advance(timedelta(hours=1))
    await portal.end_contract("gazette")
    await page.get_by_text("Port closed").wait_for(state="detached")
    assert HEADLINE not in await page.locator("main").inner_text(), "access is off at the hour"


async def test_a_killed_picture_leaves_an_open_series_beside_the_wire(
    portal: PortalRoom, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(live, "LOOK_S", 0.05)
    *members, series = await portal.newsroom.release_series()
    page = await portal.browser()
    await page.goto(f"{portal.desk.url}/portal/")
    await page.locator(".wire-word[data-state=live]").wait_for()
    await page.locator(f'.wire-line[data-guid="{series.guid}"] a').click()
    shown = page.locator(f'.wire-beside .gallery [href$="{members[0].guid}"]')
    await shown.wait_for()
    await portal.newsroom.stop(members[0].guid)
    await shown.wait_for(state="detached")
    await page.locator(f'.wire-beside .gallery [href$="{members[1].guid}"]').wait_for()
    async with transaction(portal.pool) as db:
        await suspend(db, SubscriberId("gazette"), "Unpaid.", by="p_admin", now=portal.clock())
    await page.get_by_text("Your organisation is suspended").wait_for()
    assert not await page.locator(".gallery").count(), "every open page empties itself"
    assert "The ferry is back" not in await page.locator("main").inner_text()


async def test_without_javascript_the_wire_reads_filters_and_opens(portal: PortalRoom):
    item = await portal.newsroom.release()
    page = await portal.browser(scripts=False)
    await page.goto(f"{portal.desk.url}/portal/")
    await page.get_by_text("Change", exact=True).click()
    await page.get_by_label("English").check()
    await page.get_by_role("button", name="Show").click()
    assert "lang=en" in page.url
    await page.get_by_role("link", name=HEADLINE).click()
    assert item.guid.replace(":", "%3A") in page.url or item.guid in page.url
    await page.get_by_role("button", name="Save", exact=False).click()
    assert "Saved to your list." in await page.locator(".toast").inner_text()


async def test_an_open_item_tells_of_its_newer_version_and_what_is_done_with_it_is_done_beside_the_list(
    portal: PortalRoom, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(live, "LOOK_S", 0.05)
    item = await portal.newsroom.release()
    page = await portal.browser()
    await page.goto(f"{portal.desk.url}/portal/")
    await page.get_by_role("button", name="Columns").click()
    await page.locator("live-wire[data-density=columns] .wire-word[data-state=live]").wait_for()
    await page.keyboard.press("j")
    await page.keyboard.press("o")
    beside = page.locator(".wire-beside")
    await beside.get_by_role("button", name="Save", exact=False).wait_for()
    await page.keyboard.press("s")
    await beside.get_by_role("button", name="Take off your list").wait_for()
    assert await page.locator("[data-says]").inner_text() == "Saved to your list."
    assert page.url.endswith("/portal/"), "the list stays"
    await portal.newsroom.release(a_dispatch(headline=f"{HEADLINE} tonight"), of=item.guid)
    newer = beside.locator(".item-newer[role=status]")
    await newer.get_by_text("Updated at").wait_for()
    assert "tonight" not in await beside.locator(".item-headline").inner_text(), "told, never forced"
    await newer.get_by_role("link", name="See what changed").click()
    await beside.locator("ins", has_text="tonight").wait_for()
    colleague = await portal.client()
    assert 'data-density="columns"' in (await colleague.get("/portal/")).text, "kept for the person"
    assert (await colleague.send_form("/portal/density", density="huge")).status_code == 400
    await page.goto(f"{portal.desk.url}/portal/saved")
    async with page.expect_download() as coming:
        await page.get_by_role("button", name="Download").click()
    assert (await coming.value).suggested_filename == "saved.zip"
    await page.locator(".zip-told", has_text="Done").wait_for()

    giver, me = await portal.client(EDITOR), await portal.person()
    await giver.send_form(f"/portal/items/{item.guid}/share", to=me.id, note="For page 3?")
    await page.goto(f"{portal.desk.url}/portal/saved")
    assert await page.locator(f'.wire-line[data-guid="{item.guid}"]').count() == 2, "saved, and sent"
    await portal.newsroom.stop(item.guid)
    await page.locator(".wire-line[data-stopped]").nth(1).wait_for()
    assert HEADLINE not in await page.locator("main").inner_text()


async def test_half_a_minute_of_a_busy_wire_is_shown_whole_in_order_and_heard_as_counts_and_flashes(
    portal: PortalRoom, browser: Browser, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(live, "LOOK_S", 0.05)
    before = await portal.newsroom.release()
    page = await portal.browser()
    await page.goto(f"{portal.desk.url}/portal/")
    await page.locator(".wire-word[data-state=live]").wait_for()
    await page.evaluate("""() => {
      window.heard = []
      const hears = new MutationObserver(all => heard.push(...all.map(one => one.target.textContent)))
      for (const region of document.querySelectorAll("[data-says], [data-flash]")) hears.observe(region, { childList: true })
    }""")
    made = await released(portal.newsroom, 25, every_s=0.02)
    facts = {"slug": "port", "form": Form.FLASH, "priority": Priority.FLASH, "urgency": 1}
    flash = (await portal.newsroom.release(a_dispatch(headline="Port closed", **facts))).guid
    await page.locator(f'.wire-line[data-guid="{flash}"]').wait_for()
    await portal.newsroom.release(a_dispatch(headline="Port closed now", **facts), of=flash)
    await page.locator(f'.wire-line[data-guid="{flash}"][data-version="2"]').wait_for()
    assert await shown(page) == [flash, *reversed(made), before.guid]
    heard = await page.evaluate("heard")
    assert [one for one in heard if "Port closed" in one] == ["▲▲ Flash Port closed"], "once, as text"
    counts = [int(one.split()[0]) for one in heard if one.endswith(" new")]
    assert counts, heard
    assert sum(counts) <= 26
    assert not await page.locator("[data-sound]").is_checked(), "sound is off by default"
    assert await memory_of(browser) < MEMORY_MOST
    await page.evaluate("""() => {
      for (const link of document.querySelectorAll(".wire-headline a")) link.textContent = "Much is said in long headlines. ".repeat(6)
      return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
    }""")
    await page.set_viewport_size({"width": 390, "height": 844})
    assert await page.evaluate("document.documentElement.scrollWidth") == 390, (
        "what is far below keeps no old width"
    )
    await page.set_viewport_size({"width": 1280, "height": 900})
    await page.keyboard.press("/")
    await page.keyboard.type("jo")
    assert await page.locator("#q").input_value() == "jo", (
        "the filters open, and no letter is a key in a field"
    )


async def test_whoever_does_not_know_the_language_of_questions_has_it_written_and_a_kill_leaves_the_found(
    portal: PortalRoom, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(live, "LOOK_S", 0.05)
    item = await portal.newsroom.release()
    await portal.indexed()
    page = await portal.browser()
    await page.goto(f"{portal.desk.url}/portal/search")
    await page.get_by_text("Help me ask").click()
    await page.get_by_role("button", name="by:…").click()
    await page.keyboard.type("Ada")
    assert await page.locator("#q").input_value() == "by:Ada"
    await page.locator("#q").evaluate("field => field.setSelectionRange(0, 0)")
    await page.get_by_role("button", name="NOT …").click()
    assert await page.locator("#q").input_value() == "NOT … by:Ada", "a piece stands apart from what follows"
    await page.locator("#q").fill("NOT sport ")
    await page.locator("#q").press_sequentially("fer")
    await page.locator("#q-ahead option[value='NOT sport ferry']").wait_for(state="attached")
    ahead = page.locator("#q-ahead option")
    assert await ahead.get_attribute("label") is None, "what contains what was typed is shown as it is"
    await page.keyboard.type(" ")
    await ahead.wait_for(state="detached")
    await page.locator("#q").fill("fér")
    await page.locator("#q-ahead option[value='ferry'][label='fér (ferry)']").wait_for(state="attached")
    await page.get_by_label("All of these words").fill("ferry")
    await page.get_by_role("button", name="Write the question and search").click()
    assert await page.locator("#q").input_value() == "ferry"
    await page.keyboard.press("j")
    assert await page.evaluate("document.activeElement.textContent") == HEADLINE
    await page.locator(".search-facets").get_by_role("link", name="English").click()
    await page.locator(".chips").get_by_role("link", name="English").wait_for()
    await portal.newsroom.stop(item.guid)
    await page.locator(f'.wire-line[data-guid="{item.guid}"][data-stopped]').wait_for()
    assert HEADLINE not in await page.locator(".search").inner_text()


async def test_every_page_is_named_ordered_legible_and_fits_a_phone(portal: PortalRoom):
    world = await a_world(portal)
    series = (await portal.newsroom.release_series(a_series(a_picture())))[-1]
    killed = await portal.newsroom.release(a_dispatch(slug="killed"))
    await portal.newsroom.stop(killed.guid)
    page = await portal.browser(MASTER)
    said = complaints(page)
    paths = [world.address(one) for one in table(portal) if "GET" in one.methods and one.path not in BARE]
    paths += [
        f"/portal/items/{series.guid}",
        f"/portal/items/{killed.guid}",
        "/portal/why?id=" + world.named["guid"],
    ]
    wrong: list[str] = []
    for path in paths:
        await page.goto(portal.desk.url + path)
        wrong += [f"{path} {each}" for each in [*await looked_at(page), *await axe_faults(page)]]
    said = [each for each in said if not any(status in each for status in ("400", "404", "410", "503"))]
    assert not wrong + said, "\n".join(wrong + said)
