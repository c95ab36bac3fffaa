"""What a question is asked of: the index at its last commit, and what was released, stopped or erased since."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

import structlog
import tantivy
from tantivy import Occur, Query

from newsflow.db.query import Connection, rows
from newsflow.domain.errors import LostCursorError, NewsflowError
from newsflow.domain.guid import SubscriberId
from newsflow.domain.worded import worded
from newsflow.matching.contract import Contract, hanging, listed
from newsflow.matching.predicate import ask
from newsflow.matching.tree import All, Tree
from newsflow.search import schema as names
from newsflow.search.asking import Asked
from newsflow.search.cases import split
from newsflow.search.following import head_of, numbered
from newsflow.search.reader import Archive, View
from newsflow.search.rows import ERASED_AFTER, LATEST_AFTER, RANGED_AMONG, TAKEN_AMONG, Head, Latest
from newsflow.subscribers.ledger import took
from newsflow.wire.read import check_cursor

log = structlog.stdlib.get_logger(__name__)

GAP_LIMIT = 500
"""Items that came since the last commit and are asked one by one; more is an error."""


FEW = 1000
"""Hits that are held in memory without a thought."""


class SearchBehindError(NewsflowError):
    """The index is not there, or too far behind the wire for an answer that is whole."""

    status = 503
    slug = "search-behind"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """A subscriber with the contracts of the account that asks."""

    subscriber: SubscriberId
    contracts: tuple[Contract, ...]

    def may_find(self, now: datetime) -> Tree:
        """The tree that is part of each of its questions."""
        return listed(self.contracts, self.subscriber, now)

    def hangs(self, now: datetime) -> Tree:
        """The tree of what it may find only if it took it."""
        return hanging(self.contracts, now)


@dataclass(frozen=True, slots=True)
class Standing:
    """The index, and the items of which it has an older version than the wire."""

    view: View
    changed: tuple[Latest, ...]
    """Newest first."""

    def without_changed(self, query: Query) -> Query:
        """The query, of the items alone of which the index has the latest version."""
        if not self.changed:
            return query
        guids = Query.term_set_query(self.view.schema, names.GUID, [item.guid for item in self.changed])
        return Query.boolean_query([(Occur.Must, query), (Occur.MustNot, guids)])


async def standing(db: Connection, archive: Archive) -> Standing:
    """The index as it stands. Raises SearchBehindError where a whole answer cannot be given."""
    view = await looked(archive)  # before the head: what comes in between is then a change
    return await stands(db, view, await head_of(db))


async def looked(archive: Archive) -> View | None:
    """The index at its last commit; None where there is none that can be read."""
    try:
        return archive.at_hand() or await asyncio.to_thread(archive.view)
    except (ValueError, OSError) as error:  # the index's own, of files that it cannot read
        log.exception("search_index_failed", exc_info=error)
        return None


async def stands(db: Connection, view: View | None, head: Head) -> Standing:
    """The index beside the wire's head. Raises SearchBehindError as `standing` does."""
    if view is None:
        raise behind(0, head)
    reached = view.reached
    if reached.wire != head.wire:
        raise behind(0, head)
    if reached.epoch != head.epoch:
        try:
            await check_cursor(db, reached.cursor)
        except LostCursorError:
            raise behind(0, head) from None
    if head.seq == reached.seq and head.erasures == reached.erasures:
        return Standing(view, ())
    asked = {"after": reached.seq, "until": head.seq, "limit": GAP_LIMIT + 1}
    later = await rows(db, LATEST_AFTER, asked)
    erased = await rows(db, ERASED_AFTER, {"after": reached.erasures})
    gone = await numbered(db, [one.number for one in erased if one.number <= reached.seq])
    if len(later) + len(gone) > GAP_LIMIT:
        raise behind(reached.seq, head)
    return Standing(view, (*reversed(later), *gone))


def behind(seq: int, head: Head) -> SearchBehindError:
    """What is said in place of a shorter answer."""
    share = 100 * seq // max(1, head.seq)
    return SearchBehindError(
        "The search index is being built.",
        worded(
            "It has read %(read)s of %(all)s entries (%(share)s %%).", read=seq, all=head.seq, share=share
        ),
        "Try again in a few minutes. Lists without words, documents and the wire itself are not affected.",
    )


@dataclass(frozen=True, slots=True)
class Question:
    """A tree made ready: as a query of the index, and the changed items of which it is true, newest first."""

    query: Query
    changed: tuple[Latest, ...]


async def question(db: Connection, on: Standing, said: Tree, asker: Asker | None, now: datetime) -> Question:
    """Make what is said ready to be asked, with the asker's contracts as part of it."""
    taken: frozenset[int] = frozenset()
    tree = said
    if asker is not None:
        tree = All((asker.may_find(now), said))
        entries = await hanging_entries(on, said, asker, now)
        taken = await taken_among(db, [*entries, *(item.seq for item in on.changed)], asker)
    return await asyncio.to_thread(ready, on, tree, taken) if on.changed else ready(on, tree, taken)


def ready(on: Standing, tree: Tree, taken: frozenset[int]) -> Question:
    """A tree made ready, of which the entries that the asker took are known. Slow where items changed: words are asked."""
    asked = Asked(on.view.schema, on.view.shapes, taken)
    true_of = tuple(item for item in on.changed if ask(tree, item.asked(took=item.seq in taken)).yes)
    return Question(on.without_changed(asked.query(tree)), true_of)


async def hanging_entries(on: Standing, said: Tree, asker: Asker, now: datetime) -> list[int]:
    """The entries of the index that the asker may find only if it took them."""
    hangs = All((asker.hangs(now), said))
    # Mostly there is no stop or notice outside of the contracts.
    return await asyncio.to_thread(_entries, on.view, hangs) if split(hangs, on.view.shapes) else []


def _entries(view: View, tree: Tree) -> list[int]:
    """The numbers of all entries of which a tree is true: of one that few are."""
    query = Asked(view.schema, view.shapes).query(tree)
    hits, total = page_of(view.searcher, query, FEW)
    if total > FEW:
        hits, _ = page_of(view.searcher, query, total)
    return [int(seq) for seq, _ in hits]


def page_of(
    searcher: tantivy.Searcher, query: Query, limit: int, offset: int = 0, *, by: str | None = names.SEQ
) -> tuple[list[tuple[float, tantivy.DocAddress]], int]:
    """A page of hits, newest first or, by nothing, those that match best, and the count of all."""
    if offset > FEW:  # so many would be held in memory, though there may be none
        total = searcher.search(query, limit=1).count or 0
        if offset >= total:
            return [], total
    found = searcher.search(query, limit=limit, order_by_field=by, offset=offset)
    return found.hits, found.count or 0


async def taken_among(db: Connection, seqs: list[int], asker: Asker) -> frozenset[int]:
    """Those of these entries whose item, or the item that they tell of, the asker ever took."""
    if not seqs:
        return frozenset()
    asked = {"seqs": seqs, "subscriber": asker.subscriber, "limit": len(seqs)}
    known = {found.number for found in await rows(db, TAKEN_AMONG, asked)}
    rest = {**asked, "seqs": [seq for seq in seqs if seq not in known]}
    ranged = await rows(db, RANGED_AMONG, rest)
    had = await took(db, asker.subscriber, [found.guid for found in ranged])
    return frozenset(known.union(found.number for found in ranged if found.guid in had))
