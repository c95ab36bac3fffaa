"""The schedule: a release at its hour, by a leased job, at most 1 s late (invariant 4)."""

import asyncio
import contextlib
from datetime import datetime, timedelta

import msgspec
import rfc8785
import structlog

from newsflow.accounts import audit
from newsflow.accounts.hand import Hand
from newsflow.accounts.people import by_id
from newsflow.db.pool import Pool
from newsflow.db.query import Connection, row, rows, run
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock, rfc3339
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import Approval, Approvals, Header, approvals_json
from newsflow.domain.errors import BadInputError, NewsflowError, NotAllowedError
from newsflow.domain.worded import worded
from newsflow.newsroom.drafts import locked
from newsflow.newsroom.hours import lift_at_its_hour, withdraw_at_its_hour
from newsflow.newsroom.release import put
from newsflow.newsroom.rows import (
    DROP_DEAD_DRAFTS,
    DUE_DRAFTS,
    GIVE_LEASE_BACK,
    LIFTS_DUE,
    MARK_REFUSED,
    MARK_SCHEDULED,
    NEXT_DUE,
    RIGHTS_OVER,
    TAKE_LEASE,
    Draft,
)
from newsflow.newsroom.series_drafts import is_whole_series, put_whole
from newsflow.wire.append import Sealed

LEASE = "scheduled releases"
LEASE_S = 0.6
"""Short, so that a worker's death makes nothing late; two holders at once do no harm: each draft is locked."""
LATE_S = 1.0
"""A scheduled release that is later than this alarms."""
LOOK_S = 0.25
"""How often the job looks for what is due."""
DUE_LIMIT = 100
DROP_EVERY = 40
"""Looks between two at drafts of killed items: ten seconds."""

log = structlog.stdlib.get_logger()


def check_due(due: datetime | None, version: Dispatch, now: datetime) -> None:
    """Pass when the version may be scheduled for that hour; None: it goes out now."""
    if due is None:
        return
    if due <= now:
        raise BadInputError("This hour is past.", rfc3339(due), "Give a later one, or release now.")
    if version.embargo is not None and version.embargo <= due:
        raise BadInputError(
            "The embargo would be over at that hour.",
            worded(
                "Release %(due)s, embargo %(embargo)s.", due=rfc3339(due), embargo=rfc3339(version.embargo)
            ),
            "Move one of them.",
        )


async def mark_scheduled(
    db: Connection,
    draft: int,
    sealed: Sealed,
    approvals: tuple[Approval, ...],
    *,
    due: datetime,
    now: datetime,
) -> None:
    """Keep the sealed version and the words for it until its hour. A change of the draft takes a new release."""
    words = rfc8785.dumps({"approvals": approvals_json(approvals)})
    sealing = {"salt": sealed.salt, "content": sealed.body, "approvals": words}
    await run(db, MARK_SCHEDULED, {"id": draft, "due": due, "now": now, **sealing})


async def release_due(pool: Pool, clock: Clock, agency: Agency, holder: str) -> list[Header]:
    """Release what is due, lift what is over, withdraw what lost its rights, if `holder` gets the lease.

    Gives the headers, in that order.

    A draft that cannot go out (its item moved on, was killed) goes back to writing with an alarm; the others go.
    """
    async with pool.connection() as db:
        now = clock()
        until = now + timedelta(seconds=LEASE_S)
        if not await run(db, TAKE_LEASE, {"name": LEASE, "holder": holder, "until": until, "now": now}):
            return []
        due = await rows(db, DUE_DRAFTS, {"now": now, "limit": DUE_LIMIT})
        over = await rows(db, LIFTS_DUE, {"now": now, "limit": DUE_LIMIT})
        ended = await rows(db, RIGHTS_OVER, {"now": now, "limit": DUE_LIMIT})
    headers: list[Header] = []
    for draft in due:
        headers += await _release_one(pool, clock, agency, draft.id)
    for embargo in over:
        async with pool.connection() as db:
            lifted = await lift_at_its_hour(db, clock, embargo.guid)
        if lifted:
            log.info("embargo_lifted", seq=lifted[0].seq, late_s=_lateness(lifted[0], embargo.due))
        headers += lifted
    for item in ended:
        async with pool.connection() as db:
            withdrawn = await withdraw_at_its_hour(db, clock, agency, item.guid)
        if withdrawn:
            log.info("rights_ended", seq=withdrawn[0].seq, late_s=_lateness(withdrawn[0], item.due))
        headers += withdrawn
    return headers


def _lateness(header: Header, due: datetime) -> float:
    """Seconds from the hour to the entry; more than LATE_S alarms."""
    late_s = (header.at - due).total_seconds()
    if late_s > LATE_S:
        log.error("scheduled_release_late", seq=header.seq, late_s=late_s)
    return late_s


async def _release_one(pool: Pool, clock: Clock, agency: Agency, draft: int) -> list[Header]:
    try:
        async with pool.connection() as db:
            found = await locked(db, draft)
            if (
                found.state != "scheduled"
                or found.due is None
                or found.salt is None
                or found.approvals is None
            ):
                return []
            approvals = msgspec.json.decode(found.approvals, type=Approvals).approvals
            await _in_whose_name(db, found, approvals, clock())
            if is_whole_series(found):
                headers = await put_whole(db, clock, found, approvals)
            else:
                sealed = Sealed(found.salt, found.content)
                headers = await put(
                    db,
                    clock,
                    agency,
                    draft=found,
                    version=found.dispatch(),
                    sealed=sealed,
                    approvals=approvals,
                )
    except NewsflowError as error:
        log.error("scheduled_release_refused", draft=draft, because=type(error).__name__)  # noqa: TRY400 — no trace: a person acts
        async with pool.connection() as db:
            await run(db, MARK_REFUSED, {"id": draft, "now": clock()})
        return []
    log.info("scheduled_release_done", seq=headers[0].seq, late_s=_lateness(headers[0], found.due))
    return headers


async def _in_whose_name(
    db: Connection, draft: Draft, approvals: tuple[Approval, ...], now: datetime
) -> None:
    """Write into the trail whose release goes out now. Raises NotAllowedError where their account is closed."""
    word = approvals[0]
    person = await by_id(db, word.by)
    if person is None or not person.active:
        raise NotAllowedError(
            "Whoever scheduled this has no account any more.",
            worded("Draft %(draft)s.", draft=draft.id),
            "Release it anew.",
        )
    hand = Hand(person=person, key=word.key, session=None, at=now)
    await audit.note(db, hand, "released", f"draft:{draft.id}", at=now, digest=word.content_digest)


async def drop_dead(pool: Pool, clock: Clock) -> int:
    """Drop what is being written of items that were killed; gives how many. A kill itself waits for nobody's draft."""
    async with pool.connection() as db:
        gone = await run(db, DROP_DEAD_DRAFTS, {"now": clock(), "why": "The item was killed."})
    if gone:
        log.info("dead_drafts_dropped", drafts=gone)
    return gone


async def next_due(db: Connection) -> datetime | None:
    """When the next scheduled release is due."""
    found = await row(db, NEXT_DUE)
    return None if found is None else found.due


async def run_schedule(pool: Pool, clock: Clock, agency: Agency, holder: str, stop: asyncio.Event) -> None:
    """Release what falls due until `stop` is set; then give the lease back. Missed ones go out on start."""
    rounds = 0
    while not stop.is_set():
        await release_due(pool, clock, agency, holder)
        rounds += 1
        if rounds % DROP_EVERY == 1:
            await drop_dead(pool, clock)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), LOOK_S)
    async with pool.connection() as db:
        await run(db, GIVE_LEASE_BACK, {"name": LEASE, "holder": holder})
