"""A request from the portal to its end: asked, answered, written to further, closed; each step seen by both sides."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog

from newsflow.db.pool import Pool, transaction
from newsflow.db.query import Connection, query, row, rows, run
from newsflow.domain.clock import Clock
from newsflow.domain.errors import BadInputError, ConflictError, NotFoundError, TooFastError
from newsflow.domain.guid import SubscriberId
from newsflow.subscribers.enquiries.enquiries import check_words
from newsflow.subscribers.requests.rows import (
    AccountRequest,
    Ask,
    Number,
    RequestKind,
    RequestStep,
    StepRow,
)

OPEN_MOST = 30
"""Requests of one organisation that may be open at a time."""
STEPS_MOST = 200
ABOUT_MOST = 100
LISTED = 500
WINDOW = timedelta(hours=1)
FROM_ONE_PERSON = 10
"""Letters of one person to one request within the window."""

_ADD = query("subscribers/requests.add_request", Number)
_OPEN_OF = query("subscribers/requests.open_requests_of", Number)
_HOLD = query("subscribers/requests.lock_subscriber")
_LOCK = query("subscribers/requests.lock_request", Number)
_REQUEST = query("subscribers/requests.request", AccountRequest)
_REQUESTS = query("subscribers/requests.requests", AccountRequest)
_WAITING = query("subscribers/requests.waiting", Number)
_STEPS = query("subscribers/requests.steps", StepRow)
_ADD_STEP = query("subscribers/requests.add_step", Number)
_CLOSE = query("subscribers/requests.close")
_OPEN_AGAIN = query("subscribers/requests.open_again")
_FORGET = query("subscribers/requests.forget_words")

log = structlog.stdlib.get_logger(__name__)


async def ask(db: Connection, subscriber: SubscriberId, given: Ask, by: str, now: datetime) -> int:
    """The number of the request. Raises BadInputError, and ConflictError where too many are open already."""
    check_words(given.words)
    if given.kind is not RequestKind.QUESTION and not 1 <= len(given.about) <= ABOUT_MOST:
        raise BadInputError(
            "Say what it is about.", given.kind.value, "Choose a package, or give an item's id."
        )
    await run(db, _HOLD, {"subscriber": subscriber})
    held = await row(db, _OPEN_OF, {"subscriber": subscriber})
    if held is not None and held.number >= OPEN_MOST:
        raise ConflictError("Too many of your requests are open.", f"{held.number}.", "Take one back first.")
    facts = {"subscriber": subscriber, "kind": given.kind.value, "about": list(given.about), "now": now}
    made = await row(db, _ADD, facts)
    assert made is not None
    await _step(db, made.number, RequestStep.ASKED, by, now, words=given.words)
    return made.number


async def request_of(db: Connection, number: int) -> AccountRequest:
    """A request by its number. Raises NotFoundError."""
    found = await row(db, _REQUEST, {"id": number})
    if found is None:
        raise NotFoundError("No such request.", f"{number}.", "See the list of requests.")
    return found


async def requests(
    db: Connection, *, subscriber: SubscriberId | None = None, closed: bool | None = None
) -> list[AccountRequest]:
    """An organisation's requests, or everybody's; open, closed or both: the one with the latest step first."""
    return await rows(db, _REQUESTS, {"subscriber": subscriber, "closed": closed, "limit": LISTED})


async def waiting(db: Connection) -> int:
    """How many wait for the agency's answer."""
    found = await row(db, _WAITING)
    return 0 if found is None else found.number


async def steps(db: Connection, number: int) -> list[StepRow]:
    """What was said and done, in order."""
    return await rows(db, _STEPS, {"request": number})


def askers(found: Sequence[StepRow]) -> tuple[str, ...]:
    """The ids of the subscriber's people who wrote, who hear of each answer."""
    return tuple(dict.fromkeys(step.by for step in found if step.is_theirs))


async def write(db: Connection, number: int, words: str, by: str, now: datetime) -> None:
    """Add what the subscriber's people write further; a closed request opens again. Raises TooFastError past a limit."""
    check_words(words)
    await _locked(db, number)
    lately = [one for one in await steps(db, number) if one.by == by and one.at > now - WINDOW]
    if len(lately) >= FROM_ONE_PERSON:
        raise TooFastError("Too many letters within an hour.", "", "Wait.", wait_s=WINDOW.total_seconds())
    await run(db, _OPEN_AGAIN, {"id": number})
    await _step(db, number, RequestStep.WROTE, by, now, words=words)


async def answer(db: Connection, number: int, words: str, by: str, now: datetime) -> None:
    """Add the agency's answer."""
    check_words(words)
    await _locked(db, number)
    await _step(db, number, RequestStep.ANSWERED, by, now, words=words)


async def close(db: Connection, number: int, step: RequestStep, by: str, now: datetime) -> None:
    """Close it, by the desk, or as taken back by whom it is of. Raises ConflictError for one that is closed."""
    if (await _locked(db, number)).closed_at is not None:
        raise ConflictError("This request is closed already.", f"{number}.", "There is nothing to do.")
    await run(db, _CLOSE, {"id": number, "now": now})
    await _step(db, number, step, by, now)


async def forget_words(pool: Pool, clock: Clock, kept: timedelta) -> int:
    """How many letters were emptied of requests that were closed longer ago than `kept`; that they were asked stays."""
    async with transaction(pool) as db:
        emptied = await run(db, _FORGET, {"before": clock() - kept})
    if emptied:
        log.info("requests_aged", letters=emptied)
    return emptied


async def _locked(db: Connection, number: int) -> AccountRequest:
    await row(db, _LOCK, {"id": number})
    return await request_of(db, number)


async def _step(
    db: Connection, number: int, kind: RequestStep, by: str, now: datetime, *, words: str | None = None
) -> None:
    facts = {"request": number, "now": now, "kind": kind.value, "by": by, "words": words}
    made = await row(db, _ADD_STEP, facts)
    assert made is not None
    if made.number > STEPS_MOST:
        raise ConflictError("This request has too many steps.", f"{number}.", "Ask anew.")
