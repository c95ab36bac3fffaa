"""The index as the web process reads it: opened once, looked at again before each question."""

import threading
from dataclasses import dataclass

import tantivy

from newsflow.domain.errors import NewsflowError
from newsflow.search import schema as names
from newsflow.search.folder import IndexFolder
from newsflow.search.place import Reached, read_reached
from newsflow.search.shapes import Shapes

NOWHERE = ("", 0, 0)


@dataclass(frozen=True, slots=True)
class View:
    """The index at one commit."""

    searcher: tantivy.Searcher
    schema: tantivy.Schema
    shapes: Shapes
    reached: Reached


class NoArchiveError(NewsflowError):
    """This node has no index."""

    status = 503
    slug = "no-archive"


class Archive:
    """A node's index, for any number of readers. Blocking: it belongs into a thread."""

    def __init__(self, folder: IndexFolder) -> None:
        """Nothing is opened before the first question."""
        self.folder = folder
        self._lock = threading.Lock()
        self._index: tantivy.Index | None = None
        self._seen = NOWHERE
        self._view: View | None = None

    def view(self) -> View | None:
        """The index at its last commit; None while there is none."""
        with self._lock:
            return self._looked()

    def at_hand(self) -> View | None:
        """The same without waiting, where nothing was committed since the last look; else None, and `view` has it.

        It opens nothing: two files are looked at, so that it need not go into a thread.
        """
        if not self._lock.acquire(blocking=False):
            return None
        try:
            return self._view if self._view is not None and self._stamp() == self._seen else None
        finally:
            self._lock.release()

    def _stamp(self) -> tuple[str, int, int]:
        """Which building is asked, and which commit of it: each commit puts a new file in the old one's place."""
        building = self.folder.serving()
        if building is None:
            return NOWHERE
        try:
            found = (building / "meta.json").stat()
        except FileNotFoundError:
            return NOWHERE
        return building.name, found.st_ino, found.st_mtime_ns

    def _looked(self) -> View | None:
        stamp = self._stamp()
        if stamp == NOWHERE:
            return None
        if stamp[0] != self._seen[0] or self._index is None:
            self._index = names.prepared(tantivy.Index.open(str(self.folder.path / stamp[0])))
            self._index.config_reader("manual")
            self._view = None
        if stamp != self._seen or self._view is None:
            self._index.reload()
            self._view = _view(self._index, self._view)
            self._seen = stamp
        return self._view


def there(archive: Archive | None) -> Archive:
    """The archive of a node that has one. Raises NoArchiveError."""
    if archive is None:
        raise NoArchiveError("There is no archive here.", "This node has no index.", "Ask another node.")
    return archive


def _view(index: tantivy.Index, before: View | None) -> View | None:
    searcher = index.searcher()
    reached = read_reached(searcher, index.schema)
    if reached is None:
        return None
    shapes = Shapes(
        dict(searcher.terms_with_prefix(names.SHAPE, "")), None if before is None else before.shapes
    )
    return View(searcher, index.schema, shapes, reached)
