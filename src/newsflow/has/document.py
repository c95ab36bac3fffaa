"""`document`, `token` and `multitoken` of one item (§1.6, §1.7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from newsflow.db.query import Connection, rows
from newsflow.domain.agency import Agency
from newsflow.domain.codes import ItemType
from newsflow.domain.entry import STOPS, Entry
from newsflow.domain.errors import BadInputError, GoneError, NotFoundError
from newsflow.domain.guid import parse_guid
from newsflow.has.access import knows, ledger_key
from newsflow.has.envelope import Reply
from newsflow.has.newsml29 import CONTENT_TYPE, Link, Sheet, newsml29
from newsflow.has.rows import RELATED
from newsflow.has.titles import listed
from newsflow.has.xml import line
from newsflow.subscribers.api_users import Account
from newsflow.subscribers.ledger import Take, take, took
from newsflow.wire import read
from newsflow.wire.rows import Item

NEWSML29 = "newsml29"
NEWSML12 = "newsml12"
MEDIA_ORDER = (ItemType.PICTURE, ItemType.VIDEO, ItemType.GRAPH)
"""Links to these come first, in this order: BIL takes the first link of any kind as the picture (§1.8)."""
LINKS_LIMIT = 100
"""Links in one document, at most; the items that changed last stay."""


@dataclass(frozen=True, slots=True)
class Found:
    """An item that the account may have, with its latest entry."""

    item: Item
    entry: Entry


async def document(
    db: Connection, guid: str, form: str, *, account: Account, agency: Agency, now: datetime
) -> Reply:
    """The item in the form asked for, its taking written down; commit before the first byte goes.

    NotFoundError for what the account may not know of; BadInputError for a form that it cannot have.
    """
    found = await _found(db, guid, account, now)
    if form == NEWSML12:
        raise BadInputError("newsml12: not yet.", "NewsML 1.2 is still to come.", "Ask for newsml29.")
    if form != NEWSML29:
        raise BadInputError(
            "A text has no such format.",
            f"Got “{form[:40]}”.",
            "Ask for newsml29; print, web and sd are of media.",
        )
    content = found.entry.content
    if content is None:
        raise GoneError("The text was taken out by order.", f"{guid}.", "Remove it from your systems.")
    links = await _links(db, found.item, account, agency, now)
    body = newsml29(
        Sheet(entry=found.entry, content=content, agency=agency, first_at=found.item.first_at, links=links)
    )
    taking = Take(
        subscriber=account.subscriber,
        username=account.username,
        guid=guid,
        version=found.entry.header.version,
        path=f"has:document:{NEWSML29}",
    )
    await take(db, taking, now)
    name = f"{guid.replace(':', '_')}.xml"
    # Unquoted and alone: ELX and IZN take everything after the first "=" as the file's name.
    return Reply(200, CONTENT_TYPE, body, (("Content-Disposition", f"attachment; filename={name}"),))


async def token(db: Connection, guid: str, form: str, *, account: Account, now: datetime) -> Reply:
    """Never yet a reply: texts have no download links, and other items are still to come."""
    found = await _found(db, guid, account, now)
    if found.item.action in STOPS:
        raise GoneError("The item may not be used.", f"{guid} was stopped.", "Remove it from your systems.")
    raise BadInputError(
        "newsml formats not allowed.",
        f"{guid} is a text; got “{form[:40]}”.",
        "Ask for document and newsml29.",
    )


async def _found(db: Connection, guid: str, account: Account, now: datetime) -> Found:
    """The item, if the account may have it; NotFoundError in the same words whether it is there or not."""
    try:
        parse_guid(guid)
        item = await read.item(db, guid)
        entry = await read.latest(db, item.guid)
        while entry.header.seq != item.seq:  # it changed between the two looks
            item = await read.item(db, guid)
            entry = await read.latest(db, item.guid)
    except (NotFoundError, BadInputError):
        raise _not_found(guid) from None
    taken = await took(db, account.subscriber, [ledger_key(item)])
    if not knows(item, account, bool(taken), now):
        raise _not_found(guid)
    return Found(item, entry)


def _not_found(guid: str) -> NotFoundError:
    return NotFoundError(
        "Dosya Bulunamadı (file not found).",
        f"“{line(guid)[:80]}”.",
        "Check the id; search lists what you may have.",
    )


async def _links(
    db: Connection, item: Item, account: Account, agency: Agency, now: datetime
) -> Sequence[Link]:
    """What the account may know of among the story's other items, media first, then the newest first."""
    asked = {"guid": item.guid, "story": item.story, "notice_of": item.notice_of, "limit": LINKS_LIMIT}
    related = await rows(db, RELATED, asked)
    taken = await took(db, account.subscriber, map(ledger_key, related))
    links = [
        Link(other.guid, ItemType(other.type), listed(agency, other))
        for other in related
        if knows(other, account, ledger_key(other) in taken, now)
    ]
    rank = {kind: place for place, kind in enumerate(MEDIA_ORDER)}
    return sorted(links, key=lambda link: rank.get(link.type, len(rank)))
