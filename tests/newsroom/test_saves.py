"""Saves and locks: nobody's words are written over unseen, and one writes at a time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.errors import BadInputError, ConflictError, NotAllowedError, NotFoundError
from newsflow.newsroom import drafts
from newsflow.newsroom.locks import LOCK_S, leave, lock_of, take, take_over
from newsflow.newsroom.saves import get_save, save, saves_of
from tests.builders import a_dispatch

if TYPE_CHECKING:
    from newsflow.accounts.people import Person
    from tests.builders import Newsroom
    from tests.harness import SettableClock


async def saved(
    newsroom: Newsroom,
    draft: int,
    headline: str,
    base: int,
    *,
    by: Person | None = None,
    sitting: str = "one",
) -> int:
    """The number of a save, in a transaction of its own."""
    async with transaction(newsroom.pool) as db:
        hand = newsroom.hand(by or newsroom.reporter)
        text = a_dispatch(headline=headline)
        return await save(db, draft, text, hand, newsroom.clock(), base_save=base, sitting=sitting)


async def test_every_saved_version_is_kept_and_the_same_words_are_no_new_one(newsroom: Newsroom) -> None:
    draft = await newsroom.draft(a_dispatch(headline="One"))
    assert await saved(newsroom, draft, "Two", 1) == 2
    assert await saved(newsroom, draft, "Two", 2) == 2
    assert await saved(newsroom, draft, "One", 2) == 3
    async with transaction(newsroom.pool) as db:
        kept = await saves_of(db, draft)
        words = [(await get_save(db, draft, one.number)).headline for one in kept]
        with pytest.raises(NotFoundError):
            await get_save(db, draft, 4)
    assert [(one.number, one.name, one.by_hand) for one in kept] == [
        (3, "reporter", False),
        (2, "reporter", False),
        (1, "reporter", True),
    ]
    assert words == ["One", "Two", "One"]


async def test_words_made_from_an_older_version_are_refused_and_say_who_saved(newsroom: Newsroom) -> None:
    draft = await newsroom.draft()
    await saved(newsroom, draft, "Theirs", 1)
    with pytest.raises(ConflictError, match=r"reporter saved version 2 .* from version 1"):
        await saved(newsroom, draft, "Mine", 1)
    async with transaction(newsroom.pool) as db:
        assert (await drafts.get(db, draft)).headline == "Theirs"


async def test_one_writes_at_a_time_and_the_lock_lapses(newsroom: Newsroom, clock: SettableClock) -> None:
    draft = await newsroom.draft()
    await saved(newsroom, draft, "Mine", 1)
    with pytest.raises(ConflictError, match="reporter has it since"):
        await saved(newsroom, draft, "Theirs", 2, by=newsroom.editor, sitting="two")
    with pytest.raises(ConflictError, match="Somebody else writes"):
        await saved(newsroom, draft, "In another window", 2, sitting="two")
    clock.advance(timedelta(seconds=LOCK_S - 1))
    async with transaction(newsroom.pool) as db:
        renewed = await take(db, draft, newsroom.hand(newsroom.reporter), clock(), sitting="one")
    assert renewed.taken_at == clock() - timedelta(seconds=LOCK_S - 1)
    clock.advance(timedelta(seconds=LOCK_S))
    assert await saved(newsroom, draft, "Theirs", 2, by=newsroom.editor, sitting="two") == 3


async def test_whoever_takes_over_leaves_a_note_and_the_other_is_told(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    draft = await newsroom.draft()
    await saved(newsroom, draft, "Mine", 1)
    async with transaction(newsroom.pool) as db:
        hand = newsroom.hand(newsroom.editor)
        given = await take_over(db, draft, hand, clock(), sitting="two", words="You are on the train.")
        event = (await drafts.events(db, draft))[0]
    assert given.name == "editor"
    assert (event.act, event.note, event.name) == ("taken_over", "You are on the train.", "editor")
    with pytest.raises(ConflictError, match="editor has it since"):
        await saved(newsroom, draft, "More of mine", 2)
    async with transaction(newsroom.pool) as db:
        assert (await drafts.get(db, draft)).headline == "Mine"


async def test_a_lock_is_given_back_by_its_own_sitting_alone(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    draft = await newsroom.draft()
    reporter, editor = newsroom.hand(newsroom.reporter), newsroom.hand(newsroom.editor)
    async with transaction(newsroom.pool) as db:
        await take(db, draft, reporter, clock(), sitting="one")
        await leave(db, draft, editor, sitting="one")
        await leave(db, draft, reporter, sitting="two")
        assert await lock_of(db, draft, clock())
        await leave(db, draft, reporter, sitting="one")
        assert await lock_of(db, draft, clock()) is None


async def test_what_another_writes_in_is_not_released_under_their_hands(newsroom: Newsroom) -> None:
    draft = await newsroom.draft()
    await saved(newsroom, draft, "Half a sen", 1)
    with pytest.raises(ConflictError, match="Somebody else writes"):
        await newsroom.ask(draft)


async def test_a_note_has_its_limit_and_a_foreign_desk_writes_nothing(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    draft = await newsroom.draft()
    async with transaction(newsroom.pool) as db:
        hand = newsroom.hand(newsroom.editor)
        with pytest.raises(BadInputError, match="note is too long"):
            await take_over(db, draft, hand, clock(), sitting="two", words="x" * 2001)
    async with transaction(newsroom.pool) as db:
        await db.execute("UPDATE person SET desks = '{tr}' WHERE id = %s", [newsroom.editor.id])
        from newsflow.accounts.people import by_id

        found = await by_id(db, newsroom.editor.id)
    assert found is not None
    with pytest.raises(NotAllowedError, match="another desk"):
        await saved(newsroom, draft, "Mine", 1, by=found)


async def test_a_released_draft_is_saved_no_more(newsroom: Newsroom) -> None:
    draft = await newsroom.draft()
    await newsroom.release_draft(draft)
    with pytest.raises(ConflictError, match="done with"):
        await saved(newsroom, draft, "Late", 1)
