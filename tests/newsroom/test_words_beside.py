"""An order to erase reaches what the desk itself wrote about the item, besides the item's own words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from newsflow.accounts.hand import SESSION
from newsflow.accounts.people import Act
from newsflow.db.pool import transaction
from newsflow.domain.codes import Action, ReasonClass
from newsflow.newsroom import drafts, duty
from newsflow.newsroom.approvals.requests import withdraw_open
from newsflow.newsroom.duty import handover, look_after
from newsflow.newsroom.legal.plans import Verdict
from newsflow.newsroom.stop import Stop, stop
from tests.builders import a_dispatch
from tests.newsroom.legal_cases import (
    PASSAGE,
    TAKE_OUT,
    a_passage_twice_released,
    asked,
    confirmed,
    decided,
)
from tests.wire.test_erase import hidden_in, whole_database

if TYPE_CHECKING:
    from newsflow.domain.guid import Guid
    from tests.builders import Newsroom
    from tests.harness import Database

SAID = f"The court asks about this: {PASSAGE}."


async def ordered_in_turkish(newsroom: Newsroom, guid: Guid) -> None:
    """Nothing; leaves an order of a translation with the words in its note."""
    async with transaction(newsroom.pool) as db:
        await db.execute(
            "INSERT INTO translation_order (original, language, section, slug, urgency, note, ordered_by, ordered_at)"
            " VALUES (%s, 'tr', 'world', 'quay', 5, %s, %s, %s)",
            [guid, SAID, newsroom.chief.id, newsroom.clock()],
        )


async def stopped_with_reasons(newsroom: Newsroom, guid: Guid) -> None:
    """Nothing; kills the item with the words in the reason for the file, and in what the second person says."""
    order = Stop(
        guid=guid,
        action=Action.KILL,
        hand=newsroom.hand(newsroom.chief),
        reason_class=ReasonClass.LEGAL,
        for_the_file=SAID,
    )
    async with transaction(newsroom.pool) as db:
        await stop(db, newsroom.clock, newsroom.agency, order)
    async with transaction(newsroom.pool) as db:
        (owed,) = await duty.owed_looks(db)
        await look_after(db, owed.id, newsroom.hand(newsroom.editor), newsroom.clock(), words=SAID)


async def test_taken_down_an_item_leaves_nothing_in_the_reasons_for_the_file(
    newsroom: Newsroom, database: Database
) -> None:
    guid = await a_passage_twice_released(newsroom)
    await stopped_with_reasons(newsroom, guid)
    await ordered_in_turkish(newsroom, guid)
    request = await asked(newsroom, guid)
    await decided(newsroom, request, Verdict.TAKE_DOWN)
    assert hidden_in(await whole_database(database))
    await confirmed(newsroom, request)
    assert not hidden_in(await whole_database(database))


async def test_a_redacted_passage_stands_in_no_note_reason_or_sealed_request(
    newsroom: Newsroom, database: Database
) -> None:
    guid = await a_passage_twice_released(newsroom)
    other = await newsroom.draft(a_dispatch(slug="other", headline=f"{PASSAGE}, again"))
    chief, now = newsroom.hand(newsroom.chief), newsroom.clock()
    async with transaction(newsroom.pool) as db:
        await drafts.note(db, other, "sent_back", newsroom.chief.id, now, words=SAID)
        await handover.watch(db, chief, now, words=SAID)
        await db.execute(
            "INSERT INTO approval_request (id, draft, save, because, salt, body, digest, asked_by, asked_key, asked_at)"
            " SELECT 'r', id, 1, 'flash', %s, content, sha256(content), %s, %s, %s FROM draft WHERE id = %s",
            [bytes(32), newsroom.editor.id, SESSION, now, other],
        )
        await withdraw_open(db, other, chief, now, why=SAID)
        await db.execute("UPDATE draft SET state = 'dropped' WHERE id = %s", [other])
    await ordered_in_turkish(newsroom, guid)
    async with transaction(newsroom.pool) as db:
        until = now + timedelta(hours=8)
        await duty.lend(db, newsroom.reporter, Act.RELEASE, chief, now, until=until, reason=SAID)
    request = await asked(newsroom, guid)
    await decided(newsroom, request, Verdict.REDACT, TAKE_OUT)
    assert hidden_in(await whole_database(database))
    await confirmed(newsroom, request)
    assert not hidden_in(await whole_database(database))
