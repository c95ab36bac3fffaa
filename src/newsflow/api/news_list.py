"""What the desk expects, for machines: the news list of some days, each line ruled on as the dispatch would be."""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from newsflow.api.asked import Asked
from newsflow.api.known import Visit
from newsflow.api.reply import Reply, json_reply
from newsflow.domain.clock import rfc3339
from newsflow.domain.content import Json
from newsflow.domain.entry import STOPS
from newsflow.domain.errors import BadInputError, NotFoundError
from newsflow.newsroom.news_list import DAYS_MOST, Seen, day_named, expected, seen_of, told
from newsflow.wire.read import item as read_item
from newsflow.wire.rows import Item

PARAMETERS = ("day", "days")
DAYS = 2
"""Days that are told where none are asked for."""


async def news_list(visit: Visit, given: Asked) -> Reply:
    """The lines of `days` days from `day` on, by their hours; today and tomorrow without. It is no taking.

    `item` is the item that came of a line, once the login may know of it; `what` and `note` are empty when it was stopped.
    """
    zone = visit.agency.zoneinfo
    first = _day(given.text("day"), visit.now, zone)
    lines = await expected(visit.db, first, given.number("days", DAYS, 1, DAYS_MOST), zone)
    seen = seen_of(lines, visit.account.contracts, visit.now)
    known = await _known(visit, seen)
    return json_reply({
        "day": first.isoformat(),
        "zone": visit.agency.zone,
        "items": [_line(visit, one, known) for one in seen],
    })  # fmt: skip


async def _known(visit: Visit, seen: tuple[Seen, ...]) -> Mapping[str, Item]:
    """The items that came, as far as the caller may know of them."""
    found: list[Item] = []
    for guid in sorted({one.line.item for one in seen if one.line.item}):
        try:
            found.append(await read_item(visit.db, guid))
        except NotFoundError:  # it was named by hand, and the wire began anew
            continue
    asking = visit.asking()
    had = await asking.had(visit.db, found)
    return {item.guid: item for item in found if asking.knows(item, had)}


def _line(visit: Visit, one: Seen, known: Mapping[str, Item]) -> dict[str, Json]:
    line, said = one.line, told(one.line, known.get(one.line.item or ""), visit.now)
    item = said.item
    return {
        "id": line.id,
        "slug": line.slug,
        "what": said.what,
        "note": said.note,
        "language": line.language,
        "section": line.section,
        "packages": list[Json](line.packages),
        "form": line.form,
        "types": list[Json](one.kinds),
        "expected": rfc3339(line.expected),
        "first_expected": rfc3339(line.first_expected),
        "changed_at": rfc3339(line.changed_at),
        "state": said.standing.value,
        "because": line.cancelled_because or None,
        "item": None if item is None else item.guid,
        "stopped": item is not None and item.action in STOPS,
        "href": None if item is None else visit.addresses.item(item.guid),
    }


def _day(said: str, now: datetime, zone: ZoneInfo) -> date:
    if not said:
        return now.astimezone(zone).date()
    day = day_named(said)
    if day is None:
        raise BadInputError("“day” is a day.", f"Got “{said[:40]}”.", "Write it as 2026-01-31.")
    return day
