"""The hand-over: what stands open, what to watch, and who signed for it."""

import hashlib
from dataclasses import dataclass, replace

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act
from newsflow.db.pool import reading, transaction
from newsflow.desk.duty.words import HANDOVER, tabs_of
from newsflow.desk.frame import DeskFrame, DeskLink, answer, desk_frame, done, times
from newsflow.desk.items.found import address_of
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.domain.errors import BadInputError, ConflictError, NewsflowError
from newsflow.domain.text import direction
from newsflow.domain.worded import worded
from newsflow.newsroom.board import Chain
from newsflow.newsroom.duty import OwedLook
from newsflow.newsroom.duty.handover import (
    WORDS_CHARACTERS,
    Handover,
    OpenItem,
    Signed,
    close,
    handover,
    sign,
    signatures,
    watch,
)
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.refused import REFUSALS, Refused, refused
from newsflow.web.within.views import section_name

SIGNATURES = 10
_LOOKED = {
    "hold": _("Held by one person"),
    "kill": _("Killed by one person"),
    "withdraw": _("Withdrawn by one person"),
    "sent_alone": _("Sent alone"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLine:
    """An item that stands open, in a line."""

    address: str
    words: str
    language: str
    direction: str
    section: str
    at: Moment
    what: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPart:
    """A kind of what stands open. `loud` is red: a chain that nobody finished."""

    title: str
    lines: tuple[OpenLine, ...]
    empty: str
    loud: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """What to watch."""

    id: int
    words: str
    name: str
    at: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedLine:
    """A signature."""

    name: str
    at: Moment
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverPage:
    """The running log, and the form that signs for it."""

    frame: DeskFrame
    tabs: tuple[DeskLink, ...]
    refused: Refused | None
    notes: tuple[NoteLine, ...]
    words: str
    most: int
    parts: tuple[OpenPart, ...]
    count: int
    mark: str
    signed: tuple[SignedLine, ...]


PAGE = page("desk/duty/handover.html", HandoverPage)


async def show(visit: Visit, error: NewsflowError | None = None) -> Response:
    """The log as it stands now."""
    async with reading(visit.desk.pool) as db:
        found = await handover(db, visit.desk.agency.desk, visit.now)
        signed = await signatures(db, SIGNATURES)
    speaks, shown = tongue(visit.language), times(visit)
    parts = _parts(visit, found)
    count = len(found.lines) + sum(len(part.lines) for part in parts)
    context = HandoverPage(
        frame=await desk_frame(visit, _("Hand-over")),
        tabs=tabs_of(visit, HANDOVER, count),
        refused=None if error is None else refused(visit, error),
        notes=tuple(
            NoteLine(id=line.id, words=line.words, name=line.name or "", at=shown.short(line.at, visit.now))
            for line in found.lines
        ),
        words=visit.form.text("words") if error is not None else "",
        most=WORDS_CHARACTERS,
        parts=parts,
        count=count,
        mark=_mark(found),
        signed=tuple(
            SignedLine(
                name=one.name or speaks.say(_("somebody who was erased")),
                at=shown.short(one.at, visit.now),
                told=_told(visit, one),
            )
            for one in signed
        ),
    )
    return answer(visit, PAGE, context, status=200 if error is None else error.status)


async def add(visit: Visit) -> Response:
    """A note more."""
    try:
        async with transaction(visit.desk.pool) as db:
            await watch(db, visit.hand, visit.now, words=visit.form.text("words"))
    except REFUSALS as error:
        return await show(visit, error)
    return done(HANDOVER, "noted")


async def close_note(visit: Visit) -> Response:
    """A note less."""
    asked = visit.form.line("number")
    try:
        if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
            raise BadInputError("This is no number.", f"“{asked[:20]}”.", "Load the page again.")
        async with transaction(visit.desk.pool) as db:
            await close(db, int(asked), visit.hand, visit.now)
    except REFUSALS as error:
        return await show(visit, error)
    return done(HANDOVER, "note_closed")


async def sign_for(visit: Visit) -> Response:
    """Signed, unless something came or went since the page was shown: nobody signs for what they have not read."""
    try:
        async with transaction(visit.desk.pool) as db:
            found = await handover(db, visit.desk.agency.desk, visit.now)
            if _mark(found) != visit.form.line("mark"):
                raise ConflictError(
                    "Something came or went since you read this.",
                    worded("The list below is as it stands now."),
                    "Read it, and sign again.",
                )
            await sign(db, visit.desk.agency.desk, visit.hand, visit.now)
    except REFUSALS as error:
        return await show(visit, error)
    return done(HANDOVER, "signed")


def _mark(found: Handover) -> str:
    """What stands open, as a digest: it changes whenever a line comes or goes."""
    ids = (
        *(f"line {line.id}" for line in found.lines),
        *(f"hold {item.guid}" for item in found.holds),
        *(f"embargo {item.guid} {item.at.isoformat()}" for item in found.embargoes),
        *(f"flash {chain.guid}" for chain in found.flashes),
        *(f"look {look.id}" for look in found.looks),
    )
    return hashlib.sha256("\n".join(ids).encode()).hexdigest()[:32]


def _parts(visit: Visit, found: Handover) -> tuple[OpenPart, ...]:
    say = tongue(visit.language).say
    return (
        OpenPart(
            title=say(_("Flashes without a lead")),
            lines=tuple(_flash(visit, chain) for chain in found.flashes),
            empty=say(_("Every flash has its lead.")),
            loud=True,
        ),
        OpenPart(
            title=say(_("On hold")),
            lines=tuple(_line(visit, item, item.slug) for item in found.holds),
            empty=say(_("Nothing is on hold.")),
        ),
        OpenPart(
            title=say(_("Embargoes that end within a day")),
            lines=tuple(_line(visit, item, item.slug) for item in found.embargoes),
            empty=say(_("No embargo ends within a day.")),
        ),
        OpenPart(
            title=say(_("Done by one person, to be looked at by another")),
            lines=tuple(_owed(visit, look) for look in found.looks),
            empty=say(_("Everything was looked at.")),
        ),
    )


def _flash(visit: Visit, chain: Chain) -> OpenLine:
    return _line(visit, chain, chain.headline or chain.slug)


def _owed(visit: Visit, look: OwedLook) -> OpenLine:
    what = tongue(visit.language).say(_LOOKED.get(look.act, look.act))
    return replace(_line(visit, look, look.slug), what=what, who=look.name or "")


def _line(visit: Visit, item: OpenItem | Chain | OwedLook, words: str) -> OpenLine:
    return OpenLine(
        address=address_of(item.guid),
        words=words,
        language=item.language,
        direction=direction(item.language),
        section=section_name(item.section, visit.desk.agency, visit.language),
        at=times(visit).short(item.at, visit.now),
    )


def _told(visit: Visit, signed: Signed) -> str:
    return tongue(visit.language).say_n("for %(count)s line", "for %(count)s lines", signed.count())


def routes(desk: Desk) -> list[Route]:
    """The hand-over; everybody of the desk reads it, whoever writes adds to it and signs."""
    posts = {"/handover": add, "/handover/close": close_note, "/handover/sign": sign_for}
    return [
        Route("/handover", signed_in(desk, show), methods=["GET", "HEAD"]),
        *(Route(path, signed_in(desk, taken, Act.WRITE), methods=["POST"]) for path, taken in posts.items()),
    ]
