"""“Why did I get this, or why not?” for any item, by its id or an address that holds it: the ruling, contract by contract."""

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote

from starlette.responses import Response
from starlette.routing import Route

from newsflow.db.pool import reading
from newsflow.db.query import Connection
from newsflow.domain.codes import Verdict
from newsflow.domain.errors import NotFoundError
from newsflow.matching.contract import Contract
from newsflow.matching.ruling import rule
from newsflow.portal.lines import item_address
from newsflow.portal.reader import Reader, reader_of
from newsflow.portal.visit import Portal, Visit, own, signed_in
from newsflow.subscribers.ledger import takers
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.codes import field_naming
from newsflow.web.within.frame import FaceFrame, answer, frame_of, times
from newsflow.web.within.reasons import told_reason, told_way
from newsflow.wire.read import item as item_of
from newsflow.wire.rows import Item

_GUID = re.compile(r"[a-z0-9]+:[a-z]+:[0-9]{8}:[0-9]+")
ASKED_MOST = 500
VERDICTS = {
    Verdict.WHOLE: _("You have all of it."),
    Verdict.NOTICE: _("You have a notice of it, and no copy."),
    Verdict.NONE: _("You do not have it."),
}
UNKNOWN = _("There is no such item on the wire, or it is not public to subscribers yet.")
NO_ID = _("No id stands in what you wrote. An id looks like nf:text:20261123:42.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """What one contract says."""

    title: str
    verdict: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenLine:
    """A taking, as the page shows it."""

    version: int
    path: str
    times: int
    first: Moment
    last: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyPage:
    """The question, and the answer where one was asked."""

    frame: FaceFrame
    asked: str
    told: str
    guid: str
    address: str
    """The item's page, where there is one for the reader."""
    released: Moment | None
    reasons: tuple[Reasons, ...]
    takings: tuple[TakenLine, ...]


WHY = page("portal/account/why.html", WhyPage)


async def show(visit: Visit) -> Response:
    """The page, with the answer where an id is asked for."""
    asked = visit.request.query_params.get("id", "").strip()[:ASKED_MOST]
    found = guid_in(unquote(asked))
    say = tongue(visit.language).say
    empty = WhyPage(
        frame=await frame_of(visit, _("Why?")),
        asked=asked,
        told=say(NO_ID) if asked and found is None else "",
        guid="",
        address="",
        released=None,
        reasons=(),
        takings=(),
    )
    if found is None:
        return answer(visit, WHY, empty)
    async with reading(visit.portal.pool) as db:
        return answer(visit, WHY, await _answered(db, visit, found, empty))


def guid_in(text: str) -> str | None:
    """The first item's id that stands in a text; None where there is none."""
    found = _GUID.search(text)
    return None if found is None else found[0]


async def _answered(db: Connection, visit: Visit, guid: str, empty: WhyPage) -> WhyPage:
    say, writes = tongue(visit.language).say, times(visit)
    reader = await reader_of(db, visit)
    try:
        item = await item_of(db, guid)
    except NotFoundError:
        item = None
    had = frozenset[str]() if item is None else await reader.had(db, [item])
    if item is None or _is_secret(item, reader, had):
        return WhyPage(
            frame=empty.frame, asked=empty.asked, told=say(UNKNOWN), guid=guid, address="", released=None,
            reasons=(), takings=(),
        )  # fmt: skip
    verdict = reader.ruling(item, had).verdict
    taken = (item.notice_of or item.guid) in had
    return WhyPage(
        frame=empty.frame,
        asked=empty.asked,
        told=say(VERDICTS[verdict]),
        guid=guid,
        address="" if verdict is Verdict.NONE else item_address(guid),
        released=writes.full(item.first_at),
        reasons=tuple(_reasons(visit, item, one, taken=taken) for one in reader.contracts),
        takings=tuple(
            TakenLine(
                version=one.version,
                path=told_way(tongue(visit.language), one.path),
                times=one.times,
                first=writes.short(one.first_at, visit.now),
                last=writes.short(one.last_at, visit.now),
            )
            for one in await takers(db, guid)
            if one.subscriber == visit.subscriber
        ),
    )


def _is_secret(item: Item, reader: Reader, had: frozenset[str]) -> bool:
    """Whether even its being there is not to be told: it is under embargo, and the reader has no advance copy."""
    return item.embargoed and reader.ruling(item, had).verdict is Verdict.NONE


def _reasons(visit: Visit, item: Item, contract: Contract, *, taken: bool) -> Reasons:
    ruling = rule(item.facts(took=taken), contract, taken, visit.now)
    speaks, beginning = tongue(visit.language), f"contract {contract.id}: "
    named = field_naming(visit.portal.agency, visit.language)
    return Reasons(
        title=contract.title,
        verdict=speaks.say(VERDICTS[ruling.verdict]),
        because=tuple(
            told_reason(speaks, reason.removeprefix(beginning), lambda at: _hour(visit, at), named)
            for reason in ruling.because
        ),
    )


def _hour(visit: Visit, at: datetime) -> str:
    moment = times(visit).full(at)
    return f"{moment.text} {moment.zone}"


def routes(portal: Portal) -> list[Route]:
    """Where the question is asked."""
    return [Route("/why", signed_in(portal, show, of=own), methods=["GET", "HEAD"])]
