"""Prove the wire: no hole, no reordering, times in order, digests right, transitions legal (invariant 1 to 3)."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from newsflow.db.query import Connection, rows
from newsflow.domain.codes import Action
from newsflow.domain.content import content_digest, read
from newsflow.domain.entry import check_may_follow
from newsflow.domain.errors import NewsflowError
from newsflow.wire.read import READ_LIMIT, epochs, head
from newsflow.wire.rows import ERASURES, ITEMS_AFTER, READ_AFTER, EntryRow, Epoch, Item


@dataclass(slots=True)
class Report:
    """What fsck found. `faults` empty means the wire is whole."""

    entries: int = 0
    items: int = 0
    erased: int = 0
    epochs: int = 0
    faults: list[str] = field(default_factory=list[str])


@dataclass(slots=True)
class _State:
    action: Action
    version: int
    embargoed: bool
    seq: int
    row: EntryRow


async def fsck(db: Connection) -> Report:
    """Read the whole wire and say every fault in a sentence. Reads only; run it in one REPEATABLE READ transaction."""
    report = Report()
    all_epochs = await epochs(db)
    report.epochs = len(all_epochs)
    orders = {order.id: set(order.targets) for order in await rows(db, ERASURES)}
    state: dict[str, _State] = {}
    last: EntryRow | None = None
    after = 0
    while batch := await rows(db, READ_AFTER, {"after": after, "limit": READ_LIMIT}):
        for found in batch:
            report.faults += _order(last, found, all_epochs)
            report.faults += _digests(found, orders)
            report.faults += _transition(state, found)
            report.entries += 1
            report.erased += found.body is None
            last = found
        after = batch[-1].seq
    report.items = len(state)
    report.faults += await _head(db, last, all_epochs)
    report.faults += await _items(db, state)
    return report


def _order(last: EntryRow | None, found: EntryRow, all_epochs: list[Epoch]) -> Iterator[str]:
    epoch = next((e for e in all_epochs if e.epoch == found.epoch), None)
    if epoch is None:
        yield f"Entry {found.seq} is of epoch {found.epoch}, which is not recorded."
        return
    if last is None or last.epoch != found.epoch:
        if found.seq != epoch.first_seq:
            yield f"Epoch {found.epoch} begins at {epoch.first_seq}, its first entry is {found.seq}."
    elif found.seq != last.seq + 1:
        yield f"Entries {last.seq + 1} to {found.seq - 1} are missing."
    if last is not None and found.epoch < last.epoch:
        yield f"Entry {found.seq} is of epoch {found.epoch}, after an entry of epoch {last.epoch}."
    if last is not None and found.at < last.at:
        yield f"Entry {found.seq} is older ({found.at}) than the one before it ({last.at})."


def _digests(found: EntryRow, orders: dict[int, set[int]]) -> Iterator[str]:
    if found.body is None or found.salt is None:
        if found.seq not in orders.get(found.erased_by or 0, set()):
            yield f"The content of entry {found.seq} is gone and no recorded order names it."
    else:
        if content_digest(found.salt, found.body) != found.content_digest:
            yield f"The content of entry {found.seq} is not what its digest says."
        try:
            read(found.body)
        except NewsflowError as error:
            yield f"The content of entry {found.seq} cannot be read: {error}"
    if hashlib.sha256(found.approvals).digest() != found.approvals_digest:
        yield f"The approvals of entry {found.seq} are not what their digest says."
    if found.header().digest() != found.entry_digest:
        yield f"The header of entry {found.seq} is not what its digest says."


def _transition(state: dict[str, _State], found: EntryRow) -> Iterator[str]:
    before = state.get(found.guid)
    action = Action(found.action)
    try:
        check_may_follow(
            before.action if before else None,
            action,
            found.guid,
            embargoed=before.embargoed if before else False,
        )
    except NewsflowError as error:
        yield f"Entry {found.seq}: {error}"
    expected = before.version + 1 if before else 1
    if found.version != expected:
        yield f"Entry {found.seq} is version {found.version} of {found.guid}; {expected} was due."
    embargoed = (
        found.not_before is not None if before is None else before.embargoed and action is not Action.LIFT
    )
    state[found.guid] = _State(action, found.version, embargoed, found.seq, found)


async def _head(db: Connection, last: EntryRow | None, all_epochs: list[Epoch]) -> list[str]:
    now = await head(db)
    newest = all_epochs[-1]
    if now.epoch != newest.epoch:
        return [f"The head is of epoch {now.epoch}, the newest epoch is {newest.epoch}."]
    expected = newest.first_seq - 1 if last is None or last.epoch < newest.epoch else last.seq
    return [] if now.seq == expected else [f"The head says {now.seq}, the last entry is {expected}."]


async def _items(db: Connection, state: dict[str, _State]) -> list[str]:
    """Compare the items' table with what the wire says: a projection equals its rebuild."""
    faults: list[str] = []
    seen: Counter[str] = Counter()
    after = 0
    while batch := await rows(db, ITEMS_AFTER, {"after": after, "limit": READ_LIMIT}):
        for found in batch:
            seen[found.guid] += 1
            faults += _item(found, state.get(found.guid))
        after = batch[-1].first_seq
    faults += [f"{guid} is on the wire and not among the items." for guid in state if not seen[guid]]
    return faults


def _item(found: Item, state: _State | None) -> Iterator[str]:
    if state is None:
        yield f"{found.guid} is among the items and not on the wire."
        return
    stored = (found.action, found.version, found.embargoed, found.seq)
    if stored != (state.action, state.version, state.embargoed, state.seq):
        yield f"{found.guid} is stored as {stored}; the wire says otherwise."
    if state.row.body is None:
        if found.headline is not None:
            yield f"{found.guid} was erased and its headline is still stored."
        return
    content = read(state.row.body)
    facts = (content.language, content.form, content.section, content.packages, content.provider, content.slug,
             content.priority, content.urgency, content.story, content.headline)  # fmt: skip
    kept = (found.language, found.form, found.section, tuple(found.packages), found.provider, found.slug,
            found.priority, found.urgency, found.story, found.headline)  # fmt: skip
    if facts != kept:
        yield f"{found.guid} is stored with other facts than its latest version has."
