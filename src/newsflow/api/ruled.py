"""Entries with what their reader may have of them; the ledger is asked only where that hangs on it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from newsflow.api.reader import Reader
from newsflow.db.query import Connection
from newsflow.domain.agency import Agency
from newsflow.domain.codes import Action
from newsflow.domain.entry import Entry
from newsflow.matching.facts import Facts, facts_of
from newsflow.matching.query import parse
from newsflow.matching.reading import Reading, Standing, hangs_on_taking, read_entry
from newsflow.matching.tree import EVERYTHING, Tree
from newsflow.subscribers.ledger import took
from newsflow.wire.rows import Item


@dataclass(frozen=True, slots=True)
class Ruled:
    """An entry with its ruling; None: the reader does not hear of it."""

    entry: Entry
    item: Item
    reading: Reading | None
    personal: bool
    """Whether it hangs on what this subscriber took, or on who it is."""


def facts_at(entry: Entry, item: Item) -> Facts:
    """The facts of an entry; of what was erased, its item's latest codes stand in."""
    header = entry.header
    embargoed = header.action is not Action.LIFT and (header.not_before is not None or item.embargoed)
    if entry.content is not None:
        return facts_of(header, entry.content, embargoed=embargoed)
    return replace(item.facts(), at=header.at, action=header.action, embargoed=embargoed)


async def ruled(
    db: Connection,
    entries: Sequence[Entry],
    items: dict[str, Item],
    reader: Reader,
    *,
    agency: Agency,
    now: datetime,
) -> list[Ruled]:
    """The entries in order, each with its ruling. Raises QuestionError."""
    contracts = reader.account.contracts
    asked: Tree = parse(reader.question, agency, now) if reader.question else EVERYTHING
    found: list[tuple[Entry, Item, Facts, Standing, Reading | None, bool]] = []
    for entry in entries:
        item = items[entry.header.guid]
        facts = facts_at(entry, item)
        standing = Standing(Action(item.action), erased=entry.content is None)
        first = read_entry(facts, standing, contracts, now, asked)
        hangs = hangs_on_taking(facts, first, entry.header.version)
        found.append((entry, item, facts, standing, first, hangs))
    hanging = [facts.notice_of or facts.guid for _, _, facts, _, _, hangs in found if hangs]
    had = await took(db, reader.account.subscriber, hanging)
    told: list[Ruled] = []
    for entry, item, facts, standing, first, hangs in found:
        reading = first
        if hangs and (facts.notice_of or facts.guid) in had:
            reading = read_entry(replace(facts, took=True), standing, contracts, now, asked)
        told.append(Ruled(entry, item, reading, hangs or bool(facts.restrictions)))
    return told
