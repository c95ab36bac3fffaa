"""A draft between desks: handed on, taken, sent back with a note, dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsflow.accounts.people import Role
from newsflow.db.pool import transaction
from newsflow.domain.errors import BadInputError, ConflictError, NotAllowedError
from newsflow.newsroom import drafts, moves
from newsflow.newsroom.approvals import request_of
from tests.newsroom.second_look import a_flash, a_person

if TYPE_CHECKING:
    from tests.builders import Newsroom
    from tests.harness import SettableClock


async def test_a_draft_is_handed_on_taken_and_sent_back_with_a_note(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    draft = await newsroom.draft()
    reporter, editor = newsroom.hand(newsroom.reporter), newsroom.hand(newsroom.editor)
    async with transaction(newsroom.pool) as db:
        await moves.hand_on(db, draft, reporter, clock(), words="The mayor called back.")
        handed = await drafts.get(db, draft)
        await moves.take(db, draft, editor, clock())
        taken = await drafts.get(db, draft)
        with pytest.raises(BadInputError, match="without a word"):
            await moves.send_back(db, draft, editor, clock(), words="")
        await moves.send_back(db, draft, editor, clock(), words="Which mayor?")
        back = await drafts.get(db, draft)
        told = [(event.act, event.note) for event in await drafts.events(db, draft)]
    assert (handed.state, handed.holder) == ("with_editor", None)
    assert (taken.state, taken.holder) == ("with_editor", editor.person.id)
    assert (back.state, back.holder) == ("writing", reporter.person.id)
    assert told == [
        ("sent_back", "Which mayor?"),
        ("taken", ""),
        ("handed_on", "The mayor called back."),
        ("begun", ""),
    ]


async def test_a_draft_is_handed_to_an_editor_who_may_release_it(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    draft = await newsroom.draft()
    hand = newsroom.hand(newsroom.reporter)
    async with transaction(newsroom.pool) as db:
        with pytest.raises(NotAllowedError, match="may not release"):
            await moves.hand_on(db, draft, hand, clock(), to=newsroom.reporter)
        await moves.hand_on(db, draft, hand, clock(), to=newsroom.editor)
        assert (await drafts.get(db, draft)).holder == newsroom.editor.id
        with pytest.raises(ConflictError, match="cannot be handed"):
            await moves.hand_on(db, draft, hand, clock())


async def test_a_reporter_sends_nothing_back_and_drops_nobody_else_s(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    draft = await newsroom.draft()
    other = newsroom.hand(await a_person(newsroom, "other", Role.REPORTER))
    async with transaction(newsroom.pool) as db:
        with pytest.raises(NotAllowedError, match="may not release"):
            await moves.send_back(db, draft, other, clock(), words="No.")
        with pytest.raises(NotAllowedError, match="may not release"):
            await moves.drop(db, draft, other, clock())
        await moves.drop(db, draft, newsroom.hand(newsroom.reporter), clock(), words="Overtaken.")
        assert (await drafts.get(db, draft)).state == "dropped"
    with pytest.raises(ConflictError, match="done with"):
        await newsroom.ask(draft)


async def test_dropping_what_waits_withdraws_its_request(newsroom: Newsroom, clock: SettableClock) -> None:
    asked = await a_flash(newsroom)
    async with transaction(newsroom.pool) as db:
        await moves.drop(db, asked.draft, newsroom.hand(newsroom.editor), clock())
        assert await request_of(db, asked.draft) is None
