"""Two at once: real transactions side by side, and one of them must lose with a clear word."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from newsflow.accounts.people import Role
from newsflow.db.pool import open_pool, transaction
from newsflow.domain.codes import Action, Form
from newsflow.domain.errors import ConflictError, NewsflowError
from newsflow.newsroom import drafts
from newsflow.newsroom.approvals import approve, ask, get, withdraw
from newsflow.newsroom.locks import take, take_over
from newsflow.newsroom.saves import save, saves_of
from newsflow.newsroom.translation.orders import Wanted, order
from newsflow.wire.fsck import fsck
from newsflow.wire.read import read
from tests.builders import ALL_PASSED, a_dispatch
from tests.newsroom.second_look import a_flash, a_person, approved

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine

    from newsflow.db.pool import Pool
    from tests.builders import Newsroom
    from tests.harness import Database

ROUNDS = 8
HELD_S = 0.2
"""How long one side is held while the other must wait."""


@pytest.fixture
async def other_pool(database: Database) -> AsyncIterator[Pool]:
    """Connections of another process, as far as the database can tell."""
    async with open_pool(database.dsn()) as pool:
        yield pool


async def both(*acts: Coroutine[Any, Any, Any]) -> list[NewsflowError]:
    """The errors of acts that run side by side; anything but an error in words fails the test."""
    done = await asyncio.gather(*acts, return_exceptions=True)
    for result in done:
        if isinstance(result, BaseException) and not isinstance(result, NewsflowError):
            raise result
    return [result for result in done if isinstance(result, NewsflowError)]


async def test_two_approvals_at_once_are_one_entry(newsroom: Newsroom) -> None:
    third = await a_person(newsroom, "third", Role.EDITOR)
    for number in range(ROUNDS):
        asked = await a_flash(newsroom, f"slug-{number}")
        lost = await both(
            approved(newsroom, asked, newsroom.hand(newsroom.editor)),
            approved(newsroom, asked, newsroom.hand(third)),
        )
        assert len(lost) == 1
        assert isinstance(lost[0], ConflictError)
    async with transaction(newsroom.pool) as db:
        assert len(await read(db, 0)) == ROUNDS
        assert (await fsck(db)).faults == []


async def test_an_edit_and_an_approval_at_once_never_send_unread_words(newsroom: Newsroom) -> None:
    sent = edited = 0
    for number in range(ROUNDS):
        asked = await a_flash(newsroom, f"slug-{number}")
        text = a_dispatch(form=Form.FLASH, body=(), slug=f"slug-{number}", headline="Other words")

        async def edit(draft: int = asked.draft, changed: Any = text) -> None:
            async with transaction(newsroom.pool) as db:
                hand = newsroom.hand(newsroom.reporter)
                await save(db, draft, changed, hand, newsroom.clock(), base_save=1, sitting="one")

        acts = [edit(), approved(newsroom, asked, newsroom.hand(newsroom.editor))]
        (lost,) = await both(*(acts if number % 2 else reversed(acts)))
        assert isinstance(lost, ConflictError)
        async with transaction(newsroom.pool) as db:
            draft, ended = await drafts.get(db, asked.draft), await get(db, asked.id)
        assert (draft.state, ended.state) in {("released", "approved"), ("writing", "withdrawn")}
        sent += ended.state == "approved"
        edited += ended.state == "withdrawn"
        assert (draft.headline == "Other words") == (ended.state == "withdrawn")
    async with transaction(newsroom.pool) as db:
        entries = await read(db, 0)
    assert len(entries) == sent
    assert all(entry.content and entry.content.headline != "Other words" for entry in entries)
    assert sent + edited == ROUNDS


async def test_an_edit_that_waits_for_an_approval_finds_it_released(
    newsroom: Newsroom, other_pool: Pool
) -> None:
    asked = await a_flash(newsroom)
    async with transaction(newsroom.pool) as db:
        await approve(
            db,
            newsroom.clock,
            newsroom.agency,
            asked.id,
            newsroom.hand(newsroom.editor),
            digest_hex=asked.digest_hex,
        )

        async def edit() -> None:
            async with transaction(other_pool) as theirs:
                hand = newsroom.hand(newsroom.reporter)
                text = a_dispatch(headline="Late")
                await save(theirs, asked.draft, text, hand, newsroom.clock(), base_save=1, sitting="one")

        waiting = asyncio.create_task(edit())
        await asyncio.sleep(0.1)
        assert not waiting.done(), "the edit waits for the draft's row"
    with pytest.raises(ConflictError, match="done with"):
        await waiting


async def test_a_take_over_while_the_other_saves_loses_no_words(newsroom: Newsroom, other_pool: Pool) -> None:
    draft = await newsroom.draft(a_dispatch(headline="Old"))
    reporter, editor = newsroom.hand(newsroom.reporter), newsroom.hand(newsroom.editor)
    async with transaction(newsroom.pool) as db:
        await take(db, draft, reporter, newsroom.clock(), sitting="one")
    async with transaction(newsroom.pool) as db:
        text = a_dispatch(headline="The reporter's last words")
        await save(db, draft, text, reporter, newsroom.clock(), base_save=1, sitting="one")

        async def over() -> int:
            async with transaction(other_pool) as theirs:
                await take_over(theirs, draft, editor, newsroom.clock(), sitting="two", words="Now mine.")
                return (await drafts.get(theirs, draft)).save

        waiting = asyncio.create_task(over())
        await asyncio.sleep(0.1)
        assert not waiting.done(), "the take-over waits for the save"
    assert await waiting == 2
    async with transaction(newsroom.pool) as db:
        late = a_dispatch(headline="Too late")
        with pytest.raises(ConflictError, match="editor has it"):
            await save(db, draft, late, reporter, newsroom.clock(), base_save=2, sitting="one")
    async with transaction(newsroom.pool) as db:
        assert (await drafts.get(db, draft)).headline == "The reporter's last words"
        assert len(await saves_of(db, draft)) == 2


async def test_one_draft_is_asked_for_once_and_released_once(newsroom: Newsroom) -> None:
    for number in range(ROUNDS):
        form = Form.FLASH if number % 2 else Form.STORY
        draft = await newsroom.draft(a_dispatch(form=form, slug=f"slug-{number}"))
        lost = await both(newsroom.ask(draft), newsroom.ask(draft, newsroom.editor))
        assert len(lost) == 1
        assert isinstance(lost[0], ConflictError)
    async with transaction(newsroom.pool) as db:
        assert len(await read(db, 0)) == ROUNDS // 2


async def test_a_kill_and_an_approval_of_its_update_at_once_leave_a_killed_item(newsroom: Newsroom) -> None:
    for number in range(ROUNDS):
        first = await newsroom.release(a_dispatch(slug=f"slug-{number}"))
        update = await newsroom.draft(a_dispatch(slug=f"slug-{number}", urgency=1), of=first.guid)
        asked = (await newsroom.ask(update)).request
        assert asked is not None
        acts = [newsroom.stop(first.guid), approved(newsroom, asked, newsroom.hand(newsroom.editor))]
        await both(*(acts if number % 2 else reversed(acts)))
        async with transaction(newsroom.pool) as db:
            found = [entry for entry in await read(db, 0) if entry.header.guid == first.guid]
        assert found[-1].header.action is Action.KILL
    async with transaction(newsroom.pool) as db:
        assert (await fsck(db)).faults == []


async def test_a_withdrawal_and_an_approval_at_once_agree(newsroom: Newsroom) -> None:
    for number in range(ROUNDS):
        asked = await a_flash(newsroom, f"slug-{number}")

        async def back(request: str = asked.id) -> None:
            async with transaction(newsroom.pool) as db:
                await withdraw(db, newsroom.clock, request, newsroom.hand(newsroom.chief))

        acts = [back(), approved(newsroom, asked, newsroom.hand(newsroom.editor))]
        (lost,) = await both(*(acts if number % 2 else reversed(acts)))
        assert isinstance(lost, ConflictError)
        async with transaction(newsroom.pool) as db:
            state = (await drafts.get(db, asked.draft)).state
            assert (state, (await get(db, asked.id)).state) in {
                ("released", "approved"),
                ("writing", "withdrawn"),
            }


async def test_a_release_that_fails_leaves_the_request_open(newsroom: Newsroom) -> None:
    asked = await a_flash(newsroom)

    class SnappedError(Exception):
        """The line is cut before the commit."""

    async def cut() -> None:
        async with transaction(newsroom.pool) as db:
            hand = newsroom.hand(newsroom.editor)
            await approve(db, newsroom.clock, newsroom.agency, asked.id, hand, digest_hex=asked.digest_hex)
            raise SnappedError

    with pytest.raises(SnappedError):
        await cut()
    async with transaction(newsroom.pool) as db:
        assert (await get(db, asked.id)).state == "open"
        assert await read(db, 0) == []
        draft = await newsroom.draft(a_dispatch(slug="other"))
    async with transaction(newsroom.pool) as db:
        hand = newsroom.hand(newsroom.chief)
        assert (await ask(db, newsroom.clock, newsroom.agency, draft, hand, passed=ALL_PASSED)).headers
    assert (await approved(newsroom, asked, newsroom.hand(newsroom.editor))).headers


async def test_a_translation_ordered_while_its_draft_goes_out_is_refused_and_not_forgotten(
    newsroom: Newsroom, other_pool: Pool
) -> None:
    draft = await newsroom.draft()

    async def ordered() -> None:
        async with transaction(other_pool) as db:
            wanted = Wanted(language="fr", draft=draft)
            await order(db, newsroom.agency, wanted, newsroom.hand(newsroom.editor), newsroom.clock())

    async with transaction(newsroom.pool) as db:
        await drafts.locked(db, draft)
        late = asyncio.create_task(ordered())
        await asyncio.sleep(HELD_S)
        assert not late.done(), "the order waits for the release"
        outcome = await ask(
            db, newsroom.clock, newsroom.agency, draft, newsroom.hand(newsroom.chief), passed=ALL_PASSED
        )
    assert outcome.headers
    with pytest.raises(ConflictError, match="done with"):
        await late
