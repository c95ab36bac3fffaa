"""The item in each format, as subscribers' systems read it; and what did not stand up to its schema."""

from dataclasses import dataclass, field
from urllib.parse import quote

from starlette.responses import Response
from starlette.routing import Route

from newsflow.db.pool import reading, transaction
from newsflow.desk.frame import DeskFrame, DeskLink, answer, desk_frame, times
from newsflow.desk.items.faults import FaultTold, told_fault
from newsflow.desk.items.found import ItemHead, address_of, find, head_of
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.documents import Asking, Document, document, parked
from newsflow.documents.choosing import Accepted
from newsflow.documents.loads import Shelf
from newsflow.domain.errors import ConflictError, NotFoundError
from newsflow.domain.media import Rendition
from newsflow.domain.worded import worded
from newsflow.formats.names import ABOUT, Format
from newsflow.formats.writers import WRITERS
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue

FIRST = next(iter(WRITERS))
SHOWN_CHARACTERS = 200_000
"""So much of a document is shown; the whole is in the file."""
_UTF_8 = "utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatPage:
    """One format of an item."""

    frame: DeskFrame
    head: ItemHead
    tabs: tuple[DeskLink, ...]
    standard: str
    media_type: str
    text: str
    bytes: int
    cut: bool
    fault: FaultTold | None
    """What its schema says against it: this format of this version is parked."""
    file: str
    """Where the document itself is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedLine:
    """A format of a version that is parked."""

    guid: str
    slug: str
    address: str
    version: int
    format: str
    standard: str
    at: Moment
    fault: FaultTold


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedPage:
    """All that is parked."""

    frame: DeskFrame
    lines: tuple[ParkedLine, ...]


_OURS = {Format.TEXT: _("Plain agency copy"), Format.MAIL: _("Text of an e-mail")}
"""The formats that no standard names."""

FORMAT = page("desk/item/format.html", FormatPage)
PARKED = page("desk/item/parked.html", ParkedPage)


@dataclass(frozen=True, slots=True)
class _Addresses:
    """Links lead to the desk's own pages of the items, files to where subscribers fetch them."""

    origin: str

    def document(self, guid: str, form: Format) -> str | None:
        """The other item's page in the same format."""
        return f"{self.origin}{_address(guid, form)}"

    def file(self, guid: str, rendition: Rendition) -> str:
        """Where HAS hands the file over."""
        return f"{self.origin}/abone/document/{guid}/{rendition.name.value}"


@dataclass(frozen=True, slots=True)
class _Pages:
    """The pages, with the schemas and topics that this process has read."""

    shelf: Shelf = field(default_factory=Shelf)

    async def shown(self, visit: Visit) -> Response:
        """The document as text, under the tabs of all formats."""
        form = _wanted(visit)
        async with transaction(visit.desk.pool) as db:
            found = await find(db, visit)
            given: Document | None = None
            fault = ""
            try:
                given = await document(db, found.item.guid, self._asking(visit), [Accepted(form)])
            except ConflictError:
                fault = next(
                    (
                        each.fault
                        for each in await parked(db)
                        if (each.seq, each.format) == (found.item.seq, form)
                    ),
                    "",
                )
        text = "" if given is None else _read(given.body)
        context = FormatPage(
            frame=await desk_frame(visit, _called(visit, form)),
            head=head_of(visit, found),
            tabs=tuple(
                DeskLink(
                    address=_address(found.item.guid, each),
                    text=_called(visit, each),
                    current=each is form,
                    is_name=each not in _OURS,
                )
                for each in WRITERS
            ),
            standard=_called(visit, form),
            media_type=ABOUT[form].media_type,
            text=text[:SHOWN_CHARACTERS],
            bytes=0 if given is None else len(given.body),
            cut=len(text) > SHOWN_CHARACTERS,
            fault=told_fault(tongue(visit.language), fault) if fault else None,
            file="" if given is None else f"{_address(found.item.guid, form)}/file",
        )
        return answer(visit, FORMAT, context)

    async def file(self, visit: Visit) -> Response:
        """The document itself, as a file."""
        form = _wanted(visit)
        async with transaction(visit.desk.pool) as db:
            found = await find(db, visit)
            given = await document(db, found.item.guid, self._asking(visit), [Accepted(form)])
        headers = {
            "Content-Disposition": f'attachment; filename="{given.file_name}"',
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        }
        return Response(given.body, media_type=given.media_type, headers=headers)

    def _asking(self, visit: Visit) -> Asking:
        desk = visit.desk
        return Asking(agency=desk.agency, now=visit.now, addresses=_Addresses(desk.origin), shelf=self.shelf)


async def all_parked(visit: Visit) -> Response:
    """Every format of a version that is parked, the newest first."""
    async with reading(visit.desk.pool) as db:
        found = await parked(db)
    speaks = tongue(visit.language)
    lines = tuple(
        ParkedLine(
            guid=each.guid,
            slug=each.slug,
            address=_address(each.guid, Format(each.format)),
            version=each.version,
            format=each.format,
            standard=_called(visit, Format(each.format)),
            at=times(visit).short(each.at, visit.now),
            fault=told_fault(speaks, each.fault),
        )
        for each in found
        if each.format in set(Format)
    )
    return answer(visit, PARKED, ParkedPage(frame=await desk_frame(visit, _("Parked")), lines=lines))


def routes(desk: Desk) -> list[Route]:
    """The formats of an item, and what is parked."""
    pages = _Pages()
    return [
        Route("/items/{guid}/formats", signed_in(desk, pages.shown)),
        Route("/items/{guid}/formats/{format}", signed_in(desk, pages.shown)),
        Route("/items/{guid}/formats/{format}/file", signed_in(desk, pages.file)),
        Route("/parked", signed_in(desk, all_parked)),
    ]


def _wanted(visit: Visit) -> Format:
    name = visit.request.path_params.get("format", FIRST.value)
    if name not in set(WRITERS):
        known = ", ".join(sorted(WRITERS))
        raise NotFoundError("No such format.", f"“{name[:40]}”.", worded("We write %(list)s.", list=known))
    return Format(name)


def _called(visit: Visit, form: Format) -> str:
    """The format's name: a standard's own, or ours in the reader's language."""
    return tongue(visit.language).say(_OURS[form]) if form in _OURS else ABOUT[form].standard


def _address(guid: str, form: Format) -> str:
    return address_of(guid, f"formats/{quote(form.value)}")


def _read(body: bytes) -> str:
    """The bytes as text to look at; control characters as the signs that stand for them."""
    text = body.decode(_UTF_8, "replace")
    return "".join(chr(0x2400 + ord(sign)) if sign < " " and sign not in "\t\n\r" else sign for sign in text)
