"""The door: a file is looked at before it is kept. What it does not let in is not stored."""

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncGenerator
from pathlib import Path, PurePath

from newsflow.domain.codes import ItemType
from newsflow.domain.item_words import KIND_WORDS
from newsflow.domain.media import Rendition, RenditionName
from newsflow.domain.worded import worded
from newsflow.media import sniff
from newsflow.media.limits import MAX_BYTES, MAX_COMPANION_TEXT_BYTES
from newsflow.media.refusal import RefusedFileError
from newsflow.media.subtitles import check_subtitles
from newsflow.media.whole import check_whole
from newsflow.objects import ObjectStore
from newsflow.objects.store import Content

_TEXTS = {
    RenditionName.SUBTITLES: frozenset({sniff.VTT}),
    RenditionName.TRANSCRIPT: frozenset({sniff.PLAIN}),
}
_GRAPHICS = {
    RenditionName.AI: frozenset({sniff.PDF, sniff.POSTSCRIPT}),
    RenditionName.EPS: frozenset({sniff.POSTSCRIPT}),
    RenditionName.PDF: frozenset({sniff.PDF}),
    RenditionName.RASTER: frozenset({sniff.JPEG, sniff.PNG, sniff.TIFF}),
}
_INSTEAD = {
    sniff.HEIC: worded("Send it as JPEG: telephones export it so, or take it so (“Most Compatible”)."),
}
COMPANIONS = {ItemType.VIDEO: _TEXTS, ItemType.GRAPH: _GRAPHICS}
"""What may come with a file of each kind, and of which types it may be."""


async def look(
    store: ObjectStore,
    content: Content,
    name: str,
    kind: ItemType | None,
    companion: RenditionName | None = None,
) -> tuple[ItemType, Rendition]:
    """Look at a file and store it; gives what kind of item it makes, and the file as a rendition.

    With `companion`, the file comes with another one of that kind, under that name. Raises RefusedFileError.
    """
    limit = _limit(kind, companion)
    async with _on_disk(store, content, name, limit) as path:
        kind, media_type = await asyncio.to_thread(_judge, path, name, kind, companion)
        stored = await store.put(path)
    return kind, Rendition(
        name=companion or RenditionName.ORIGINAL,
        type=media_type,
        bytes=stored.bytes,
        sha256=stored.sha256,
    )


def _limit(kind: ItemType | None, companion: RenditionName | None) -> int:
    if companion in _TEXTS:
        return MAX_COMPANION_TEXT_BYTES
    most = max(MAX_BYTES.values())
    return most if kind is None else MAX_BYTES.get(kind, most)


_CALL_IT_ONE = worded(" A PDF, JPEG, PNG or TIFF is a graphic only if its kind is given as graph.")


def _judge(
    path: Path, name: str, kind: ItemType | None, companion: RenditionName | None
) -> tuple[ItemType, str]:
    if path.stat().st_size == 0:
        raise RefusedFileError("This file is empty.", name, "Send it again.")
    media_type = sniff.type_of(path)
    if companion is not None and kind is not None:
        _check_companion(name, kind, companion, media_type)
        if companion in _TEXTS:
            text = _text(path, name)
            if companion is RenditionName.SUBTITLES:
                check_subtitles(text, name)
    else:
        kind = _check_kind(name, kind, media_type)
        _check_size(path.stat().st_size, name, MAX_BYTES[kind])
        if media_type == sniff.PLAIN:
            media_type = sniff.text_type(name)
    if kind is not ItemType.FILE and media_type not in {sniff.VTT, sniff.PLAIN}:
        check_whole(path, name, media_type)
    return kind, media_type


def _check_kind(name: str, kind: ItemType | None, media_type: str) -> ItemType:
    if sniff.contradicts(name, media_type):
        raise RefusedFileError(
            worded(
                "It is named “%(suffix)s”, and is %(found)s.",
                suffix=PurePath(name).suffix,
                found=sniff.in_words(media_type),
            ),
            name,
            "Give it the name of what it is, and see that it is the file you meant.",
        )
    kind = kind or sniff.kind_of(name, media_type)
    wanted = {ItemType.PICTURE: sniff.PICTURES, ItemType.VIDEO: sniff.VIDEOS, ItemType.GRAPH: sniff.GRAPHS}
    allowed = wanted.get(kind)
    if kind is ItemType.FILE and media_type == sniff.PROGRAM:
        raise RefusedFileError("It is a program.", name, "The wire carries none; send a document.")
    if allowed is None and kind is not ItemType.FILE:
        raise RefusedFileError(
            worded("No file makes a %(kind)s.", kind=KIND_WORDS[kind]),
            name,
            "Say picture, video, graph or file.",
        )
    if allowed is not None and media_type not in allowed:
        takes = ", ".join(sorted(each.partition("/")[2] for each in allowed))
        raise RefusedFileError(
            worded(
                "It is %(found)s; no %(kind)s is made from one.",
                found=sniff.in_words(media_type),
                kind=KIND_WORDS[kind],
            ),
            name,
            _INSTEAD.get(media_type, f"Send one of {takes}."),
        )
    return kind


def _check_companion(name: str, kind: ItemType, companion: RenditionName, media_type: str) -> None:
    allowed = COMPANIONS.get(kind, {}).get(companion)
    if allowed is None:
        takes = ", ".join(COMPANIONS.get(kind, {})) or "nothing"
        hint = _CALL_IT_ONE if companion in COMPANIONS[ItemType.GRAPH] else ""
        raise RefusedFileError(
            worded(
                "With a %(kind)s comes no %(companion)s.",
                kind=KIND_WORDS[kind],
                companion=companion.value,
            ),
            name,
            worded("What may come: %(takes)s.%(hint)s", takes=takes, hint=hint),
        )
    if media_type not in allowed:
        takes = ", ".join(sorted(allowed))
        raise RefusedFileError(
            worded(
                "As %(companion)s it is %(found)s.",
                companion=companion.value,
                found=sniff.in_words(media_type),
            ),
            name,
            worded("Send %(list)s.", list=takes),
        )


def _text(path: Path, name: str) -> str:
    content = path.read_bytes()
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise RefusedFileError(
            worded("It is not in UTF-8 at byte %(start)s.", start=error.start),
            name,
            "Save it as UTF-8 and send that.",
        ) from error
    if sniff.is_page(content) or b"\0" in content:
        raise RefusedFileError("There is more than text in it.", name, "Send the words alone.")
    return text


def _check_size(size: int, name: str, limit: int) -> None:
    if size > limit:
        raise RefusedFileError(
            f"It is too large: more than the {limit:,} bytes that such a file may have.".replace(",", " "),
            name,
            "Send a smaller one.",
        )


@contextlib.asynccontextmanager
async def _on_disk(store: ObjectStore, content: Content, name: str, limit: int) -> AsyncGenerator[Path]:
    """The content as a file; a stream is cut off where it passes the limit."""
    if isinstance(content, Path):
        _check_size(content.stat().st_size, name, limit)
        yield content
        return
    with tempfile.NamedTemporaryFile(prefix="door-", dir=store.scratch) as spool:
        if isinstance(content, bytes):
            _check_size(len(content), name, limit)
            await asyncio.to_thread(spool.write, content)
        else:
            length = 0
            async for part in content:
                length += len(part)
                _check_size(length, name, limit)
                await asyncio.to_thread(spool.write, part)
        spool.flush()
        yield Path(spool.name)
