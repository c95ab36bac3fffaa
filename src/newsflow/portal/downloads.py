"""Handing over: an item in a format, one of its files, or all of them as one. The ledger is written before the first byte."""

from dataclasses import replace
from functools import partial

from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from newsflow.db.pool import reading, transaction
from newsflow.documents.choosing import Accepted
from newsflow.documents.document import document
from newsflow.domain.errors import BadInputError, NotFoundError
from newsflow.domain.media import Rendition, RenditionName
from newsflow.domain.worded import worded
from newsflow.formats.names import Format
from newsflow.formats.plain import copied
from newsflow.formats.sheet import Relation
from newsflow.formats.writers import WRITERS
from newsflow.media.serving import open_rendition
from newsflow.objects import ObjectStore, ObjectStoreError
from newsflow.portal.bundle import ALL_BYTES, Part, held, zipped
from newsflow.portal.item_formats import applies
from newsflow.portal.opened import PREVIEWS, asking_of, opened, taken
from newsflow.portal.reader import reader_of
from newsflow.portal.saved import saved_guids
from newsflow.portal.visit import Portal, Visit, own, signed_in
from newsflow.subscribers.ledger import Take
from newsflow.web.files import File, streamed, wanted

ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/svg+xml": "svg", "video/mp4": "mp4",
           "application/pdf": "pdf", "text/vtt": "vtt", "text/plain": "txt", "text/csv": "csv"}  # fmt: skip
INLINE = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
"""Types that a page shows; everything else is saved, never opened in our name."""
_PRIVATE = {"Cache-Control": "private, no-store", "Content-Security-Policy": "default-src 'none'; sandbox"}


async def in_format(visit: Visit) -> Response:
    """The item's document in the format that the address names."""
    form = _format(str(visit.request.path_params["format"]))
    async with transaction(visit.portal.pool) as db:
        reader = await reader_of(db, visit)
        found = await opened(db, visit, visit.request.path_params["guid"])
        given = await document(db, found.item.guid, asking_of(visit, reader), [Accepted(form)])
    await taken(visit, reader, [replace(found.take(visit, form.value), version=given.header.version)])
    if visit.request.query_params.get("copy") and form is Format.TEXT and found.content is not None:
        embargo = found.content.embargo if found.item.embargoed else None
        text = copied(found.content, visit.portal.agency, embargo)
        return Response(text, media_type=given.media_type, headers=_PRIVATE)
    headers = {
        "Content-Disposition": f'attachment; filename="{given.file_name}"',
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
        names = ", ".join(one.name.value for one in found.files) or "–"
        raise NotFoundError(
            "There is no such file for you.", f"“{name[:40]}”.", worded("You may have: %(list)s.", list=names)
        )
    store = store_of(visit)
    await store.size(file.sha256)
    sent = streamed(_file(store, found.item.guid, file), wanted(visit.request.scope))
    await taken(visit, found.reader, [found.take(visit, file.name.value, counts=file.name not in PREVIEWS)])
    kind = "inline" if file.type in INLINE and file.name in {*PREVIEWS, RenditionName.WEB} else "attachment"
    headers = {
        **dict(sent.headers),
        "Content-Disposition": f'{kind}; filename="{file_name(found.item.guid, file)}"',
        **_PRIVATE,
    }
    if sent.chunks is None:
        return Response(status_code=sent.status, headers=headers)
    return StreamingResponse(sent.chunks(), status_code=sent.status, headers=headers)


def _file(store: ObjectStore, guid: str, file: Rendition) -> File:
    return File(
        sha256=file.sha256,
        size=file.bytes,
        content_type=file.type,
        name=file_name(guid, file),
        chunks=lambda start, end: open_rendition(store, file.sha256, start, end),
    )


async def all_files(visit: Visit) -> Response:
    """The item's files, of a series each member's, or those named by `?file=`, in one zip."""
    chosen = frozenset(visit.request.query_params.getlist("file"))
    async with reading(visit.portal.pool) as db:
        found = await opened(db, visit, visit.request.path_params["guid"])
        members = [await opened(db, visit, link.guid) for link in found.links.of(Relation.MEMBER)]
    given = [
        (one, file)
        for one in (found, *members)
        for file in one.files
        if file.name not in PREVIEWS and (not chosen or file.name.value in chosen)
    ]
    if not given:
        raise NotFoundError(
            "There are no files for you.", f"{found.item.guid}.", "See what the contract covers."
        )
    if sum(file.bytes for _, file in given) > ALL_BYTES:
        raise BadInputError(
            "These are too many files for one.",
            worded("%(count)s files.", count=len(given)),
            "Take them one by one.",
        )
    store = store_of(visit)
    for _, file in given:
        await store.size(file.sha256)
    await taken(visit, found.reader, [one.take(visit, file.name.value) for one, file in given])
    parts = [
        Part(file_name(one.item.guid, file), file.bytes, partial(open_rendition, store, file.sha256))
        for one, file in given
    ]
    return zipped(parts, f"{found.item.guid.replace(':', '_')}.zip", _PRIVATE)


async def saved_in_format(visit: Visit) -> Response:
    """The reader's saved items in a format, in one zip; a list in it names what could not come, and why."""
    form = _format(visit.request.query_params.get("as", ""))
    parts: list[Part] = []
    takings = list[Take]()
    left_out: list[str] = []
    async with transaction(visit.portal.pool) as db:
        reader = await reader_of(db, visit)
        for guid in await saved_guids(db, visit):
            try:
                found = await opened(db, visit, guid)
            except NotFoundError:
                left_out.append(f"{guid}: not on your wire")
                continue
            if found.content is None:
                left_out.append(f"{guid}: {'stopped' if found.stopped else 'no copy'}")
                continue
            if not applies(form, found.content):
                left_out.append(f"{guid}: not in {form.value}")
                continue
            given = await document(db, guid, asking_of(visit, reader), [Accepted(form)])
            parts.append(held(given.file_name, given.body))
            takings.append(replace(found.take(visit, form.value), version=given.header.version))
    if not parts:
        raise NotFoundError(
            "There is nothing to take.",
            worded("%(count)s left out.", count=len(left_out)),
            "Save an item first.",
        )
    await taken(visit, reader, takings)
    if left_out:
        parts.append(held("left-out.txt", "\n".join([*left_out, ""]).encode()))
    return zipped(parts, "saved.zip", _PRIVATE)


def _format(name: str) -> Format:
    """The format of that name. Raises NotFoundError."""
    if name not in set(Format) or Format(name) not in WRITERS:
        known = ", ".join(form.value for form in WRITERS)
        raise NotFoundError("No such format.", f"“{name[:40]}”.", worded("There are %(list)s.", list=known))
    return Format(name)


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
        Route("/saved.zip", signed_in(portal, saved_in_format, of=own), methods=["GET"]),
    ]
