"""From reader to subscriber in a browser: the question, the trial, the first HAS request, the portal, with one login."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import httpx
from playwright.async_api import expect

from newsflow.db.pool import transaction
from tests.builders import a_dispatch, a_newsroom

if TYPE_CHECKING:
    from tests.desk.room import DeskRoom

EMAIL = "solene@gazette.example"
PASSWORD = "salt marsh violin ladder"


async def link(desk: DeskRoom, number: int) -> str:
    """Where a letter to her leads, by its number from the first."""
    async with transaction(desk.pool) as db:
        cursor = await db.execute("SELECT body FROM outbox WHERE recipient = %s ORDER BY id", [EMAIL])
        bodies = [str(body) for (body,) in await cursor.fetchall()]
    return bodies[number][bodies[number].index(desk.url) :].split()[0]


async def test_a_reader_asks_tries_has_and_reads_the_portal_without_a_second_login(desk: DeskRoom):
    reader = await desk.open_page(locale="fr", scripts=False)
    await reader.goto(f"{desk.url}/fr/contact")
    for name, words in (
        ("Organisation", "La Gazette du Port"),
        ("Votre nom", "Solène Quémeneur"),
        ("Adresse électronique", EMAIL),
        ("Pour quel usage ?", "Un quotidien régional."),
    ):
        await reader.get_by_label(name).first.fill(words)
    desk.clock.advance(timedelta(seconds=20))
    await reader.get_by_role("button", name="Envoyer la demande").click()
    await reader.goto(await link(desk, 0))
    await reader.get_by_role("button", name="Confirmer la demande").click()
    chief = await desk.browser("chief:cleo")
    await chief.goto(f"{desk.url}/desk/enquiries/1")
    await chief.get_by_role("button", name="Offer a trial").click()
    await reader.goto(await link(desk, 1))
    await reader.get_by_label("Votre nom complet").fill("Solène Quémeneur")
    await reader.get_by_label("J’accepte").check()
    await reader.get_by_role("button", name="Accepter et commencer").click()
    username, secret = (await reader.locator(".ask-offer dd code").all_text_contents())[:2]
    newsroom = await a_newsroom(desk.pool, desk.clock)
    header = await newsroom.release(a_dispatch(language="fr", headline="Le bac est revenu", slug="bac"))
    desk.clock.advance(timedelta(seconds=5))
    async with httpx.AsyncClient(base_url=desk.url, auth=(username, secret)) as machine:
        (item,) = (await machine.post("/abone/search", data={"limit": "5"})).json()["data"]["result"]
    assert item["id"] == header.guid
    await reader.goto(await link(desk, -2))
    for field in await reader.locator("input[type=password]").all():
        await field.fill(PASSWORD)
    await reader.locator("main form button").first.click()
    await reader.goto(f"{desk.url}/portal/")
    await expect(reader.get_by_text("Le bac est revenu").first).to_be_visible()
    await expect(reader.locator("html")).to_have_attribute("lang", "fr")
