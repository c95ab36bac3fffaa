"""What tests of the second look do in one line: ask, approve, send alone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from newsflow.accounts.people import Person, Role, add_person, by_id
from newsflow.db.pool import transaction
from newsflow.db.query import rows
from newsflow.domain.codes import Form
from newsflow.newsroom.approvals import alone, approve
from newsflow.wire.read import read
from newsflow.wire.rows import READ_ITEM
from tests.builders import a_dispatch

if TYPE_CHECKING:
    from newsflow.accounts.hand import Hand
    from newsflow.domain.entry import Approval
    from newsflow.newsroom.approvals import Outcome, Request
    from tests.builders import Newsroom

KEY = "passkey:0123456789abcdef"
MINUTE = timedelta(seconds=60)


async def a_flash(newsroom: Newsroom, slug: str = "harbour-ferry") -> Request:
    """A flash that the chief asked for and that waits."""
    draft = await newsroom.draft(a_dispatch(form=Form.FLASH, body=(), slug=slug))
    asked = (await newsroom.ask(draft)).request
    assert asked is not None
    return asked


async def approved(newsroom: Newsroom, asked: Request, hand: Hand, digest: str | None = None) -> Outcome:
    """What comes of somebody's word for a request, in a transaction of its own."""
    async with transaction(newsroom.pool) as db:
        return await approve(
            db, newsroom.clock, newsroom.agency, asked.id, hand, digest_hex=digest or asked.digest_hex
        )


async def sent_alone(
    newsroom: Newsroom, asked: Request, hand: Hand, reason: str = "Nobody answers."
) -> Outcome:
    """What comes of sending without a second person."""
    async with transaction(newsroom.pool) as db:
        return await alone(
            db,
            newsroom.clock,
            newsroom.agency,
            asked.id,
            hand,
            digest_hex=asked.digest_hex,
            reason=reason,
        )


async def words_of(newsroom: Newsroom, guid: str) -> tuple[Approval, ...]:
    """The approvals that stand on the wire for an item's latest entry."""
    async with transaction(newsroom.pool) as db:
        return (await rows(db, READ_ITEM, {"guid": guid, "limit": 1}))[0].given()


async def a_person(newsroom: Newsroom, name: str, role: Role) -> Person:
    """A further person of the desk."""
    async with transaction(newsroom.pool) as db:
        made = await add_person(db, email=f"{name}@desk.example", name=name, role=role, now=newsroom.clock())
        found = await by_id(db, made)
    assert found is not None
    return found


async def entries(newsroom: Newsroom) -> int:
    """How many entries the wire has."""
    async with transaction(newsroom.pool) as db:
        return len(await read(db, 0))
