"""An item and all that its pages tell of it, read once."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from newsflow.accounts.people import Act, by_id, may
from newsflow.db.query import Connection, rows
from newsflow.desk.frame import times
from newsflow.desk.items.marks import Mark
from newsflow.desk.items.words import HAPPENED, KINDS
from newsflow.desk.media.words import KINDS as FILES
from newsflow.desk.media.words import SERIES
from newsflow.desk.visit import Visit
from newsflow.desk.writing.words import form_name
from newsflow.domain.codes import Action, Form, ItemType
from newsflow.domain.content import read
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import STOPS
from newsflow.domain.guid import PersonId
from newsflow.domain.text import direction
from newsflow.web.moments import Moment
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.views import section_name
from newsflow.wire.read import item
from newsflow.wire.rows import READ_ITEM, EntryRow, Item

VERSIONS_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An item, its entries (newest first), and the people whose word they carry."""

    item: Item
    entries: tuple[EntryRow, ...]
    names: dict[PersonId, str]

    @property
    def action(self) -> Action:
        """What happened to the item last."""
        return Action(self.item.action)

    @property
    def live(self) -> Dispatch | None:
        """The last version that was copy; None when it was erased."""
        for entry in self.entries:
            if entry.action not in STOPS:
                return None if entry.body is None else read(entry.body)
        return None

    @property
    def is_text(self) -> bool:
        """Whether it is a dispatch that can be written on: no media, no notice."""
        return self.item.type == ItemType.TEXT and self.item.form != Form.NOTICE


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemHead:
    """What stands at the top of every page of an item. Of a stopped one the headline is its notice's."""

    guid: str
    address: str
    headline: str
    language: str
    direction: str
    slug: str
    section: str
    form: str
    marks: tuple[Mark, ...]
    version: int
    first: Moment
    changed: Moment | None


async def find(db: Connection, visit: Visit) -> Found:
    """The item that the address names. Raises NotFoundError."""
    found = await item(db, visit.request.path_params["guid"])
    entries = await rows(db, READ_ITEM, {"guid": found.guid, "limit": VERSIONS_SHOWN})
    given = {word.by for entry in entries for word in entry.given()}
    return Found(
        item=found,
        entries=tuple(entries),
        names=await names_of(db, given),
    )


async def names_of(db: Connection, people: Iterable[PersonId]) -> dict[PersonId, str]:
    """The names of those people who are still known."""
    found = [await by_id(db, person) for person in sorted(set(people))]
    return {person.id: person.name for person in found if person is not None}


def name_of(names: dict[PersonId, str], person: str, visit: Visit) -> str:
    """A person's name, or that they are gone."""
    return names.get(PersonId(person)) or tongue(visit.language).say(_("somebody who is gone"))


def address_of(guid: str, act: str = "") -> str:
    """An item's page, or one of its acts'."""
    own = f"/desk/items/{quote(guid, safe=':')}"
    return f"{own}/{act}" if act else own


def head_of(visit: Visit, found: Found) -> ItemHead:
    """The top of a page of the item."""
    one, writes = found.item, times(visit)
    return ItemHead(
        guid=one.guid,
        address=address_of(one.guid),
        headline=one.headline or one.slug,
        language=one.language,
        direction=direction(one.language),
        slug=one.slug,
        section=section_name(one.section, visit.desk.agency, visit.language),
        form=kind_of(visit, one),
        marks=marks_of(visit, one),
        version=one.version,
        first=writes.short(one.first_at, visit.now),
        changed=None if one.version == 1 else writes.short(one.at, visit.now),
    )


def kind_of(visit: Visit, one: Item) -> str:
    """What kind of item it is: a text's form, else the agency's name for its type, else ours."""
    if one.type == ItemType.TEXT:
        return form_name(Form(one.form), visit.language)
    labels = next(
        (each.labels for each in visit.desk.agency.types if each.code == one.type), dict[str, str]()
    )
    ours = {**FILES, **SERIES}.get(ItemType(one.type), one.type)
    return labels.get(visit.language) or tongue(visit.language).say(ours)


def marks_of(visit: Visit, one: Item) -> tuple[Mark, ...]:
    """The state of an item in small words."""
    say, action = tongue(visit.language).say, Action(one.action)
    marks = [Mark(text=say(HAPPENED[action]), kind=KINDS.get(action, ""))]
    if one.embargoed and action not in STOPS:
        marks.append(Mark(text=say(_("Under embargo")), kind="embargo"))
    if one.replaced_by is not None:
        marks.append(Mark(text=say(_("Replaced"))))
    return tuple(marks)


def can(visit: Visit, found: Found, act: Act) -> bool:
    """Whether this person may do this to this item: for what a page offers; what is done is asked again."""
    mine = visit.person.works_for(language=found.item.language, section=found.item.section)
    return may(visit.person, act, lent=visit.lent) and (mine or act is Act.STOP)
