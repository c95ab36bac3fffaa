"""Where a node's index lies: one folder for each building of it, and a file that says which one is asked."""

import fcntl
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from newsflow.domain.errors import ConflictError
from newsflow.search.schema import VERSION

SERVING = "serving"
REBUILD = "rebuild"
LOCK = "lock"


class LockBusyError(ConflictError):
    """Another process writes this index."""

    slug = "search-lock-busy"


@dataclass(frozen=True, slots=True)
class IndexFolder:
    """The folder of a node's index."""

    path: Path

    def serving(self) -> Path | None:
        """The building that is asked; None where there is none of this program's version."""
        try:
            name = (self.path / SERVING).read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None
        found = self.path / name
        return found if name.startswith(f"v{VERSION}-") and found.is_dir() else None

    def serve(self, building: Path) -> None:
        """Have that building asked from now on, and sweep the others away."""
        making = self.path / f"{SERVING}.making"
        making.write_text(building.name, encoding="ascii")
        making.replace(self.path / SERVING)
        self.sweep(building)

    def sweep(self, *kept: Path) -> None:
        """Remove every other building. Whoever has one open reads it to the end."""
        for other in self.path.glob("v*-*"):
            if other not in kept:
                shutil.rmtree(other, ignore_errors=True)

    def begin(self) -> Path:
        """A new building's folder."""
        numbers = [int(other.name.rpartition("-")[2]) for other in self.path.glob("v*-*")]
        made = self.path / f"v{VERSION}-{max(numbers, default=0) + 1}"
        self._make()
        made.mkdir()
        return made

    def _make(self) -> None:
        """Closed to others: words of what is sold stand in it."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)

    def ask_to_rebuild(self) -> None:
        """Have the writer build it anew beside the one that is asked."""
        self._make()
        (self.path / REBUILD).touch()

    def is_asked_to_rebuild(self) -> bool:
        """Whether it is to be built anew."""
        return (self.path / REBUILD).exists()

    def asked_at(self) -> int:
        """When it was asked for last, 0 where it is not: the same number is the same asking."""
        try:
            return (self.path / REBUILD).stat().st_mtime_ns
        except FileNotFoundError:
            return 0

    def rebuilt(self) -> None:
        """It was."""
        (self.path / REBUILD).unlink(missing_ok=True)

    def lock(self) -> IO[str]:
        """Hold the folder for writing until the file is closed. Raises LockBusyError when another process does."""
        self._make()
        file = (self.path / LOCK).open("a+", encoding="ascii")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "another"
            file.close()
            raise LockBusyError(
                "The index is being written (LockBusy).",
                f"Process {holder} has {self.path}.",
                "One worker writes a node's index; nothing needs doing.",
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        return file
