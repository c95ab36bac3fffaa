"""The document of an item, in the first format that the asker takes and that stands up to its schema."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsflow.db.query import Connection
from newsflow.documents.asking import Asking
from newsflow.documents.choosing import Accepted
from newsflow.documents.cores import Matter, Rendered, rendered_all
from newsflow.documents.links import Linking, addressed, links_of_all
from newsflow.documents.loads import Checks
from newsflow.domain.entry import STOPS, Entry, Header
from newsflow.domain.errors import BadInputError, ConflictError, GoneError, NotFoundError
from newsflow.domain.guid import parse_guid
from newsflow.domain.worded import worded
from newsflow.formats.names import ABOUT, Format, media_type
from newsflow.formats.sheet import Links, Sheet, sheet_of
from newsflow.wire.read import item, latest
from newsflow.wire.rows import Item

__all__ = ["Asking", "Document", "document"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A version in a format, with the links that one asker may see."""

    format: Format
    entry: bytes
    """As it stands in a list (`formats.feed`), where the format is a feed's; else the document."""
    body: bytes
    etag: str
    header: Header
    stopped: bool
    shown: frozenset[str]
    """The items that it shows, itself and those that it links to."""
    parked: tuple[Format, ...] = ()
    """Formats that were asked for before this one, and are parked."""

    @property
    def media_type(self) -> str:
        """Its Content-Type."""
        return media_type(self.format, parse_guid(self.header.guid).type)

    @property
    def file_name(self) -> str:
        """A name for its file: the guid, the version, the format where others end like it, and its ending."""
        ending = ABOUT[self.format].ending
        shared = sum(about.ending == ending for about in ABOUT.values()) > 1
        made = f"_{self.format.value}" if shared else ""
        return f"{self.header.guid.replace(':', '_')}_{self.header.version}{made}.{ending}"


async def document(db: Connection, guid: str, asking: Asking, accepted: Sequence[Accepted]) -> Document:
    """The item's document in the first of the formats that is not parked.

    NotFoundError for what the asker may not know of, in the same words as for what is not there; GoneError for
    what was erased by order; ConflictError when every format that is accepted is parked. The caller writes the
    taking before the first byte goes.
    """
    found = await known_item(db, guid, asking)
    entry = await latest(db, found.guid)
    while entry.header.seq != found.seq:  # it changed between the two looks
        found = await known_item(db, guid, asking)
        entry = await latest(db, found.guid)
    return await document_of(db, entry, found, asking, accepted)


async def document_of(
    db: Connection, entry: Entry, found: Item, asking: Asking, accepted: Sequence[Accepted]
) -> Document:
    """The document of one version, which may be an older one; whether the asker may have it is for the caller to ask.

    `found` is its item as the latest entry leaves it. GoneError and ConflictError as from `document`.
    """
    made = (await documents_of(db, [Wanted(entry, found, asking)], accepted))[0]
    if not isinstance(made, Document):
        raise made
    return made


@dataclass(frozen=True, slots=True)
class Wanted:
    """A version, its item as the latest entry leaves it, and who asks for its document."""

    entry: Entry
    item: Item
    asking: Asking


async def documents_of(
    db: Connection, wanted: Sequence[Wanted], accepted: Sequence[Accepted]
) -> list[Document | GoneError | ConflictError]:
    """What `document_of` gives or raises for each of several versions that one subscriber asks for at one moment.

    It asks the database as often for many as for one, and what is rendered is kept in one commit.
    """
    if not wanted:
        return []
    shelf = wanted[0].asking.shelf
    topics, checks = await shelf.topics(db), await shelf.checks(db)
    sheets = {
        place: sheet_of(each.entry.header, content, each.asking.agency, each.item.first_at, topics)
        for place, each in enumerate(wanted)
        if (content := each.entry.content) is not None
    }
    linking = [Linking(wanted[place].item, sheet, wanted[place].asking) for place, sheet in sheets.items()]
    links = dict(zip(sheets, await links_of_all(db, linking), strict=True))
    made: dict[int, Document] = {}
    parked: dict[int, tuple[Format, ...]] = dict.fromkeys(sheets, ())
    for one in accepted:
        rest = [place for place in sheets if place not in made]
        matters = [
            _matter(wanted[each].asking, sheets[each], links[each], checks, one.format) for each in rest
        ]
        for place, found in zip(rest, await rendered_all(db, matters, one.format, one.choices), strict=True):
            if found.fault is None:
                made[place] = _document(one.format, found, sheets[place], links[place], parked[place])
            else:
                parked[place] = (*parked[place], one.format)
    return [
        made[place] if place in made
        else _parked(sheets[place].header, parked[place]) if place in sheets
        else GoneError(
            "The text was taken out by order.", f"{each.entry.header.guid}.", "Remove it from your systems."
        )
        for place, each in enumerate(wanted)
    ]  # fmt: skip


def _matter(asking: Asking, sheet: Sheet, links: Links, checks: Checks, form: Format) -> Matter:
    return Matter(sheet, replace(links, items=addressed(links.items, asking, form)), checks, asking.now)


def _document(
    form: Format, made: Rendered, sheet: Sheet, links: Links, parked: tuple[Format, ...]
) -> Document:
    return Document(
        format=form,
        entry=made.entry,
        body=made.body,
        etag=hashlib.sha256(made.body).hexdigest()[:32],
        header=sheet.header,
        stopped=sheet.header.action in STOPS,
        parked=parked,
        shown=frozenset({str(sheet.header.guid), *(link.guid for link in links.items)}),
    )


def _parked(header: Header, parked: Sequence[Format]) -> ConflictError:
    names = ", ".join(form.value for form in parked)
    return ConflictError(
        "The item cannot be had in a format that you take.",
        worded("%(guid)s: %(names)s did not stand up to its own schema.", guid=header.guid, names=names),
        "Ask for another format; the desk was told.",
    )


async def known_item(db: Connection, guid: str, asking: Asking) -> Item:
    """The item, if the asker may know of it; else NotFoundError, in the same words as for what is not there."""
    try:
        parse_guid(guid)
        found = await item(db, guid)
    except (NotFoundError, BadInputError):
        raise _not_found(guid) from None
    if not asking.knows(found, await asking.had(db, [found])):
        raise _not_found(guid)
    return found


def _not_found(guid: str) -> NotFoundError:
    return NotFoundError("No such item.", f"“{guid[:80]}”.", "Check the id; search lists what you may have.")
