"""Replies and texts of courts: items of their own, linked to what they answer, standing as they were given."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from psycopg import errors

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action, ReplyKind
from newsflow.domain.content import canonical
from newsflow.domain.dispatch import Answers, paragraph
from newsflow.domain.errors import ConflictError
from newsflow.newsroom import drafts
from newsflow.newsroom.legal.replies import begin_reply
from newsflow.newsroom.saves import save
from newsflow.wire.read import item, versions

if TYPE_CHECKING:
    from newsflow.domain.guid import Guid
    from tests.builders import Newsroom

WRAPPED = """The bell that your report of Monday speaks of was rung by nobody,
as every hand was on the deck, and those who stood on the quay are
ready to say that they heard no bell at all before the ferry came
to lie beside it."""
REPLY = (
    f"What was said is not so.\nI was at sea,\u00a0 12\u00a0miles out.\n\n{WRAPPED}\nCaptain of the ferry\t\n"
)
AS_GIVEN = (
    "What was said is not so.",
    "I was at sea,\u00a0 12\u00a0miles out.",
    WRAPPED.replace("\n", " "),
    "Captain of the ferry",
)


async def a_reply(newsroom: Newsroom, guid: Guid) -> int:
    async with transaction(newsroom.pool) as db:
        return await begin_reply(
            db, newsroom.agency, guid, ReplyKind.REPLY,
            headline="Reply of a ferry's captain", text=REPLY,
            hand=newsroom.hand(newsroom.chief), now=newsroom.clock(),
        )  # fmt: skip


async def test_a_reply_names_what_it_answers_and_stands_in_its_story(newsroom: Newsroom) -> None:
    about = await newsroom.release()
    draft = await a_reply(newsroom, about.guid)
    guid = (await newsroom.release_draft(draft))[0].guid
    async with transaction(newsroom.pool) as db:
        entries = await versions(db, guid)
        found, answered = await item(db, guid), await item(db, about.guid)
    content = entries[0].content
    assert content is not None
    assert content.answers == Answers(item=about.guid, version=1, kind=ReplyKind.REPLY)
    assert content.words() == AS_GIVEN
    assert found.story == answered.story


async def test_nobody_writes_in_a_reply_not_in_its_draft_and_not_in_a_later_version(
    newsroom: Newsroom,
) -> None:
    about = await newsroom.release()
    draft = await a_reply(newsroom, about.guid)
    async with transaction(newsroom.pool) as db:
        given = (await drafts.get(db, draft)).dispatch()
        other = replace(given, body=(paragraph("I was at sea, they say."),))
        with pytest.raises(ConflictError, match="stands as it is"):
            await save(
                db, draft, other, newsroom.hand(newsroom.chief), newsroom.clock(), base_save=1, sitting="s"
            )
        with pytest.raises(errors.RestrictViolation):
            await db.execute("UPDATE draft SET content = %s WHERE id = %s", [canonical(other), draft])
        await db.rollback()
        mended = replace(given, headline="A captain's reply")
        await save(
            db, draft, mended, newsroom.hand(newsroom.chief), newsroom.clock(), base_save=1, sitting="s"
        )
    guid = (await newsroom.release_draft(draft))[0].guid
    await newsroom.stop(guid, Action.HOLD)
    with pytest.raises(ConflictError, match="stands as it is"):
        await newsroom.release(replace(other, answers=None), of=guid)
