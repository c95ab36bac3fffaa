"""Prove the wire: no hole, no reordering, times in order, digests right, transitions legal (invariants 1 to 3)."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from newsflow.db.query import Connection, row, rows
from newsflow.domain.codes import Action
from newsflow.domain.content import content_digest, read
from newsflow.domain.dispatch import Dispatch, Restriction
from newsflow.domain.entry import check_may_follow
from newsflow.domain.errors import NewsflowError, StoredContentError
from newsflow.domain.guid import parse_guid
from newsflow.wire.read import READ_LIMIT, epochs, head
from newsflow.wire.rows import (
    ERASURES,
    ITEMS_AFTER,
    LAST_NUMBER,
    READ_AFTER,
    EntryRow,
    Epoch,
    Erasure,
    StoredItem,
)


@dataclass(slots=True)
class Report:
    """What fsck found. `faults` empty means the wire is whole."""

    entries: int = 0
    items: int = 0
    erased: int = 0
    epochs: int = 0
    faults: list[str] = field(default_factory=list[str])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What the items' table keeps of an item's latest version."""

    type: str
    language: str
    form: str
    section: str
    packages: tuple[str, ...]
    provider: str
    priority: str
    urgency: int
    story: str | None
    slug: str
    headline: str | None
    notice_of: str | None
    restrictions: tuple[Restriction, ...]
    rights_end: datetime | None
    """When the first of its restrictions ends."""


@dataclass(slots=True)
class _State:
    """An item as the entries read so far leave it. `facts` is None when its latest version was erased."""

    action: Action
    version: int
    embargoed: bool
    first_seq: int
    seq: int
    at: datetime
    facts: _Facts | None
    series: str | None
    """The one that a version named last; a version without leaves it as it was."""
    partly_erased: bool
    """Whether a version's words are gone, so that it cannot be told whether it named a series."""


@dataclass(slots=True)
class _Seen:
    """What was read so far."""

    epochs: list[Epoch]
    orders: dict[int, Erasure]
    items: dict[str, _State] = field(default_factory=dict[str, _State])
    replaced_by: dict[str, str] = field(default_factory=dict[str, str])
    erased: set[int] = field(default_factory=set[int])
    last: EntryRow | None = None


async def fsck(db: Connection) -> Report:
    """Read the whole wire and say every fault in a sentence. Reads only; run it in one REPEATABLE READ transaction."""
    seen = _Seen(await epochs(db), {order.id: order for order in await rows(db, ERASURES)})
    report = Report(epochs=len(seen.epochs))
    after = 0
    while batch := await rows(db, READ_AFTER, {"after": after, "limit": READ_LIMIT}):
        for found in batch:
            report.faults += _order(seen, found)
            report.faults += _entry(seen, found)
            report.entries += 1
            seen.last = found
        after = batch[-1].seq
    report.items = len(seen.items)
    report.erased = len(seen.erased)
    report.faults += _epochs(seen)
    report.faults += _orders(seen)
    report.faults += await _head(db, seen)
    report.faults += await _items(db, seen)
    report.faults += await _numbers(db, seen)
    return report


def _order(seen: _Seen, found: EntryRow) -> Iterator[str]:
    last = seen.last
    epoch = next((e for e in seen.epochs if e.epoch == found.epoch), None)
    if epoch is None:
        yield f"Entry {found.seq} is of epoch {found.epoch}, which is not recorded."
    elif last is None or last.epoch != found.epoch:
        if found.seq != epoch.first_seq:
            yield f"Epoch {found.epoch} begins at {epoch.first_seq}, its first entry is {found.seq}."
    elif found.seq != last.seq + 1:
        yield f"Entries {last.seq + 1} to {found.seq - 1} are missing."
    if last is not None and found.epoch < last.epoch:
        yield f"Entry {found.seq} is of epoch {found.epoch}, after an entry of epoch {last.epoch}."
    if last is not None and found.at < last.at:
        yield f"Entry {found.seq} is older ({found.at}) than the one before it ({last.at})."
    for later in seen.epochs:
        if found.epoch < later.epoch and found.seq >= (later.void_from or later.first_seq):
            yield f"Entry {found.seq} of epoch {found.epoch} has a number that epoch {later.epoch} made void."


def _entry(seen: _Seen, found: EntryRow) -> Iterator[str]:
    """The faults of one entry by itself and after its item's earlier ones; notes what it does to its item."""
    content: Dispatch | None = None
    if found.body is None or found.salt is None:
        seen.erased.add(found.seq)
        order = seen.orders.get(found.erased_by or 0)
        if order is None or found.seq not in order.targets:
            yield f"The content of entry {found.seq} is gone and no recorded order names it."
    else:
        if content_digest(found.salt, found.body) != found.content_digest:
            yield f"The content of entry {found.seq} is not what its digest says."
        try:
            content = read(found.body)
        except StoredContentError as error:
            yield f"The content of entry {found.seq} cannot be read: {error}"
    if hashlib.sha256(found.approvals).digest() != found.approvals_digest:
        yield f"The approvals of entry {found.seq} are not what their digest says."
    if found.header().digest() != found.entry_digest:
        yield f"The header of entry {found.seq} is not what its digest says."
    yield from _transition(seen, found, content)


def _transition(seen: _Seen, found: EntryRow, content: Dispatch | None) -> Iterator[str]:
    before = seen.items.get(found.guid)
    action = Action(found.action)
    embargoed = before is not None and before.embargoed
    try:
        check_may_follow(before.action if before else None, action, found.guid, embargoed=embargoed)
    except NewsflowError as error:
        yield f"Entry {found.seq}: {error}"
    due = before.version + 1 if before else 1
    if found.version != due:
        yield f"Entry {found.seq} is version {found.version} of {found.guid}; {due} was due."
    seen.items[found.guid] = _State(
        action=action,
        version=found.version,
        embargoed=found.not_before is not None if before is None else embargoed and action is not Action.LIFT,
        first_seq=before.first_seq if before else found.seq,
        seq=found.seq,
        at=found.at,
        facts=None if content is None else _facts(content),
        series=_series(content, before),
        partly_erased=content is None or (before is not None and before.partly_erased),
    )
    for guid in content.replaces if content else ():
        if guid in seen.items:
            seen.replaced_by.setdefault(guid, found.guid)


def _series(content: Dispatch | None, before: _State | None) -> str | None:
    """The series that the version names, else the one that the item was in: what is stored is put so too."""
    named = content.media.series if content is not None and content.media is not None else None
    return before.series if named is None and before is not None else named


def _facts(content: Dispatch) -> _Facts:
    return _Facts(
        type=content.type,
        language=content.language,
        form=content.form,
        section=content.section,
        packages=content.packages,
        provider=content.provider,
        priority=content.priority,
        urgency=content.urgency,
        story=content.story,
        slug=content.slug,
        headline=content.headline,
        notice_of=content.notice_of.item if content.notice_of else None,
        restrictions=content.restrictions,
        rights_end=min((term.ends for term in content.restrictions if term.ends is not None), default=None),
    )


def _epochs(seen: _Seen) -> Iterator[str]:
    """The epochs follow each other: numbered up, each beginning where its void numbers end."""
    for earlier, later in zip(seen.epochs, seen.epochs[1:], strict=False):
        if later.epoch != earlier.epoch + 1 or later.first_seq < earlier.first_seq or later.at < earlier.at:
            yield f"Epoch {later.epoch} does not follow epoch {earlier.epoch}."
        if later.void_to is not None and later.void_to != later.first_seq - 1:
            yield f"Epoch {later.epoch} begins at {later.first_seq}, and its void numbers end at {later.void_to}."


def _orders(seen: _Seen) -> Iterator[str]:
    for order in seen.orders.values():
        for target in order.targets:
            if target not in seen.erased:
                yield f"Order {order.id} names entry {target}, and its content still stands."


async def _head(db: Connection, seen: _Seen) -> list[str]:
    now = await head(db)
    newest = seen.epochs[-1]
    if now.epoch != newest.epoch:
        return [f"The head is of epoch {now.epoch}, the newest epoch is {newest.epoch}."]
    last = seen.last
    expected = newest.first_seq - 1 if last is None or last.epoch < newest.epoch else last.seq
    return [] if now.seq == expected else [f"The head says {now.seq}, the last entry is {expected}."]


async def _items(db: Connection, seen: _Seen) -> list[str]:
    """Compare the items' table with what the wire says: a projection equals its rebuild."""
    faults: list[str] = []
    stored: set[str] = set()
    after = 0
    while batch := await rows(db, ITEMS_AFTER, {"after": after, "limit": READ_LIMIT}):
        for found in batch:
            stored.add(found.guid)
            faults += _item(seen, found)
        after = batch[-1].first_seq
    faults += [f"{guid} is on the wire and not among the items." for guid in seen.items if guid not in stored]
    return faults


def _item(seen: _Seen, found: StoredItem) -> Iterator[str]:
    state = seen.items.get(found.guid)
    if state is None:
        yield f"{found.guid} is among the items and not on the wire."
        return
    stored = (found.action, found.version, found.embargoed, found.first_seq, found.seq, found.at)
    if stored != (state.action, state.version, state.embargoed, state.first_seq, state.seq, state.at):
        yield f"{found.guid} is stored as {stored}; the wire says otherwise."
    if found.series != state.series and not (state.series is None and state.partly_erased):
        yield f"{found.guid} is stored in the series {found.series}; the wire says {state.series}."
    if state.facts is None:
        if found.headline is not None or found.slug or any(term.words for term in found.terms()):
            yield f"{found.guid} was erased and its words are still stored."
        return
    kept = _Facts(
        type=found.type,
        language=found.language,
        form=found.form,
        section=found.section,
        packages=tuple(found.packages),
        provider=found.provider,
        priority=found.priority,
        urgency=found.urgency,
        story=found.story,
        slug=found.slug,
        headline=found.headline,
        notice_of=found.notice_of,
        restrictions=found.terms(),
        rights_end=found.rights_end,
    )
    if kept != state.facts:
        yield f"{found.guid} is stored with other facts than its latest version has."
    if found.guid in seen.replaced_by and found.replaced_by is None:
        yield f"{found.guid} is stored without the item that replaced it."


async def _numbers(db: Connection, seen: _Seen) -> list[str]:
    """The next item's number is past every number in use: none is ever given twice."""
    given = await row(db, LAST_NUMBER)
    assert given is not None
    highest = max((parse_guid(guid).number for guid in seen.items), default=0)
    if highest <= given.number:
        return []
    return [f"Item number {highest} is in use, and the numbers given end at {given.number}."]
