"""`GET feeds/<secret>` of a test wire: a private feed to try a CMS on, in every format that feeds have."""

from dataclasses import replace

from newsflow.api.asked import Asked
from newsflow.api.feeds.bodies import joined
from newsflow.api.feeds.door import PRIVATE
from newsflow.api.feeds.listing import Shown
from newsflow.api.reply import Reply, tagged
from newsflow.api.test_wire.reading import TestReader, item_of
from newsflow.api.test_wire.searching import facts_of_row
from newsflow.db.query import Connection
from newsflow.documents.choosing import Accepted
from newsflow.domain.entry import STOPS
from newsflow.domain.errors import BadInputError
from newsflow.formats.names import Format
from newsflow.matching.predicate import met
from newsflow.matching.query import parse
from newsflow.subscribers.feeds import ENTRIES, ENTRIES_AT_MOST, FEED_FORMATS, Feed

PARAMETERS = ("format", "filter", "entries")


async def feed(db: Connection, reader: TestReader, given: Asked, *, home: str) -> Reply:
    """The feed as the address asks for it: what the agency chooses for a real one, a test wire leaves to parameters."""
    named, question = given.text("format", "rss"), given.text("filter").strip()
    if named not in FEED_FORMATS:
        raise BadInputError(
            "Feeds do not come in this format.", f"“{named[:40]}”.", f"There are {', '.join(FEED_FORMATS)}."
        )
    form, now = Format(named), reader.clock()
    record = Feed(
        id=reader.wire.contract, subscriber=reader.wire.subscriber, format=named, title=f"TEST: {reader.wire.contract}",
        question=question, entries=given.number("entries", ENTRIES, 1, ENTRIES_AT_MOST), addresses=[], ends=None,
        revoked_at=None, created_at=now, last_used_at=None,
    )  # fmt: skip
    tree = parse(question, reader.agency, now)
    latest, writes = await reader.latest(db), replace(reader, accepted=Accepted(form))
    shown: list[Shown] = []
    for row in latest:
        item, content = item_of(row), row.content()
        if item.embargoed or (item.action not in STOPS and not met(tree, facts_of_row(row))):
            continue
        beside = [each for each in latest if each.story == row.story]
        body = writes.document(row, content, beside)
        shown.append(Shown(header=row.header(), body=body, counts=False, says_of=frozenset(), terms=()))
        if len(shown) == record.entries:
            break
    body, kind = joined(record, form, reader.agency, home, shown)
    return tagged(Reply(body=body, content_type=kind, headers=PRIVATE))
