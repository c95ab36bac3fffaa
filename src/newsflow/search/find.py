"""What the API, HAS, the portal, the desk and the command line ask of the archive: one function, `find`."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from newsflow.db.query import Connection, rows
from newsflow.domain.codes import Verdict
from newsflow.domain.entry import STOPS
from newsflow.matching.ruling import Ruling, rule_any
from newsflow.matching.tree import Tree
from newsflow.search.counts import Counts, counts
from newsflow.search.following import numbered
from newsflow.search.like import like
from newsflow.search.marks import Marked, marked, says_words
from newsflow.search.reader import Archive
from newsflow.search.rows import ITEMS_NUMBERED, Latest
from newsflow.search.standing import Asker, Question, Standing, page_of, question, standing
from newsflow.subscribers.ledger import took
from newsflow.wire.rows import Item

PAGE_LIMIT = 200
"""Hits on one page, at most."""


class Sort(StrEnum):
    """In which order hits come."""

    NEWEST = "newest"
    RELEVANCE = "relevance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A search: the tree of its question (`matching.query.parse`), for whom, and what is wanted of what is found.

    `asker` None is the agency's own desk: everything is found, embargoed items too. `like` is the id of an item:
    then what is found says much the same, the most alike first.
    """

    tree: Tree
    asker: Asker | None
    now: datetime
    zone: ZoneInfo
    sort: Sort = Sort.NEWEST
    offset: int = 0
    limit: int = 20
    counted: bool = False
    marked: bool = False
    like: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A found item as its latest version leaves it, and what the asker may have of it: never NONE.

    `marks` are the passages that say the words, where they were wanted.
    """

    item: Item
    ruling: Ruling
    took: bool = False
    """Whether the asker took the item, or the one that it tells of; looked up where that can matter."""
    marks: tuple[Marked, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what is found; `total` and `counts` are of all of it, and of nothing that the asker may not know."""

    hits: tuple[Hit, ...]
    total: int
    counts: Counts | None = None


async def find(db: Connection, archive: Archive, search: Search) -> Found:
    """What the archive has. Raises SearchBehindError (503) where it cannot give a whole answer, NotFoundError for `like`."""
    on = await standing(db, archive)
    asked = await question(db, on, search.tree, search.asker, search.now)
    if search.like is not None:
        asked = await like(db, on, asked, guid=search.like, asker=search.asker, now=search.now)
    page = await asyncio.to_thread(_page, on, asked, search)
    whole: dict[int, Latest] = {item.seq: item for item in asked.changed}
    in_hand: dict[int, Item] = dict[int, Item](whole)
    wanted = [seq for seq in page.seqs if seq not in in_hand]
    is_marked = search.marked and says_words(search.tree)  # else no text is read for it
    if is_marked:
        whole.update((item.seq, item) for item in await numbered(db, wanted))
        in_hand = dict[int, Item](whole)
    elif wanted:
        asked_for = {"seqs": wanted, "limit": len(wanted)}
        in_hand.update((item.seq, item) for item in await rows(db, ITEMS_NUMBERED, asked_for))
    hits = await _ruled(db, [in_hand[seq] for seq in page.seqs if seq in in_hand], search)
    if is_marked:
        hits = await asyncio.to_thread(_with_marks, hits, whole, search.tree)
    return Found(tuple(hits), page.total, page.counts)


@dataclass(frozen=True, slots=True)
class _Page:
    seqs: list[int]
    total: int
    counts: Counts | None


def _page(on: Standing, asked: Question, search: Search) -> _Page:
    """The numbers of the page's entries, and the count of all. Blocking."""
    searcher = on.view.searcher
    limit = max(1, min(search.limit, PAGE_LIMIT))
    by_words = search.sort is Sort.RELEVANCE or search.like is not None
    seqs, in_index = (_best if by_words else newest)(on, asked, search.offset, limit)
    total = in_index + len(asked.changed)
    counted = (
        counts(searcher, asked.query, asked.changed, search.now, search.zone) if search.counted else None
    )
    return _Page(seqs, total, counted)


def newest(on: Standing, asked: Question, offset: int, limit: int) -> tuple[list[int], int]:
    """The page's numbers, newest first: those of the index, and the changed ones in between; the count in the index."""
    changed = sorted((item.seq for item in asked.changed), reverse=True)
    skipped = max(0, offset - len(changed))
    hits, total = page_of(on.view.searcher, asked.query, offset + limit - skipped, skipped)
    if skipped and not hits:
        return [], total
    held = [int(seq) for seq, _ in hits]
    # A changed item that stands before `held`, which does not begin at the first, is on an earlier page.
    ahead = [seq for seq in changed if skipped and seq > held[0]]
    merged = sorted([*held, *(seq for seq in changed if seq not in ahead)], reverse=True)
    first = offset - skipped - len(ahead)
    return merged[first : first + limit], total


def _best(on: Standing, asked: Question, offset: int, limit: int) -> tuple[list[int], int]:
    """The page's numbers by relevance; changed items, of which the index has no score, come first."""
    changed: list[int] = [item.seq for item in asked.changed]
    first = changed[offset : offset + limit]
    hits, total = page_of(on.view.searcher, asked.query, limit, max(0, offset - len(changed)), by=None)
    held = on.view.searcher.fast_field_values("seq", [address for _, address in hits])
    return (first + held)[:limit], total


async def _ruled(db: Connection, items: Sequence[Item], search: Search) -> list[Hit]:
    """The items that the asker may have or be told of, each asked once more (invariant 5)."""
    if search.asker is None:
        whole = Ruling(Verdict.WHOLE, ("the desk sees everything",))
        return [Hit(item, whole) for item in items]
    asker = search.asker
    hanging = [item.notice_of or item.guid for item in items if item.action in STOPS or item.notice_of]
    taken = await took(db, asker.subscriber, hanging)
    hits: list[Hit] = []
    for item in items:
        has = (item.notice_of or item.guid) in taken
        ruling = rule_any(item.facts(took=has), asker.contracts, has, search.now)
        if ruling.verdict is not Verdict.NONE and not item.embargoed:
            hits.append(Hit(item, ruling, has))
    return hits


def _with_marks(hits: Sequence[Hit], whole: Mapping[int, Latest], tree: Tree) -> list[Hit]:
    return [replace(hit, marks=marked(whole[hit.item.seq].content(), tree)) for hit in hits]
