"""What a backup holds, written last: a folder without a manifest is no backup."""

import hashlib
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from newsflow.domain.errors import SetupError

FORMAT = 1
NAME = "manifest.json"
CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class File:
    """One file of the backup: its path within it, its size and its SHA-256."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """When a backup was taken, of which wire, how far it goes, and every file of it."""

    format: int
    taken_at: datetime
    """Before the snapshot: no number that is not in the backup was given earlier."""
    program: str
    wire: str
    epoch: int
    seq: int
    number: int
    """The last item number given."""
    files: tuple[File, ...]


def digest_of_file(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            found.update(chunk)
    return found.hexdigest()


def files_of(folder: Path) -> tuple[File, ...]:
    """Every file under `folder` but the manifest, sorted by path, each brought to the disk."""
    found: list[File] = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path != folder / NAME:
            sync(path)
            found.append(File(path.relative_to(folder).as_posix(), path.stat().st_size, digest_of_file(path)))
    return tuple(found)


def write(folder: Path, manifest: Manifest) -> None:
    """Write the manifest at once or not at all: from then on `folder` is a backup."""
    making = folder / f".{NAME}.making"
    making.write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n")
    sync(making)
    making.rename(folder / NAME)
    sync(folder)


def read(folder: Path) -> Manifest:
    """The manifest of a backup whose every file is there, unchanged; SetupError says what is not."""
    try:
        manifest = msgspec.json.decode((folder / NAME).read_bytes(), type=Manifest)
    except FileNotFoundError:
        raise SetupError(
            "This is no backup.", f"{folder} has no {NAME}.", "Name the folder that `newsflow backup` wrote."
        ) from None
    except msgspec.DecodeError as error:
        raise SetupError(
            "The backup's manifest cannot be read.", str(error), "Take another backup."
        ) from None
    if manifest.format != FORMAT:
        raise SetupError(
            "The backup is of a format that is not known here.",
            f"Format {manifest.format}; this program knows {FORMAT}.",
            "Run the version of Newsflow that wrote it, or a later one.",
        )
    for file in manifest.files:
        path = folder / file.path
        if not path.is_file() or path.stat().st_size != file.size or digest_of_file(path) != file.sha256:
            raise SetupError(
                "The backup is damaged.",
                f"{file.path} is missing, or is not what the manifest says.",
                "Take another backup; nothing was restored.",
            )
    return manifest


def sync(path: Path) -> None:
    """Bring a file or a folder to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def must_be_empty(folder: Path, what_now: str) -> None:
    """Return when `folder` is not there yet or holds nothing; SetupError otherwise."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SetupError("The folder is not empty.", f"{folder} holds something already.", what_now)
