"""The family of a dispatch: its original and every translation of it, as a small tree with versions."""

from dataclasses import dataclass
from datetime import datetime

from newsflow.db.query import Connection, query, row, rows
from newsflow.domain.guid import Guid
from newsflow.newsroom.translation.noting import translations_of

FAMILY_LIMIT = 200
_UP_LIMIT = 20
"""So many translations of translations one goes up; a circle, which only a mistake makes, ends there."""


@dataclass(frozen=True, slots=True)
class Member:
    """An item of the family. `original_version` is the version of its original that it was made from."""

    guid: Guid
    language: str
    version: int
    action: str
    headline: str | None
    form: str
    first_at: datetime
    at: datetime
    original: str | None
    original_version: int | None


@dataclass(frozen=True, slots=True)
class Parent:
    """What an item was translated from."""

    guid: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A member at its place in the tree: how deep, and whether its original has a later version than it was made from."""

    member: Member
    depth: int
    is_behind: bool


_FAMILY = query("newsroom/translation.family", Member)
_PARENT = query("newsroom/translation.parent", Parent)


async def family_of(db: Connection, guid: str) -> tuple[Branch, ...]:
    """The tree from the first original down, each member after what it was translated from; alone, an item is a tree of one."""
    root = await _root(db, guid)
    found: dict[str, None] = {root: None}
    ahead = [root]
    while ahead and len(found) < FAMILY_LIMIT:
        for each in await translations_of(db, ahead.pop(0)):
            if each not in found:
                found[each] = None
                ahead.append(each)
    asked = {"guids": list(found), "limit": FAMILY_LIMIT}
    members = {member.guid: member for member in await rows(db, _FAMILY, asked)}
    return tuple(_branches(members, root, 0, set()))


def _branches(members: dict[Guid, Member], guid: str, depth: int, seen: set[str]) -> list[Branch]:
    member = next((one for one in members.values() if one.guid == guid), None)
    if member is None or guid in seen:
        return []
    seen.add(guid)
    above = next((one for one in members.values() if one.guid == member.original), None)
    behind = (
        above is not None and member.original_version is not None and member.original_version < above.version
    )
    below = [one for one in members.values() if one.original == guid]
    return [
        Branch(member=member, depth=depth, is_behind=behind),
        *(branch for one in below for branch in _branches(members, one.guid, depth + 1, seen)),
    ]


async def _root(db: Connection, guid: str) -> str:
    seen = [guid]
    for _ in range(_UP_LIMIT):
        found = await row(db, _PARENT, {"guid": seen[-1]})
        if found is None or found.guid is None or found.guid in seen:
            break
        if await row(db, _PARENT, {"guid": found.guid}) is None and not await translations_of(db, found.guid):
            break
        seen.append(found.guid)
    return seen[-1]
