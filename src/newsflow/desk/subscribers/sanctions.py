"""Checks of a subscriber against lists of sanctions: what stands on its page, and what the form does."""

from dataclasses import dataclass

from newsflow.db.query import Connection
from newsflow.desk.frame import times
from newsflow.desk.subscribers.shown import names_of
from newsflow.desk.visit import Visit
from newsflow.domain.errors import BadInputError
from newsflow.domain.guid import SubscriberId
from newsflow.newsroom.dealings.checks import check_sanctions
from newsflow.subscribers.books.terms import read_day
from newsflow.subscribers.quota import day_of
from newsflow.subscribers.reports.due import checks_of
from newsflow.web.moments import Moment
from newsflow.web.say import noop as _
from newsflow.web.say import tongue

RESULTS = {"clear": _("Clear"), "found": _("Found")}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """A check that was made."""

    day: Moment
    lists: str
    clear: bool
    remark: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionsView:
    """The checks, and the form."""

    lines: tuple[CheckLine, ...]
    checked_on: str
    lists: str
    result: str
    results: tuple[tuple[str, str], ...]
    remark: str


async def sanctions_of(visit: Visit, db: Connection, subscriber: SubscriberId) -> SanctionsView:
    """What stands on the subscriber's page."""
    found, form = await checks_of(db, subscriber), visit.form
    names = await names_of(db, [one.by for one in found])
    say, today = tongue(visit.language).say, day_of(visit.now, visit.desk.agency.zoneinfo)
    return SanctionsView(
        lines=tuple(
            CheckLine(
                day=times(visit).day(one.checked_on),
                lists=one.lists,
                clear=one.clear,
                remark=one.remark,
                by=names.get(one.by, "—"),
            )
            for one in found
        ),
        checked_on=form.typed("checked_on", today.isoformat()),
        lists=form.typed("lists", found[0].lists if found else ""),
        result=form.typed("result", "clear"),
        results=tuple((code, say(words)) for code, words in RESULTS.items()),
        remark=form.typed("remark"),
    )


async def write_check(visit: Visit, db: Connection, subscriber: SubscriberId) -> None:
    """Nothing; the check that the form says is on the record."""
    form = visit.form
    day, result = read_day(form.line("checked_on")), form.line("result")
    if day is None or result not in RESULTS:
        raise BadInputError("Say when it was checked, and what was found.", subscriber, "Fill in both.")
    await check_sanctions(
        db, visit.hand, subscriber, checked_on=day, lists=form.line("lists"), clear=result == "clear",
        remark=form.line("remark"), now=visit.now,
    )  # fmt: skip
