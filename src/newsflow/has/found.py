"""The item that is asked for, if the account may have it, and what goes with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from newsflow.db.query import Connection, rows
from newsflow.domain.agency import Agency
from newsflow.domain.codes import Action, ItemType
from newsflow.domain.entry import STOPS, Entry
from newsflow.domain.errors import BadInputError, GoneError, NotFoundError
from newsflow.domain.guid import parse_guid
from newsflow.domain.media import MEMBER_OF, RenditionName
from newsflow.has.access import covering, knows, ledger_key, taken_of
from newsflow.has.rows import RELATED
from newsflow.has.sheet import Link, Sheet
from newsflow.has.titles import listed
from newsflow.has.xml import line
from newsflow.matching.contract import Contract
from newsflow.matching.sizes import covered, handed
from newsflow.subscribers.api_users import Account
from newsflow.subscribers.ledger import Take
from newsflow.subscribers.suspending import instead
from newsflow.wire import read
from newsflow.wire.rows import Item

MEDIA_ORDER = (ItemType.PICTURE, ItemType.VIDEO, ItemType.GRAPH)
"""Links to these come first, in this order: BIL takes the first link of any kind as the picture (§1.8)."""
LINKS_LIMIT = 100
"""Links in one document, at most; the items that changed last stay."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, of which agency, when."""

    account: Account
    agency: Agency
    now: datetime
    address: str
    """From where; "" where the server does not know."""


@dataclass(frozen=True, slots=True)
class Found:
    """An item that the account may have, with its latest entry and the contracts that cover it."""

    item: Item
    entry: Entry
    covering: tuple[Contract, ...]

    @property
    def type(self) -> ItemType:
        """The item's type."""
        return ItemType(self.item.type)

    @property
    def stopped(self) -> bool:
        """Whether there is only a notice to hand over."""
        return self.item.action in STOPS

    @property
    def held(self) -> bool:
        """Whether it is stopped until further notice only."""
        return self.item.action == Action.HOLD

    def sheet(self, agency: Agency, links: Sequence[Link] = ()) -> Sheet:
        """What its document is made of. Raises GoneError when its content was taken out by order."""
        content = self.entry.content
        if content is None:
            raise erased(self.item.guid)
        may = frozenset[RenditionName]() if self.stopped else covered(self.type, self.covering)
        return Sheet(
            entry=self.entry,
            content=content,
            agency=agency,
            first_at=self.item.first_at,
            links=links,
            series=self.item.series,
            renditions=handed(content, may),
        )

    def taking(self, asking: Asking, path: str, *, listed: bool = False) -> Take:
        """Its line in the ledger. A notice never counts against a quota, nor what only stands in a series' list."""
        return Take(
            subscriber=asking.account.subscriber,
            username=asking.account.username,
            guid=self.item.guid,
            version=self.entry.header.version,
            path=path,
            address=asking.address or None,
            counts=not (listed or self.stopped or self.item.notice_of is not None),
        )


async def find(db: Connection, guid: str, asking: Asking) -> Found:
    """The item, if the account may have it; NotFoundError in the same words whether it is there or not."""
    try:
        parse_guid(guid)
        item, taken = await _known(db, guid, asking)
        entry = await read.latest(db, item.guid)
        while entry.header.seq != item.seq:  # it changed between the two looks
            item, taken = await _known(db, guid, asking)
            entry = await read.latest(db, item.guid)
    except (NotFoundError, BadInputError):
        raise instead(not_found(guid), asking.account.contracts, asking.now) from None
    return Found(item, entry, covering(item, asking.account, taken, asking.now))


async def _known(db: Connection, guid: str, asking: Asking) -> tuple[Item, bool]:
    """The item, if the account may have it, and whether it took it; else NotFoundError.

    Its content is not read before that is known: how long the answer takes would say that the item is there.
    """
    item = await read.item(db, guid)
    taken = bool(await taken_of(db, asking.account, [item]))
    if not knows(item, asking.account, taken, asking.now):
        raise not_found(guid)
    return item, taken


async def members(db: Connection, series: Found, asking: Asking) -> list[Found]:
    """The series' members that the account may have, in order, stopped ones too; erased ones are left out."""
    account = asking.account
    items = {item.seq: item for item in await read.series(db, series.item.guid)}
    entries = await read.numbered(db, items)
    taken = await taken_of(db, account, items.values())
    found = [
        Found(item, entry, covering(item, account, item.guid in taken, asking.now))
        for entry in entries
        if (item := items[entry.header.seq]) and entry.content is not None
        if knows(item, account, item.guid in taken, asking.now)
    ]
    return sorted(found, key=lambda one: one.item.first_seq)


def not_found(guid: str) -> NotFoundError:
    """The one answer for what is not there and for what the account may not know of."""
    return NotFoundError(
        "Dosya Bulunamadı (file not found).",
        f"“{line(guid)[:80]}”.",
        "Check the id; search lists what you may have.",
    )


def erased(guid: str) -> GoneError:
    """What was taken out by order."""
    return GoneError("The text was taken out by order.", f"{guid}.", "Remove it from your systems.")


def gone(guid: str, *, held: bool = False) -> GoneError:
    """The files and links of what was stopped; what is only held may come back."""
    now = "Do not use it until you are told." if held else "Remove it from your systems."
    return GoneError("The item may not be used.", f"{guid} {'is held' if held else 'was stopped'}.", now)


async def related_links(db: Connection, item: Item, asking: Asking) -> Sequence[Link]:
    """What the account may know of among the story's other items, media first, then the newest first.

    A series stands together in its own order, so that its first picture comes first. Stopped media are left out,
    since clients fetch what is linked unread; of a stopped text its mark and slug stay. Series are left out: their members are there, and a client takes any id with "picture" in it for a picture.
    """
    account = asking.account
    asked = {
        "guid": item.guid, "story": item.story, "notice_of": item.notice_of, "limit": LINKS_LIMIT,
        "series": [kind.value for kind in MEMBER_OF],
    }  # fmt: skip
    related = await rows(db, RELATED, asked)
    taken = await taken_of(db, account, related)
    found = [
        Link(other.guid, ItemType(other.type), listed(asking.agency, other))
        for other in related
        if knows(other, account, ledger_key(other) in taken, asking.now)
        if not (other.action in STOPS and other.type in MEDIA_ORDER)
    ]
    rank = {kind: place for place, kind in enumerate(MEDIA_ORDER)}
    place: dict[str, tuple[int, int]] = {}
    series: dict[str, int] = {}
    for number, other in enumerate(related):
        place[other.guid] = (series.setdefault(other.series or other.guid, number), other.first_seq)
    return sorted(found, key=lambda link: (rank.get(link.type, len(rank)), place[link.guid]))
