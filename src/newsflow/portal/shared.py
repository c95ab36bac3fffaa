"""Items that colleagues of one organisation send each other, with a few words; they stand in the list of whom they were sent to."""

from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.members import member, members
from newsflow.db.pool import transaction
from newsflow.db.query import Connection, query, row, rows, run
from newsflow.domain.characters import what_is_wrong
from newsflow.domain.errors import BadInputError, NotAllowedError
from newsflow.domain.worded import worded
from newsflow.portal.face import PREFIX
from newsflow.portal.lines import Line, item_address, lines_of
from newsflow.portal.opened import opened
from newsflow.portal.reader import Reader
from newsflow.portal.visit import Portal, Visit, own, signed_in
from newsflow.web.moments import Moment
from newsflow.web.within.frame import done, times

NOTE_MOST = 300
SHARED_SHOWN = 100


@dataclass(frozen=True, slots=True)
class ShareRow:
    """An item that somebody sent."""

    guid: str
    giver: str
    name: str
    note: str
    at: datetime
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class Unseen:
    """How many were sent and not looked at yet."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedLine:
    """An item that a colleague sent, as it stands now."""

    line: Line
    giver: str
    """The colleague's opaque id."""
    name: str
    note: str
    at: Moment
    is_unseen: bool


_SHARE = query("portal.share")
_SHARED = query("portal.shared_with", ShareRow)
_UNSEEN = query("portal.shares_unseen", Unseen)
_SEEN = query("portal.shares_seen")
_DROP = query("portal.drop_share")


async def colleagues(db: Connection, visit: Visit) -> tuple[tuple[str, str], ...]:
    """Whom the reader may send an item to: open accounts of the same organisation, by name."""
    found = await members(db, visit.subscriber)
    others = [(one.id, one.name) for one in found if one.active and one.id != visit.person.id]
    return tuple(sorted(others, key=lambda one: one[1].casefold()))


async def unseen(db: Connection, visit: Visit) -> int:
    """How many items colleagues sent the reader since they last looked."""
    found = await row(db, _UNSEEN, {"subscriber": visit.subscriber, "person": visit.person.id})
    return 0 if found is None else found.number


async def shared(db: Connection, visit: Visit, reader: Reader) -> tuple[SharedLine, ...]:
    """What colleagues sent the reader, the newest first, as it stands now. What is unseen counts as seen from now on."""
    who = {"subscriber": visit.subscriber, "person": visit.person.id}
    found = await rows(db, _SHARED, {**who, "limit": SHARED_SHOWN})
    known = await reader.named(db, [one.guid for one in found])
    lines = {line.guid: line for line in await lines_of(db, visit, known)}
    if any(one.seen_at is None for one in found):
        await run(db, _SEEN, {**who, "at": visit.now})
    return tuple(
        SharedLine(
            line=lines[one.guid],
            giver=one.giver,
            name=one.name,
            note=one.note,
            at=times(visit).short(one.at, visit.now),
            is_unseen=one.seen_at is None,
        )
        for one in found
        if one.guid in lines
    )


async def send(visit: Visit) -> Response:
    """Back to the item; it stands in the colleague's list."""
    note, to = visit.form.line("note").strip(), visit.form.line("to")
    if len(note) > NOTE_MOST or what_is_wrong(note) is not None:
        raise BadInputError(
            "This note cannot be sent.",
            f"{note[:80]!r}.",
            worded("Write %(most)s characters at most.", most=NOTE_MOST),
        )
    async with transaction(visit.portal.pool) as db:
        found = await opened(db, visit, visit.request.path_params["guid"])
        taker = await member(db, visit.subscriber, to)
        if not taker.active or taker.id == visit.person.id:
            raise NotAllowedError("Nothing is sent there.", taker.email, "Choose another colleague.")
        facts = {"giver": visit.person.id, "taker": taker.id, "note": note, "at": visit.now}
        await run(db, _SHARE, {**facts, "subscriber": visit.subscriber, "guid": found.item.guid})
    return done(item_address(found.item.guid), "shared")


async def drop(visit: Visit) -> Response:
    """Back to the list, without that item."""
    facts = {"giver": visit.form.line("giver"), "guid": visit.form.line("guid")}
    async with transaction(visit.portal.pool) as db:
        await run(db, _DROP, {**facts, "subscriber": visit.subscriber, "person": visit.person.id})
    return done(f"{PREFIX}/saved", "dropped")


def routes(portal: Portal) -> list[Route]:
    """Where items are sent to colleagues, and taken off the list."""
    return [
        Route("/items/{guid}/share", signed_in(portal, send, of=own), methods=["POST"]),
        Route("/saved/shared", signed_in(portal, drop, of=own), methods=["POST"]),
    ]
