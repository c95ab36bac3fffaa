"""The public version of an item: an editor's own words beside the rule's, its pin, and all that was done to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act as May
from newsflow.db.pool import reading, transaction
from newsflow.desk.editions.deeds import address_of, deed, item_of, known_edition
from newsflow.desk.editions.words import DID, GONE, PREFIX, WHY
from newsflow.desk.frame import DeskFrame, answer, desk_frame, done, times
from newsflow.desk.items.found import address_of as item_address
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.domain.edition import Act, Because, Words, may_be_public
from newsflow.domain.entry import STOPS
from newsflow.domain.errors import NewsflowError
from newsflow.domain.text import direction
from newsflow.newsroom.editions.acts import DECK, HEADLINE, SUMMARY
from newsflow.newsroom.editions.shown import pins_of
from newsflow.newsroom.editions.versions import HistoryLine, PublicVersion, history, measured, public_version
from newsflow.web.hours import spelled_zone
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.refused import REFUSALS, Refused, refused
from newsflow.wire.read import item, latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Did:
    """What was done to it, when and by whom; nobody is named for what the rules did."""

    at: Moment
    what: str
    why: str
    who: str
    headline: str
    until: Moment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Words as they are shown: the rule's, to write one's own beside."""

    headline: str
    deck: str
    summary: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionPage:
    """The public version of an item."""

    frame: DeskFrame
    address: str
    edition: str
    """Where the edition's front is, at the desk."""
    item: str
    site: str
    """Where the public reads it; "" where it does not."""
    headline: str
    language: str
    direction: str
    standing: str
    is_shown: bool
    may_show: bool
    """Whether the wire lets the site have it at all."""
    first: Moment | None
    updated: Moment | None
    who: str
    own: Given
    rule: Given | None
    is_pinned: bool
    until: Moment | None
    zone: str
    lines: tuple[Did, ...]
    most_headline: int
    most_deck: int
    most_summary: int
    refused: Refused | None


VERSION = page("desk/editions/version.html", VersionPage)


def routes(desk: Desk) -> list[Route]:
    """The public version of an item, by its edition and its guid."""
    endpoint = signed_in(desk, version, May.EDIT_EDITION)
    return [Route("/editions/{edition}/{guid}", endpoint, methods=["GET", "POST"])]


async def version(visit: Visit) -> Response:
    """The version; or what one of its forms asks for, done."""
    code, guid = known_edition(visit), str(visit.request.path_params["guid"])
    if visit.request.method != "POST":
        return await _page(visit, code, guid)
    try:
        async with transaction(visit.desk.pool) as db:
            said = await deed(visit, db, code, guid)
    except REFUSALS as error:
        return await _page(visit, code, guid, error)
    return done(address_of(code, guid), said)


async def _page(visit: Visit, code: str, given: str, error: NewsflowError | None = None) -> Response:
    agency, now = visit.desk.agency, visit.now
    async with reading(visit.desk.pool) as db:
        guid = await item_of(visit, db, code, given)
        found, content = await item(db, guid), (await latest(db, guid)).content
        stored = await public_version(db, guid)
        lines = await history(db, guid)
        pin = next((one for one in await pins_of(db, code, now) if one.guid == guid), None)
    stopped = found.action in STOPS or found.embargoed
    may_show = not stopped and content is not None and may_be_public(content)
    rule = measured(agency, content) if may_show and content is not None else None
    is_shown = stored is not None and stored.act == Act.SHOW and not stopped
    shown = times(visit)
    context = VersionPage(
        frame=await desk_frame(visit, _("Public version")),
        address=address_of(code, guid),
        edition=f"{PREFIX}/{code}",
        item=item_address(guid),
        site=f"/items/{guid}" if is_shown else "",
        headline=(stored.headline if stored else None) or found.headline or found.slug,
        language=code,
        direction=direction(code),
        standing=_state(stored, tongue(visit.language).say, stopped=stopped, may_show=may_show),
        is_shown=is_shown,
        may_show=may_show,
        first=shown.full(stored.first_at) if stored and stored.first_at else None,
        updated=shown.full(stored.updated_at) if stored else None,
        who=_who(visit, stored.editor, stored.name) if stored else "",
        own=_own(visit, stored, rule),
        rule=_given(rule) if rule else None,
        is_pinned=pin is not None,
        until=shown.full(pin.until_at) if pin and pin.until_at else None,
        zone=spelled_zone(agency.zoneinfo, now),
        lines=tuple(_did(visit, line) for line in lines),
        most_headline=HEADLINE,
        most_deck=DECK,
        most_summary=SUMMARY,
        refused=None if error is None else refused(visit, error),
    )
    return answer(visit, VERSION, context, status=200 if error is None else error.status)


def _state(stored: PublicVersion | None, say: Callable[[str], str], *, stopped: bool, may_show: bool) -> str:
    if stopped:
        return say(_("The wire has stopped it, or holds it under embargo; the site cannot show it."))
    if not may_show:
        return say(_("It is for subscribers alone: advisories, notices and what use terms keep from some."))
    if stored is None:
        return say(_("No rule shows it. The public reads nothing of it."))
    if stored.act == Act.HIDE:
        return say(_("It is off the site."))
    own = stored.editor is not None
    return say(_("It is on the site, in an editor’s words.") if own else _("It is on the site, by the rule."))


def _own(visit: Visit, stored: PublicVersion | None, rule: Words | None) -> Given:
    """What the form holds: as it was typed, else what stands there, else the rule's words."""
    now = rule
    if stored is not None and stored.headline is not None:
        now = Words(headline=stored.headline, deck=stored.deck, summary=tuple(stored.summary or ()))
    held = _given(now) if now else Given(headline="", deck="", summary=())
    return Given(
        headline=visit.form.typed("headline", held.headline),
        deck=visit.form.typed("deck", held.deck),
        summary=(visit.form.typed("summary", "\n\n".join(held.summary)),),
    )


def _given(found: Words) -> Given:
    return Given(headline=found.headline, deck=found.deck or "", summary=found.summary)


def _did(visit: Visit, line: HistoryLine) -> Did:
    say, shown = tongue(visit.language).say, times(visit)
    by_rule = line.editor is None or line.because != Because.EDITOR
    return Did(
        at=shown.short(line.at, visit.now),
        what=say(DID[Act(line.act)]),
        why=say(WHY[Because(line.because)]) if by_rule else "",
        who=_who(visit, line.editor, line.name),
        headline=line.headline or "",
        until=None if line.until_at is None else shown.short(line.until_at, visit.now),
    )


def _who(visit: Visit, editor: str | None, name: str | None) -> str:
    return "" if editor is None else name or tongue(visit.language).say(GONE)
