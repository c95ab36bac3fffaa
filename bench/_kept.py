"""What a run of bench/search.py leaves for the next one, so that nothing is made twice."""

from __future__ import annotations

import shutil
from datetime import datetime  # noqa: TC003 - msgspec reads the class's types when it runs
from typing import TYPE_CHECKING, TypeVar

import msgspec

from newsflow.search.folder import IndexFolder

if TYPE_CHECKING:
    from pathlib import Path


class Wire(msgspec.Struct):
    """The dispatches on the wire, the bytes of their texts, and the moment of the newest."""

    items: int
    text_bytes: int
    until: datetime


class Peer(msgspec.Struct):
    """PostgreSQL's table: how quickly it was made, and its size."""

    per_s: float
    bytes: int


_Told = TypeVar("_Told", Wire, Peer)


class Kept:
    """The folder of a bench: of one run, or of many with as many dispatches."""

    def __init__(self, folder: Path, items: int) -> None:
        """Take what is there. A wire of another size is none that can be used."""
        self.folder = folder
        self._items = items
        self.wire = _read(folder / "wire.json", Wire)
        self.peer = _read(folder / "peer.json", Peer)
        if self.wire is not None and self.wire.items != items:
            raise SystemExit(f"{folder} has a wire of {self.wire.items} dispatches: give another folder.")

    def keep_wire(self, text_bytes: int, until: datetime) -> Wire:
        """The wire is made."""
        wire = Wire(self._items, text_bytes, until)
        (self.folder / "wire.json").write_bytes(msgspec.json.encode(wire))
        return wire

    def keep_peer(self, per_s: float, size: int) -> Peer:
        """PostgreSQL's table is made."""
        peer = Peer(per_s, size)
        (self.folder / "peer.json").write_bytes(msgspec.json.encode(peer))
        return peer

    def index(self) -> IndexFolder:
        """Where the index is built, with none there."""
        folder = self.folder / "search"
        shutil.rmtree(folder, ignore_errors=True)
        return IndexFolder(folder)


def _read(file: Path, kind: type[_Told]) -> _Told | None:
    return msgspec.json.decode(file.read_bytes(), type=kind) if file.exists() else None
