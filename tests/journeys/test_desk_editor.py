"""The editor: written by forms alone and better with scripts, one writer at a time, nothing lost or written over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from newsflow.db.pool import transaction
from newsflow.domain.codes import BlockKind, CreditRole, Form, PlaceRole, Priority
from newsflow.domain.dispatch import Credit, Place
from newsflow.newsroom import drafts
from tests.builders import a_dispatch, paragraph

if TYPE_CHECKING:
    from playwright.async_api import Route

    from newsflow.domain.dispatch import Dispatch
    from newsflow.newsroom.rows import Draft
    from tests.desk.room import DeskRoom


async def draft_of(desk: DeskRoom, number: int) -> Draft:
    async with transaction(desk.pool) as db:
        return await drafts.get(db, number)


async def a_draft(desk: DeskRoom, content: Dispatch | None = None) -> int:
    who = await desk.person("reporter")
    async with transaction(desk.pool) as db:
        return await drafts.create(db, content or a_dispatch(), desk.clock(), by=who.id)


async def test_a_reporter_writes_and_hands_on_by_forms_alone(desk: DeskRoom):
    page = await desk.browser("reporter", scripts=False)
    await page.goto(f"{desk.url}/desk/drafts/new")
    await page.get_by_label("Headline").fill("Ferry returns to the old harbour")
    await page.locator("#body").fill("The ferry came back.\n\n## On the quay\n\n- a bell\n- a flag")
    await page.locator("#place").fill("Port Sella")
    await page.locator("[name=places_name]").first.fill("Port Sella")
    await page.locator("[name=credits_name]").first.fill("Ada Sample")
    await page.get_by_label("Slug of the story").fill("ferry")
    await page.get_by_label("Form", exact=True).select_option("urgent")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    number = int(re.findall(r"/drafts/(\d+)", page.url)[0])
    content = (await draft_of(desk, number)).dispatch()
    assert content.headline == "Ferry returns to the old harbour"
    assert [block.kind for block in content.body] == [BlockKind.PARAGRAPH, BlockKind.SUBHEAD, BlockKind.LIST]
    assert (content.form, content.priority, content.urgency) == (Form.URGENT, Priority.URGENT, 2)
    assert content.credits == (Credit(name="Ada Sample", role=CreditRole.WRITER),)
    assert content.places == (Place(name="Port Sella", role=PlaceRole.HAPPENED_AT),)
    assert content.dateline is not None
    await expect(page.get_by_text("PORT SELLA (Fil) —").first).to_be_visible()
    await page.get_by_role("button", name="Hand to an editor").click()
    await expect(page.get_by_text("An editor has it now.")).to_be_visible()
    assert (await draft_of(desk, number)).state == "with_editor"


async def test_what_subscribers_and_the_public_will_see_stands_beside_the_text(desk: DeskRoom):
    body = tuple(
        paragraph(f"The ferry came back on day {day}, and its bell rang {day} times.") for day in range(2, 9)
    )
    number = await a_draft(desk, a_dispatch(body=body))
    page = await desk.browser("editor", scripts=False)
    await page.goto(f"{desk.url}/desk/drafts/{number}")
    await page.get_by_role("link", name="Subscribers see").click()
    whole = page.get_by_role("region", name="As subscribers see it")
    await expect(whole.get_by_text("its bell rang 8 times")).to_be_visible()
    await page.get_by_role("link", name="The public sees").click()
    part = page.get_by_role("region", name="As the public sees it")
    await expect(part.get_by_text("its bell rang 2 times")).to_be_visible()
    await expect(part.get_by_text("its bell rang 8 times")).to_have_count(0)


async def test_a_text_that_goes_to_another_section_is_shown_in_that_one_s_packages(desk: DeskRoom):
    number = await a_draft(desk, a_dispatch(section="economy", packages=("general", "economy")))
    page = await desk.browser("reporter")
    await page.goto(f"{desk.url}/desk/drafts/{number}")
    await page.get_by_label("Section").select_option("sport")
    await expect(page.get_by_role("checkbox", name="Sport")).to_be_checked()
    await expect(page.get_by_role("checkbox", name="Economy")).not_to_be_checked()
    await expect(page.locator(".release-sentence")).to_contain_text("the subscribers of General, Sport")


async def test_one_person_writes_at_a_time_and_another_takes_over_with_a_note(desk: DeskRoom):
    number = await a_draft(desk)
    first = await desk.browser("reporter")
    await first.goto(f"{desk.url}/desk/drafts/{number}")
    await first.locator("#headline").fill("Mine")
    await expect(first.locator("[data-saved]")).to_have_text(re.compile("^Saved"))
    second = await desk.browser("editor")
    await second.goto(f"{desk.url}/desk/drafts/{number}")
    await expect(second.get_by_text("Reporter is writing in this draft.")).to_be_visible()
    await expect(second.locator("#headline")).to_be_disabled()
    await second.get_by_label("Why").fill("The deadline has come.")
    await second.get_by_role("button", name="Take over").click()
    await second.locator("#headline").fill("Ours")
    await expect(second.locator("[data-saved]")).to_have_text(re.compile("^Saved"))
    await first.locator("#headline").fill("Mine again")
    await expect(first.locator("[data-saved]")).to_have_text(re.compile("Somebody else writes in this draft"))
    assert (await draft_of(desk, number)).headline == "Ours"


async def test_a_person_goes_on_in_a_second_window_and_the_first_is_told(desk: DeskRoom):
    number = await a_draft(desk)
    first = await desk.browser("reporter")
    await first.goto(f"{desk.url}/desk/drafts/{number}")
    second = await first.context.new_page()
    await second.goto(f"{desk.url}/desk/drafts/{number}")
    await first.locator("#headline").fill("In the first window")
    await expect(first.locator("[data-saved]")).to_have_text(re.compile("^Saved"))
    await second.locator("#deck").fill("In the second")
    await expect(second.locator("[data-saved]")).to_have_text(re.compile("saved since"))
    assert (await draft_of(desk, number)).headline == "In the first window"


async def test_a_slip_is_named_with_its_reason_and_leads_to_its_place(desk: DeskRoom):
    number = await a_draft(desk, a_dispatch(headline="Ferry brings 400 guests"))
    page = await desk.browser("editor")
    await page.goto(f"{desk.url}/desk/drafts/{number}")
    rules, form = desk.agency.desk.checks, page.get_by_label("Form", exact=True)
    assert rules.headline_gauge(Form.FLASH, "en") != rules.headline_gauge(Form.STORY, "en")
    for chosen in (Form.FLASH, Form.STORY):
        await form.select_option(chosen.value)
        gauge = page.get_by_text(f"23/{rules.headline_gauge(chosen, 'en')}", exact=True)
        await expect(gauge).to_be_visible()
    await page.get_by_role("link", name="The headline says 400; the body does not.").click()
    await expect(page.locator("#headline")).to_be_focused()
    chosen = "document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)"
    assert await page.evaluate(chosen) == "400"
    await page.locator("#body").fill("The ferry came back with 400 guests, its bell ringing.")
    await expect(page.get_by_text("The headline says 400")).to_have_count(0)


async def test_a_field_that_cannot_be_taken_is_named_and_the_rest_is_kept(desk: DeskRoom):
    number = await a_draft(desk)
    client = await desk.client("reporter")
    answer = await client.send_form(
        f"/desk/drafts/{number}",
        base_save="1",
        sitting="a",
        headline="A new one",
        embargo="2026-03-29T03:30",
        urgency="12",
    )
    assert answer.status_code == 200
    assert "The clocks skip" in answer.text or "Urgency goes from 1 to 9" in answer.text
    kept = await draft_of(desk, number)
    assert kept.headline == "A new one"
    assert kept.dispatch().urgency == 5


async def test_any_two_versions_are_compared_by_words(desk: DeskRoom):
    number = await a_draft(desk)
    client = await desk.client("reporter")
    for base, headline in ((1, "Ferry returns to the new harbour"), (2, "Ferry leaves the new harbour")):
        sent = await client.send_form(
            f"/desk/drafts/{number}", base_save=str(base), sitting="a", headline=headline
        )
        assert sent.status_code == 303
    page = await desk.browser("editor", scripts=False)
    await page.goto(f"{desk.url}/desk/drafts/{number}/versions")
    await page.get_by_label("Version 1 as the old one").check()
    await page.get_by_label("Version 2 as the new one").check()
    await page.get_by_role("button", name="Compare").click()
    await expect(page.get_by_role("heading", name="Version 2 against 1")).to_be_visible()
    await expect(page.locator("del")).to_have_text("[taken out: old]")
    await expect(page.locator("ins")).to_have_text("[added: new]")


COPY = (
    "SPORT\n\nFerry wins the harbour race\n\nBy Ada Sample\n\nPORT SELLA (Fil) - The ferry won on Monday.\n"
)


@pytest.mark.parametrize("as_file", [False, True])
async def test_pasted_or_dropped_copy_is_shown_taken_apart_and_becomes_a_draft(
    desk: DeskRoom, *, as_file: bool
):
    page = await desk.browser("reporter", scripts=False)
    await page.goto(f"{desk.url}/desk/drafts/paste")
    if as_file:
        await page.get_by_label("or a plain text file").set_input_files(
            {"name": "copy.txt", "mimeType": "text/plain", "buffer": COPY.encode()}
        )
    else:
        await page.get_by_label("Copy", exact=True).fill(COPY)
    await page.get_by_role("button", name="Read it").click()
    taken = page.locator("mark.taken")
    await expect(taken.filter(has_text="Headline")).to_contain_text("Ferry wins the harbour race")
    await expect(taken.filter(has_text="Credit")).to_contain_text("Ada Sample")
    await page.get_by_role("button", name="Begin this draft").click()
    await expect(page.locator("#headline")).to_have_value("Ferry wins the harbour race")
    await expect(page.locator("#place")).to_have_value("PORT SELLA")


async def test_a_draft_of_another_desk_is_read_and_not_written(desk: DeskRoom):
    number = await a_draft(desk)
    client = await desk.client("administrator")
    page = (await client.get(f"/desk/drafts/{number}")).text
    assert "Ferry returns" in page
    assert "disabled" in page
    sent = await client.send_form(f"/desk/drafts/{number}", base_save="1", sitting="a", headline="No")
    assert sent.status_code == 403


async def test_an_editor_sends_a_draft_back_and_the_reporter_reads_why(desk: DeskRoom):
    number = await a_draft(desk)
    reporter = await desk.browser("reporter", scripts=False)
    await reporter.goto(f"{desk.url}/desk/drafts/{number}")
    await reporter.get_by_role("button", name="Hand to an editor").click()
    editor = await desk.browser("editor", scripts=False)
    await editor.goto(f"{desk.url}/desk/drafts/{number}")
    await editor.get_by_text("More").click()
    await editor.get_by_label("A note with it").fill("Who says so?\nAnd since when?")
    await editor.get_by_role("button", name="Send back").click()
    await expect(editor.get_by_text("It went back with your note.")).to_be_visible()
    await reporter.goto(f"{desk.url}/desk/drafts/{number}")
    await expect(reporter.get_by_text("Editor sent it back")).to_be_visible()
    await expect(reporter.get_by_text("Who says so?")).to_be_visible()


async def test_nothing_is_saved_behind_a_form_that_was_sent(desk: DeskRoom):
    number = await a_draft(desk)
    page = await desk.browser("reporter")
    await page.clock.install()
    await page.goto(f"{desk.url}/desk/drafts/{number}")
    saves: list[str] = []
    page.on("request", lambda request: saves.append(request.url) if "autosave" in request.url else None)
    await page.get_by_label("Headline").fill("Ferry returns")
    await page.evaluate("() => addEventListener('submit', event => event.preventDefault())")
    await page.get_by_role("button", name="Hand to an editor").click()
    saves.clear()
    await page.clock.run_for(60_000)
    assert saves == [], "a save takes the lock again that handing on gives back"


async def test_what_the_text_names_is_offered_and_taken(desk: DeskRoom):
    body = (paragraph("The council voted on the budget. The council, the mayor and the voters waited."),)
    for scripts in (False, True):
        number = await a_draft(desk, a_dispatch(body=body))
        page = await desk.browser("reporter", scripts=scripts)
        await page.goto(f"{desk.url}/desk/drafts/{number}")
        chip = page.locator(".chip").first
        value = await chip.get_attribute("data-value") or "none"
        await chip.click()
        await expect(page.locator("#topics")).to_have_value(value)


async def test_a_save_whose_answer_was_lost_is_neither_lost_nor_doubled(desk: DeskRoom):
    page = await desk.browser("reporter")
    losing = {"answers": 0}

    async def lose(route: Route) -> None:
        losing["answers"] += 1
        if losing["answers"] in {1, 4}:
            await route.fetch()
            await route.abort()
        else:
            await route.continue_()

    await page.route("**/autosave", lose)
    await page.goto(f"{desk.url}/desk/drafts/new")
    await page.locator("#headline").fill("Ferry returns")
    await page.locator("#body").fill("The bell rang.")
    await expect(page.locator("[data-saved]")).to_have_text(re.compile("^Saved"))
    await expect(page.locator(".editor-head .state")).to_have_text("Writing")
    await expect(page).to_have_title("Ferry returns · Fil")
    await expect(page.get_by_role("heading", name="Ferry returns")).to_be_visible()
    await expect(page.get_by_role("link", name="Versions")).to_have_attribute(
        "href", re.compile("/[0-9]+/versions$")
    )
    await page.locator("#body").fill("The bell rang twice.")
    await expect(page.locator("[data-saved]")).to_have_text(re.compile("^Saved"))
    async with transaction(desk.pool) as db:
        found = await drafts.open_drafts(db)
    assert [(one.headline, one.dispatch().words()) for one in found] == [
        ("Ferry returns", ("The bell rang twice.",))
    ]
    assert losing["answers"] >= 4
