"""How the search index of this node is, for the doctor and for `newsflow search-index`."""

import asyncio
from dataclasses import dataclass

from newsflow.db.query import Connection
from newsflow.search.folder import IndexFolder
from newsflow.search.following import head_of
from newsflow.search.place import Parked
from newsflow.search.reader import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexHealth:
    """How far it is, of how many entries, with how many items in how many segments, and what it refused."""

    built: bool
    seq: int
    head: int
    items: int
    segments: int
    rebuilding: bool
    parked: tuple[Parked, ...]

    @property
    def share(self) -> int:
        """Hundredths of the wire that it has read."""
        return 100 if not self.head else 100 * self.seq // self.head


async def index_health(db: Connection, folder: IndexFolder) -> IndexHealth:
    """How it is now."""
    view = await asyncio.to_thread(Archive(folder).view)
    head = await head_of(db)
    rebuilding = folder.is_asked_to_rebuild()
    if view is None:
        return IndexHealth(
            built=False, seq=0, head=head.seq, items=0, segments=0, rebuilding=rebuilding, parked=()
        )
    return IndexHealth(
        built=True,
        seq=view.reached.seq,
        head=head.seq,
        items=view.searcher.num_docs - 1,
        segments=view.searcher.num_segments,
        rebuilding=rebuilding,
        parked=view.reached.parked,
    )
