"""The news list as the desk keeps it: what subscribers are told to expect, day by day, and the form that puts a line on it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from urllib.parse import urlencode

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act, may
from newsflow.db.pool import reading, transaction
from newsflow.desk.frame import DeskFrame, DeskLink, answer, desk_frame, done, times
from newsflow.desk.news_list.fields import Fields, Held, fields_of, read
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.desk.writing.saving import begun
from newsflow.domain.codes import ItemType
from newsflow.domain.coverage import Standing, standing
from newsflow.domain.errors import NewsflowError
from newsflow.domain.text import direction
from newsflow.newsroom.duty import lent_to
from newsflow.newsroom.news_list import DAYS_MOST, Line, expected, plan, planned_drafts
from newsflow.newsroom.news_list.lines import PlannedDraft
from newsflow.web.coverage_words import KINDS, STANDINGS
from newsflow.web.form_words import FORMS
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.refused import REFUSALS, Refused, refused
from newsflow.web.within.views import section_name

HERE = "/desk/news-list"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageLine:
    """A line of the list."""

    address: str
    at: Moment
    was: Moment | None
    """The hour that was told first, where it is another."""
    slug: str
    what: str
    language: str
    direction: str
    spoken: str
    section: str
    form: str
    """"" where no text is expected."""
    kinds: str
    state: str
    state_kind: str
    because: str
    item: str
    """Where the item that came of it is; "" before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The lines of a day."""

    day: Moment
    lines: tuple[CoverageLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A draft with an hour, of which the list does not speak."""

    address: str
    slug: str
    spoken: str
    hour: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsListPage:
    """The list and the form."""

    frame: DeskFrame
    tabs: tuple[DeskLink, ...]
    days: tuple[Day, ...]
    offers: tuple[Offer, ...]
    may_plan: bool
    fields: Fields
    refused: Refused | None


NEWS_LIST = page("desk/news_list/page.html", NewsListPage)


def routes(desk: Desk) -> list[Route]:
    """The list's address."""
    return [Route("/news-list", signed_in(desk, show), methods=["GET", "POST"])]


async def show(visit: Visit) -> Response:
    """The list from today on, or with `?week=before` the week that was; posted, a line more stands on it."""
    if visit.request.method != "POST":
        return await _page(visit)
    try:
        async with transaction(visit.desk.pool) as db:
            await plan(db, visit.desk.agency, read(visit), visit.hand, visit.now)
    except REFUSALS as error:
        return await _page(visit, error)
    return done(HERE, "coverage_planned")


async def _page(visit: Visit, error: NewsflowError | None = None) -> Response:
    params, say = visit.request.query_params, tongue(visit.language).say
    back = params.get("week") == "before"
    today = visit.now.astimezone(visit.desk.agency.zoneinfo).date()
    async with reading(visit.desk.pool) as db:
        first = today - timedelta(days=DAYS_MOST) if back else today
        lines = await expected(db, first, DAYS_MOST, visit.desk.agency.zoneinfo)
        offers = await planned_drafts(db, visit.now)
        lent = await lent_to(db, visit.person, visit.now)
    context = NewsListPage(
        frame=await desk_frame(visit, _("News list")),
        tabs=(
            DeskLink(address=HERE, text=say(_("From today on")), current=not back),
            DeskLink(address=f"{HERE}?week=before", text=say(_("The week before")), current=back),
        ),
        days=_days(visit, lines),
        offers=tuple(_offer(visit, one) for one in offers),
        may_plan=may(visit.person, Act.RELEASE, lent=lent),
        fields=fields_of(visit, _of_draft(visit, offers)),
        refused=None if error is None else refused(visit, error),
    )
    return answer(visit, NEWS_LIST, context, status=200 if error is None else error.status)


def line_of(visit: Visit, line: Line) -> CoverageLine:
    """A line as the page shows it."""
    say, writes = tongue(visit.language).say, times(visit)
    how = standing(
        expected=line.expected,
        first=line.first_expected,
        delivered=line.item is not None,
        cancelled=line.cancelled_at is not None,
        now=visit.now,
    )
    state, kind = STANDINGS[how]
    return CoverageLine(
        address=f"{HERE}/{line.id}",
        at=writes.exact(line.expected, visit.now),
        was=None if line.expected == line.first_expected else writes.exact(line.first_expected, visit.now),
        slug=line.slug,
        what=line.what,
        language=line.language,
        direction=direction(line.language),
        spoken=line.language.upper(),
        section=section_name(line.section, visit.desk.agency, visit.language),
        form=say(FORMS[line.form]) if ItemType.TEXT in line.kinds else "",  # pyright: ignore[reportArgumentType] - a form is its own text
        kinds=", ".join(say(KINDS[ItemType(kind)]) for kind in line.kinds),
        state=say(state),
        state_kind=kind,
        because=line.cancelled_because if how is Standing.CANCELLED else "",
        item="" if line.item is None else f"/desk/items/{line.item}",
    )


def _days(visit: Visit, lines: Iterable[Line]) -> tuple[Day, ...]:
    def day(line: Line) -> date:
        return line.expected.astimezone(visit.desk.agency.zoneinfo).date()

    return tuple(
        Day(day=times(visit).day(one), lines=tuple(line_of(visit, line) for line in found))
        for one, found in groupby(lines, day)
    )


def _of_draft(visit: Visit, offers: Iterable[PlannedDraft]) -> Held:
    """What a new line begins with: the person's own desk, or the draft that the address names."""
    fresh, asked = begun(visit), visit.request.query_params.get("draft", "")
    now = Held(language=fresh.language, section=fresh.section, provider=fresh.provider)
    draft = next((one for one in offers if str(one.id) == asked), None)
    if draft is None:
        return now
    return replace(
        now,
        slug=draft.slug,
        what=draft.headline,
        hour=draft.hour,
        language=draft.language,
        section=draft.section,
    )


def _offer(visit: Visit, draft: PlannedDraft) -> Offer:
    return Offer(
        address=f"{HERE}?{urlencode({'draft': draft.id})}#slug",
        slug=draft.slug,
        spoken=draft.language.upper(),
        hour=times(visit).exact(draft.hour, visit.now),
    )
