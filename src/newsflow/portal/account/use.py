"""What the organisation took: by day, section, way and API user, as bars and as a file. People are not told apart."""

import csv
import io
from dataclasses import dataclass
from datetime import date, timedelta

from starlette.responses import Response
from starlette.routing import Route

from newsflow.db.pool import reading
from newsflow.db.query import Connection, Query, query, rows
from newsflow.portal.filters import codes
from newsflow.portal.visit import Portal, Visit, own, signed_in
from newsflow.subscribers.quota import day_of
from newsflow.web.cells import plain
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.frame import times

FILE_DAYS = 366


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


_BY_DAY = query("portal/account.use_by_day", OfDay)
_BY_SECTION = query("portal/account.use_by_section", OfName)
_BY_PATH = query("portal/account.use_by_path", OfName)
_BY_LOGIN = query("portal/account.use_by_login", OfName)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: its words, its number, and how long it is, in per cent of the longest."""

    text: str
    number: int
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """A plot that is a table too."""

    title: str
    unit: str
    bars: tuple[Bar, ...]


async def bars_of(db: Connection, visit: Visit, *, days: int) -> tuple[Bars, ...]:
    """The plots of the last days."""
    say, items, takings = tongue(visit.language).say, _("items"), _("takings")
    by_day = await rows(db, _BY_DAY, _asked(visit, days))
    sections = {code: words for code, words, _spoken in codes(visit, "section")}
    ways = {"portal": say(_("Portal")), "has": "HAS", "v1": "API v1"}
    logins = {"": say(_("forgotten with time")), "portal": say(_("people in the portal"))}
    return (
        _bars(say(_("By day")), say(items), [(times(visit).day(one.day).text, one.number) for one in by_day]),
        _bars(say(_("By section")), say(items), await _named(db, _BY_SECTION, visit, days, sections)),
        _bars(say(_("By way")), say(takings), await _named(db, _BY_PATH, visit, days, ways)),
        _bars(say(_("By API user")), say(takings), await _named(db, _BY_LOGIN, visit, days, logins)),
    )


async def _named(
    db: Connection, statement: Query[OfName], visit: Visit, days: int, words: dict[str, str]
) -> list[tuple[str, int]]:
    found = await rows(db, statement, _asked(visit, days))
    return [(words.get(one.name, one.name), one.number) for one in found]


def _bars(title: str, unit: str, numbers: list[tuple[str, int]]) -> Bars:
    most = max([number for _text, number in numbers], default=0) or 1
    made = (Bar(text=text, number=number, share=round(100 * number / most)) for text, number in numbers)
    return Bars(title=title, unit=unit, bars=tuple(made))


def _first(visit: Visit, days: int) -> date:
    return day_of(visit.now, visit.portal.agency.zoneinfo) - timedelta(days=days)


def _asked(visit: Visit, days: int) -> dict[str, object]:
    first = _first(visit, days)
    return {"subscriber": visit.subscriber, "since": first}


async def as_file(visit: Visit) -> Response:
    """The numbers of a year as CSV, in the file's own plain words."""
    async with reading(visit.portal.pool) as db:
        asked = _asked(visit, FILE_DAYS)
        by_day = await rows(db, _BY_DAY, asked)
        named = {
            "section": await rows(db, _BY_SECTION, asked),
            "way": await rows(db, _BY_PATH, asked),
            "api user": await rows(db, _BY_LOGIN, asked),
        }
    out = io.StringIO(newline="")
    writes = csv.writer(out)
    writes.writerow(["by", "name", "number"])
    writes.writerows(["day", one.day.isoformat(), one.number] for one in by_day)
    for by, found in named.items():
        writes.writerows([by, plain(one.name), one.number] for one in found)
    headers = {"Content-Disposition": 'attachment; filename="use.csv"'}
    return Response("\ufeff" + out.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def routes(portal: Portal) -> list[Route]:
    """The file's address."""
    return [Route("/account/use.csv", signed_in(portal, as_file, of=own), methods=["GET", "HEAD"])]
