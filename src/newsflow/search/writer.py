"""The index's one writer."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import structlog
import tantivy

from newsflow.domain.errors import NewsflowError
from newsflow.search import schema as names
from newsflow.search.making import document
from newsflow.search.place import Parked, Reached, reached_document, read_reached
from newsflow.search.rows import Latest

HEAP_BYTES = 96_000_000
"""What is held in memory before a segment is written."""
THREADS = 1
"""Beside the one that makes documents: a node has two cores."""
WHY_LIMIT = 300

Make = Callable[[Latest], tantivy.Document]

_REFUSED = (ValueError, TypeError, OverflowError, KeyError, NewsflowError)
"""What making and adding a document raises: a value out of bounds, content that cannot be read, a field's wrong type."""

log = structlog.stdlib.get_logger(__name__)


class Writer:
    """Writes one building of the index. Blocking: it belongs into a thread."""

    def __init__(self, building: Path, begin: Reached, make: Make = document) -> None:
        """Go on where the building stands, or at `begin`. Raises ValueError (LockBusy) while another writer has it."""
        self.building = building
        self._index = names.prepared(tantivy.Index(names.schema(), str(building)))
        self._make = make
        self._writer = self._index.writer(heap_size=HEAP_BYTES, num_threads=THREADS)
        self._begin = begin
        self._careful_until = -1
        self.reached = self._committed()

    def put(
        self, items: Sequence[Latest], reached: Reached, *, commit: bool = True, again: bool = False
    ) -> None:
        """Take these items in, in place of what there was of them, and with them that the wire is read so far.

        One that is refused is parked, and the others go on. Where one kills the writer, it stands at its last commit
        again (`reached` says where), and takes what comes then one by one. `again`: the same versions once more.
        """
        if reached.seq <= self._careful_until:
            self._put_each(items, reached, again=again)
            return
        refused: list[Parked] = []
        try:
            for item in items:
                self._put(item, refused, again=again)
            self._mark(reached, items, refused)
            if commit:
                self._writer.commit()
        except ValueError as error:
            log.exception("index_writer_killed", entries=len(items), exc_info=error)
            self._writer.rollback()
            self._careful_until = reached.seq
            self.reached = self._committed()

    def close(self) -> None:
        """Commit nothing more; merges that run are let finish."""
        with suppress(ValueError):
            self._writer.wait_merging_threads()

    def _committed(self) -> Reached:
        self._index.reload()
        return read_reached(self._index.searcher(), self._index.schema) or self._begin

    def _put(self, item: Latest, refused: list[Parked], *, again: bool) -> None:
        """Delete what there is of the item, and add it as it stands."""
        made = None
        try:
            made = self._make(item)
        except _REFUSED as error:
            refused.append(_parked(item, error))
        if item.version > 1 or again:
            self._writer.delete_documents_by_term(names.GUID, item.guid)
        if made is not None:
            self._writer.add_document(made)

    def _mark(self, reached: Reached, items: Sequence[Latest], refused: Sequence[Parked]) -> None:
        """With the next commit, have the wire read so far."""
        again = frozenset(item.guid for item in items)
        self.reached = replace(reached, parked=self.reached.parked).without(again, tuple(refused))
        self._writer.delete_documents_by_term(names.PLACE_OF, names.REACHED)
        self._writer.add_document(reached_document(self.reached))
        for one in refused:
            log.error("index_entry_parked", guid=one.guid, seq=one.seq, why=one.why)

    def _put_each(self, items: Sequence[Latest], reached: Reached, *, again: bool) -> None:
        """One commit for each, so that whoever kills the writer is known and parked."""
        before = self.reached
        for item in items:
            refused: list[Parked] = []
            try:
                self._put(item, refused, again=again)
                self._writer.commit()
            except ValueError as error:
                self._writer.rollback()
                refused.append(_parked(item, error))
            self._mark(before, [item], refused)
            self._writer.commit()
            before = self.reached
        self._mark(reached, [], [])
        self._writer.commit()


def _parked(item: Latest, error: Exception) -> Parked:
    said = str(error) if isinstance(error, NewsflowError) else f"{type(error).__name__}: {error}"
    return Parked(item.guid, item.seq, said[:WHY_LIMIT])
