"""An original is corrected or stopped: every released translation says so at once (invariant 6)."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action, ReasonClass
from newsflow.domain.dispatch import Dispatch, TranslatedFrom, paragraph
from newsflow.domain.errors import ConflictError
from newsflow.newsroom.stop import Stop, reinstate, stop
from newsflow.newsroom.translation.noting import TRANSLATIONS
from newsflow.newsroom.translation.orders import Wanted, order, queue
from newsflow.newsroom.translation.taking import take
from newsflow.newsroom.translation.tasks import finish, open_tasks
from newsflow.wire.read import item, latest, read
from tests.builders import a_dispatch

if TYPE_CHECKING:
    from newsflow.domain.entry import Entry, Header
    from tests.builders import Newsroom


def translated(original: Header, language: str = "fr", **facts: Any) -> Dispatch:
    """A translation of an item, by an invented translator."""
    source = TranslatedFrom(
        language="en", item=original.guid, version=original.version, translator="Inès Chaabouni-Morel"
    )
    plain = {
        "language": language,
        "headline": f"Le bac revient ({language})",
        "body": (paragraph("Le bac est revenu lundi."),),
        "translated_from": source,
    }
    return a_dispatch(**(plain | facts))


async def all_entries(newsroom: Newsroom) -> list[Entry]:
    async with transaction(newsroom.pool) as db:
        return await read(db, 0)


async def last_of(newsroom: Newsroom, guid: str) -> Entry:
    async with transaction(newsroom.pool) as db:
        return await latest(db, (await item(db, guid)).guid)


async def test_a_kill_notes_every_released_translation_in_the_same_transaction(newsroom: Newsroom):
    original = await newsroom.release()
    french = await newsroom.release(translated(original))
    arabic = await newsroom.release(translated(original, "ar", headline="عادت العبارة"))
    headers = await newsroom.stop(original.guid)
    assert [header.guid for header in headers if header.action is Action.UPDATE] == [french.guid, arabic.guid]
    assert headers[0].guid == original.guid
    assert {header.at for header in headers} == {headers[0].at}
    for header in headers[2:]:
        entry = await last_of(newsroom, header.guid)
        assert entry.content is not None
        assert original.guid in (entry.content.note or "")
        assert entry.content.headline
        assert "Ferry returns" not in (entry.content.note or "")
    said = (await last_of(newsroom, french.guid)).content
    assert said is not None
    assert (said.note or "").startswith("Note de la rédaction : l’original de cette traduction")
    assert "annulé" in (said.note or "")


async def test_the_note_is_in_the_name_of_whoever_stopped_the_original(newsroom: Newsroom):
    original = await newsroom.release()
    french = await newsroom.release(translated(original))
    await newsroom.stop(original.guid)
    async with transaction(newsroom.pool) as db, db.cursor() as cursor:
        await cursor.execute(
            "SELECT convert_from(approvals, 'UTF8') FROM wire_entry WHERE guid = %s AND version = 2",
            (french.guid,),
        )
        (found,) = await cursor.fetchone() or ("",)
    assert newsroom.editor.id in found
    assert "noticed" in found


async def test_a_correction_notes_the_translations_too_and_the_next_one_takes_the_note_s_place(
    newsroom: Newsroom,
):
    original = await newsroom.release()
    french = await newsroom.release(translated(original, note="À suivre."))
    for wrong in ("The day was wrong.", "The harbour was wrong."):
        await newsroom.release(
            a_dispatch(headline=f"Ferry returns. {wrong}", correction=wrong),
            of=original.guid,
            action=Action.CORRECT,
        )
    said = (await last_of(newsroom, french.guid)).content
    assert said is not None
    note = said.note or ""
    assert note.count(original.guid) == 1
    assert "version 3" in note
    assert note.endswith("À suivre.")


async def test_an_update_of_the_original_notes_nothing(newsroom: Newsroom):
    original = await newsroom.release()
    french = await newsroom.release(translated(original))
    await newsroom.release(a_dispatch(whats_new="More people came."), of=original.guid)
    assert (await last_of(newsroom, french.guid)).header.version == 1


async def test_a_kill_takes_back_the_orders_that_nobody_has_begun_and_a_hold_leaves_them(newsroom: Newsroom):
    original, hand = await newsroom.release(), newsroom.hand(newsroom.editor)
    async with transaction(newsroom.pool) as db:
        for language in ("fr", "ar"):
            wanted = Wanted(language=language, original=original.guid)
            number = await order(db, newsroom.agency, wanted, hand, newsroom.clock())
        await take(db, newsroom.agency, number, hand, newsroom.clock())
    for action, waiting in ((Action.HOLD, ["fr", "ar"]), (Action.KILL, ["ar"])):
        await newsroom.stop(original.guid, action)
        async with transaction(newsroom.pool) as db:
            assert [one.language for one in await queue(db)] == waiting


async def test_a_translation_of_a_translation_is_noted_too(newsroom: Newsroom):
    original = await newsroom.release()
    french = await newsroom.release(translated(original))
    turkish = await newsroom.release(translated(french, "tr", headline="Feribot döndü"))
    await newsroom.stop(original.guid)
    for guid in (french.guid, turkish.guid):
        said = (await last_of(newsroom, guid)).content
        assert said is not None
        assert original.guid in (said.note or "")


async def test_a_stopped_translation_keeps_still_and_has_a_task(newsroom: Newsroom):
    original = await newsroom.release()
    french = await newsroom.release(translated(original))
    await newsroom.stop(french.guid, Action.HOLD)
    await newsroom.stop(original.guid, Action.WITHDRAW)
    assert (await last_of(newsroom, french.guid)).header.action is Action.HOLD
    async with transaction(newsroom.pool) as db:
        assert [task.guid for task in await open_tasks(db)] == [french.guid]


async def test_a_task_is_raised_once_and_ends_by_the_desk_s_decision(newsroom: Newsroom):
    original = await newsroom.release()
    french = await newsroom.release(translated(original))
    await newsroom.stop(original.guid, Action.HOLD)
    await newsroom.stop(original.guid)
    async with transaction(newsroom.pool) as db:
        (task,) = await open_tasks(db)
        assert (task.guid, task.original, task.action) == (french.guid, original.guid, "kill")
        await finish(
            db, task.id, newsroom.hand(newsroom.editor), newsroom.clock(), how="It stands on its own."
        )
    async with transaction(newsroom.pool) as db:
        assert await open_tasks(db) == []
    assert (await last_of(newsroom, french.guid)).header.action is Action.UPDATE


async def test_killing_the_translation_ends_its_task(newsroom: Newsroom):
    original = await newsroom.release()
    french = await newsroom.release(translated(original))
    await newsroom.stop(original.guid)
    await newsroom.stop(french.guid)
    async with transaction(newsroom.pool) as db:
        assert await open_tasks(db) == []


async def test_a_reinstated_original_says_so_on_its_translations(newsroom: Newsroom):
    original = await newsroom.release()
    french = await newsroom.release(translated(original))
    await newsroom.stop(original.guid, Action.HOLD)
    async with transaction(newsroom.pool) as db:
        await reinstate(db, newsroom.clock, newsroom.agency, original.guid, newsroom.hand(newsroom.chief))
    said = (await last_of(newsroom, french.guid)).content
    assert said is not None
    assert "de nouveau" in (said.note or "")
    assert (said.note or "").count(original.guid) == 1


async def test_no_translation_of_a_stopped_original_goes_out(newsroom: Newsroom):
    original = await newsroom.release()
    french = await newsroom.release(translated(original))
    await newsroom.stop(original.guid)
    with pytest.raises(ConflictError, match="The original is stopped"):
        await newsroom.release(translated(original, "ar"))
    with pytest.raises(ConflictError, match="The original is stopped"):
        await newsroom.release(translated(french, "tr"))


async def test_a_kill_and_a_release_of_a_translation_at_once_never_leave_one_without_its_note(
    newsroom: Newsroom,
):
    for round_ in range(6):
        original = await newsroom.release(a_dispatch(slug=f"ferry-{round_}"))
        draft = await newsroom.draft(translated(original, slug=f"ferry-{round_}"))

        async def killed(guid: str = original.guid) -> None:
            async with transaction(newsroom.pool) as db:
                order = Stop(
                    guid=guid,
                    action=Action.KILL,
                    hand=newsroom.hand(newsroom.editor),
                    reason_class=ReasonClass.FALSE,
                )
                await stop(db, newsroom.clock, newsroom.agency, order)

        results = await asyncio.gather(killed(), newsroom.release_draft(draft), return_exceptions=True)
        assert results[0] is None
        if isinstance(results[1], BaseException):
            assert isinstance(results[1], ConflictError)
            continue
        entry = await last_of(newsroom, results[1][0].guid)
        assert entry.content is not None
        assert original.guid in (entry.content.note or "")


async def test_an_embargoed_translation_keeps_its_embargo_with_the_note(newsroom: Newsroom):
    later = newsroom.clock().replace(hour=23)
    original = await newsroom.release(a_dispatch(embargo=later))
    french = await newsroom.release(translated(original, embargo=later))
    await newsroom.stop(original.guid)
    entry = await last_of(newsroom, french.guid)
    assert entry.header.not_before == later
    assert entry.content is not None
    assert original.guid in (entry.content.note or "")
    assert len(await all_entries(newsroom)) == 5


async def test_translations_are_found_by_an_index_however_long_the_wire(newsroom: Newsroom):
    async with transaction(newsroom.pool) as db, db.cursor() as cursor:
        await cursor.execute("SET LOCAL enable_seqscan = off")
        await cursor.execute("EXPLAIN " + TRANSLATIONS.sql, {"original": "nf:text:20260302:1", "limit": 10})
        plan = "\n".join(str(line[0]) for line in await cursor.fetchall())
    assert "wire_content_original" in plan
