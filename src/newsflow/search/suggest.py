"""What somebody may be about to type: names, keywords and headline words of what they may find, by how many items have them."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from tantivy import Query

from newsflow.db.query import Connection, rows
from newsflow.domain.entry import STOPS
from newsflow.matching.analyser import names as name_terms
from newsflow.matching.contract import searchable
from newsflow.matching.predicate import met
from newsflow.matching.tree import All, Open, Tree
from newsflow.search import schema as names
from newsflow.search.asking import Asked
from newsflow.search.making import APART
from newsflow.search.reader import Archive
from newsflow.search.rows import ITEMS_NUMBERED
from newsflow.search.standing import Asker, Standing, standing

TYPED_LEAST = 2
"""Letters before anything is suggested."""
SUGGESTIONS = 10
LIKELY = 25
"""Of what the whole archive has oftenest, so many are looked at for the asker before all is counted for them."""
NEWEST = 4
"""Items with each of them that are looked at."""


async def suggest(
    db: Connection, archive: Archive, typed: str, asker: Asker | None, now: datetime
) -> tuple[str, ...]:
    """What begins with what was typed, in copy that the asker may have; case and accents do not matter.

    Raises SearchBehindError as `find` does.
    """
    begun = " ".join(name_terms(typed))
    if len(begun) < TYPED_LEAST:
        return ()
    on = await standing(db, archive)
    likely = await asyncio.to_thread(_likely, on, begun)
    if asker is None:
        return _shown([one.term for one in likely])
    may = All((Open(), searchable(asker.contracts, now)))
    seqs = sorted({seq for one in likely for seq in one.newest})
    items = await rows(db, ITEMS_NUMBERED, {"seqs": seqs, "limit": len(seqs)}) if seqs else []
    had = {item.seq for item in items if item.action not in STOPS and met(may, item.facts())}
    found = _shown([one.term for one in likely if not had.isdisjoint(one.newest)])
    if len(found) < SUGGESTIONS and len(likely) == LIKELY:
        return _shown(await asyncio.to_thread(_counted, on, begun, may))
    return found


@dataclass(frozen=True, slots=True)
class _Likely:
    """What may be suggested, and the newest entries that have it."""

    term: str
    newest: list[int]


def _likely(on: Standing, begun: str) -> list[_Likely]:
    """What the whole archive has oftenest.

    A contract lets through thousands of shapes, and to count under all of them takes ten times as long as a reader
    waits between two keys; mostly a few of the newest items say whether somebody has copy with a word.
    """
    searcher, schema = on.view.searcher, on.view.schema
    found: list[_Likely] = []
    for term, number in searcher.terms_with_prefix(names.SUGGESTED, begun, None, LIKELY):
        if number:
            said = Query.term_query(schema, names.SUGGESTED, term, "basic")
            hits = searcher.search(said, limit=NEWEST, count=False, order_by_field=names.SEQ).hits
            found.append(_Likely(term, [int(seq) for seq, _ in hits]))
    return found


def _counted(on: Standing, begun: str, may: Tree) -> list[str]:
    """What the asker's own items have oftenest, of all that begins so."""
    every = on.without_changed(Asked(on.view.schema, on.view.shapes).query(may))
    told = on.view.searcher.terms_with_prefix(names.SUGGESTED, begun, every, LIKELY)
    return [term for term, number in told if number]


def _shown(terms: list[str]) -> tuple[str, ...]:
    """The first few as they are written; of those that are typed alike, the first."""
    shown: dict[str, str] = {}
    for term in terms:
        typed, _, said = term.partition(APART)
        shown.setdefault(typed, said)
    return tuple(shown.values())[:SUGGESTIONS]
