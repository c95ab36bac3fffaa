"""Release a series: its members and its own item on the wire, numbered together, in a person's name.

A picture, video or graphic always goes out in a series, be it alone in it. A file goes out by itself: HAS knows no
series of files.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from newsflow.db.query import Connection
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.codes import Action, ItemType
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import Header
from newsflow.domain.errors import BadInputError
from newsflow.domain.guid import Guid
from newsflow.domain.media import SERIES_OF, Media
from newsflow.domain.release import faults
from newsflow.domain.worded import listed, worded
from newsflow.newsroom.release import Names, check_names, check_second_look, new_guid, story_of
from newsflow.wire.append import ToAppend, append, seal


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What is to go out together: the members in order, and what the series says of itself.

    Of `about`, type, story and members are filled in here; of a member, series, number and story.
    """

    about: Dispatch
    members: tuple[Dispatch, ...]


async def release_series(
    db: Connection, clock: Clock, agency: Agency, series: Series, names: Names
) -> list[Header]:
    """Put a series on the wire; gives the headers: its members' in order, then its own. Files come without one.

    Raises BadInputError with every fault of every member. Commit right after: the wire is locked until then.
    """
    check_names(names)
    kind = _one_type(series.members)
    story = await story_of(db, series.about.slug, clock())
    shared = replace(series.about, story=story, body=())
    if kind not in SERIES_OF:
        alone = [_together(member, shared) for member in series.members]
        _check(alone, agency, clock(), names, first=1)
        return await append(db, clock, [await _new(db, agency, clock(), one, names) for one in alone])
    group = await new_guid(db, agency, replace(shared, type=SERIES_OF[kind]), clock())
    members = [
        _placed(_together(one, shared), group, number) for number, one in enumerate(series.members, start=1)
    ]
    entries = await _members(db, clock, agency, members, names)
    own = replace(
        shared,
        type=SERIES_OF[kind],
        media=replace(
            series.about.media or Media(), members=tuple(entry.guid for entry in entries), renditions=()
        ),
    )
    _check([own], agency, clock(), names, first=0)
    return await append(db, clock, [*entries, _entry(group, 1, Action.NEW, own, names)])


async def _members(
    db: Connection, clock: Clock, agency: Agency, members: Sequence[Dispatch], names: Names
) -> list[ToAppend]:
    _check(members, agency, clock(), names, first=1)
    return [await _new(db, agency, clock(), member, names) for member in members]


def _one_type(members: Sequence[Dispatch]) -> ItemType:
    """The type that all members have. Raises BadInputError where they have several, or are none."""
    types = {member.type for member in members}
    if len(types) != 1 or not types <= {*SERIES_OF, ItemType.FILE}:
        raise BadInputError(
            "A series has items of one type: pictures, videos or graphics.",
            worded("Got %(list)s.", list=", ".join(sorted(one.value for one in types)) or "none"),
            "Make one series of each type.",
        )
    return types.pop()


def _together(member: Dispatch, series: Dispatch) -> Dispatch:
    """The member in the series' story and under its embargo, so that all come to light at once."""
    return replace(member, story=series.story, slug=series.slug, embargo=series.embargo, body=())


def _placed(member: Dispatch, group: Guid, number: int) -> Dispatch:
    media = member.media
    return member if media is None else replace(member, media=replace(media, series=group, number=number))


def _check(versions: Sequence[Dispatch], agency: Agency, now: datetime, names: Names, *, first: int) -> None:
    """Pass when all may go out in these names; else BadInputError names every fault, with the member's number."""
    found = [
        worded("%(number)s, %(field)s: %(words)s", number=number, field=fault.field, words=fault.words)
        for number, version in enumerate(versions, start=first)
        for fault in faults(version, Action.NEW, agency, now)
    ]
    if found:
        raise BadInputError("This series is not ready.", listed(found, " "), "Mend it and release again.")
    for version in versions:
        check_second_look(version, names)


async def _new(db: Connection, agency: Agency, now: datetime, version: Dispatch, names: Names) -> ToAppend:
    return _entry(await new_guid(db, agency, version, now), 1, Action.NEW, version, names)


def _entry(guid: Guid, version: int, action: Action, content: Dispatch, names: Names) -> ToAppend:
    sealed = seal(content)
    return ToAppend(
        guid=guid,
        version=version,
        action=action,
        content=sealed,
        approvals=names.approvals(sealed),
        not_before=content.embargo,
    )
