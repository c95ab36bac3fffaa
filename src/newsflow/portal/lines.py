"""The lines of the wire as a reader sees them: headline and state, or what stands in the place of what was stopped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from newsflow.db.query import Connection, query, rows
from newsflow.domain.codes import Action, Form, ItemType, Verdict
from newsflow.domain.entry import STOPS
from newsflow.domain.text import direction
from newsflow.portal.face import PREFIX
from newsflow.portal.filters import MEMBERS, TYPES, labelled
from newsflow.portal.reader import Known
from newsflow.portal.visit import Visit
from newsflow.web.moments import Moment, Times
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.frame import times
from newsflow.wire.read import numbered
from newsflow.wire.rows import Item

STATES: dict[Action, tuple[str, str]] = {
    Action.UPDATE: (_("Updated"), ""),
    Action.CORRECT: (_("Corrected"), ""),
    Action.REINSTATE: (_("May be used again"), ""),
    Action.LIFT: (_("Embargo lifted"), ""),
    Action.REDACT: (_("Passage taken out"), ""),
    Action.HOLD: (_("On hold"), "killed"),
    Action.KILL: (_("Killed"), "killed"),
    Action.WITHDRAW: (_("Withdrawn"), "killed"),
}
NEWER_OUTSIDE = _("A newer version is outside of your contract.")
NO_CONTRACT_NOW = _("No contract of yours covers this now.")
KINDS = {**TYPES, **MEMBERS}
SPEEDS = {"flash": "flash", "urgent": "urgent"}
FORMS = {Form.ADVISORY: _("For editors"), Form.NOTICE: _("Notice"), Form.FEATURE: _("Feature")}
"""Forms that a reader wants to see at a glance."""


@dataclass(frozen=True, slots=True)
class Read:
    """A version of an item that the person opened."""

    guid: str
    version: int


@dataclass(frozen=True, slots=True)
class Use:
    """Somebody of the organisation who says that they use an item."""

    guid: str
    person: str
    name: str
    at: datetime


READS = query("portal.reads", Read)
USES = query("portal.uses", Use)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A small word on a line; `kind` colours it."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One item on the wire. Of what was stopped the headline is its notice's, and `told` what to do."""

    guid: str
    seq: int
    version: int
    address: str
    at: Moment
    section: str
    section_language: str
    headline: str
    language: str
    direction: str
    spoken: str
    """The language's own name, short."""
    speed: str
    marks: tuple[Mark, ...]
    told: str
    is_stopped: bool
    is_notice: bool
    """Whether there is no copy to be had of it: it was stopped, or lies outside the contract now."""
    is_read: bool
    is_new: bool
    """Whether it came since the reader left."""
    starts_old: bool
    """Whether it is the first that the reader had seen before, below others that are new."""


def item_address(guid: str, *more: str) -> str:
    """An item's page in the portal, or what lies below it."""
    return "/".join([f"{PREFIX}/items/{quote(guid, safe=':')}", *more])


async def lines_of(
    db: Connection, visit: Visit, known: Sequence[Known], *, left_at: int | None = None
) -> tuple[Line, ...]:
    """The lines of these items, in their order; those after `left_at` are new to the reader."""
    guids = [one.item.guid for one in known]
    reads = {
        found.guid: found.version
        for found in await rows(db, READS, {"person": visit.person.id, "guids": guids})
    }
    uses: dict[str, list[str]] = {}
    for use in await rows(db, USES, {"subscriber": visit.subscriber, "guids": guids}):
        uses.setdefault(use.guid, []).append(use.name)
    told = await _told(db, known)
    writes = times(visit)
    made: list[Line] = []
    was_new = False
    for one in known:
        is_new = left_at is not None and one.item.seq > left_at
        made.append(
            _line(
                visit,
                one,
                writes,
                told=told.get(one.item.seq, ""),
                is_read=reads.get(one.item.guid, 0) >= one.item.version,
                is_new=is_new,
                starts_old=was_new and not is_new,
                used_by=uses.get(one.item.guid, ()),
            )
        )
        was_new = is_new
    return tuple(made)


async def _told(db: Connection, known: Sequence[Known]) -> Mapping[int, str]:
    """The instruction that stands in the place of each item that was stopped."""
    stopped = [one.item.seq for one in known if one.item.action in STOPS]
    if not stopped:
        return {}
    return {
        entry.header.seq: " ".join(entry.content.words())
        for entry in await numbered(db, stopped)
        if entry.content is not None and entry.header.action in STOPS
    }


def _line(
    visit: Visit,
    one: Known,
    writes: Times,
    *,
    told: str,
    is_read: bool,
    is_new: bool,
    starts_old: bool,
    used_by: Sequence[str],
) -> Line:
    item, agency = one.item, visit.portal.agency
    action = Action(item.action)
    stopped = action in STOPS
    outside = one.verdict is Verdict.NOTICE and not stopped
    labels = next((row.labels for row in agency.sections if row.code == item.section), dict[str, str]())
    section, section_language = labelled(labels, item.section, agency, visit.language)
    outside_words = NEWER_OUTSIDE if one.has_contract else NO_CONTRACT_NOW
    return Line(
        guid=item.guid,
        seq=item.seq,
        version=item.version,
        address=item_address(item.guid),
        at=writes.short(item.at, visit.now),
        section=section,
        section_language=section_language,
        headline=item.slug if outside or item.headline is None else item.headline,
        language=item.language,
        direction=direction(item.language),
        spoken=item.language.upper(),
        speed="" if stopped or outside else SPEEDS.get(item.form, ""),
        marks=marks_of(visit, item, used_by),
        told=tongue(visit.language).say(outside_words) if outside else told,
        is_stopped=stopped,
        is_notice=stopped or outside,
        is_read=is_read,
        is_new=is_new,
        starts_old=starts_old,
    )


def marks_of(visit: Visit, item: Item, used_by: Sequence[str] = ()) -> tuple[Mark, ...]:
    """The state of an item in small words, the loudest first."""
    say, action = tongue(visit.language).say, Action(item.action)
    marks: list[Mark] = []
    if action in STATES:
        text, kind = STATES[action]
        marks.append(Mark(text=say(text), kind=kind))
    if action in STOPS:
        return tuple(marks)
    if item.embargoed:
        marks.append(Mark(text=say(_("Embargo")), kind="embargo"))
    if item.form in set(FORMS):
        kind = "quiet" if item.notice_of is None else ""
        marks.append(Mark(text=say(FORMS[Form(item.form)]), kind=kind))
    if item.type != ItemType.TEXT:
        marks.append(Mark(text=say(KINDS[ItemType(item.type)]), kind="quiet"))
    if item.replaced_by is not None:
        marks.append(Mark(text=say(_("Replaced by a newer one"))))
    if used_by:
        marks.append(Mark(text=say(_("Used by %(names)s"), names=say(_(", ")).join(used_by)), kind="quiet"))
    return tuple(marks)


@dataclass(frozen=True, slots=True)
class Place:
    """How far a reader has seen the wire, and where they stood when they last left."""

    seen: int
    seen_at: datetime
    left_at: int


PUT_PLACE = query("portal.put_place", Place)
