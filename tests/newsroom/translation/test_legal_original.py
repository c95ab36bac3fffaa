"""An original is redacted or taken down by law: its translations are not forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action
from newsflow.newsroom.legal.plans import Verdict
from newsflow.newsroom.legal.requests import Kind
from newsflow.newsroom.translation.tasks import open_tasks
from newsflow.wire.read import latest
from tests.newsroom.legal_cases import TAKE_OUT, a_passage_twice_released, asked, confirmed, decided
from tests.newsroom.translation.test_changed_original import translated
from tests.newsroom.translation.test_orders import ordered
from tests.wire.test_erase import SECRET, hidden_in, whole_database

if TYPE_CHECKING:
    from newsflow.domain.entry import Header
    from newsflow.domain.guid import Guid
    from tests.builders import Newsroom
    from tests.harness import Database


async def a_translated_passage(newsroom: Newsroom) -> tuple[Guid, Header]:
    """An item of two versions with the passage, and the header of a translation of it."""
    guid = await a_passage_twice_released(newsroom)
    async with transaction(newsroom.pool) as db:
        header = (await latest(db, guid)).header
    return guid, await newsroom.release(translated(header))


async def test_a_redacted_original_leaves_its_translations_desk_a_task(newsroom: Newsroom):
    guid, french = await a_translated_passage(newsroom)
    request = await asked(newsroom, guid)
    await decided(newsroom, request, Verdict.REDACT, TAKE_OUT)
    await confirmed(newsroom, request)
    async with transaction(newsroom.pool) as db:
        assert [(task.guid, task.action) for task in await open_tasks(db)] == [(french.guid, "redact")]


async def test_an_original_and_its_translation_are_taken_down_in_one_call(newsroom: Newsroom):
    guid, french = await a_translated_passage(newsroom)
    arabic = await newsroom.release(translated(french, "ar", headline="عادت العبارة"))
    request = await asked(newsroom, french.guid, guid, kind=Kind.TAKE_DOWN)
    await decided(newsroom, request, Verdict.TAKE_DOWN)
    done = await confirmed(newsroom, request)
    assert [header.action for header in done.headers].count(Action.KILL) == 2
    assert [header.guid for header in done.headers if header.action is Action.UPDATE] == [arabic.guid]


async def test_an_order_keeps_no_word_of_what_was_erased(newsroom: Newsroom, database: Database):
    guid = await a_passage_twice_released(newsroom)
    await ordered(newsroom, original=guid, note=f"It is about {SECRET}.")
    request = await asked(newsroom, guid, kind=Kind.TAKE_DOWN)
    await decided(newsroom, request, Verdict.TAKE_DOWN)
    await confirmed(newsroom, request)
    assert not hidden_in(await whole_database(database))
