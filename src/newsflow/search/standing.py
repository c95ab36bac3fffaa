"""What a question is asked of: the index at its last commit, and what was released, stopped or erased since."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime

import tantivy
from tantivy import Occur, Query

from newsflow.db.query import Connection, rows
from newsflow.domain.errors import LostCursorError, NewsflowError
from newsflow.domain.guid import SubscriberId
from newsflow.matching.contract import Contract, listed
from newsflow.matching.predicate import ask
from newsflow.matching.tree import EVERYTHING, NOTHING, All, Not, Some, Taken, Tree
from newsflow.search import schema as names
from newsflow.search.asking import Asked
from newsflow.search.following import head_of, numbered
from newsflow.search.reader import Archive, View
from newsflow.search.rows import ERASED_AFTER, LATEST_AFTER, TAKEN_AMONG, Head, Latest
from newsflow.wire.read import check_cursor

GAP_LIMIT = 500
"""Items that came since the last commit and are asked one by one; more is an error."""


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
    view = await asyncio.to_thread(archive.view)  # before the head: what comes in between is then a change
    head = await head_of(db)
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
        f"It has read {seq} of {head.seq} entries ({share} %).",
        "Try again in a few minutes. Lists without words, documents and the wire itself are not affected.",
    )


@dataclass(frozen=True, slots=True)
class Question:
    """A tree made ready: as a query of the index, and the changed items of which it is true, newest first."""

    query: Query
    changed: tuple[Latest, ...]


async def question(db: Connection, on: Standing, tree: Tree, asker: Asker | None) -> Question:
    """Make a tree ready that stands as it is to be asked, contract and all."""
    taken: frozenset[int] = frozenset()
    if asker is not None:
        hanging = [item.seq for item in on.changed]
        hanging += await asyncio.to_thread(_hanging, on.view, tree)
        taken = await _taken(db, hanging, asker)

    def made() -> Question:
        asked = Asked(on.view.schema, on.view.shapes, taken)
        true_of = tuple(item for item in on.changed if ask(tree, item.asked(took=item.seq in taken)).yes)
        return Question(on.without_changed(asked.query(tree)), true_of)

    return await asyncio.to_thread(made)


def _hanging(view: View, tree: Tree) -> list[int]:
    """The entries that are found if their item was taken, and else not. `Taken` stands under no NOT of such a tree."""
    hanging = All((with_taken(tree, EVERYTHING), Not(with_taken(tree, NOTHING))))
    query = Asked(view.schema, view.shapes).query(hanging)
    found = view.searcher.search(query, limit=1).count or 0
    return [] if not found else numbers(view.searcher, query, found)


def numbers(searcher: tantivy.Searcher, query: Query, limit: int, offset: int = 0) -> list[int]:
    """The numbers of the entries that a query finds, newest first."""
    hits = searcher.search(query, limit=limit, count=False, order_by_field=names.SEQ, offset=offset).hits
    return [int(seq) for seq, _ in hits]


def with_taken(tree: Tree, taken: Tree) -> Tree:
    """The tree with something else in place of what the ledger says."""
    match tree:
        case Taken():
            return taken
        case All(parts):
            return replace(tree, parts=tuple(with_taken(part, taken) for part in parts))
        case Some(parts):
            return replace(tree, parts=tuple(with_taken(part, taken) for part in parts))
        case Not(part):
            return Not(with_taken(part, taken))
        case _:
            return tree


async def _taken(db: Connection, seqs: list[int], asker: Asker) -> frozenset[int]:
    """Those of these entries whose item, or the item that they tell of, the asker ever took."""
    if not seqs:
        return frozenset()
    asked = {"seqs": seqs, "subscriber": asker.subscriber, "limit": len(seqs)}
    return frozenset(found.number for found in await rows(db, TAKEN_AMONG, asked))
