"""The lines of the news list: planned, changed, cancelled, delivered; each by somebody who may release there, and on the record."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from newsflow.accounts import audit
from newsflow.accounts.hand import Hand
from newsflow.accounts.people import Act, authorise
from newsflow.db.query import Connection, query, row, rows, run
from newsflow.domain.agency import Agency
from newsflow.domain.coverage import KINDS, Coverage, check_coverage, check_reason
from newsflow.domain.errors import BadInputError, ConflictError, NotFoundError
from newsflow.domain.worded import worded
from newsflow.newsroom.duty import lent_to
from newsflow.wire.read import item as item_of

DAY_MOST = 200
"""Lines of one day, at most."""
DAYS_MOST = 7
"""Days that are read at one go, at most."""
DRAFTS_SHOWN = 20
_DAY = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Number:
    """One number."""

    number: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is stored. `item` is what came of it: what the desk named, else what came in its story, language and form."""

    id: int
    slug: str
    what: str
    note: str
    language: str
    section: str
    packages: list[str]
    provider: str
    form: str
    kinds: list[str]
    expected: datetime
    first_expected: datetime
    changed_at: datetime
    cancelled_at: datetime | None
    cancelled_because: str
    delivered: str | None
    """The item that the desk named."""
    item: str | None

    def coverage(self) -> Coverage:
        """What is planned, as it was given."""
        return Coverage(
            slug=self.slug,
            what=self.what,
            note=self.note,
            language=self.language,
            section=self.section,
            packages=tuple(self.packages),
            provider=self.provider,
            form=self.form,
            kinds=tuple(self.kinds),
            expected=self.expected,
        )


@dataclass(frozen=True, slots=True)
class PlannedDraft:
    """A draft with an hour, which no line of the list speaks of."""

    id: int
    slug: str
    language: str
    section: str
    headline: str
    hour: datetime


_PLAN = query("newsroom/news_list.plan", Number)
_CHANGE = query("newsroom/news_list.change")
_CANCEL = query("newsroom/news_list.cancel")
_DELIVER = query("newsroom/news_list.deliver")
_HOLD_DAY = query("newsroom/news_list.hold_day")
_OF_DAY = query("newsroom/news_list.of_day", Number)
_LOCK = query("newsroom/news_list.lock", Number)
_COVERAGE = query("newsroom/news_list.coverage", Line)
_EXPECTED = query("newsroom/news_list.expected", Line)
_PLANNED_DRAFTS = query("newsroom/news_list.planned_drafts", PlannedDraft)


async def plan(db: Connection, agency: Agency, given: Coverage, hand: Hand, now: datetime) -> int:
    """The number of the new line. Raises BadInputError, NotAllowedError, and ConflictError for a day that is full."""
    await _authorise(db, hand, given.language, given.section, now)
    check_coverage(given, agency, now)
    await _room_on(db, given.expected, agency.zoneinfo)
    made = await row(db, _PLAN, {**_facts(given), "by": hand.person.id, "now": now})
    assert made is not None
    await audit.note(db, hand, "coverage_planned", f"coverage:{made.number}", at=now)
    return made.number


async def change(
    db: Connection, agency: Agency, number: int, given: Coverage, hand: Hand, *, now: datetime
) -> None:
    """Nothing; the line says this from now on. A later hour than the first that was told is a delay, which the list says."""
    held = await _held(db, number, hand, now)
    await _authorise(db, hand, given.language, given.section, now)
    check_coverage(given, agency, now, was=held.expected)
    if _day(given.expected, agency.zoneinfo) != _day(held.expected, agency.zoneinfo):
        await _room_on(db, given.expected, agency.zoneinfo)
    await run(db, _CHANGE, {**_facts(given), "id": number, "now": now})
    await audit.note(db, hand, "coverage_changed", f"coverage:{number}", at=now)


async def cancel(db: Connection, number: int, because: str, hand: Hand, now: datetime) -> None:
    """Nothing; the line says that it will not come, and why."""
    check_reason(because)
    await _held(db, number, hand, now)
    await run(db, _CANCEL, {"id": number, "at": now, "because": because.strip(), "now": now})
    await audit.note(db, hand, "coverage_cancelled", f"coverage:{number}", at=now)


async def restore(db: Connection, number: int, hand: Hand, now: datetime) -> None:
    """Nothing; the line is expected again."""
    await _held(db, number, hand, now)
    await run(db, _CANCEL, {"id": number, "at": None, "because": "", "now": now})
    await audit.note(db, hand, "coverage_restored", f"coverage:{number}", at=now)


async def deliver(db: Connection, number: int, guid: str, hand: Hand, now: datetime) -> None:
    """Nothing; that item is what came of the line; with "" it is found by story, language and form again."""
    await _held(db, number, hand, now)
    if guid:
        try:
            await item_of(db, guid)
        except NotFoundError as error:
            raise BadInputError(
                "No such item is on the wire.", f"“{guid[:80]}”.", "Give the id of an item."
            ) from error
    await run(db, _DELIVER, {"id": number, "guid": guid or None, "now": now})
    await audit.note(db, hand, "coverage_delivered", f"coverage:{number}", at=now)


async def coverage_of(db: Connection, number: int) -> Line:
    """A line by its number. Raises NotFoundError."""
    found = await row(db, _COVERAGE, {"id": number})
    if found is None:
        raise NotFoundError("No such line of the news list.", f"{number}.", "See the news list.")
    return found


def day_named(text: str) -> date | None:
    """The day that is written as 2026-01-31, of a year that has four figures; None for anything else."""
    if _DAY.fullmatch(text) is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


async def expected(db: Connection, first: date, days: int, zone: ZoneInfo) -> list[Line]:
    """What is expected on these days of the zone, hour by hour; DAYS_MOST days at most."""
    since, until = _begin(first, zone), _begin(first + timedelta(days=min(days, DAYS_MOST)), zone)
    return await rows(db, _EXPECTED, {"since": since, "until": until, "limit": DAY_MOST * DAYS_MOST})


async def planned_drafts(db: Connection, now: datetime) -> list[PlannedDraft]:
    """New drafts with an hour to come that the list does not speak of; those under embargo are never offered to it."""
    return await rows(db, _PLANNED_DRAFTS, {"now": now, "limit": DRAFTS_SHOWN})


async def _held(db: Connection, number: int, hand: Hand, now: datetime) -> Line:
    """The line, locked, which this hand may change."""
    await row(db, _LOCK, {"id": number})
    found = await coverage_of(db, number)
    await _authorise(db, hand, found.language, found.section, now)
    return found


async def _authorise(db: Connection, hand: Hand, language: str, section: str, now: datetime) -> None:
    lent = await lent_to(db, hand.person, now)
    authorise(hand.person, Act.RELEASE, language=language, section=section, lent=lent)


async def _room_on(db: Connection, hour: datetime, zone: ZoneInfo) -> None:
    """Pass while the hour's day has room for one line more."""
    day = _day(hour, zone)
    await run(db, _HOLD_DAY, {"day": day.isoformat()})
    facts = {"since": _begin(day, zone), "until": _begin(day + timedelta(days=1), zone)}
    held = await row(db, _OF_DAY, facts)
    if held is not None and held.number >= DAY_MOST:
        raise ConflictError(
            "The news list of this day is full.",
            worded("%(day)s has %(most)s lines.", day=day.isoformat(), most=DAY_MOST),
            "Change a line that stands there.",
        )


def _day(hour: datetime, zone: ZoneInfo) -> date:
    return hour.astimezone(zone).date()


def _begin(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


def _facts(given: Coverage) -> dict[str, object]:
    return {
        "slug": given.slug.strip(),
        "what": given.what.strip(),
        "note": given.note.strip(),
        "language": given.language,
        "section": given.section,
        "packages": list(given.packages),
        "provider": given.provider,
        "form": given.form,
        "kinds": [kind.value for kind in KINDS if kind in set(given.kinds)],
        "expected": given.expected,
    }
