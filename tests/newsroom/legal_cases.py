"""Legal requests of an invented court, decided by the chief and confirmed by a second person."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from newsflow.accounts.hand import SESSION
from newsflow.db.pool import transaction
from newsflow.domain.dispatch import Block, Span, paragraph
from newsflow.domain.redaction import Change
from newsflow.newsroom.legal.decisions import confirm, decide, plan_of_waiting
from newsflow.newsroom.legal.requests import Asker, Kind, NewRequest, open_request
from tests.builders import a_dispatch
from tests.wire.test_erase import SECRET

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsflow.accounts.people import Person
    from newsflow.domain.guid import Guid
    from newsflow.newsroom.legal.decisions import Carried
    from newsflow.newsroom.legal.plans import Verdict
    from newsflow.objects import ObjectStore
    from tests.builders import Newsroom

PASSAGE = f"{SECRET} was seen at the quay"
TAKE_OUT = (Change(words=PASSAGE, put="[…]"),)


async def asked(newsroom: Newsroom, *guids: str, kind: Kind = Kind.REDACT) -> int:
    """The number of a request of a court about these items."""
    async with transaction(newsroom.pool) as db:
        wanted = NewRequest(
            kind=kind,
            asked_by="Harbour Town Court",
            law="Press Act, § 12",
            file_number="4 C 77/26",
            came_at=newsroom.clock(),
            due_at=newsroom.clock() + timedelta(days=3),
            asker=Asker(name="Ada Sample", address="Quay 1, Harbour Town", letter="Take it out."),
            guids=guids,
        )
        return await open_request(db, wanted, newsroom.hand(newsroom.chief), newsroom.clock())


async def decided(
    newsroom: Newsroom, request: int, verdict: Verdict, changes: Sequence[Change] = (), key: str = SESSION
) -> None:
    async with transaction(newsroom.pool) as db:
        await decide(
            db,
            newsroom.agency,
            request,
            verdict,
            hand=newsroom.hand(newsroom.chief, key),
            now=newsroom.clock(),
            reason="The court says so.",
            changes=changes,
        )


async def confirmed(
    newsroom: Newsroom, request: int, person: Person | None = None, store: ObjectStore | None = None
) -> Carried:
    """What the decision came to, confirmed by a second chief."""
    async with transaction(newsroom.pool) as db:
        plan = await plan_of_waiting(db, newsroom.agency, request, newsroom.clock())
        return await confirm(
            db,
            newsroom.clock,
            newsroom.agency,
            request,
            hand=newsroom.hand(person or await second(newsroom)),
            digest_hex=plan.digest_hex,
            store=store,
        )


async def second(newsroom: Newsroom) -> Person:
    """The editor, made an administrator."""
    async with newsroom.pool.connection() as db:
        await db.execute("UPDATE person SET role = 'administrator' WHERE id = %s", [newsroom.editor.id])
    return replace(newsroom.editor, role="administrator")


async def a_passage_twice_released(newsroom: Newsroom) -> Guid:
    """The guid of an item of two versions that hold the passage, the first in its headline too."""
    first = a_dispatch(headline=f"{PASSAGE}, twice", body=(paragraph(f"“{PASSAGE},” he said."),))
    guid = (await newsroom.release(first)).guid
    linked = Block(
        spans=(Span(f"The {SECRET} "), Span("was seen", "https://example.org/ferry"), Span(" at the quay."))
    )
    text = (linked, paragraph("Hundreds came to see it."))
    await newsroom.release(replace(first, headline="Seen twice", deck=PASSAGE, body=text), of=guid)
    return guid
