"""A machine's sentences, orders that wait for their original, names of the list: at the translation desk."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from playwright.async_api import expect

from newsflow.db.pool import transaction
from newsflow.domain.pair.machine import sentences_of
from newsflow.newsroom.drafts import get
from newsflow.newsroom.locks import leave
from newsflow.newsroom.saves import save
from newsflow.newsroom.translation.held import release_held
from newsflow.newsroom.translation.machine_marks import mark
from tests.builders import a_newsroom
from tests.journeys.translated import (
    ARABIC,
    FRENCH,
    at_the_desk,
    content_of,
    made_of,
    released,
    row_of,
)

if TYPE_CHECKING:
    from tests.desk.room import DeskRoom


async def test_a_machine_s_sentences_are_marked_until_touched_or_accepted(desk: DeskRoom):
    newsroom = await a_newsroom(desk.pool, desk.clock)
    original = (await newsroom.release(ARABIC)).guid
    edda = await at_the_desk(desk, "editor:edda", "fr")
    client = await desk.client("editor:edda")
    await client.send_form(f"/desk/items/{original}/translate", into="fr")
    draft = int((await client.send_form("/desk/translations/1/take")).headers["location"].split("/")[3])
    async with transaction(desk.pool) as db:
        found = await get(db, draft)
        made = made_of(ARABIC, original, "fr")
        hand = newsroom.hand(client.person)
        await save(db, draft, made, hand, desk.clock(), base_save=found.save, sitting="s")
        await leave(db, draft, hand, sitting="s")
        digests = {one.digest for one in sentences_of(made)}
        await mark(db, draft, digests, "a double", desk.clock())
    await edda.goto(f"{desk.url}/desk/drafts/{draft}/translate")
    marks = edda.locator("[data-machine]:visible")
    await expect(marks).to_have_count(3)
    await edda.locator("#row-0").fill(
        "Le bac est revenu ce matin au vieux port avec 340 passagers à son bord."
    )
    await expect(marks).to_have_count(2)
    for name in ("row-1", "headline"):
        await edda.locator(f"#{name}").focus()
        await edda.keyboard.press("Alt+a")
        await expect(row_of(edda, name).locator("[data-machine]")).to_have_count(0)
    await expect(edda.locator(".pair-slips .check").filter(has_text="machine")).to_have_count(0)
    french = await released(edda)
    said = (await content_of(newsroom, french)).translated_from
    assert said is not None
    assert said.machine_aided


async def test_languages_are_ordered_with_a_release_and_one_waits_for_its_original(desk: DeskRoom):
    newsroom = await a_newsroom(desk.pool, desk.clock)
    editor, translator = await desk.client("editor:edda"), await desk.client("translator:luc")
    source = await newsroom.draft(ARABIC)
    ordered = await editor.send_form(f"/desk/drafts/{source}/order", into="fr", holds="with")
    assert "said=ordered" in ordered.headers["location"]
    draft = (await translator.send_form("/desk/translations/1/take")).headers["location"].split("/")[3]
    page = (await translator.get(f"/desk/drafts/{draft}/translate")).text
    assert "Ready: goes out with its original" in page
    rows = {"of": ["0", "1"], "row": [FRENCH["row-0"], FRENCH["row-1"]]}
    words = {"headline": FRENCH["headline"], "place": FRENCH["place"], "base_save": "1", "does": "ready"}
    kept = await translator.send_form(f"/desk/drafts/{draft}/translate", **rows, **words)
    assert kept.headers["location"] == "/desk/translations/1/ready"
    ready = await editor.send_form("/desk/translations/1/ready")
    assert "said=ready" in ready.headers["location"]
    out = await editor.send_form(f"/desk/drafts/{source}/release", into="tr")
    assert "/desk/items/" in out.headers["location"], out.text
    (french,) = await release_held(desk.pool, desk.clock, desk.agency)
    assert (await content_of(newsroom, french.guid)).headline == FRENCH["headline"]
    queue = (await editor.get("/desk/translations")).text
    assert ARABIC.headline in queue
    assert "The last 30 days" not in queue
    desk.clock.advance(timedelta(seconds=1))
    figures = (await (await desk.client("chief:cleo")).get("/desk/translations")).text
    assert "The last 30 days" in figures


async def test_a_name_is_added_and_changed_and_one_who_has_an_order_gives_it_back(desk: DeskRoom):
    newsroom = await a_newsroom(desk.pool, desk.clock)
    original = (await newsroom.release(ARABIC)).guid
    editor, translator = await desk.client("editor:edda"), await desk.client("translator:luc")
    rows = {"language": ["ar", "fr", "fr"], "spelling": ["القلعة", "Citadelle", "Citadele"]}
    standings = {"standing": ["house", "house", "avoid"]}
    assert (
        await translator.send_form("/desk/names/new", kind="place", **rows, **standings)
    ).status_code == 303
    assert "Citadele" in (await editor.get("/desk/names?q=citad")).text
    twice = {"standing": ["house", "house", "house"]}
    assert (await editor.send_form("/desk/names/1", kind="place", **rows, **twice)).status_code == 400
    assert (await editor.send_form("/desk/names/1/drop")).status_code == 303
    assert "Citadele" not in (await editor.get("/desk/names")).text

    await editor.send_form(f"/desk/items/{original}/translate", into="fr")
    await translator.send_form("/desk/translations/1/take")
    assert (await editor.send_form("/desk/translations/1/take")).status_code == 409
    await translator.send_form("/desk/translations/1/give-back")
    assert (await editor.send_form("/desk/translations/1/take")).status_code == 303
    await editor.send_form("/desk/translations/1/drop")
    assert ARABIC.headline not in (await editor.get("/desk/translations")).text
