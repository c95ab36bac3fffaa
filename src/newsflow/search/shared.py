"""Lists that machines poll: made once for all who may have the same, and for as long as nothing changes."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime

from newsflow.db.pool import Pool, reading
from newsflow.db.query import rows
from newsflow.domain.codes import Form, Verdict
from newsflow.domain.entry import STOPS
from newsflow.matching.contract import Entitlement
from newsflow.matching.ruling import verdict
from newsflow.matching.tree import All, Tree
from newsflow.search.find import newest
from newsflow.search.following import head_of
from newsflow.search.reader import Archive
from newsflow.search.rows import ITEMS_NUMBERED, Head
from newsflow.search.standing import (
    Asker,
    SearchBehindError,
    Standing,
    hanging_entries,
    looked,
    ready,
    stands,
    taken_among,
)
from newsflow.wire.rows import Item

LISTS_KEPT = 1_000
"""Of one state of the wire; another state has none of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A page of a list, newest first: of what (no words), for whom, from where, how long."""

    said: Tree
    asker: Asker
    now: datetime
    offset: int
    limit: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of what may be had whole or is told of as stopped; `total` is of all of it."""

    items: tuple[Item, ...]
    total: int
    written: dict[str, bytes] = field(default_factory=dict[str, bytes], compare=False)
    """What a door writes of it, under the door's own name."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """All that a list hangs on but the wire and the ledger. Whoever asks the same may have the same."""

    rights: tuple[tuple[Entitlement, bool, bool], ...]
    """What each contract covers, whether it runs, whether what was taken under it is told of."""
    subscriber: str
    """"" where no item says who may have it."""
    moment: datetime
    """The whole second: restrictions and archives end within one of their time."""
    said: Tree


@dataclass(slots=True)
class _State:
    """The wire and the index at one moment, and what was made of them."""

    on: Standing
    head: Head
    named: bool
    """Whether a restriction names subscribers."""
    changed: tuple[int, ...]
    """Of what came since the index's last commit, the stops and notices."""
    hanging: dict[_Asked, list[int]] = field(default_factory=dict[_Asked, list[int]])
    lists: "dict[tuple[_Asked, frozenset[int], int, int], asyncio.Task[Listing]]" = field(
        default_factory=dict[tuple[_Asked, frozenset[int], int, int], "asyncio.Task[Listing]"]
    )


@dataclass(slots=True)
class Lists:
    """The lists of one web process.

    Each poll asks the wire's head, and those who ask at once share one question; so what was released or stopped before a
    poll is in its answer. Predicate and ledger are asked when a page is made, for exactly those who then get it.
    """

    pool: Pool
    archive: Archive
    _state: _State | None = None
    _looking: asyncio.Lock = field(default_factory=asyncio.Lock)
    _asked: int = 0
    _answered: int = 0

    async def listing(self, wanted: Wanted) -> Listing | None:
        """The page; None where the index is not there or too far behind."""
        state = await self._look()
        if state is None:
            return None
        asked = _asked(wanted, state)
        taken = await self._taken(state, asked, wanted)
        key = (asked, taken, wanted.offset, wanted.limit)
        making = state.lists.get(key)
        if making is None:
            if len(state.lists) >= LISTS_KEPT:
                state.lists.clear()
            making = state.lists[key] = asyncio.create_task(self._made(state, asked.moment, taken, wanted))
            making.add_done_callback(lambda done: _forgotten(state, key, done))
        return await asyncio.shield(making)

    async def _look(self) -> _State | None:
        """The state that the database had after this was called."""
        self._asked += 1
        mine = self._asked
        async with self._looking:
            if self._answered < mine:
                answering = self._asked
                self._state = await self._looked()
                self._answered = answering
            return self._state

    async def _looked(self) -> _State | None:
        view, before = await looked(self.archive), self._state
        async with reading(self.pool) as db:
            head = await head_of(db)
            if before is not None and before.on.view is view and before.head == head:
                return before
            try:
                on = await stands(db, view, head)
            except SearchBehindError:
                return None
        told = [item.seq for item in on.changed if item.action in STOPS or item.form == Form.NOTICE]
        return _State(on, head, _named(on), tuple(told))

    async def _taken(self, state: _State, asked: _Asked, wanted: Wanted) -> frozenset[int]:
        """Of the stops and notices that hang on it, those that the asker took."""
        hanging = state.hanging.get(asked)
        if hanging is None:
            if len(state.hanging) >= LISTS_KEPT:
                state.hanging.clear()
            hanging = await hanging_entries(state.on, wanted.said, wanted.asker, asked.moment)
            state.hanging[asked] = hanging
        if not hanging and not state.changed:
            return frozenset()
        async with reading(self.pool) as db:
            return await taken_among(db, [*hanging, *state.changed], wanted.asker)

    async def _made(self, state: _State, moment: datetime, taken: frozenset[int], wanted: Wanted) -> Listing:
        on, asker = state.on, wanted.asker
        tree = All((asker.may_find(moment), wanted.said))

        def found() -> tuple[dict[int, Item], list[int], int]:
            asked = ready(on, tree, taken)
            seqs, in_index = newest(on, asked, wanted.offset, wanted.limit)
            return {item.seq: item for item in asked.changed}, seqs, in_index + len(asked.changed)

        in_hand, seqs, total = await asyncio.to_thread(found)
        missing = [seq for seq in seqs if seq not in in_hand]
        if missing:
            async with reading(self.pool) as db:
                held = await rows(db, ITEMS_NUMBERED, {"seqs": missing, "limit": len(missing)})
            in_hand.update((item.seq, item) for item in held)
        items = [in_hand[seq] for seq in seqs if seq in in_hand]
        return Listing(
            tuple(item for item in items if _may_have(item, asker, moment, taken=item.seq in taken)), total
        )


def _asked(wanted: Wanted, state: _State) -> _Asked:
    now = wanted.now
    return _Asked(
        tuple((one.covers, one.runs(now), one.tells(now)) for one in wanted.asker.contracts),
        wanted.asker.subscriber if state.named else "",
        now.replace(microsecond=0),
        wanted.said,
    )


def _may_have(item: Item, asker: Asker, moment: datetime, *, taken: bool) -> bool:
    """Asked of the predicate for each row that leaves (invariant 5).

    Of a stop or notice that a contract covers it makes no difference whether it was taken, and of others `taken` says it.
    """
    if item.embargoed:
        return False
    found = verdict(item.facts(took=taken), asker.contracts, taken, moment)
    return found is Verdict.WHOLE or (found is Verdict.NOTICE and item.action in STOPS)


def _named(on: Standing) -> bool:
    """Whether any item's restrictions say which subscribers may have it, or may not."""
    of_index = (term for terms, _ in on.view.shapes.by_terms for term in terms)
    of_changed = (term for item in on.changed for term in item.terms())
    return any(
        term.subscribers_in or term.subscribers_out for terms in (of_index, of_changed) for term in terms
    )


def _forgotten(
    state: _State, key: tuple[_Asked, frozenset[int], int, int], done: "asyncio.Task[Listing]"
) -> None:
    """Keep no page that could not be made."""
    if done.cancelled() or done.exception() is not None:
        state.lists.pop(key, None)
