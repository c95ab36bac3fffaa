"""What falls due: the days of contracts, with reminders that are written once each; and checks against sanctions."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from newsflow.db.query import Connection, query, rows, run
from newsflow.db.refusal import told
from newsflow.domain.characters import what_is_wrong
from newsflow.domain.errors import BadInputError
from newsflow.domain.guid import SubscriberId
from newsflow.subscribers.quota import day_of

AHEAD_DAYS = 90
REMIND_DAYS = (30, 7, 1)
"""So many days before a date a reminder is written."""
CHECK_DAYS = 365
"""How old a check against sanctions may be."""
DUE_LIMIT = 10_000
CHECKS_LIMIT = 200
REMARK_CHARACTERS = 500


@dataclass(frozen=True, slots=True)
class Due:
    """A day of a contract's: until when notice must be given, when it renews itself, when it ends."""

    subscriber: SubscriberId
    name: str
    contract: str
    title: str
    what: str
    due: date


@dataclass(frozen=True, slots=True)
class Check:
    """A subscriber was looked up: on which day, in which lists, by whom, with what result."""

    number: int
    checked_on: date
    lists: str
    clear: bool
    remark: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A subscriber whose last check is too old; None: it never was."""

    id: SubscriberId
    name: str
    last: date | None


_DUE = query("subscribers/reports.falling_due", Due)
_REMIND = query("subscribers/reports.remind")
_ADD_CHECK = query("subscribers/reports.add_check")
_CHECKS = query("subscribers/reports.checks_of", Check)
_UNCHECKED = query("subscribers/reports.unchecked", Unchecked)


async def falling_due(db: Connection, now: datetime, zone: ZoneInfo, days: int = AHEAD_DAYS) -> list[Due]:
    """The days of contracts that run, from today on, the next first."""
    today = day_of(now, zone)
    asked = {
        "now": now,
        "zone": zone.key,
        "today": today,
        "until": today + timedelta(days=days),
        "limit": DUE_LIMIT,
    }
    return await rows(db, _DUE, asked)


async def to_be_reminded(db: Connection, now: datetime, zone: ZoneInfo) -> list[Due]:
    """The days of which somebody is to be reminded now; from then on they count as told, until the next reminder."""
    today, told_of = day_of(now, zone), list[Due]()
    for one in await falling_due(db, now, zone, max(REMIND_DAYS)):
        left = (one.due - today).days
        asked = {"contract": one.contract, "what": one.what, "due": one.due, "at": now}
        new = [await run(db, _REMIND, {**asked, "days": days}) for days in REMIND_DAYS if left <= days]
        if any(new):
            told_of.append(one)
    return told_of


async def add_check(
    db: Connection,
    subscriber: SubscriberId,
    *,
    checked_on: date,
    lists: str,
    clear: bool,
    remark: str,
    by: str,
    now: datetime,
) -> None:
    """Write down that a subscriber was looked up. Raises BadInputError."""
    for text in (lists, remark):
        wrong = what_is_wrong(text, lines=True)
        if len(text) > REMARK_CHARACTERS or wrong is not None:
            raise BadInputError("This cannot stand on the record.", f"“{text[:80]}”.", "Shorten it.")
    if not lists.strip():
        raise BadInputError("Say in which lists.", subscriber, "Name them.")
    if checked_on > now.date() + timedelta(days=1):
        raise BadInputError("A check was made already.", f"{checked_on}.", "Give a day that is not to come.")
    facts = {"subscriber": subscriber, "checked_on": checked_on, "lists": lists.strip(), "clear": clear,
             "remark": remark.strip(), "by": by, "at": now}  # fmt: skip
    with told("check", subscriber):
        await run(db, _ADD_CHECK, facts)


async def checks_of(db: Connection, subscriber: SubscriberId) -> list[Check]:
    """A subscriber's checks, the latest first."""
    return await rows(db, _CHECKS, {"subscriber": subscriber, "limit": CHECKS_LIMIT})


async def unchecked(db: Connection, now: datetime) -> list[Unchecked]:
    """Who has a contract that runs and was not looked up for a year, or never."""
    since = now.date() - timedelta(days=CHECK_DAYS)
    return await rows(db, _UNCHECKED, {"now": now, "since": since, "limit": DUE_LIMIT})
