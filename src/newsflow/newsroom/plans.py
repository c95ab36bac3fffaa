"""The hour that a draft is planned for: kept with it, proposed when it is released. It releases nothing by itself."""

from datetime import datetime

from newsflow.accounts.hand import Hand
from newsflow.accounts.people import Act, authorise
from newsflow.db.query import Connection, run
from newsflow.domain.clock import rfc3339
from newsflow.newsroom.approvals.requests import withdraw_open
from newsflow.newsroom.drafts import locked, note
from newsflow.newsroom.locks import hold
from newsflow.newsroom.rows import PLAN_DRAFT


async def plan(
    db: Connection, draft: int, hour: datetime | None, hand: Hand, now: datetime, *, sitting: str
) -> None:
    """Keep the hour with the draft, and who planned it with its history; None: it is planned for none.

    The same hour again changes nothing.

    A request for a second look, or a schedule, was for another hour: it is withdrawn. Raises ConflictError when another
    sitting has the lock.
    """
    found = await locked(db, draft)
    if hour == found.planned:
        return
    authorise(hand.person, Act.WRITE, language=found.language, section=found.section)
    await hold(db, found, hand, now, sitting=sitting)
    await run(db, PLAN_DRAFT, {"id": draft, "planned": hour, "now": now})
    act, words = ("unplanned", "") if hour is None else ("planned", rfc3339(hour))
    await note(db, draft, act, hand.person.id, now, words=words)
    await withdraw_open(db, draft, hand, now, why="Another hour was planned.")
