"""Handing over: an item in a format, one of its files, or all of them as one. The ledger is written before the first byte."""

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator
from dataclasses import replace

from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from newsflow.db.pool import reading, transaction
from newsflow.documents.choosing import Accepted
from newsflow.documents.document import document
from newsflow.domain.errors import BadInputError, NotFoundError
from newsflow.domain.media import Rendition, RenditionName
from newsflow.formats.names import Format
from newsflow.formats.sheet import Relation
from newsflow.formats.writers import WRITERS
from newsflow.media.serving import open_rendition
from newsflow.objects import ObjectStore, ObjectStoreError
from newsflow.portal.opened import Opened, asking_of, opened, taken
from newsflow.portal.reader import reader_of
from newsflow.portal.visit import Portal, Visit, own, signed_in

PREVIEWS = frozenset({RenditionName.THUMB, RenditionName.POSTER})
"""Files that are looked at before one takes anything: in the ledger, and free of the quota."""
ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/svg+xml": "svg", "video/mp4": "mp4",
           "application/pdf": "pdf", "text/vtt": "vtt", "text/plain": "txt", "text/csv": "csv"}  # fmt: skip
INLINE = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
"""Types that a page shows; everything else is saved, never opened in our name."""
ALL_BYTES = 2_000_000_000
"""Files that come as one, at most."""
_PRIVATE = {"Cache-Control": "private, no-store", "Content-Security-Policy": "default-src 'none'; sandbox"}


async def in_format(visit: Visit) -> Response:
    """The item's document in the format that the address names."""
    name = str(visit.request.path_params["format"])
    if name not in set(Format) or Format(name) not in WRITERS:
        known = ", ".join(form.value for form in WRITERS)
        raise NotFoundError("No such format.", f"“{name[:40]}”.", f"There are {known}.")
    form = Format(name)
    async with transaction(visit.portal.pool) as db:
        reader = await reader_of(db, visit)
        found = await opened(db, visit, visit.request.path_params["guid"])
        given = await document(db, found.item.guid, asking_of(visit, reader, form), [Accepted(form)])
    await taken(visit, reader, [replace(found.take(visit, form.value), version=given.header.version)])
    kind = "inline" if visit.request.query_params.get("copy") and form is Format.TEXT else "attachment"
    headers = {
        "Content-Disposition": f'{kind}; filename="{given.file_name}"',
        "ETag": f'"{given.etag}"',
        **_PRIVATE,
    }
    return Response(given.body, media_type=given.media_type, headers=headers)


async def one_file(visit: Visit) -> Response:
    """One of the item's files, as far as the contract covers it."""
    name = str(visit.request.path_params["name"])
    async with reading(visit.portal.pool) as db:
        found = await opened(db, visit, visit.request.path_params["guid"])
    file = next((one for one in found.files if one.name == name), None)
    if file is None:
        names = ", ".join(one.name.value for one in found.files) or "none"
        raise NotFoundError("There is no such file for you.", f"“{name[:40]}”.", f"You may have: {names}.")
    store = store_of(visit)
    await store.size(file.sha256)
    await taken(visit, found.reader, [found.take(visit, file.name.value, counts=file.name not in PREVIEWS)])
    kind = "inline" if file.type in INLINE and file.name in {*PREVIEWS, RenditionName.WEB} else "attachment"
    headers = {
        "Content-Disposition": f'{kind}; filename="{file_name(found.item.guid, file)}"',
        "Content-Length": str(file.bytes),
        "ETag": f'"{file.sha256}"',
        **_PRIVATE,
    }
    return StreamingResponse(open_rendition(store, file.sha256), media_type=file.type, headers=headers)


async def all_files(visit: Visit) -> Response:
    """The item's files, of a series each member's, in one zip file that is written while it goes out."""
    async with reading(visit.portal.pool) as db:
        found = await opened(db, visit, visit.request.path_params["guid"])
        members = [await opened(db, visit, link.guid) for link in found.links.of(Relation.MEMBER)]
    given = [(one, file) for one in (found, *members) for file in one.files if file.name not in PREVIEWS]
    if not given:
        raise NotFoundError(
            "There are no files for you.", f"{found.item.guid}.", "See what the contract covers."
        )
    if sum(file.bytes for _, file in given) > ALL_BYTES:
        raise BadInputError(
            "These are too many files for one.", f"{len(given)} files.", "Take them one by one."
        )
    store = store_of(visit)
    for _, file in given:
        await store.size(file.sha256)
    await taken(visit, found.reader, [one.take(visit, file.name.value) for one, file in given])
    name = f"{found.item.guid.replace(':', '_')}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', **_PRIVATE}
    return StreamingResponse(_zipped(store, given), media_type="application/zip", headers=headers)


class _Outlet(io.BytesIO):
    """What a zip file is written into without going back; its bytes are taken out again as they come."""

    def tell(self) -> int:
        """Never answers: whoever writes here counts for itself, and seeks nowhere."""
        raise OSError

    def take(self) -> bytes:
        """What was written since the last time."""
        held = self.getvalue()
        self.seek(0)
        self.truncate(0)
        return held


async def _zipped(store: ObjectStore, given: "list[tuple[Opened, Rendition]]") -> AsyncIterator[bytes]:
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_STORED) as made:
        for one, file in given:
            with made.open(file_name(one.item.guid, file), "w", force_zip64=file.bytes > 2**31) as part:
                async for chunk in open_rendition(store, file.sha256):
                    await asyncio.to_thread(part.write, chunk)
                    yield outlet.take()
    yield outlet.take()


def store_of(visit: Visit) -> ObjectStore:
    """Where files lie. Raises ObjectStoreError for a node without a store."""
    if visit.portal.store is None:
        raise ObjectStoreError("No files are served here.", "", "Give this node an object store.")
    return visit.portal.store


def file_name(guid: str, file: Rendition) -> str:
    """A file's name, in plain letters: the item's id and the rendition."""
    return f"{guid.replace(':', '_')}_{file.name.value}.{ENDINGS.get(file.type, 'bin')}"


def routes(portal: Portal) -> list[Route]:
    """Where things are handed over."""
    return [
        Route("/items/{guid}/as/{format}", signed_in(portal, in_format, of=own), methods=["GET"]),
        Route("/items/{guid}/files/{name}", signed_in(portal, one_file, of=own), methods=["GET"]),
        Route("/items/{guid}/all.zip", signed_in(portal, all_files, of=own), methods=["GET"]),
    ]
