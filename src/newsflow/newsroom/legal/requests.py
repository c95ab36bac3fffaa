"""Legal requests: an inbox with deadlines. Who asked stands apart, and is forgotten in time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import structlog

from newsflow.accounts import audit
from newsflow.accounts.hand import Hand
from newsflow.accounts.people import Act, authorise
from newsflow.db.pool import Pool, transaction
from newsflow.db.query import Connection, query, row, rows, run
from newsflow.domain.clock import Clock
from newsflow.domain.errors import BadInputError, ConflictError, NotFoundError
from newsflow.domain.guid import Guid
from newsflow.domain.worded import worded
from newsflow.wire.read import item
from newsflow.wire.rows import Number

REQUESTS_LIMIT = 200
ITEMS_LIMIT = 50
LINE_CHARACTERS = 300
LETTER_CHARACTERS = 50_000

log = structlog.stdlib.get_logger(__name__)


class Kind(StrEnum):
    """What is asked."""

    TAKE_DOWN = "take_down"
    ANONYMISE = "anonymise"
    REDACT = "redact"
    UPDATE = "update"
    REPLY = "reply"
    COURT_TEXT = "court_text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks, how they are reached, and what they wrote: erasable."""

    name: str = ""
    address: str = ""
    letter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRequest:
    """A request as it is written down. `asked_by` is for ever: a court, an office, "the person concerned", no name."""

    kind: Kind
    asked_by: str
    law: str
    file_number: str
    came_at: datetime
    due_at: datetime
    asker: Asker
    guids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it stands; `name` is whose who wrote it down, `guids` the items that it is about."""

    id: int
    kind: str
    asked_by: str
    law: str
    file_number: str
    came_at: datetime
    due_at: datetime
    opened_by: str
    name: str | None
    opened_at: datetime
    state: str
    closed_at: datetime | None
    guids: list[Guid]


_ADD = query("newsroom/legal.add_request", Number)
_ADD_ASKER = query("newsroom/legal.add_asker")
_ASKER = query("newsroom/legal.asker", Asker)
_FORGET = query("newsroom/legal.forget_askers")
_ADD_ITEM = query("newsroom/legal.add_item")
_DROP_ITEM = query("newsroom/legal.drop_item")
_REQUESTS = query("newsroom/legal.requests", Request)
_REQUEST = query("newsroom/legal.request", Request)
_LOCK = query("newsroom/legal.lock_request", Number)


async def open_request(db: Connection, asked: NewRequest, hand: Hand, now: datetime) -> int:
    """Write a request down; gives its number. Raises BadInputError, or NotFoundError for an item that is not ours."""
    authorise(hand.person, Act.ANSWER_LEGAL)
    for line in (asked.asked_by, asked.law, asked.file_number, asked.asker.name, asked.asker.address):
        if len(line) > LINE_CHARACTERS or (line and not line.isprintable()):
            raise BadInputError(
                "This line cannot be kept.",
                line[:80],
                worded("Use %(most)s characters.", most=LINE_CHARACTERS),
            )
    if not asked.asked_by.strip():
        raise BadInputError(
            "Say who asks.", worded("It is empty."), "A court, an office, or “the person concerned”."
        )
    if not asked.law.strip():
        raise BadInputError(
            "Say on which law.", worded("It is empty."), "Name the law, and its paragraph if given."
        )
    if len(asked.asker.letter) > LETTER_CHARACTERS:
        raise BadInputError(
            "The letter is too long.", "", worded("Use %(most)s characters at most.", most=LETTER_CHARACTERS)
        )
    facts = {
        "kind": asked.kind.value,
        "asked_by": asked.asked_by.strip(),
        "law": asked.law.strip(),
        "file_number": asked.file_number.strip(),
        "came_at": asked.came_at,
        "due_at": asked.due_at,
    }
    made = await row(db, _ADD, {**facts, "by": hand.person.id, "now": now})
    assert made is not None
    asker = asked.asker
    words = {"name": asker.name, "address": asker.address, "letter": asker.letter}
    if any(words.values()):
        await run(db, _ADD_ASKER, {"request": made.number, **words})
    for guid in asked.guids:
        await run(db, _ADD_ITEM, {"request": made.number, "guid": (await item(db, guid)).guid})
    subject = f"legal:{made.number}"
    await audit.note(db, hand, "legal_opened", subject, at=now, kind=asked.kind.value, items=len(asked.guids))
    return made.number


async def requests(db: Connection, *, closed: bool = False) -> list[Request]:
    """The open requests, the nearest deadline first; or the closed ones, the latest first."""
    return await rows(db, _REQUESTS, {"closed": closed, "limit": REQUESTS_LIMIT})


async def request_of(db: Connection, request: int) -> Request:
    """A request by its number. Raises NotFoundError."""
    found = await row(db, _REQUEST, {"id": request})
    if found is None:
        raise NotFoundError("No such legal request.", f"{request}.", "See `newsflow legal`.")
    return found


async def locked(db: Connection, request: int) -> Request:
    """The request, nobody else's to change until the transaction ends. Raises ConflictError when it is closed."""
    await row(db, _LOCK, {"id": request})
    found = await request_of(db, request)
    if found.state == "closed":
        raise ConflictError("This request is closed.", f"{request}.", "Open a new one.")
    return found


async def asker_of(db: Connection, request: int) -> Asker | None:
    """Who asks, or None when that was not written down or is forgotten."""
    return await row(db, _ASKER, {"request": request})


async def set_item(
    db: Connection, request: int, guid: str, hand: Hand, now: datetime, *, dropped: bool = False
) -> None:
    """Put an item to a request, or take it from it. Raises ConflictError while a decision waits for its second person."""
    authorise(hand.person, Act.ANSWER_LEGAL)
    found = await locked(db, request)
    if found.state != "open":
        raise ConflictError(
            "A decision waits here.",
            worded("Request %(request)s.", request=request),
            "Take the decision back first.",
        )
    if not dropped and len(found.guids) >= ITEMS_LIMIT:
        raise BadInputError(
            "These are too many items.",
            worded("%(most)s already.", most=ITEMS_LIMIT),
            "Open another request.",
        )
    guid = (await item(db, guid)).guid
    await run(db, _DROP_ITEM if dropped else _ADD_ITEM, {"request": request, "guid": guid})
    act = "legal_item_dropped" if dropped else "legal_item_added"
    await audit.note(db, hand, act, f"legal:{request}", at=now, item=guid)


async def forget_closed(pool: Pool, clock: Clock, kept: timedelta) -> int:
    """Forget who asked of all requests that were closed longer ago than `kept`; gives how many."""
    async with transaction(pool) as db:
        forgotten = await forget_askers(db, clock() - kept)
    if forgotten:
        log.info("legal_askers_forgotten", requests=forgotten)
    return forgotten


async def forget_askers(db: Connection, before: datetime) -> int:
    """Delete names, addresses and letters of requests that were closed before then; gives how many."""
    return await run(db, _FORGET, {"before": before})
