"""A part of the wire by any question: by the wire itself where codes and days are asked for, by the archive where words are."""

from datetime import timedelta

from newsflow.db.query import Connection
from newsflow.matching.sql import where
from newsflow.matching.tree import All, AnyOf, Before, Field, Tree
from newsflow.portal.filters import MEMBERS, TYPES
from newsflow.portal.reader import ENDLESS, Known, Reader, Slice, cut, saying
from newsflow.portal.visit import Visit
from newsflow.search.find import Search, find
from newsflow.search.reader import there
from newsflow.search.standing import Asker
from newsflow.wire.read import numbered

SECRET_MOST = 200
"""Items under embargo that are asked for words one by one: the archive does not have them."""
_ON_WIRE = AnyOf(Field.TYPE, frozenset(TYPES))
_IN_SERIES = AnyOf(Field.TYPE, frozenset(MEMBERS))
_A_MOMENT = timedelta(microseconds=1)


async def slice_of(
    db: Connection,
    visit: Visit,
    reader: Reader,
    tree: Tree,
    *,
    before: int,
    limit: int,
    members: bool = False,
) -> Slice:
    """What the tree is true of before a number, newest first. Raises SearchBehindError where words are asked for.

    With `members` it is the members of series, by themselves; without, what stands on the wire.
    """
    of_kind = All((tree, _IN_SERIES if members else _ON_WIRE))
    if where(tree).exact:
        return await reader.slice(
            db, of_kind if members else tree, before=before, limit=limit, members=members
        )
    found = [
        *await _in_archive(db, visit, reader, of_kind, before=before, limit=limit),
        *await _under_embargo(db, reader, of_kind, before=before, members=members),
    ]
    return cut(sorted(found, key=lambda one: one.item.seq, reverse=True), limit)


async def _in_archive(
    db: Connection, visit: Visit, reader: Reader, tree: Tree, *, before: int, limit: int
) -> list[Known]:
    parts: list[Tree] = [tree]
    if before != ENDLESS:
        # The archive knows moments and no numbers; entries of the same moment are told apart below.
        parts += [Before(entry.header.at + _A_MOMENT) for entry in await numbered(db, [before])]
    found: list[Known] = []
    offset = 0
    while len(found) <= limit:
        page = await find(
            db,
            there(visit.portal.archive),
            Search(
                tree=All(tuple(parts)),
                asker=Asker(subscriber=reader.subscriber, contracts=reader.contracts),
                now=reader.now,
                zone=visit.portal.agency.zoneinfo,
                offset=offset,
                limit=limit + 1,
            ),
        )
        found += [
            Known(hit.item, hit.ruling.verdict, reader.has_contract)
            for hit in page.hits
            if hit.item.seq < before
        ]
        offset += limit + 1
        if offset >= page.total:
            break
    return found


async def _under_embargo(
    db: Connection, reader: Reader, tree: Tree, *, before: int, members: bool
) -> list[Known]:
    if not any(contract.covers.advance_copy and contract.runs(reader.now) for contract in reader.contracts):
        return []
    known = await reader.secret(db, before=before, limit=SECRET_MOST, members=members)
    said = await saying(db, tree, known)
    return [one for one in known if one.item.seq in said]
