"""The family of a dispatch: its first original and every translation, as a small tree with versions."""

from dataclasses import dataclass

from newsflow.db.query import Connection
from newsflow.desk.frame import times
from newsflow.desk.items.found import address_of
from newsflow.desk.items.marks import Mark
from newsflow.desk.items.words import HAPPENED, KINDS
from newsflow.desk.visit import Visit
from newsflow.domain.codes import Action
from newsflow.domain.text import direction
from newsflow.newsroom.translation.family import Branch, family_of
from newsflow.web.moments import Moment
from newsflow.web.say import noop as _
from newsflow.web.say import tongue


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeLine:
    """A member of the family at its depth. `made_from` says of which version of its original it is."""

    depth: int
    address: str
    headline: str
    language: str
    direction: str
    spoken: str
    version: int
    made_from: str
    is_behind: bool
    current: bool
    at: Moment
    marks: tuple[Mark, ...]


async def tree_of(db: Connection, visit: Visit, guid: str) -> tuple[TreeLine, ...]:
    """The tree from the first original down; nothing where the item is alone."""
    branches = await family_of(db, guid)
    return tuple(_line(visit, one, guid) for one in branches) if len(branches) > 1 else ()


def _line(visit: Visit, one: Branch, guid: str) -> TreeLine:
    member, say = one.member, tongue(visit.language).say
    action = Action(member.action)
    spoken = {code.code: code.labels.get(visit.language, code.code) for code in visit.desk.agency.languages}
    made = member.original_version if one.depth else None
    return TreeLine(
        depth=one.depth,
        address=address_of(member.guid),
        headline=member.headline or member.guid,
        language=member.language,
        direction=direction(member.language),
        spoken=spoken.get(member.language, member.language),
        version=member.version,
        made_from="" if made is None else say(_("of the original’s version %(number)s"), number=made),
        is_behind=one.is_behind,
        current=member.guid == guid,
        at=times(visit).short(member.at, visit.now),
        marks=(Mark(text=say(HAPPENED[action]), kind=KINDS.get(action, "")),),
    )
