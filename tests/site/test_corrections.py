"""What an edition put right: told on one page, with nothing repeated of what was killed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from newsflow.domain.codes import Action
from tests.site.builders import FRENCH

if TYPE_CHECKING:
    import httpx
    import pytest

    from tests.harness import SettableClock
    from tests.site.builders import Newsroom

HERE = "/fr/corrections/"


async def test_an_edition_lists_what_it_corrected_newest_first_with_what_was_wrong(
    newsroom: Newsroom, reader: httpx.AsyncClient, clock: SettableClock
):
    for number in (1, 2):
        guid = await newsroom.release(headline=f"Nouvelle {number}")
        await newsroom.publish()
        clock.advance(timedelta(minutes=7))
        await newsroom.change(guid, Action.CORRECT, correction=f"C’était le {number} mai.")
    english = await newsroom.release(language="en", headline="Elsewhere")
    await newsroom.publish()
    await newsroom.change(english, Action.CORRECT, correction="It was May.")
    await newsroom.publish()
    html = (await reader.get(HERE)).text
    assert html.index("C’était le 2 mai.") < html.index("C’était le 1 mai.")
    assert f'href="/fr/{guid}/nouvelle-2"' in html
    assert "12:14" in html
    assert "May" not in html
    assert 'href="/fr/corrections/">Rectificatifs</a>' in (await reader.get("/fr/")).text


async def test_what_was_never_public_when_it_was_wrong_is_not_told(
    newsroom: Newsroom, reader: httpx.AsyncClient
):
    hidden = await newsroom.release(headline="Pour les abonnés", packages=("economy",))
    await newsroom.publish()
    await newsroom.change(hidden, Action.CORRECT, correction="Une date.")
    await newsroom.change(await newsroom.release(packages=("economy",)), Action.KILL)
    await newsroom.publish()
    html = (await reader.get(HERE)).text
    assert "Aucun rectificatif" in html
    assert "Annulée" not in html


async def test_a_kill_is_told_by_number_alone_and_takes_the_correction_with_it(
    newsroom: Newsroom, reader: httpx.AsyncClient
):
    guid = await newsroom.release()
    await newsroom.publish()
    await newsroom.change(guid, Action.CORRECT, correction="Douze mille livres, pas douze cents.")
    await newsroom.publish()
    assert "douze cents" in (await reader.get(HERE)).text
    await newsroom.change(guid, Action.KILL)
    html = (await reader.get(HERE)).text
    assert "Annulée" in html
    assert f'href="/fr/{guid}"><bdi>{guid}</bdi>' in html
    assert "Une dépêche parue le 2 mars 2026, 12:00 a été annulée." in html
    assert "livres" not in html
    assert "peniche" not in html


async def test_a_correction_that_quotes_the_text_is_told_in_general_words_here_too(
    newsroom: Newsroom, reader: httpx.AsyncClient
):
    guid = await newsroom.release()
    await newsroom.publish()
    await newsroom.change(guid, Action.CORRECT, correction=f"Nous avions écrit : {FRENCH[2]}")
    await newsroom.publish()
    html = (await reader.get(HERE)).text
    assert "Une erreur d’une version précédente a été rectifiée." in html
    assert "amarrage" not in html


async def test_what_is_on_hold_is_not_told_until_it_is_certain(newsroom: Newsroom, reader: httpx.AsyncClient):
    guid = await newsroom.release()
    await newsroom.publish()
    await newsroom.change(guid, Action.CORRECT, correction="Une date.")
    await newsroom.publish()
    await newsroom.change(guid, Action.HOLD)
    assert "Une date." not in (await reader.get(HERE)).text


async def test_older_corrections_are_a_page_away(
    newsroom: Newsroom, reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
):
    from newsflow.site import corrections

    monkeypatch.setattr(corrections, "LENGTH", 2)
    guid = await newsroom.release()
    await newsroom.publish()
    for number in range(3):
        await newsroom.change(guid, Action.CORRECT, correction=f"Faute {number}.")
    await newsroom.publish()
    html = (await reader.get(HERE)).text
    assert [f"Faute {number}." in html for number in range(3)] == [False, True, True]
    older = html.split('rel="next"')[0].rpartition('href="')[2].split('"')[0]
    html = (await reader.get(older)).text
    assert [f"Faute {number}." in html for number in range(3)] == [True, False, False]
    assert 'content="noindex, follow"' in html
    assert (await reader.get(f"{HERE}?before=x")).status_code == 404
    assert (await reader.get("/fr/corrections")).headers["location"] == HERE


async def test_a_killed_dispatch_answers_at_an_address_without_its_words(
    newsroom: Newsroom, reader: httpx.AsyncClient
):
    guid = await newsroom.release()
    await newsroom.publish()
    there = (await reader.get(f"/items/{guid}")).headers["location"]
    await newsroom.change(guid, Action.KILL)
    for path in (there, f"/items/{guid}", f"/fr/{guid}", f"/fr/{guid}/autre"):
        answer = await reader.get(path)
        assert (answer.status_code, answer.headers["content-location"]) == (410, f"/fr/{guid}")
        assert answer.headers["cache-control"] == "no-store"
        assert "peniche" not in answer.text
