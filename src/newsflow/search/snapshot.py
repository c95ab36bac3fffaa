"""An index in one file, for a new node: it goes on from there, and need not read the wire from its first entry."""

import hashlib
import io
import json
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import tantivy

from newsflow.domain.errors import BadInputError, ConflictError
from newsflow.search import schema as names
from newsflow.search.folder import IndexFolder
from newsflow.search.place import Reached, read_reached

META = "meta.json"
MANAGED = ".managed.json"
SUMS = "sums.json"
"""The SHA-256 of every other file."""
TRIES = 5
"""A merge may take files away while they are listed; then the next commit's are taken."""
_VERSION = f"newsflow-search-v{names.VERSION}"
"""The folder inside the file: which schema it is of."""


def save(folder: IndexFolder, file: Path) -> Reached:
    """Write the index as its last commit left it, while it may be written on; gives what it has read of the wire."""
    building = folder.serving()
    if building is None:
        raise ConflictError(
            "There is no index to save.", f"{folder.path} holds none of this version.", "A worker builds it."
        )
    with tempfile.TemporaryDirectory(dir=folder.path, prefix="saving-") as held:
        copied = Path(held)
        for _ in range(TRIES):
            try:
                _hold(building, copied)
                break
            except FileNotFoundError:
                for left in copied.iterdir():
                    left.unlink()
        else:
            raise ConflictError(
                "The index changed while it was saved.", str(building), "Save it again in a moment."
            )
        reached = _reached(copied)
        making = file.with_name(f".{file.name}.making")
        files = sorted(copied.iterdir())
        sums = {each.name: _digest(each) for each in files}
        (copied / SUMS).write_text(json.dumps(sums), encoding="ascii")
        with tarfile.open(making, "w") as tar:
            for each in (*files, copied / SUMS):
                tar.add(each, f"{_VERSION}/{each.name}")
        making.replace(file)
    return reached


def load(folder: IndexFolder, file: Path) -> Reached:
    """Have the index of a file asked on this node. Raises LockBusyError while a worker writes here, BadInputError for another file.

    The worker that starts then checks that it is of this wire, takes out what was erased since, and goes on.
    """
    with folder.lock():
        building = folder.begin()
        try:
            with tarfile.open(file) as tar:
                _unpack(tar, building)
            reached = _reached(building)
        except (OSError, tarfile.TarError, ValueError) as error:
            folder.sweep(*filter(None, [folder.serving()]))
            raise _unreadable(file, str(error)) from error
        folder.serve(building)
    return reached


def _unpack(tar: tarfile.TarFile, building: Path) -> None:
    """Its files, each of which must be there and be what it was. Raises ValueError."""
    sums: dict[str, str] = {}
    for member in tar.getmembers():
        where, _, name = member.name.partition("/")
        if where != _VERSION or not member.isfile() or not name or "/" in name:
            raise ValueError(f"it holds {member.name}")
        content = tar.extractfile(member)
        assert content is not None
        with (building / name).open("wb") as out:
            while chunk := content.read(io.DEFAULT_BUFFER_SIZE * 16):
                out.write(chunk)
        sums[name] = _digest(building / name)
    told = building / SUMS
    if not told.is_file():
        raise ValueError("it has no sums")
    if json.loads(told.read_bytes()) != {name: digest for name, digest in sums.items() if name != SUMS}:
        raise ValueError("it is damaged: files are missing, or are not what they were")
    told.unlink()


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _unreadable(file: Path, why: str) -> BadInputError:
    return BadInputError(
        "This is no index that can be used here.",
        f"{file}: {why}.",
        f"Give a file of `newsflow search-save` by a program of the same version ({_VERSION}).",
    )


def _hold(building: Path, copied: Path) -> None:
    """Hard links to the files of the last commit, which nobody changes."""
    meta = (building / META).read_bytes()
    told: dict[str, Any] = json.loads(meta)
    segments = tuple(str(each["segment_id"]).replace("-", "") for each in told["segments"])
    found = [path for path in building.iterdir() if path.name.startswith(segments)] if segments else []
    for path in found:
        (copied / path.name).hardlink_to(path)
    (copied / META).write_bytes(meta)
    (copied / MANAGED).write_text(json.dumps([META, *(path.name for path in found)]), encoding="utf-8")


def _reached(building: Path) -> Reached:
    index = names.prepared(tantivy.Index.open(str(building)))
    reached = read_reached(index.searcher(), index.schema)
    if reached is None:
        raise ValueError("it has read nothing")
    return reached
