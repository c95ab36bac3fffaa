"""Bytes under their SHA-256, through one library for a local folder and for S3 (ADR-0018).

An object never changes: its key is its digest. Reads go in ranges of bounded size, each a request of its own, so that
a slow reader holds neither a connection nor the object in memory.
"""

import asyncio
import contextlib
import hashlib
import os
import re
import tempfile
from collections.abc import AsyncIterable, AsyncIterator, Generator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import obstore
from obstore.exceptions import BaseError as StoreError
from obstore.store import LocalStore, S3Store

from newsflow.domain.errors import BadInputError, NewsflowError, NotFoundError
from newsflow.objects.place import Place

if TYPE_CHECKING:
    from obstore.store import (
        ClientConfig,
        RetryConfig,
        S3Config,
    )  # types alone: the library has no such names when it runs

CHUNK_BYTES = 1_048_576
"""What one read brings into memory."""
PART_BYTES = 8_388_608
"""What one part of an upload holds; S3 wants 5 MiB or more."""
PARTS_AT_ONCE = 4
REQUEST_TIMEOUT = timedelta(seconds=60)
MAX_RETRIES = 4
RETRY_WITHIN = timedelta(seconds=20)
"""For how long the library tries by itself; after that whoever asked is told."""

PREFIX = "sha256"
"""What every key begins with: the digest's name."""

_DIGEST = re.compile(r"[0-9a-f]{64}")

Content = bytes | Path | AsyncIterable[bytes]


class ObjectStoreError(NewsflowError):
    """The store did not answer, or not as it should."""

    status = 503
    slug = "object-store"


@dataclass(frozen=True, slots=True)
class Stored:
    """What was stored: its SHA-256 in hex, and how many bytes."""

    sha256: str
    bytes: int


class ObjectStore:
    """One place of objects. Safe to share among tasks."""

    def __init__(self, backend: LocalStore | S3Store, *, folder: Path | None, scratch: Path) -> None:
        """Use `backend`; `folder` is its root where it is local."""
        self._backend = backend
        self._folder = folder
        self.scratch = scratch
        """A folder for files in the making; may be emptied when nothing runs."""

    async def put(self, content: Content, *, sha256: str | None = None) -> Stored:
        """Store the bytes under their digest; gives it. Whole or not at all, and once however often it is asked.

        Raises BadInputError when `sha256` is given and is not theirs; nothing is stored then.
        """
        if isinstance(content, bytes):
            stored = Stored(hashlib.sha256(content).hexdigest(), len(content))
            return await self._keep(content, stored, sha256)
        if isinstance(content, Path):
            return await self._keep(content, await asyncio.to_thread(_measured, content), sha256)
        with self._spool() as (path, descriptor):
            digest, length = hashlib.sha256(), 0
            async for part in content:
                digest.update(part)
                length += len(part)
                await asyncio.to_thread(_write, descriptor, part)
            return await self._keep(path, Stored(digest.hexdigest(), length), sha256)

    async def get(self, sha256: str) -> bytes:
        """All bytes of an object, their digest checked. For small ones; others go by `chunks` or `fetch`."""
        content = b"".join([part async for part in self.chunks(sha256)])
        _check(sha256, hashlib.sha256(content).hexdigest())
        return content

    async def chunks(self, sha256: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        """The bytes from `start` up to, not including, `end` (None: the end), CHUNK_BYTES at a time at most.

        Raises NotFoundError before the first byte, or between two chunks when the object was erased meanwhile.
        """
        size = await self.size(sha256)
        stop = size if end is None else min(end, size)
        place = start
        while place < stop:
            until = min(place + CHUNK_BYTES, stop)
            with _told(sha256):
                part = await obstore.get_range_async(self._backend, key_of(sha256), start=place, end=until)
            if len(part) != until - place:
                raise ObjectStoreError("An object is shorter than it was.", sha256, "Run `newsflow fsck`.")
            yield bytes(part)
            place = until

    async def fetch(self, sha256: str, to: Path) -> None:
        """Write an object to a new file, its digest checked."""
        digest = hashlib.sha256()
        descriptor = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            async for part in self.chunks(sha256):
                digest.update(part)
                await asyncio.to_thread(_write, descriptor, part)
        finally:
            os.close(descriptor)
        _check(sha256, digest.hexdigest())

    async def size(self, sha256: str) -> int:
        """How many bytes an object has. Raises NotFoundError."""
        with _told(sha256):
            return (await obstore.head_async(self._backend, key_of(sha256)))["size"]

    async def exists(self, sha256: str) -> bool:
        """Whether the store has these bytes."""
        try:
            await self.size(sha256)
        except NotFoundError:
            return False
        return True

    async def delete(self, sha256: str) -> bool:
        """Erase an object; gives whether it was there. Whoever orders it asks first who else uses these bytes."""
        if not await self.exists(sha256):
            return False
        with _told(sha256):
            await obstore.delete_async(self._backend, key_of(sha256))
        return True

    async def listed(self) -> AsyncIterator[Stored]:
        """Every object that the store has, in no order; what is still being written is left out."""
        with _told(PREFIX):
            async for batch in obstore.list(self._backend, PREFIX):
                for found in batch:
                    digest = found["path"].rpartition("/")[2]
                    if _DIGEST.fullmatch(digest):
                        yield Stored(digest, found["size"])

    async def _keep(self, content: bytes | Path, stored: Stored, wanted: str | None) -> Stored:
        if wanted is not None and wanted != stored.sha256:
            raise BadInputError(
                "These bytes are not the ones that were named.",
                f"Named {wanted}, got {stored.sha256}.",
                "Send the file again.",
            )
        if await self._size_or_none(stored.sha256) == stored.bytes:
            return stored
        with _told(stored.sha256):
            await obstore.put_async(
                self._backend,
                key_of(stored.sha256),
                content,
                chunk_size=PART_BYTES,
                max_concurrency=PARTS_AT_ONCE,
            )
        if await self._size_or_none(stored.sha256) != stored.bytes:
            raise ObjectStoreError(
                "The store did not keep an object whole.", stored.sha256, "Look at its disk, then try again."
            )
        if self._folder is not None:
            await asyncio.to_thread(_to_disk, self._folder / key_of(stored.sha256))
        return stored

    async def _size_or_none(self, sha256: str) -> int | None:
        try:
            return await self.size(sha256)
        except NotFoundError:
            return None

    @contextlib.contextmanager
    def _spool(self) -> Generator[tuple[Path, int]]:
        """A file that lasts as long as the block: its path and its descriptor."""
        descriptor, name = tempfile.mkstemp(prefix="spool-", dir=self.scratch)
        try:
            yield Path(name), descriptor
        finally:
            os.close(descriptor)
            Path(name).unlink(missing_ok=True)


def open_store(place: Place) -> ObjectStore:
    """The store at a place; a folder is made where it is missing. Raises SetupError for a place that cannot be."""
    scratch = place.scratch or Path(tempfile.gettempdir())
    scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
    place.check()
    bucket = place.bucket
    if bucket is not None:
        return ObjectStore(_bucket(place, bucket), folder=None, scratch=scratch)
    folder = place.folder
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return ObjectStore(LocalStore(folder), folder=folder, scratch=scratch)


def _bucket(place: Place, bucket: str) -> S3Store:
    config: S3Config = {
        "access_key_id": place.access_key or "",
        "secret_access_key": place.secret_key or "",
        "region": place.region or "us-east-1",
        "checksum_algorithm": "SHA256",
    }
    if place.endpoint:
        config["endpoint"] = place.endpoint
    allow_http = (place.endpoint or "").startswith("http://")
    client: ClientConfig = {"allow_http": allow_http, "timeout": REQUEST_TIMEOUT}
    retry: RetryConfig = {"max_retries": MAX_RETRIES, "retry_timeout": RETRY_WITHIN}
    return S3Store(bucket, prefix=place.prefix, config=config, client_options=client, retry_config=retry)


def key_of(sha256: str) -> str:
    """The key of an object. Raises NotFoundError for what is no digest: nothing can lie under it."""
    if not _DIGEST.fullmatch(sha256):
        raise NotFoundError("No such object.", "This is no SHA-256 in hex.", "Ask for one that was stored.")
    return f"{PREFIX}/{sha256[:2]}/{sha256[2:4]}/{sha256}"


@contextlib.contextmanager
def _told(sha256: str) -> Generator[None]:
    """The library's errors as ours."""
    try:
        yield
    except FileNotFoundError:
        raise NotFoundError("No such object.", sha256, "It was erased, or never stored.") from None
    except (StoreError, OSError) as error:
        raise ObjectStoreError(
            "The object store does not answer as it should.",
            f"{sha256}: {type(error).__name__}.",
            "See that it runs, and that its keys are right.",
        ) from error


def _check(wanted: str, found: str) -> None:
    if wanted != found:
        raise ObjectStoreError("An object is not what it was.", f"{wanted} reads as {found}.", "Restore it.")


def _measured(path: Path) -> Stored:
    with path.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
        return Stored(digest, opened.seek(0, os.SEEK_END))


def _write(descriptor: int, part: bytes) -> None:
    view = memoryview(part)
    while view:
        view = view[os.write(descriptor, view) :]


def _to_disk(path: Path) -> None:
    """The file and its name outlive a power cut; the library only renames."""
    for each in (path, path.parent):
        descriptor = os.open(each, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
