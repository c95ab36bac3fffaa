"""Flashes and stops in browsers with passkeys: two people in ten seconds, one alone at night, and one key to stop."""

from __future__ import annotations

import re
from datetime import timedelta
from time import perf_counter
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import pytest
from playwright.async_api import expect

from newsflow.db.pool import transaction
from newsflow.domain.codes import Form
from newsflow.wire.read import head, item, last
from tests.builders import a_dispatch, a_newsroom
from tests.desk.room import PASSWORD
from tests.desk.test_passkeys import enrol
from tests.harness import MORNING

if TYPE_CHECKING:
    from playwright.async_api import Page, Route

    from newsflow.wire.rows import Item
    from tests.desk.room import DeskRoom
    from tests.journeys.outside import Outside

LINE = "Port closed to all ships"
WHY_ALONE = "Nobody else is on until six."
THREE_AT_NIGHT = MORNING + timedelta(hours=15)
TEN_SECONDS = 10.0


async def keyed(desk: DeskRoom, role: str) -> Page:
    """The browser of that person, with a passkey enrolled."""
    page = await desk.browser(role, passkeys=True)
    await enrol(page, desk)
    return page


async def type_flash(page: Page, desk: DeskRoom, slug: str = "port") -> float:
    """The moment of the last keystroke: the flash line opened by its key on the board, filled in and sent by it."""
    await page.goto(f"{desk.url}/desk/")
    await page.keyboard.press("f")
    dialog = page.locator("dialog#flash-line")
    await expect(dialog).to_be_visible()
    await expect(dialog.get_by_label("One line")).to_be_focused()
    await dialog.get_by_label("One line").fill(LINE)
    await dialog.get_by_label("Who says so").fill("Harbour Office")
    await dialog.get_by_label("Story").fill(slug)
    await dialog.get_by_label("Language").select_option("en")
    pressed = perf_counter()
    await dialog.get_by_label("Story").press("Enter")
    return pressed


async def on_the_wire(desk: DeskRoom, guid: str) -> Item:
    async with desk.pool.connection() as db:
        return await item(db, guid)


async def test_a_flash_is_on_the_wire_within_ten_seconds_of_the_last_keystroke(desk: DeskRoom):
    ada, ben = await keyed(desk, "editor:ada"), await keyed(desk, "chief:ben")
    await ben.goto(f"{desk.url}/desk/approvals")
    started = await type_flash(ada, desk)
    await ben.get_by_role("link", name=LINE).click()
    await expect(ben.locator(".copy-headline")).to_have_text(LINE)
    await ben.keyboard.press("y")
    await expect(ben).to_have_url(re.compile("/desk/items/nf:text:"))
    took_s = perf_counter() - started
    assert took_s < TEN_SECONDS, took_s
    async with desk.pool.connection() as db:
        [entry] = await last(db, 1)
    assert entry.content is not None
    assert entry.content.headline == LINE
    released = await on_the_wire(desk, entry.header.guid)
    assert released.form == "flash"
    await expect(ada.get_by_role("status").filter(has_text="approved it")).to_be_visible()
    await ada.get_by_role("link", name="Write the lead").click()
    await expect(ada.get_by_label("Slug of the story")).to_have_value("port")
    await expect(ada.locator("#replaces")).to_have_value(entry.header.guid)


async def test_both_words_of_a_flash_carry_the_key_that_gave_them(desk: DeskRoom):
    ada, ben = await keyed(desk, "editor:ada"), await keyed(desk, "chief:ben")
    await type_flash(ada, desk)
    await expect(ada.get_by_role("heading", name="Second look")).to_be_visible()
    await ben.goto(ada.url.partition("?")[0])
    await ben.get_by_role("button", name="Approve").click()
    await expect(ben).to_have_url(re.compile("/desk/items/"))
    await expect(ben.get_by_text("Approved by Ben (passkey)")).to_be_visible()


async def test_one_alone_at_night_sends_with_a_passkey_and_a_reason_after_the_wait(
    desk: DeskRoom, outside: Outside
):
    chief = await desk.person("chief:cem")
    desk.clock.set(THREE_AT_NIGHT)
    ada = await keyed(desk, "editor:ada")
    await ada.goto(f"{desk.url}/desk/duty")
    await ada.get_by_role("button", name="I am alone").click()
    await expect(ada.get_by_text("You are alone: all desks are on this board.")).to_be_visible()
    await type_flash(ada, desk)
    await expect(ada.get_by_text("you may send it alone from")).to_be_visible()
    desk.clock.advance(timedelta(seconds=desk.agency.desk.alone_after_s + 1))
    reason = ada.get_by_label("Why it goes out without a second look")
    await expect(reason).to_be_visible()
    assert await outside.listed() == {}
    await reason.fill(WHY_ALONE)
    await ada.get_by_role("button", name="Send it alone").click()
    await expect(ada).to_have_url(re.compile("/desk/items/nf:text:"))
    await expect(ada.get_by_text("Sent alone by Ada (passkey)")).to_be_visible()
    await expect(ada.get_by_text("sent it without a second look")).to_be_visible()
    await expect(ada.get_by_text("You cannot be the one")).to_be_visible()
    assert list((await outside.listed()).values()) == [LINE]
    async with transaction(desk.pool) as db:
        cursor = await db.execute("SELECT recipient, body FROM outbox ORDER BY id LIMIT 9")
        letters = await cursor.fetchall()
    assert [to for to, _ in letters] == [chief.email]
    assert "Ada sent" in letters[0][1]
    assert WHY_ALONE in letters[0][1]
    assert LINE not in letters[0][1], "a letter goes where a wire does not"


async def test_who_is_not_on_duty_sends_nothing_alone(desk: DeskRoom):
    ada = await keyed(desk, "editor:ada")
    await type_flash(ada, desk)
    desk.clock.advance(timedelta(seconds=desk.agency.desk.alone_after_s + 1))
    await ada.reload()
    await expect(ada.get_by_text("Only who is on duty")).to_be_visible()
    await expect(ada.get_by_role("button", name="Send it alone")).to_have_count(0)


async def test_an_approval_caught_on_its_way_serves_for_no_other_text_and_not_again(desk: DeskRoom):
    ada, ben = await keyed(desk, "editor:ada"), await keyed(desk, "chief:ben")
    addresses: list[str] = []
    for slug in ("port", "quay"):
        await type_flash(ada, desk, slug=slug)
        await expect(ada).to_have_url(re.compile("/desk/approvals/"))
        addresses.append(ada.url.partition("?")[0])
    one, other = addresses
    caught: list[dict[str, str]] = []

    async def catch(route: Route) -> None:
        caught.append(dict(parse_qsl(route.request.post_data or "")))
        await (route.fulfill(status=204) if len(caught) == 1 else route.continue_())

    await ben.goto(other)
    digest = await ben.locator("[name=digest]").first.input_value()
    await ben.route("**/approve", catch)
    await ben.goto(one)
    async with ben.expect_response("**/approve"):  # empty: the page stays where it is
        await ben.keyboard.press("y")
    assert "passkey" in caught[0]
    for form in (caught[0], caught[0] | {"digest": digest}):
        assert await post(ben, f"{other}/approve", form) in {403, 409}
    async with desk.pool.connection() as db:
        assert (await head(db)).seq == 0
    await ben.goto(one)
    await ben.keyboard.press("y")
    await expect(ben).to_have_url(re.compile("/desk/items/"))
    for form in caught:
        assert await post(ben, f"{one}/approve", form) in {403, 409}
    async with desk.pool.connection() as db:
        assert (await head(db)).seq == 1


async def post(page: Page, address: str, form: dict[str, str]) -> int:
    """The status of that form, sent from the page's own session."""
    origin = address.partition("/desk/")[0]
    headers = {"Origin": origin, "Accept": "text/html"}
    answer = await page.context.request.post(
        address, form={**form}, headers=headers, max_redirects=0, fail_on_status_code=False
    )
    return answer.status


@pytest.mark.parametrize("scripts", [True, False])
async def test_a_flash_that_nobody_followed_stands_red_on_the_board_and_one_press_begins_its_lead(
    desk: DeskRoom, *, scripts: bool
):
    room = await a_newsroom(desk.pool, desk.clock)
    flash = await room.release(a_dispatch(form=Form.FLASH, headline=LINE, body=(), slug="port"))
    desk.clock.advance(timedelta(minutes=11))
    ada = await desk.browser("editor:ada", scripts=scripts)
    await ada.goto(f"{desk.url}/desk/")
    await expect(ada.get_by_text("Flash without a lead for 11 min")).to_be_visible()
    await ada.get_by_role("button", name="Write the lead").click()
    await expect(ada.get_by_label("Slug of the story")).to_have_value("port")
    await expect(ada.locator("#replaces")).to_have_value(flash.guid)


async def test_a_hold_is_one_key_and_the_proof(desk: DeskRoom):
    guid = (await (await a_newsroom(desk.pool, desk.clock)).release(a_dispatch())).guid
    ada = await keyed(desk, "editor:ada")
    await ada.goto(f"{desk.url}/desk/items/{guid}")
    await ada.keyboard.press("h")
    await expect(ada.get_by_role("button", name="Hold it now")).to_be_focused()
    await ada.keyboard.press("Enter")
    await expect(ada.get_by_role("status")).to_contain_text("It is on hold")
    assert (await on_the_wire(desk, guid)).action == "hold"


async def test_who_holds_a_passkey_stops_nothing_by_password(desk: DeskRoom):
    guid = (await (await a_newsroom(desk.pool, desk.clock)).release(a_dispatch())).guid
    await keyed(desk, "editor:ada")
    client = await desk.client("editor:ada")
    answer = await client.send_form(f"/desk/items/{guid}/kill", reason_class="false", proof_password=PASSWORD)
    assert answer.status_code == 403
    assert (await on_the_wire(desk, guid)).action == "new"


async def test_a_kill_without_javascript_takes_the_password(desk: DeskRoom):
    guid = (await (await a_newsroom(desk.pool, desk.clock)).release(a_dispatch())).guid
    page = await desk.browser("editor:ada", scripts=False)
    await page.goto(f"{desk.url}/desk/items/{guid}")
    await page.get_by_role("link", name="Kill…").click()
    await page.get_by_label("It is a hoax").check()
    await page.get_by_label("Reason for the file").fill("The office called.")
    await page.get_by_label("Your password once more").fill(PASSWORD)
    await page.get_by_role("button", name="Kill it now").click()
    await expect(page.get_by_text("This item was killed.")).to_be_visible()
    assert (await on_the_wire(desk, guid)).action == "kill"


async def test_a_flash_is_asked_for_and_approved_without_javascript(desk: DeskRoom):
    ada, ben = (
        await desk.browser("editor:ada", scripts=False),
        await desk.browser("editor:ben", scripts=False),
    )
    await ada.goto(f"{desk.url}/desk/")
    await ada.get_by_role("link", name="Flash").click()
    await ada.get_by_label("One line").fill(LINE)
    await ada.get_by_label("Who says so").fill("Harbour Office")
    await ada.get_by_label("Story").fill("port")
    await ada.get_by_label("Language").select_option("en")
    await ada.get_by_role("button", name="Ask for the second look").click()
    await ben.goto(f"{desk.url}/desk/approvals")
    await ben.get_by_role("link", name=LINE).click()
    await ben.get_by_label("Your password once more").fill(PASSWORD)
    await ben.get_by_role("button", name="Approve").click()
    await expect(ben.get_by_role("status").filter(has_text="Approved.")).to_be_visible()
    async with desk.pool.connection() as db:
        assert (await head(db)).seq == 1
