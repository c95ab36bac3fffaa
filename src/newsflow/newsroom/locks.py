"""One writer at a time: who writes in a draft, in which sitting, and how another takes over.

A sitting is one open editor (the page makes up its name) or one command; the same person in a second window takes
over from themselves. A lock that is not renewed lapses.
"""

from datetime import datetime, timedelta

from newsflow.accounts.hand import Hand
from newsflow.accounts.people import Act, authorise
from newsflow.db.query import Connection, row, run
from newsflow.domain.clock import rfc3339
from newsflow.domain.errors import ConflictError
from newsflow.domain.worded import worded
from newsflow.newsroom.drafts import locked, note
from newsflow.newsroom.rows import LEAVE_LOCK, LOCK_OF, TAKE_LOCK, Draft, Lock

LOCK_S = 90
"""A lock that was not renewed for so long is free. Each save renews it, and an open editor twice a minute."""


async def lock_of(db: Connection, draft: int, now: datetime) -> Lock | None:
    """Who writes in the draft now, if anybody does."""
    return await row(db, LOCK_OF, {"draft": draft, "now": now})


async def take(db: Connection, draft: int, hand: Hand, now: datetime, *, sitting: str) -> Lock:
    """The lock, taken where it is free, renewed where it is this sitting's. Else ConflictError says who has it."""
    return await hold(db, await _mine_to_write(db, draft, hand), hand, now, sitting=sitting)


async def take_over(
    db: Connection, draft: int, hand: Hand, now: datetime, *, sitting: str, words: str
) -> Lock:
    """The lock, whoever had it; what they had saved stays, and the note says why. Their next save is refused."""
    await _mine_to_write(db, draft, hand)
    await note(db, draft, "taken_over", hand.person.id, now, words=words)
    return await _give(db, draft, hand, now, sitting)


async def leave(db: Connection, draft: int, hand: Hand, *, sitting: str) -> None:
    """Give the lock back, if this sitting has it."""
    await run(db, LEAVE_LOCK, {"draft": draft, "holder": hand.person.id, "sitting": sitting})


async def hold(db: Connection, draft: Draft, hand: Hand, now: datetime, *, sitting: str) -> Lock:
    """The lock of a draft that is locked in this transaction; ConflictError when another sitting has it."""
    other = await lock_of(db, draft.id, now)
    if other is not None and (other.holder, other.sitting) != (hand.person.id, sitting):
        raise ConflictError(
            "Somebody else writes in this draft.",
            worded(
                "%(other)s has it since %(taken_at)s.",
                other=other.name or other.holder,
                taken_at=rfc3339(other.taken_at),
            ),
            "Take it over with a note, or wait.",
        )
    return await _give(db, draft.id, hand, now, sitting)


async def check_nobody_else_writes(db: Connection, draft: Draft, hand: Hand, now: datetime) -> None:
    """Pass unless another person writes in the draft just now: what they type would be left behind."""
    other = await lock_of(db, draft.id, now)
    if other is not None and other.holder != hand.person.id:
        raise ConflictError(
            "Somebody else writes in this draft.",
            worded(
                "%(other)s has it since %(taken_at)s.",
                other=other.name or other.holder,
                taken_at=rfc3339(other.taken_at),
            ),
            "Wait until they have done, or take it over with a note.",
        )


async def _mine_to_write(db: Connection, draft: int, hand: Hand) -> Draft:
    found = await locked(db, draft)
    authorise(hand.person, Act.WRITE, language=found.language, section=found.section)
    return found


async def _give(db: Connection, draft: int, hand: Hand, now: datetime, sitting: str) -> Lock:
    until = now + timedelta(seconds=LOCK_S)
    mine = {"draft": draft, "holder": hand.person.id, "sitting": sitting, "now": now, "until": until}
    await run(db, TAKE_LOCK, mine)
    given = await lock_of(db, draft, now)
    assert given is not None
    return given
