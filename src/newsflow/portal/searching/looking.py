"""What an address asks of the archive, asked for its reader."""

from newsflow.db.query import Connection
from newsflow.domain.errors import BadInputError
from newsflow.domain.worded import worded
from newsflow.matching.tree import Tree
from newsflow.portal.reader import Reader
from newsflow.portal.visit import Visit
from newsflow.search.find import Found, Search, Sort, find
from newsflow.search.reader import there
from newsflow.search.standing import Asker


async def look(
    db: Connection,
    visit: Visit,
    reader: Reader,
    tree: Tree,
    *,
    sort: Sort,
    offset: int,
    limit: int,
    like: str = "",
    in_full: bool = False,
) -> Found:
    """A page of what the archive has for the reader; in full with counts and the passages.

    With `like`, an item's id, what says much the same, the most alike first. Raises SearchBehindError, and NotFoundError for `like`.
    """
    search = Search(
        tree=tree,
        asker=Asker(subscriber=reader.subscriber, contracts=reader.contracts),
        now=reader.now,
        zone=visit.portal.agency.zoneinfo,
        sort=sort,
        offset=offset,
        limit=limit,
        counted=in_full,
        marked=in_full and not like,
        like=like or None,
    )
    return await find(db, there(visit.portal.archive), search)


def sort_of(visit: Visit) -> Sort:
    """The order that the address asks for. Raises BadInputError."""
    said = visit.request.query_params.get("sort", "") or Sort.NEWEST
    if said not in set(Sort):
        raise BadInputError(
            "There is no such order.",
            f"“{said[:40]}”.",
            worded(
                "Choose “%(newest)s” or “%(best)s”.",
                newest=worded("Newest first"),
                best=worded("Best match first"),
            ),
        )
    return Sort(said)
