"""Private feeds: an address with a secret in it, for a CMS that can do no more than ask for an address."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from newsflow.db.query import Connection, query, row, rows, run
from newsflow.db.refusal import told
from newsflow.domain.errors import GoneError, NotAllowedError, NotFoundError
from newsflow.domain.guid import SubscriberId
from newsflow.domain.network import is_in, network
from newsflow.subscribers.api_users import SECRET_BYTES, USED_STEP, Account, secret_hmac
from newsflow.subscribers.contracts import contracts_of

FEED_FORMATS = ("rss", "atom", "json-feed", "ninjs-1.6", "ninjs-3.1")
ENTRIES = 50
ENTRIES_AT_MOST = 200
FEEDS_LIMIT = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed as it stands. `question` narrows what the subscriber's contracts cover."""

    id: str
    subscriber: SubscriberId
    format: str
    title: str
    question: str
    entries: int
    """How many it shows, the latest."""
    addresses: list[str]
    """The networks from which it may be asked; none: any."""
    ends: datetime | None
    revoked_at: datetime | None
    created_at: datetime
    last_used_at: datetime | None

    @property
    def name(self) -> str:
        """How the ledger names it, beside the logins of machines."""
        return f"feed:{self.id}"


ADD_FEED = query("subscribers.add_feed")
FEEDS = query("subscribers.feeds", Feed)
CHANGE_FEED = query("subscribers.change_feed")
FEED_OF_SECRET = query("subscribers.feed_of_secret", Feed)
REVOKE_FEED = query("subscribers.revoke_feed")
FEED_USED = query("subscribers.feed_used")


async def add_feed(db: Connection, feed: Feed, server_key: bytes) -> str:
    """Store a new feed; gives the secret of its address, which is shown this once.

    The caller has made sure that the question can be read and that the format is one of FEED_FORMATS.
    """
    secret = secrets.token_urlsafe(SECRET_BYTES)
    row_of = {
        "id": feed.id, "subscriber": feed.subscriber, "secret_hmac": secret_hmac(server_key, secret),
        "format": feed.format, "title": feed.title, "question": feed.question, "entries": feed.entries,
        "addresses": [str(network(text)) for text in feed.addresses], "ends": feed.ends, "at": feed.created_at,
    }  # fmt: skip
    with told("feed", f"{feed.id} of {feed.subscriber}"):
        await run(db, ADD_FEED, row_of)
    return secret


async def feeds(db: Connection) -> list[Feed]:
    """All feeds, revoked ones too, by subscriber."""
    return await rows(db, FEEDS, {"limit": FEEDS_LIMIT})


async def feed_named(db: Connection, feed: str) -> Feed:
    """A feed that runs, by its name. Raises NotFoundError."""
    found = next((each for each in await feeds(db) if each.id == feed and each.revoked_at is None), None)
    if found is None:
        raise NotFoundError("No such feed runs.", f"“{feed[:80]}”.", "`newsflow feeds` lists them.")
    return found


async def change_feed(db: Connection, feed: Feed) -> None:
    """Have a feed stand as given, under the same address; the next that asks for it gets it so.

    The caller has made sure that the question can be read and that the format is one of FEED_FORMATS.
    """
    changed = {
        "id": feed.id, "format": feed.format, "title": feed.title, "question": feed.question, "entries": feed.entries,
        "addresses": [str(network(text)) for text in feed.addresses], "ends": feed.ends,
    }  # fmt: skip
    with told("feed", feed.id):
        await run(db, CHANGE_FEED, changed)


async def revoke_feed(db: Connection, feed: str, at: datetime) -> None:
    """End a feed at once. Raises NotFoundError when there is none of that name that still runs."""
    if not await run(db, REVOKE_FEED, {"id": feed, "at": at}):
        raise NotFoundError("No such feed runs.", f"“{feed[:80]}”.", "`newsflow feeds` lists them.")


async def feed_of(
    db: Connection, secret: str, *, server_key: bytes, now: datetime, address: str
) -> tuple[Feed, Account]:
    """The feed of a secret and the account that it reads for; writes down its last use, to the minute.

    An account that reads by feed never has advance copy: whoever asks by a bare address gets an item from its lift on.
    NotFoundError for a secret that never was one, GoneError when it was revoked or is past its end, NotAllowedError
    from an address that is not on its list.
    """
    feed = await row(db, FEED_OF_SECRET, {"secret_hmac": secret_hmac(server_key, secret)})
    if feed is None:
        raise NotFoundError("There is no such feed.", "", "Check the address; the agency gives out new ones.")
    if feed.revoked_at is not None or (feed.ends is not None and feed.ends <= now):
        raise GoneError("This feed has ended.", f"It was “{feed.id}”.", "Ask the agency for a new address.")
    if feed.addresses and not is_in(address, map(network, feed.addresses)):
        raise NotAllowedError(
            "This feed may not be read from here.",
            f"The request came from {address or 'an unknown address'}.",
            "Ask from an address on the feed's list, or have the list changed.",
        )
    if feed.last_used_at is None or feed.last_used_at < now - USED_STEP:
        await run(db, FEED_USED, {"id": feed.id, "now": now})
    contracts = tuple(
        replace(one, covers=replace(one.covers, advance_copy=False))
        for one in await contracts_of(db, feed.subscriber)
    )
    return feed, Account(feed.name, feed.subscriber, contracts, legacy_errors=False)
