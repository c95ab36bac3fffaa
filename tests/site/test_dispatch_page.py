"""The page of a dispatch: a part of it, exact about time, honest about what happened to it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action, CreditRole, DateKind, Precision, Zone
from newsflow.domain.dispatch import Credit, SourceDate, TranslatedFrom, paragraph
from newsflow.domain.guid import Guid
from newsflow.newsroom import editions
from newsflow.wire.erase import Order, erase
from tests.site.builders import ARABIC, EDITOR, FRENCH

if TYPE_CHECKING:
    import httpx

    from newsflow.domain.agency import Agency
    from tests.harness import SettableClock
    from tests.site.builders import Newsroom

WORDS = "une-peniche-bibliotheque-jette-l-ancre-dans-le"


async def page(reader: httpx.AsyncClient, guid: Guid) -> httpx.Response:
    """The page, found as a reader finds it who knows the id alone."""
    answer = await reader.get(f"/items/{guid}")
    if answer.status_code == 302:
        answer = await reader.get(answer.headers["location"])
    return answer


async def test_the_public_reads_the_part_and_is_told_who_reads_the_whole(
    newsroom: Newsroom, reader: httpx.AsyncClient, agency: Agency
):
    guid = await newsroom.release()
    await newsroom.publish()
    html = (await page(reader, guid)).text
    assert "Une péniche-bibliothèque jette l’ancre dans le Vieux-Port</h1>" in html
    assert "Douze mille livres, prêtés sans carte" in html
    assert "Maëlle Tardivel" in html
    assert "Marseille (Fil)" in html
    assert FRENCH[0] in html
    assert "s’empruntent" not in html
    assert "Note de service" not in html
    assert "Corentin Astruc" not in html, "his credit is not printed"
    assert agency.house("fr").public_notice in html
    assert 'href="/fr/contact"' in html
    assert 'datetime="2026-03-02T12:00:00+03:00" title="2026-03-02T12:00:00+03:00">2 mars 2026, 12:00' in html
    assert "UTC+3" in html


async def test_the_address_carries_the_words_and_old_words_lead_to_the_new(
    newsroom: Newsroom, reader: httpx.AsyncClient
):
    guid = await newsroom.release()
    await newsroom.publish()
    here = f"/fr/{guid}/{WORDS}"
    assert (await reader.get(here)).status_code == 200
    for other in (f"/fr/{guid}", f"/fr/{guid}/", f"/fr/{guid}/other-words", f"/en/{guid}/{WORDS}"):
        answer = await reader.get(other)
        assert (answer.status_code, answer.headers["location"]) == (301, here)
        assert answer.headers["cache-control"] == "no-cache"
    await newsroom.change(guid, Action.UPDATE, headline="La péniche repart")
    await newsroom.publish()
    assert (await reader.get(here)).headers["location"] == f"/fr/{guid}/la-peniche-repart"


async def test_an_arabic_page_runs_right_to_left_with_its_words_in_its_address(
    newsroom: Newsroom, reader: httpx.AsyncClient
):
    guid = await newsroom.release(
        language="ar", headline="مكتبة عائمة ترسو في الميناء", body=tuple(paragraph(text) for text in ARABIC)
    )
    await newsroom.publish()
    answer = await page(reader, guid)
    assert '<html lang="ar" dir="rtl">' in answer.text
    assert unquote(answer.url.path) == f"/ar/{guid}/مكتبة-عائمة-ترسو-في-الميناء"
    assert "نُشر في" in answer.text


async def test_an_update_shows_its_time_and_a_correction_says_what_was_wrong(
    newsroom: Newsroom, reader: httpx.AsyncClient, clock: SettableClock
):
    guid = await newsroom.release()
    clock.advance(timedelta(minutes=7))
    await newsroom.change(guid, Action.CORRECT, correction="Il s’agit de douze mille livres.")
    clock.advance(timedelta(minutes=5))
    await newsroom.change(guid, Action.UPDATE, deck="Encore des livres", correction=None)
    await newsroom.publish()
    html = (await page(reader, guid)).text
    assert "Rectifié</strong> Il s’agit de douze mille livres." in html
    assert "12:07" in html
    assert "Mis à jour le" in html
    assert "12:12" in html


async def test_a_correction_that_quotes_the_body_is_told_in_general_words(
    newsroom: Newsroom, reader: httpx.AsyncClient
):
    guid = await newsroom.release()
    await newsroom.change(guid, Action.CORRECT, correction=f"Nous avions écrit : {FRENCH[2]}")
    await newsroom.publish()
    html = (await page(reader, guid)).text
    assert "Une erreur d’une version précédente a été rectifiée." in html
    assert "amarrage" not in html


@pytest.mark.parametrize(
    ("action", "status", "says"),
    [
        (Action.KILL, 410, "Cette dépêche a été annulée"),
        (Action.WITHDRAW, 410, "Cette dépêche a été retirée"),
        (Action.HOLD, 404, "Cette dépêche est en cours de vérification"),
    ],
)
async def test_a_stopped_dispatch_is_gone_at_once_though_the_log_lags(
    newsroom: Newsroom, reader: httpx.AsyncClient, action: Action, status: int, says: str
):
    guid = await newsroom.release()
    other = await newsroom.release(headline="Autre nouvelle", body=(paragraph("Rien."),))
    await newsroom.publish()
    await newsroom.change(guid, action)
    for _ in ("before the reader has seen it", "and after"):
        for path in (f"/fr/{guid}/{WORDS}", f"/fr/{guid}/x", f"/items/{guid}"):
            answer = await reader.get(path)
            assert answer.status_code == status
            assert says in answer.text
            assert "péniche" not in answer.text
            assert "noindex" in answer.text
            assert answer.headers["cache-control"] == "no-store"
        for path in ("/fr/", "/fr/section/culture/", "/sitemap.xml", f"/items/{other}"):
            answer = await page(reader, other) if "items" in path else await reader.get(path)
            assert "péniche" not in answer.text
            assert "peniche" not in answer.text
        await newsroom.publish()


async def test_a_reinstated_dispatch_is_back(newsroom: Newsroom, reader: httpx.AsyncClient):
    guid = await newsroom.release()
    await newsroom.change(guid, Action.HOLD)
    await newsroom.change(guid, Action.REINSTATE)
    await newsroom.publish()
    assert (await page(reader, guid)).status_code == 200


async def test_a_redaction_takes_the_older_text_down_at_once(newsroom: Newsroom, reader: httpx.AsyncClient):
    guid = await newsroom.release()
    await newsroom.publish()
    await newsroom.change(guid, Action.REDACT, deck="Autre chapeau")
    answer = await page(reader, guid)
    assert (answer.status_code, "prêtés" in answer.text) == (404, False)
    await newsroom.publish()
    answer = await page(reader, guid)
    assert (answer.status_code, "Autre chapeau" in answer.text) == (200, True)


async def test_an_erased_dispatch_is_gone(
    newsroom: Newsroom, reader: httpx.AsyncClient, clock: SettableClock
):
    guid = await newsroom.release()
    await newsroom.publish()
    async with transaction(newsroom.pool) as db:
        order = Order(
            law="GDPR 17",
            file_number="1/26",
            asked_by="court",
            ordered_by=EDITOR,
            second=type(EDITOR)("p-2"),
            targets=(1,),
        )
        await erase(db, order, clock())
    answer = await page(reader, guid)
    assert (answer.status_code, "péniche" in answer.text) == (410, False)


async def test_what_was_never_public_is_not_admitted_to_exist(
    newsroom: Newsroom, reader: httpx.AsyncClient, clock: SettableClock
):
    for_subscribers = await newsroom.release(packages=("economy",))
    embargoed = await newsroom.release(embargo=clock() + timedelta(hours=1))
    killed = await newsroom.release(packages=("economy",))
    await newsroom.change(killed, Action.KILL)
    await newsroom.publish()
    answers = [
        (await page(reader, guid))
        for guid in (for_subscribers, embargoed, killed, Guid("nf:text:20260302:999"))
    ]
    assert {answer.status_code for answer in answers} == {404}
    pages = {answer.text.replace(str(answer.url.path), "") for answer in answers}
    assert len({html[: html.index("word-which")] for html in pages}) == 1
    assert "péniche" not in "".join(pages)


async def test_what_an_editor_hid_says_so_calmly(
    newsroom: Newsroom, reader: httpx.AsyncClient, clock: SettableClock, agency: Agency
):
    guid = await newsroom.release()
    await newsroom.publish()
    async with transaction(newsroom.pool) as db:
        await editions.hide(db, clock, agency, guid, EDITOR)
    answer = await page(reader, guid)
    assert answer.status_code == 410
    assert "n’est plus affichée ici" in answer.text


async def test_translations_lead_to_each_other_where_both_are_public(
    newsroom: Newsroom, reader: httpx.AsyncClient
):
    arabic = tuple(paragraph(text) for text in ARABIC)
    original = await newsroom.release(language="ar", headline="مكتبة عائمة", body=arabic)
    credit = TranslatedFrom(language="ar", item=original, version=1, translator="Hajer Ben Amor")
    french = await newsroom.release(translated_from=credit)
    russian = await newsroom.release(
        language="ru", headline="Плавучая библиотека", translated_from=credit, packages=("economy",)
    )
    german = await newsroom.release(
        language="de", headline="Ein Bücherschiff", translated_from=TranslatedFrom(language="fr", item=french)
    )
    await newsroom.publish()
    html = (await page(reader, french)).text
    assert "Traduit de l’arabe par Hajer Ben Amor" in html
    assert '<link rel="alternate" hreflang="ar" href="https://fil.example/ar/' in html
    assert '<link rel="alternate" hreflang="de"' in html
    assert 'lang="ar" dir="rtl"' in html
    assert russian not in html
    arabic_page = (await page(reader, original)).text
    assert f'href="/fr/{french}/' in arabic_page
    assert f'href="/de/{german}/' in arabic_page
    await newsroom.change(original, Action.KILL)
    assert original not in (await page(reader, french)).text


async def test_a_machine_s_part_in_a_translation_is_told_and_a_hidden_name_is_not(
    newsroom: Newsroom, reader: httpx.AsyncClient
):
    guid = await newsroom.release(
        translated_from=TranslatedFrom(language="ar", translator="Hajer Ben Amor", machine_aided=True),
        credits=(Credit(name="Hajer Ben Amor", role=CreditRole.TRANSLATOR, printed=False),),
    )
    await newsroom.publish()
    html = (await page(reader, guid)).text
    assert "Langue d’origine : Arabe, avec l’aide d’une machine" in html.replace("\u00a0", " ")
    assert "Hajer" not in html


async def test_imported_copy_keeps_its_own_dates_with_no_time_invented(
    newsroom: Newsroom, reader: httpx.AsyncClient
):
    day = SourceDate(
        kind=DateKind.FIRST,
        value="2021-04-14",
        precision=Precision.DAY,
        zone=Zone.NONE,
        text="14.04.2021",
    )
    guid = await newsroom.release(source_dates=(day,))
    await newsroom.publish()
    html = (await page(reader, guid)).text
    assert '<time class="time" datetime="2021-04-14" title="2021-04-14">14 avril 2021</time>' in html


async def test_a_newer_dispatch_on_the_story_is_named(newsroom: Newsroom, reader: httpx.AsyncClient):
    first = await newsroom.release()
    newer = await newsroom.release(headline="La péniche a coulé", replaces=(first,))
    await newsroom.publish()
    html = (await page(reader, first)).text
    assert "Plus récent sur ce sujet" in html
    assert f'href="/fr/{newer}/la-peniche-a-coule"' in html
    assert first not in (await reader.get("/fr/")).text


async def test_a_reader_who_has_the_page_gets_304_until_it_changes(
    newsroom: Newsroom, reader: httpx.AsyncClient
):
    guid = await newsroom.release()
    await newsroom.publish()
    answer = await page(reader, guid)
    assert answer.headers["cache-control"] == "no-cache"
    held = {"If-None-Match": answer.headers["etag"]}
    again = await reader.get(str(answer.url), headers=held)
    assert (again.status_code, again.content) == (304, b"")
    await newsroom.change(guid, Action.UPDATE, deck="Encore")
    await newsroom.publish()
    assert (await reader.get(str(answer.url), headers=held)).status_code == 200
