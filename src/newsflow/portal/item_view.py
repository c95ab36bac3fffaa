"""What the page of an item shows, from what was opened."""

from dataclasses import dataclass
from urllib.parse import urlencode

from newsflow.db.query import Connection, query, row, rows
from newsflow.domain.codes import Action, ItemType
from newsflow.domain.content import read
from newsflow.domain.entry import STOPS
from newsflow.domain.text import direction
from newsflow.formats.names import Format
from newsflow.formats.sheet import Link, Relation
from newsflow.portal.face import PREFIX
from newsflow.portal.filters import MEMBERS, TYPES
from newsflow.portal.item_formats import FormatLink, formats_of
from newsflow.portal.item_media import FileLine, Picture, file_choices, file_lines, media_facts, pictures
from newsflow.portal.lines import STATES, USES, Mark, item_address, marks_of
from newsflow.portal.listening import live_at
from newsflow.portal.opened import Opened
from newsflow.portal.rights import Right, provenance, rights
from newsflow.portal.shared import colleagues
from newsflow.portal.visit import Visit
from newsflow.web.moments import Moment
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.changes import Change, changes_of
from newsflow.web.within.frame import FaceFrame, times
from newsflow.web.within.views import Sheet, for_subscribers
from newsflow.wire.rows import EntryRow

STATED = {
    Action.HOLD: _("On hold: do not use it until you are told."),
    Action.KILL: _("Killed: nothing of it may be used, ever. Remove it from your systems."),
    Action.WITHDRAW: _("Withdrawn: do not use it from now on. What you have used already may stand."),
}
RELATIONS = {
    Relation.NOTICE_OF: _("What this notice tells of"),
    Relation.REPLACES: _("Made obsolete by this one"),
    Relation.ORIGINAL: _("Translated from"),
    Relation.TRANSLATION: _("Translations"),
    Relation.ANSWERS: _("What this answers"),
    Relation.SERIES: _("The series that it is in"),
    Relation.STORY: _("The story"),
}


@dataclass(frozen=True, slots=True)
class Saved:
    """That a person saved an item."""

    guid: str


_IS_SAVED = query("portal.is_saved", Saved)


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """One entry of the item."""

    number: int
    what: str
    at: Moment
    words: str
    address: str
    """Where what changed in it is shown; "" where there is nothing to compare."""
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """Another item that belongs to this one."""

    address: str
    headline: str
    language: str
    direction: str
    spoken: str
    kind: str
    """What it is where it is no text: a picture of a series and the series may have one headline."""
    at: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The items of one relation."""

    title: str
    items: tuple[Relative, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """An item, for its page and for beside the wire. Without a `sheet` there is a notice alone."""

    guid: str
    address: str
    live: str
    headline: str
    language: str
    direction: str
    slug: str
    version: int
    first: Moment
    changed: Moment | None
    marks: tuple[Mark, ...]
    stated: str
    told: tuple[str, ...]
    outside: bool
    is_over: bool
    """Whether it is outside because no contract runs now."""
    sheet: Sheet | None
    whats_new: str
    correction: str
    provenance: tuple[str, ...]
    rights: tuple[Right, ...]
    sources: tuple[tuple[str, str], ...]
    changes: tuple[Change, ...]
    versions: tuple[VersionLine, ...]
    family: tuple[Family, ...]
    alike: str
    """Where what says much the same is looked for; "" of what the archive does not have."""
    pictures: tuple[Picture, ...]
    media: tuple[tuple[str, str], ...]
    files: tuple[FileLine, ...]
    all_files: str
    """Where all files come as one; "" where there is no more than one."""
    formats: tuple[FormatLink, ...]
    text: str
    """Where its plain text is."""
    is_saved: bool
    used_by: tuple[str, ...]
    is_mine: bool
    """Whether the reader is among those who use it."""
    colleagues: tuple[tuple[str, str], ...]
    """Whom it may be sent to: opaque id and name."""
    choices: tuple[tuple[str, str], ...]
    """The kinds of files of which some may be taken as one; none where there is no more than one kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPage:
    """The page of an item."""

    frame: FaceFrame
    item: ItemView
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPart:
    """An item beside the wire."""

    item: ItemView
    token: str


async def view_of(db: Connection, visit: Visit, found: Opened, *, version: int) -> ItemView:
    """What is shown of an item; with a version, what changed in it."""
    item, content, writes = found.item, found.content, times(visit)
    say = tongue(visit.language).say
    uses = await rows(db, USES, {"subscriber": visit.subscriber, "guids": [item.guid]})
    saved = await row(db, _IS_SAVED, {"person": visit.person.id, "guid": item.guid})
    files = file_lines(visit, item.guid, found.files)
    shown = pictures(visit, found)
    outside = content is None and not found.stopped
    return ItemView(
        guid=item.guid,
        address=item_address(item.guid),
        live=live_at(visit, found.seen),
        headline=item.slug if outside or item.headline is None else item.headline,
        language=item.language,
        direction=direction(item.language),
        slug=item.slug,
        version=item.version,
        first=writes.exact(item.first_at, visit.now),
        changed=None if item.version == 1 else writes.exact(item.at, visit.now),
        marks=marks_of(visit, item),
        stated=say(STATED[Action(item.action)]) if found.stopped else "",
        told=found.told(),
        outside=outside,
        is_over=outside and not found.reader.has_contract,
        sheet=None if content is None else for_subscribers(content, visit.portal.agency),
        whats_new="" if content is None else content.whats_new or "",
        correction="" if content is None else content.correction or "",
        provenance=() if content is None else provenance(visit, content),
        rights=() if content is None else rights(visit, content),
        sources=() if content is None else tuple((one.name, one.words) for one in content.sources),
        changes=() if content is None else await changes_of(visit, found.entries, version),
        versions=() if outside else tuple(_version(visit, found, entry, version) for entry in found.entries),
        family=tuple(_family(visit, found)),
        alike=""
        if content is None or outside or item.embargoed or item.type != ItemType.TEXT
        else f"{PREFIX}/search?{urlencode([('like', item.guid)])}",
        pictures=shown,
        media=() if content is None else media_facts(visit, content),
        files=files,
        all_files=item_address(item.guid, "all.zip") if len(files) + len(shown) > 1 else "",
        formats=formats_of(visit, item.guid, content),
        text=item_address(item.guid, "as", Format.TEXT.value),
        is_saved=saved is not None,
        used_by=tuple(use.name for use in uses),
        is_mine=any(use.person == visit.person.id for use in uses),
        colleagues=() if outside else await colleagues(db, visit),
        choices=file_choices(visit, found),
    )


def _version(visit: Visit, found: Opened, entry: EntryRow, asked: int) -> VersionLine:
    action = Action(entry.action)
    content = None if entry.body is None or action in STOPS or found.stopped else read(entry.body)
    text, _kind = STATES.get(action, (_("Released"), ""))
    return VersionLine(
        number=entry.version,
        what=tongue(visit.language).say(text),
        at=times(visit).exact(entry.at, visit.now),
        words="" if content is None else content.correction or content.whats_new or "",
        address=f"{item_address(found.item.guid)}?version={entry.version}#changes"
        if content is not None and entry.version > 1
        else "",
        current=asked == entry.version,
    )


def _family(visit: Visit, found: Opened) -> list[Family]:
    say = tongue(visit.language).say
    made: list[Family] = []
    for relation, title in RELATIONS.items():
        links = found.links.of(relation)
        if links:
            made.append(Family(title=say(title), items=tuple(_relative(visit, link) for link in links)))
    return made


def _kind(visit: Visit, guid: str) -> str:
    code = guid.split(":")[1]
    words = {str(name): words for name, words in (*TYPES.items(), *MEMBERS.items())}.get(code, "")
    return tongue(visit.language).say(words) if words and code != ItemType.TEXT else ""


def _relative(visit: Visit, link: Link) -> Relative:
    return Relative(
        address=item_address(link.guid),
        headline=link.title,
        language=link.language,
        direction=direction(link.language),
        spoken=link.language.upper(),
        kind=_kind(visit, link.guid),
        at=times(visit).short(link.at, visit.now),
    )
