"""What the desk expects, by day and hour: each line ruled on as the dispatch would be, and a link once it is there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from starlette.responses import Response
from starlette.routing import Route

from newsflow.db.pool import reading
from newsflow.domain.codes import Action, Form, ItemType
from newsflow.domain.coverage import Standing
from newsflow.domain.entry import STOPS
from newsflow.domain.text import direction
from newsflow.domain.worded import worded
from newsflow.newsroom.news_list import DAYS_MOST, Seen, day_named, expected, seen_of, told
from newsflow.portal.asked import Asked, asked_of, tree_of
from newsflow.portal.face import PREFIX
from newsflow.portal.filters import Facet, facet, labelled, sentence
from newsflow.portal.lines import STATES, Mark, item_address
from newsflow.portal.listening import listening
from newsflow.portal.reader import Reader, reader_of
from newsflow.portal.visit import Portal, Visit, own, signed_in
from newsflow.web.coverage_words import KINDS, STANDINGS
from newsflow.web.form_words import FORMS
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.frame import FaceFrame, FaceLink, answer, frame_of, times
from newsflow.web.within.telling import say_words
from newsflow.wire.rows import Item

HERE = f"{PREFIX}/news-list"
OFFERED = ("lang", "section", "type", "package")
"""What the page offers to choose from; an address may name `form` and `priority` too, as on the wire."""
SPANS = {"": (0, 2), "today": (0, 1), "tomorrow": (1, 1), "week": (0, DAYS_MOST)}
"""The days that the page offers: from how many days after today on, and how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedLine:
    """A line of the list."""

    id: int
    at: Moment
    was: Moment | None
    """The hour that was told first, where it is another."""
    slug: str
    what: str
    note: str
    language: str
    direction: str
    spoken: str
    section: str
    section_language: str
    form: str
    """"" where no text is expected."""
    kinds: tuple[str, ...]
    state: Mark
    because: str
    """Why it will not come."""
    address: str
    """The item's page once it is there; "" before."""
    is_off: bool
    """Whether it was cancelled, or stopped after it came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedDay:
    """The lines of a day."""

    day: Moment
    lines: tuple[ExpectedLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsListPage:
    """The list."""

    frame: FaceFrame
    spans: tuple[FaceLink, ...]
    span: str
    facets: tuple[Facet, ...]
    sentence: str
    fault: str
    clear: str
    csv: str
    """The same as a file."""
    live: str
    """Where the page listens; "" where it shows nothing."""
    days: tuple[ExpectedDay, ...]
    has_contract: bool


NEWS_LIST = page("portal/news_list/page.html", NewsListPage)


@dataclass(frozen=True, slots=True)
class _Span:
    """Which days are asked for, as the address names them."""

    name: str
    first: date
    days: int
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """What the address asks for, and the lines that its reader has of it."""

    asked: Asked
    span: "_Span"
    fault: str
    reader: Reader
    seen: tuple[Seen, ...]
    known: Mapping[str, Item]
    """What came of them, as far as the reader may know of it, by its id."""

    @property
    def has_contract(self) -> bool:
        """Whether a contract runs."""
        return any(contract.runs(self.reader.now) for contract in self.reader.contracts)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedDays:
    """The part of the page that its stream sends again."""

    days: tuple[ExpectedDay, ...]
    fault: str
    has_contract: bool


DAYS_PART = page("portal/news_list/_days.html", ExpectedDays)


async def listed(visit: Visit) -> Listed:
    """The list that the address asks for. It tells of plans and shows no copy: nothing is taken."""
    asked, span = _codes_alone(asked_of(visit)), _span(visit)
    tree, fault = tree_of(asked, visit)
    fault = " ".join(part for part in (span.fault, fault) if part)
    zone = visit.portal.agency.zoneinfo
    async with reading(visit.portal.pool) as db:
        reader = await reader_of(db, visit)
        lines = [] if fault else await expected(db, span.first, span.days, zone)
        seen = seen_of(lines, reader.contracts, visit.now, tree)
        known = await reader.named(db, {one.line.item for one in seen if one.line.item})
    return Listed(asked, span, fault, reader, seen, {one.item.guid: one.item for one in known})


def days_of(visit: Visit, found: Listed) -> ExpectedDays:
    """The lines by their days, in words."""
    return ExpectedDays(
        days=_days(visit, found.seen, found.known), fault=found.fault, has_contract=found.has_contract
    )


async def show(visit: Visit) -> Response:
    """The page."""
    found = await listed(visit)
    asked, span = found.asked, found.span
    running = [contract for contract in found.reader.contracts if contract.runs(visit.now)]
    facets = (facet(visit, asked, name, running) for name in OFFERED)
    shown = days_of(visit, found)
    context = NewsListPage(
        frame=await frame_of(visit, _("News list")),
        spans=_spans(visit, asked, span),
        span=span.name,
        facets=tuple(one for one in facets if len(one.choices) > 1),
        sentence=sentence(visit, asked),
        fault=found.fault,
        clear=HERE,
        csv=asked.address(f"{HERE}.csv", day=span.name),
        live="" if found.fault else f"{HERE}/live?{listening(visit, (*asked.pairs(), ('day', span.name)))}",
        days=shown.days,
        has_contract=shown.has_contract,
    )
    return answer(visit, NEWS_LIST, context, status=400 if found.fault else 200)


def _codes_alone(asked: Asked) -> Asked:
    """What a plan has: its codes. Words, places and days of the wire's address ask nothing here."""
    return Asked(question="", places=(), chosen=asked.chosen, unknown=asked.unknown)


def _span(visit: Visit) -> _Span:
    """The days of `day`: a word of SPANS, or one day as 2026-01-31."""
    said = visit.request.query_params.get("day", "").strip()
    today = visit.now.astimezone(visit.portal.agency.zoneinfo).date()
    if said in SPANS:
        after, days = SPANS[said]
        return _Span(said, today + timedelta(days=after), days)
    day = day_named(said)
    if day is not None:
        return _Span(said, day, 1)
    why = worded("%(field)s: does not know “%(value)s”.", field="day", value=said[:40])
    return _Span("", today, 0, fault=str(say_words(tongue(visit.language), why)))


def _spans(visit: Visit, asked: Asked, span: _Span) -> tuple[FaceLink, ...]:
    say = tongue(visit.language).say
    words = {
        "": say(_("Today and tomorrow")),
        "today": say(_("Today")),
        "tomorrow": say(_("Tomorrow")),
        "week": say(_("Seven days")),
    }
    return tuple(
        FaceLink(address=asked.address(HERE, day=name), text=text, current=name == span.name)
        for name, text in words.items()
    )


def _days(visit: Visit, seen: Iterable[Seen], known: Mapping[str, Item]) -> tuple[ExpectedDay, ...]:
    def day(one: Seen) -> date:
        return one.line.expected.astimezone(visit.portal.agency.zoneinfo).date()

    return tuple(
        ExpectedDay(
            day=times(visit).today(found[0].line.expected),
            lines=tuple(_line(visit, one, known) for one in found),
        )
        for found in (list(group) for _day, group in groupby(seen, day))
    )


def _line(visit: Visit, one: Seen, known: Mapping[str, Item]) -> ExpectedLine:
    line, agency, writes, say = one.line, visit.portal.agency, times(visit), tongue(visit.language).say
    said = told(line, known.get(line.item or ""), visit.now)
    labels = next((row.labels for row in agency.sections if row.code == line.section), dict[str, str]())
    section, section_language = labelled(labels, line.section, agency, visit.language)
    stopped = said.item is not None and said.item.action in STOPS
    text, kind = STATES[Action(said.item.action)] if said.item and stopped else STANDINGS[said.standing]
    return ExpectedLine(
        id=line.id,
        at=writes.hour(line.expected),
        was=None
        if line.expected == line.first_expected
        else writes.exact(line.first_expected, line.expected),
        slug=line.slug,
        what=said.what,
        note=said.note,
        language=line.language,
        direction=direction(line.language),
        spoken=line.language.upper(),
        section=section,
        section_language=section_language,
        form=say(FORMS[Form(line.form)]) if ItemType.TEXT in one.kinds else "",
        kinds=tuple(say(KINDS[ItemType(kind)]) for kind in one.kinds),
        state=Mark(text=say(text), kind=kind),
        because=line.cancelled_because if said.standing is Standing.CANCELLED else "",
        address="" if said.item is None else item_address(said.item.guid),
        is_off=stopped or said.standing is Standing.CANCELLED,
    )


def routes(portal: Portal) -> list[Route]:
    """The list's address."""
    return [Route("/news-list", signed_in(portal, show, of=own), methods=["GET", "HEAD"])]
