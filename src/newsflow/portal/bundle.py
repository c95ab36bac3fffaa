"""Several things as one zip file, whose size is known before its first byte: so that a browser shows how far it has come."""

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass

from starlette.responses import StreamingResponse

ALL_BYTES = 2_000_000_000
"""Files that come as one, at most; below what would need the larger form of a zip file."""
_HEAD, _AFTER, _ENTRY, _END = 30, 16, 46, 22
"""Bytes that a zip file needs beside names and content: before and after each part, for its entry, and at the end."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a zip: its name in plain letters, its bytes' number, and where they come from."""

    name: str
    size: int
    chunks: Callable[[], AsyncIterator[bytes]]


def held(name: str, body: bytes) -> Part:
    """A part that is in memory."""

    async def once() -> AsyncIterator[bytes]:
        yield body

    return Part(name, len(body), once)


def size_of(parts: Sequence[Part]) -> int:
    """How many bytes the zip file of these parts has, when they are stored as they are."""
    return _END + sum(_HEAD + _AFTER + _ENTRY + 2 * len(part.name) + part.size for part in parts)


def zipped(parts: Sequence[Part], name: str, headers: dict[str, str]) -> StreamingResponse:
    """The zip file, written while it goes out."""
    told = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Length": str(size_of(parts)),
        **headers,
    }
    return StreamingResponse(_written(parts), media_type="application/zip", headers=told)


class _Outlet(io.BytesIO):
    """What a zip file is written into without going back; its bytes are taken out again as they come."""

    def tell(self) -> int:
        """Never answers: whoever writes here counts for itself, and seeks nowhere."""
        raise OSError

    def take(self) -> bytes:
        """What was written since the last time."""
        held_back = self.getvalue()
        self.seek(0)
        self.truncate(0)
        return held_back


async def _written(parts: Sequence[Part]) -> AsyncIterator[bytes]:
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_STORED) as made:
        for part in parts:
            with made.open(part.name, "w") as into:
                async for chunk in part.chunks():
                    await asyncio.to_thread(into.write, chunk)
                    yield outlet.take()
    yield outlet.take()
