"""An item as a subscriber's person opens it: its entry, what they may have of it, and what belongs to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from newsflow.accounts.organisation.rules import count_taking
from newsflow.db.pool import transaction
from newsflow.db.query import Connection, rows
from newsflow.documents.asking import Asking
from newsflow.documents.links import links_of
from newsflow.domain.codes import Verdict
from newsflow.domain.content import read
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import STOPS
from newsflow.domain.errors import BadInputError, GoneError, NotAllowedError, NotFoundError
from newsflow.domain.guid import parse_guid
from newsflow.domain.media import Rendition, RenditionName
from newsflow.formats.names import Format
from newsflow.formats.sheet import NO_LINKS, Links, sheet_of
from newsflow.portal.lines import item_address
from newsflow.portal.reader import Reader, reader_of
from newsflow.portal.visit import Visit
from newsflow.subscribers.ledger import Take
from newsflow.subscribers.quota import day_of, quota_of
from newsflow.subscribers.suspending import instead
from newsflow.wire.read import head
from newsflow.wire.read import item as item_of
from newsflow.wire.rows import READ_ITEM, EntryRow, Item

VERSIONS_SHOWN = 100
LEDGER_NAME = "portal"
"""Under which the ledger has what people open: which of them it was is not written down."""
PREVIEWS = frozenset({RenditionName.THUMB, RenditionName.POSTER})
"""Files that are looked at before one takes anything: in the ledger, and free of the quota."""
_LOOKED_AT = frozenset(f"{LEDGER_NAME}:{name}" for name in ("page", "look", *(one.value for one in PREVIEWS)))
"""What a look may see; of notices too nothing else is handed over to it, since that is what it says of itself."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Links lead to the portal's own pages, files to where it hands them over."""

    origin: str

    def document(self, guid: str, form: Format) -> str | None:
        """The other item's document in the same format."""
        return f"{self.origin}{item_address(guid, 'as', form.value)}"

    def file(self, guid: str, rendition: Rendition) -> str:
        """Where the file is handed over."""
        return f"{self.origin}{item_address(guid, 'files', quote(rendition.name.value))}"


@dataclass(frozen=True, slots=True)
class Opened:
    """An item that the reader may know of."""

    item: Item
    verdict: Verdict
    entries: tuple[EntryRow, ...]
    """Newest first."""
    links: Links
    files: tuple[Rendition, ...]
    reader: Reader
    seen: int
    """The wire's last number before all this was read: what comes after it is news to an open page."""

    @property
    def stopped(self) -> bool:
        """Whether only its notice may be shown, to anyone."""
        return self.item.action in STOPS

    @property
    def content(self) -> Dispatch | None:
        """The copy, where it may be had; None where there is a notice alone, or the content was erased."""
        body = self.entries[0].body
        return None if self.verdict is not Verdict.WHOLE or self.stopped or body is None else read(body)

    @property
    def handed(self) -> bool:
        """Whether something is handed over: copy, or the notice of a stop; not where it is only said that there is none."""
        return self.stopped or self.content is not None

    def told(self) -> tuple[str, ...]:
        """What stands in the place of a stopped item's text."""
        body = self.entries[0].body
        return read(body).words() if self.stopped and body is not None else ()

    def take(self, visit: Visit, path: str, *, counts: bool = True) -> Take:
        """Its line in the ledger. A notice never counts against a quota."""
        return Take(
            subscriber=visit.subscriber,
            username=LEDGER_NAME,
            guid=self.item.guid,
            version=self.item.version,
            path=f"portal:{path}",
            counts=counts and self.content is not None and self.item.notice_of is None,
            address=visit.portal.address_of(visit.request) or None,
        )


async def opened(db: Connection, visit: Visit, guid: str) -> Opened:
    """The item that the address names. NotFoundError in the same words for what is not there and for what is not theirs."""
    reader, seen = await reader_of(db, visit), (await head(db)).seq
    while True:
        found, verdict = await _known(db, reader, guid)
        entries = await rows(db, READ_ITEM, {"guid": found.guid, "limit": VERSIONS_SHOWN})
        if entries[0].seq == found.seq:  # else it changed between the two looks
            break
    asking = asking_of(visit, reader)
    had = await reader.had(db, [found])
    one = Opened(found, verdict, tuple(entries), NO_LINKS, (), reader, seen)
    content = one.content
    if content is None:
        return one
    topics = await visit.portal.shelf.topics(db)
    sheet = sheet_of(entries[0].header(), content, visit.portal.agency, found.first_at, topics)
    links = await links_of(db, found, sheet, asking)
    return Opened(found, verdict, tuple(entries), links, asking.files(found, content, had), reader, seen)


def asking_of(visit: Visit, reader: Reader) -> Asking:
    """Who asks the documents' room."""
    return Asking(
        agency=visit.portal.agency,
        now=visit.now,
        addresses=Addresses(visit.portal.origin),
        shelf=visit.portal.shelf,
        subscriber=reader.subscriber,
        contracts=reader.contracts,
    )


async def _known(db: Connection, reader: Reader, guid: str) -> tuple[Item, Verdict]:
    try:
        parse_guid(guid)
        found = await item_of(db, guid)
    except (NotFoundError, BadInputError):
        raise instead(not_found(guid), reader.contracts, reader.now) from None
    verdict = reader.ruling(found, await reader.had(db, [found])).verdict
    if verdict is Verdict.NONE:
        raise instead(not_found(guid), reader.contracts, reader.now)
    return found, verdict


async def taken(visit: Visit, reader: Reader, takings: Iterable[Take]) -> None:
    """Nothing; the takings are committed. Raises QuotaError, and then nothing may be handed over."""
    written = tuple(takings)
    if visit.looker is not None:  # somebody of the agency looks on: it is handed over to nobody
        if any(one.path not in _LOOKED_AT for one in written):
            raise NotAllowedError("A look downloads nothing.", "", "End the look to go on.")
        return
    await visit.portal.ledger.write(written, visit.now, quota_of(reader.contracts, visit.now))
    counted = [one.guid for one in written if one.counts]
    if counted and visit.person.organisation_counts_use:
        async with transaction(visit.portal.pool) as db:
            day = day_of(visit.now, visit.portal.agency.zoneinfo)
            await count_taking(db, visit.person, counted, day)


def not_found(guid: str) -> NotFoundError:
    """The one answer for what is not there and for what the reader may not know of."""
    return NotFoundError(
        "No such item on your wire.",
        f"“{guid[:80]}”.",
        "Check the id; “Why?” says why you do not have an item.",
    )


def erased(guid: str) -> GoneError:
    """What was taken out by order."""
    return GoneError("The text was taken out by order.", f"{guid}.", "Remove it from your systems.")
