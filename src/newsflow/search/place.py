"""What the index has read of the wire. It stands in the index itself, so that it goes with each commit or not at all."""

from dataclasses import dataclass, replace

import msgspec
import tantivy

from newsflow.domain.guid import Seq
from newsflow.search import schema as names
from newsflow.wire.read import Cursor

PARKED_LIMIT = 1000
"""Refused documents that are remembered; the newest stay."""


@dataclass(frozen=True, slots=True)
class Parked:
    """An item that the index could not take, by its latest entry, and why."""

    guid: str
    seq: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """The last entry read: of which wire, its epoch, number and digest; the last order to erase that was carried out."""

    wire: str
    epoch: int
    seq: int
    digest: str = ""
    """Of that entry, in hex; "" at the very beginning, and where an epoch begins past it."""
    erasures: int = 0
    parked: tuple[Parked, ...] = ()

    @property
    def cursor(self) -> Cursor:
        """It as a reader's place."""
        return Cursor(self.epoch, Seq(self.seq))

    def without(self, guids: frozenset[str], more: tuple[Parked, ...]) -> "Reached":
        """It once these items came again, of which `more` were refused."""
        kept = tuple(one for one in self.parked if one.guid not in guids)
        return replace(self, parked=(*kept, *more)[-PARKED_LIMIT:])


def reached_document(reached: Reached) -> tantivy.Document:
    """The one document that says it."""
    made = tantivy.Document()
    made.add_text(names.PLACE_OF, names.REACHED)
    made.add_bytes(names.REACHED, msgspec.json.encode(reached))
    return made


def read_reached(searcher: tantivy.Searcher, schema: tantivy.Schema) -> Reached | None:
    """What the index has read; None when nothing was ever committed."""
    query = tantivy.Query.term_query(schema, names.PLACE_OF, names.REACHED, "basic")
    hits = searcher.search(query, limit=1, count=False).hits
    if not hits:
        return None
    stored = searcher.doc(hits[0][1]).get_first(names.REACHED)
    return msgspec.json.decode(bytes(stored), type=Reached)  # pyright: ignore[reportArgumentType] - bytes were stored
