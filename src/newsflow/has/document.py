"""`document` of one item: its NewsML, or one of its files (§1.6)."""

from dataclasses import dataclass

from newsflow.db.query import Connection
from newsflow.domain.codes import ItemType
from newsflow.domain.errors import BadInputError, NotAllowedError
from newsflow.domain.media import MEMBER_OF, Rendition
from newsflow.has.envelope import Reply
from newsflow.has.found import Asking, Found, erased, find, gone, members, not_found, related_links
from newsflow.has.newsml12 import newsml12, series12
from newsflow.has.newsml29 import newsml29, series29
from newsflow.has.renditions import content_type
from newsflow.has.sheet import CONTENT_TYPE, Sheet
from newsflow.matching.sizes import covered, formats
from newsflow.media.file_names import file_name
from newsflow.media.serving import open_rendition
from newsflow.objects import ObjectStore, ObjectStoreError
from newsflow.subscribers.ledger import Take
from newsflow.web.files import File, Stream, Wanted, is_held, streamed

NEWSML29 = "newsml29"
NEWSML12 = "newsml12"
NEWSML = (NEWSML29, NEWSML12)


@dataclass(frozen=True, slots=True)
class Handover:
    """A reply, and what must be before its first byte goes: the file in the store, the takings in the ledger."""

    reply: Reply | Stream
    takings: tuple[Take, ...] = ()
    sha256: str | None = None
    """The file that it hands over. The store is asked for it outside the transaction: it may be slow."""


async def document(
    db: Connection, guid: str, form: str, *, asking: Asking, store: ObjectStore | None, wanted: Wanted
) -> Handover:
    """The item in the form asked for. NotFoundError for what the account may not know of; write the takings first.

    BadInputError for a form that it cannot have, NotAllowedError for a size outside the contract, GoneError for
    the files of what was stopped.
    """
    found = await find(db, guid, asking)
    if form not in NEWSML:
        return file_of(store, found, chosen(found, form), asking, wanted)
    if found.type in MEMBER_OF:
        return await _series(db, found, form, asking)
    sheet = found.sheet(asking.agency, await related_links(db, found.item, asking))
    body = newsml29(sheet) if form == NEWSML29 else newsml12(sheet)
    return Handover(_xml(guid, body), (found.taking(asking, f"has:document:{form}"),))


async def _series(db: Connection, series: Found, form: str, asking: Asking) -> Handover:
    """One document that holds every member; of a stopped member its notice, so that whoever looks for it finds it.

    A series that was stopped stands before them with its own notice.
    """
    held = await members(db, series, asking)
    about = series.sheet(asking.agency)
    sheets: list[Sheet] = [member.sheet(asking.agency) for member in held]
    if series.stopped:
        links = await related_links(db, series.item, asking)
        sheets.insert(0, series.sheet(asking.agency, links))
    if not sheets:
        raise not_found(series.item.guid)
    body = series29(about, sheets) if form == NEWSML29 else series12(about, sheets)
    path = f"has:document:{form}"
    takings = (series.taking(asking, path), *(one.taking(asking, path, listed=True) for one in held))
    return Handover(_xml(series.item.guid, body), takings)


def _xml(guid: str, body: bytes) -> Reply:
    name = f"{guid.replace(':', '_')}.xml"
    # Unquoted and alone: ELX and IZN take everything after the first "=" as the file's name.
    return Reply(200, CONTENT_TYPE, body, (("Content-Disposition", f"attachment; filename={name}"),))


def chosen(found: Found, form: str) -> Rendition:
    """The file of that name, if the account may have it; else the error that says why not."""
    guid = found.item.guid
    if found.type is ItemType.TEXT:
        raise BadInputError(
            "A text has no such format.",
            f"Got “{form[:40]}”.",
            "Ask for newsml29 or newsml12; print, web and sd are of media.",
        )
    if found.stopped:
        raise gone(guid, held=found.held)
    if form not in formats(found.type):
        accepted = ", ".join([*NEWSML, *(name.value for name in formats(found.type))])
        raise BadInputError(
            f"A {found.type.value} has no such format.", f"Got “{form[:40]}”.", f"Ask for {accepted}."
        )
    content = found.entry.content
    if content is None:
        raise erased(guid)
    if form not in covered(found.type, found.covering):
        raise NotAllowedError(
            "Bu boyut için yetkiniz yoktur (no permission for this size).",
            f"{guid} as {form}.",
            "See subscription for the sizes that your contract covers.",
        )
    rendition = None if content.media is None else content.media.rendition(form)
    if rendition is None:
        raise not_found(f"{guid} {form}")
    return rendition


def file_of(
    store: ObjectStore | None, found: Found, rendition: Rendition, asking: Asking, wanted: Wanted
) -> Handover:
    """One of the item's files. Nothing is taken by a HEAD, nor by who has these bytes already."""
    assert found.entry.content is not None
    assert found.entry.content.media is not None
    media = found.entry.content.media
    if store is None:
        raise ObjectStoreError(
            "No files are served here.", found.item.guid, "Give this node an object store."
        )
    file = File(
        sha256=rendition.sha256,
        size=rendition.bytes,
        content_type=content_type(found.type, rendition),
        name=file_name(found.item.guid, rendition, media.file_name),
        chunks=lambda start, end: open_rendition(store, rendition.sha256, start, end),
    )
    reply = streamed(file, wanted)
    nothing = wanted.head or is_held(file, wanted)
    takings = () if nothing else (found.taking(asking, f"has:document:{rendition.name.value}"),)
    return Handover(reply, takings, rendition.sha256)
