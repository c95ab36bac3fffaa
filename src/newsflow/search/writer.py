"""The index's one writer."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import structlog
import tantivy

from newsflow.search import schema as names
from newsflow.search.making import REFUSED, Made, said_of
from newsflow.search.place import Parked, Reached, reached_document, read_reached

HEAP_BYTES = 256_000_000
"""What is held in memory at most before a segment is written; near the wire's head it never comes to that."""
THREADS = 1
"""Beside the one that makes documents: a node has two cores."""

log = structlog.stdlib.get_logger(__name__)


class Writer:
    """Writes one building of the index. Blocking: it belongs into a thread."""

    def __init__(self, building: Path, begin: Reached) -> None:
        """Go on where the building stands, or at `begin`. Raises ValueError (LockBusy) while another writer has it."""
        self.building = building
        self._index = names.prepared(tantivy.Index(names.schema(), str(building)))
        self._writer = self._index.writer(heap_size=HEAP_BYTES, num_threads=THREADS)
        self._begin = begin
        self._careful_until = -1
        self.reached = self._committed()

    def put(
        self, items: Sequence[Made], reached: Reached, *, commit: bool = True, again: bool = False
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

    def _put(self, item: Made, refused: list[Parked], *, again: bool) -> None:
        """Delete what there is of the item, and add it as it stands."""
        made = None
        if item.why:
            refused.append(Parked(item.guid, item.seq, item.why))
        else:
            try:
                made = _document(item)
            except REFUSED as error:
                refused.append(Parked(item.guid, item.seq, said_of(error)))
        if item.version > 1 or again:
            self._writer.delete_documents_by_term(names.GUID, item.guid)
        if made is not None:
            self._writer.add_document(made)

    def _mark(self, reached: Reached, items: Sequence[Made], refused: Sequence[Parked]) -> None:
        """With the next commit, have the wire read so far."""
        again = frozenset(item.guid for item in items)
        self.reached = replace(reached, parked=self.reached.parked).without(again, tuple(refused))
        self._writer.delete_documents_by_term(names.PLACE_OF, names.REACHED)
        self._writer.add_document(reached_document(self.reached))
        for one in refused:
            log.error("index_entry_parked", guid=one.guid, seq=one.seq, why=one.why)

    def _put_each(self, items: Sequence[Made], reached: Reached, *, again: bool) -> None:
        """One commit for each, so that whoever kills the writer is known and parked."""
        before = self.reached
        for item in items:
            refused: list[Parked] = []
            try:
                self._put(item, refused, again=again)
                self._writer.commit()
            except ValueError as error:
                self._writer.rollback()
                refused.append(Parked(item.guid, item.seq, said_of(error)))
            self._mark(before, [item], refused)
            self._writer.commit()
            before = self.reached
        self._mark(reached, [], [])
        self._writer.commit()


def _document(made: Made) -> tantivy.Document:
    found = tantivy.Document()
    add = found.add_text
    for field, text in made.texts:
        add(field, text)
    found.add_unsigned(names.SEQ, made.seq)
    for field, number in made.numbers:
        found.add_integer(field, number)
    return found
