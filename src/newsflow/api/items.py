"""`GET /v1/items/<guid>`: an item as a program reads it, its versions, what changed between two, its files."""

import asyncio
import base64
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from newsflow.api.addresses import WireAddresses
from newsflow.api.frame import Frame, frame, not_before
from newsflow.api.known import Found, Visit, find, history, not_found, version_of
from newsflow.api.pages import formats_of
from newsflow.api.reply import Answer, Reply, json_reply, tagged
from newsflow.documents import Document, document_of
from newsflow.documents.choosing import Accepted
from newsflow.domain import word_diff
from newsflow.domain.clock import rfc3339
from newsflow.domain.content import Json
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import Entry
from newsflow.domain.errors import BadInputError, GoneError
from newsflow.domain.media import Rendition
from newsflow.media.file_names import file_name
from newsflow.media.serving import open_rendition
from newsflow.objects import ObjectStore, ObjectStoreError
from newsflow.subscribers.ledger import Take
from newsflow.web.files import Chunks, File, Wanted, is_held, streamed
from newsflow.wire.rows import Item


@dataclass(frozen=True, slots=True)
class Handover:
    """An answer, and what must be before its first byte goes: the file in the store, the takings in the ledger."""

    answer: Answer
    takings: tuple[Take, ...] = ()
    sha256: str | None = None


async def item(
    visit: Visit, guid: str, version: int | None, accepted: tuple[Accepted, ...] | None
) -> Handover:
    """The item, or one version of it: header, what may be done with it, document, files."""
    found = await find(visit, guid)
    entry, made = await _rendered(visit, found, version, accepted)
    assert entry.content is not None
    framed = frame(entry, found.item, found.reading, visit.now, (made.format, made.body))
    had = await visit.asking().had(visit.db, [found.item])
    files = visit.asking().files(found.item, entry.content, had)
    reply = item_reply(framed, found.item, files, visit.addresses)
    return Handover(reply, (visit.take(entry, found.item, "v1:items"),))


def item_reply(framed: Frame, item: Item, files: Sequence[Rendition], addresses: WireAddresses) -> Reply:
    """An entry as its own answer: what a page says of it, and codes and files of its item besides."""
    more: dict[str, Json] = {
        "type": item.type,
        "language": item.language,
        "story": item.story,
        "series": item.series,
        "files": [_file(addresses, item.guid, each) for each in files],
    }
    return tagged(Reply(body=framed.body[:-1] + b"," + msgspec.json.encode(more)[1:]))


async def document(
    visit: Visit, guid: str, version: int | None, accepted: tuple[Accepted, ...] | None
) -> Handover:
    """The document alone, as documents of its format link to it: its own bytes under its own media type."""
    found = await find(visit, guid)
    entry, made = await _rendered(visit, found, version, accepted)
    given = tagged(Reply(body=made.body, content_type=made.media_type))
    return Handover(given, (visit.take(entry, found.item, "v1:items"),))


async def _rendered(
    visit: Visit, found: Found, version: int | None, accepted: tuple[Accepted, ...] | None
) -> tuple[Entry, Document]:
    """The entry of the latest version or of that one, which was not erased, and its document."""
    entry = found.entry if version is None else await version_of(visit, found, version)
    if entry.content is None:
        raise GoneError(
            "The text was taken out by order.", f"{found.item.guid}.", "Remove it from your systems."
        )
    formats = accepted or await formats_of(visit.db, visit.account.subscriber)
    return entry, await document_of(visit.db, entry, found.item, visit.asking(), formats)


def _file(addresses: WireAddresses, guid: str, rendition: Rendition) -> dict[str, Json]:
    return {
        "name": rendition.name.value,
        "type": rendition.type,
        "bytes": rendition.bytes,
        "sha256": rendition.sha256,
        "width": rendition.width,
        "height": rendition.height,
        "duration_ms": rendition.duration_ms,
        "href": addresses.file(guid, rendition),
    }


async def versions(visit: Visit, guid: str) -> Handover:
    """The headers of all versions that the caller may have, newest first."""
    found = await find(visit, guid)
    return Handover(versions_reply(guid, await history(visit, found), visit.addresses))


def versions_reply(guid: str, entries: Sequence[Entry], addresses: WireAddresses) -> Reply:
    """The headers of these versions of an item."""
    return json_reply({"guid": guid, "versions": [_version(addresses, entry) for entry in entries]})


def _version(addresses: WireAddresses, entry: Entry) -> dict[str, Json]:
    header, hour = entry.header, not_before(entry.header)
    return {
        "version": header.version,
        "action": header.action.value,
        "seq": header.seq,
        "at": rfc3339(header.at),
        "digest": header.digest().hex(),
        "not_before": None if hour is None else rfc3339(hour),
        "correction": None if entry.content is None else entry.content.correction,
        "erased": entry.content is None,
        "href": f"{addresses.item(str(header.guid))}?version={header.version}",
    }


async def diff(visit: Visit, guid: str, old: int, new: int) -> Handover:
    """What changed between two versions, part by part and word by word."""
    found = await find(visit, guid)
    before, after = await version_of(visit, found, old), await version_of(visit, found, new)
    if before.content is None or after.content is None:
        raise GoneError("The text was taken out by order.", f"{guid}.", "Remove it from your systems.")
    takings = tuple(visit.take(entry, found.item, "v1:items:diff") for entry in (before, after))
    return Handover(await diff_reply(guid, (old, before.content), (new, after.content)), takings)


async def diff_reply(guid: str, old: tuple[int, Dispatch], new: tuple[int, Dispatch]) -> Reply:
    """What changed from one numbered version to another."""
    parts = await asyncio.to_thread(word_diff.diff, old[1], new[1])
    said: list[Json] = [
        {
            "part": part.field,
            "before": part.before,
            "after": part.after,
            "pieces": [{"change": piece.change.value, "text": piece.text} for piece in part.pieces],
        }
        for part in parts
    ]
    return json_reply({"guid": guid, "from": old[0], "to": new[0], "parts": said})


async def file(visit: Visit, guid: str, name: str, store: ObjectStore | None, wanted: Wanted) -> Handover:
    """One of the item's files, in ranges. Nothing is taken by a HEAD, nor by who has these bytes already."""
    found = await find(visit, guid)
    if found.stopped:
        raise GoneError(
            "The item may not be used.", f"{guid} was stopped.", "Remove its files from your systems."
        )
    rendition = await _rendition(visit, found, name)
    if store is None:
        raise ObjectStoreError("No files are served here.", guid, "Give this node an object store.")
    content = found.entry.content
    assert content is not None
    assert content.media is not None
    name = file_name(guid, rendition, content.media.file_name)
    sent = sent_as(rendition, name, lambda start, end: open_rendition(store, rendition.sha256, start, end))
    nothing = wanted.head or is_held(sent, wanted)
    takings = () if nothing else (visit.take(found.entry, found.item, f"v1:files:{rendition.name.value}"),)
    return Handover(streamed(sent, wanted), takings, rendition.sha256)


def sent_as(rendition: Rendition, name: str, chunks: Chunks) -> File:
    """A file to hand over under a name, with its digest in the head (RFC 9530)."""
    digest = base64.b64encode(bytes.fromhex(rendition.sha256)).decode()
    return File(
        sha256=rendition.sha256, size=rendition.bytes, content_type=rendition.type, name=name, chunks=chunks,
        more=(("Repr-Digest", f"sha-256=:{digest}:"),),
    )  # fmt: skip


async def _rendition(visit: Visit, found: Found, name: str) -> Rendition:
    """The file of that name, if the contract covers it. Raises BadInputError naming those that there are."""
    content = found.entry.content
    if content is None:
        raise GoneError("The item was taken out by order.", found.item.guid, "Remove it from your systems.")
    had = await visit.asking().had(visit.db, [found.item])
    files = visit.asking().files(found.item, content, had)
    chosen = next((each for each in files if each.name == name), None)
    if chosen is None:
        there = ", ".join(each.name.value for each in files)
        if not there:
            raise not_found(f"{found.item.guid} {name}")
        raise BadInputError("The item has no such file for you.", f"“{name[:40]}”.", f"There are {there}.")
    return chosen
