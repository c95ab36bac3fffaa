"""What the organisation took: by day, section, way and API user; by person where the organisation decided so, for its masters."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.organisation.rules import use_by_person
from newsflow.accounts.people import AccountAct, may
from newsflow.db.pool import reading
from newsflow.db.query import Connection, query, rows
from newsflow.portal.account.plots import Bars, Days, bars, days, every_day
from newsflow.portal.filters import codes
from newsflow.portal.visit import Portal, Visit, own, signed_in
from newsflow.subscribers.quota import day_of
from newsflow.subscribers.reports.counting import Used, uncounted_since, used
from newsflow.web.cells import CSV_TYPE, plain
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.frame import times

SPANS = (30, 90, 365)
"""Of how many days the plots and the file tell; the first unless another is asked for."""
LIVE_DAYS = 7
"""So many days are counted when they are asked for, while no worker has counted them."""


@dataclass(frozen=True, slots=True)
class OfDay:
    """Items taken on a day."""

    day: date
    number: int


@dataclass(frozen=True, slots=True)
class OfName:
    """Items, or takings, under a name."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class OfSection:
    """Items of a section that were taken on a day."""

    day: date
    section: str
    number: int


@dataclass(frozen=True, slots=True)
class TitleOf:
    """Under which title a login takes."""

    login: str
    title: str


_BY_DAY = query("portal/account.use_by_day", OfSection)
_BY_PATH = query("portal/account.use_by_path", OfName)
_BY_LOGIN = query("portal/account.use_by_login", OfName)
_TITLES = query("portal/account.titles_of_logins", TitleOf)


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What was taken in a span of days."""

    first: date
    last: date
    by_day: Sequence[OfDay]
    by_section: Sequence[OfName]
    by_way: Sequence[OfName]
    by_login: Sequence[OfName]
    by_title: Sequence[OfName]
    """Nothing where no API user is of a title."""
    by_person: Sequence[OfName] | None
    """None where the organisation does not count so, or this is not the reader's to see."""


def span_asked(visit: Visit) -> int:
    """The days that the address asks for; the shortest span without one that there is."""
    asked = visit.request.query_params.get("days", "")
    return next((span for span in SPANS if str(span) == asked), SPANS[0])


async def use_of(db: Connection, visit: Visit, span: int) -> Use:
    """What the organisation took in the last days, today among them, by line and by cursor.

    Days that are over come as a worker counted them; today, and what no worker has counted of the LIVE_DAYS last, is counted now.
    """
    zone = visit.portal.agency.zoneinfo
    last = day_of(visit.now, zone)
    first = last - timedelta(days=span - 1)
    live = await uncounted_since(db, max(first, last - timedelta(days=LIVE_DAYS - 1)))
    asked = {"subscriber": visit.subscriber, "since": first, "until": live}
    found = await used(db, visit.subscriber, live, last, zone)
    counted = await rows(db, _BY_DAY, asked)
    days, sections = _items(counted, found)
    ways = _with(
        await rows(db, _BY_PATH, asked), ((one.path.partition(":")[0], one.items) for one in found.by_cursor)
    )
    logins = _with(await rows(db, _BY_LOGIN, asked), ((one.login, one.items) for one in found.by_cursor))
    people = None
    if visit.person.organisation_counts_use and may(visit.person, AccountAct.MANAGE_ACCOUNT):
        people = [OfName(one.name, one.number) for one in await use_by_person(db, visit.subscriber, first)]
    return Use(
        first=first,
        last=last,
        by_day=tuple(OfDay(day, days[day]) for day in sorted(days)),
        by_section=_ordered(sections),
        by_way=_ordered(ways),
        by_login=_ordered(logins),
        by_title=await _by_title(db, visit, logins),
        by_person=people,
    )


def _items(counted: Sequence[OfSection], live: Used) -> tuple[Counter[date], Counter[str]]:
    """How many items were taken on each day, and of each section."""
    days, sections = Counter[date](), Counter[str]()
    for one in counted:
        days[one.day] += one.number
        sections[one.section] += one.number
    for day, items in live.items.items():
        days[day] += len(items)
        sections.update(items.values())
    return days, sections


async def _by_title(db: Connection, visit: Visit, logins: Mapping[str, int]) -> tuple[OfName, ...]:
    """The same numbers by the titles of the logins; nothing where no login has one."""
    titles = {one.login: one.title for one in await rows(db, _TITLES, {"subscriber": visit.subscriber})}
    found = Counter[str]()
    for login, number in logins.items():
        found[titles.get(login, "")] += number
    return _ordered(found) if any(found) else ()


def _with(counted: Sequence[OfName], more: Iterable[tuple[str, int]]) -> Counter[str]:
    found = Counter({one.name: one.number for one in counted})
    for name, number in more:
        found[name] += number
    return found


def _ordered(found: Mapping[str, int]) -> tuple[OfName, ...]:
    """Those with the most first."""
    return tuple(
        OfName(name, number) for name, number in sorted(found.items(), key=lambda one: (-one[1], one[0]))
    )


def day_plot(visit: Visit, use: Use) -> Days:
    """Items day by day."""
    writes, found = times(visit), {one.day: one.number for one in use.by_day}
    return days([(writes.day(day).text, found.get(day, 0)) for day in every_day(use.first, use.last)])


def name_plots(visit: Visit, use: Use) -> tuple[Bars, ...]:
    """The plots by name."""
    say, items, takings = tongue(visit.language).say, _("items"), _("takings")
    sections = {code: words for code, words, _spoken in codes(visit, "section")}
    ways = {"portal": say(_("Portal")), "has": "HAS", "v1": "API v1", "feed": say(_("Feed"))}
    logins = {"": say(_("forgotten with time")), "portal": say(_("people in the portal"))}
    shown = [
        bars(say(_("By section")), say(items), _worded(use.by_section, sections)),
        bars(say(_("By way")), say(takings), _worded(use.by_way, ways)),
        bars(say(_("By API user")), say(takings), _worded(use.by_login, logins)),
    ]
    if use.by_title:
        none = {"": say(_("of no title, and people in the portal"))}
        shown.append(bars(say(_("By title")), say(takings), _worded(use.by_title, none)))
    if use.by_person is not None:
        shown.append(bars(say(_("By person, in the portal")), say(items), _worded(use.by_person, {})))
    return tuple(shown)


def _worded(found: Sequence[OfName], words: dict[str, str]) -> list[tuple[str, int]]:
    return [(words.get(one.name, one.name), one.number) for one in found]


async def as_file(visit: Visit) -> Response:
    """The numbers of the span as CSV, in the file's own plain words."""
    async with reading(visit.portal.pool) as db:
        use = await use_of(db, visit, span_asked(visit))
    named = (
        ("section", "items", use.by_section),
        ("way", "takings", use.by_way),
        ("api user", "takings", use.by_login),
        ("title", "takings", use.by_title),
        ("person", "items", use.by_person or ()),
    )
    out = io.StringIO(newline="")
    writes = csv.writer(out)
    writes.writerow(["by", "name", "unit", "number"])
    writes.writerows(["day", one.day.isoformat(), "items", one.number] for one in use.by_day)
    for by, unit, found in named:
        writes.writerows([by, plain(one.name), unit, one.number] for one in found)
    headers = {"Content-Disposition": 'attachment; filename="use.csv"'}
    return Response("\ufeff" + out.getvalue(), media_type=CSV_TYPE, headers=headers)


def routes(portal: Portal) -> list[Route]:
    """The file's address."""
    return [Route("/account/use.csv", signed_in(portal, as_file, of=own), methods=["GET", "HEAD"])]
