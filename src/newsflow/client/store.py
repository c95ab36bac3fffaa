"""Where a cursor is kept between runs."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from newsflow.client.cursor import Cursor
from newsflow.client.errors import StoreError, UnreadableError


class CursorStore(Protocol):
    """Keeps one cursor. A program that commits it together with its work handles each entry exactly once."""

    def load(self) -> Cursor | None:
        """The cursor that was kept last; None before the first."""
        ...

    def save(self, cursor: Cursor) -> None:
        """Return when the cursor would outlive a power cut."""
        ...


@dataclass(frozen=True, slots=True)
class FileStore:
    """A cursor in a file of its own, replaced whole: whenever the machine stops, the old or the new one is there."""

    path: Path

    def load(self) -> Cursor | None:
        """The cursor in the file; None where there is no file. Raises StoreError for a file of something else.

        An empty or damaged file is an error and no fresh start: that would silently bring everything again.
        """
        try:
            return Cursor.read(self.path.read_text("utf-8"))
        except FileNotFoundError:
            return None
        except (UnreadableError, UnicodeDecodeError) as error:
            message = (
                f"{self.path} holds no cursor. Write one into it (<epoch>.<seq>), or remove it to begin anew."
            )
            raise StoreError(message) from error

    def save(self, cursor: Cursor) -> None:
        """Write the cursor beside the file, to the disk, and then into its place."""
        folder = self.path.parent
        handle, beside = tempfile.mkstemp(prefix=f".{self.path.name}.", dir=folder)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(f"{cursor}\n")
                file.flush()
                os.fsync(file.fileno())
            Path(beside).replace(self.path)
        finally:
            Path(beside).unlink(missing_ok=True)  # it is there only where it did not get into its place
        _to_disk(folder)


def _to_disk(folder: Path) -> None:
    """See to it that the folder knows the file's new place; Windows neither needs nor lets one."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
