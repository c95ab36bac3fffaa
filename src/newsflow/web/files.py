"""A file as a reply: in ranges, with ETag, HEAD, and a chunk at a time."""

import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from http import HTTPStatus

import structlog
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from newsflow.domain.errors import NewsflowError
from newsflow.domain.worded import worded
from newsflow.web.headed import HeadedError
from newsflow.web.headers import text_header

ABORT = "newsflow.abort"
"""The scope's extension by which a connection is broken off without waiting for what was not taken."""
ENDING = "newsflow.ending"
"""The scope's extension by which whoever answers for long is called when the server begins to end."""
WRITE = "newsflow.write"
"""The scope's extension by which a part that is framed already (`chunk`) goes out at once; false where it cannot."""
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")

Chunks = Callable[[int, int], AsyncIterator[bytes]]
"""Gives a file's bytes from a place up to, not including, another."""

log = structlog.stdlib.get_logger()


class RangeError(HeadedError):
    """The range asked for lies outside the file."""

    status = 416
    slug = "range"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How much of a file is asked for, as the request's headers say it."""

    head: bool = False
    range: str | None = None
    if_range: str | None = None
    if_none_match: str | None = None


def wanted(scope: Scope) -> Wanted:
    """How much of a file is asked for."""
    return Wanted(
        head=scope["method"] == "HEAD",
        range=text_header(scope, b"range"),
        if_range=text_header(scope, b"if-range"),
        if_none_match=text_header(scope, b"if-none-match"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file to hand over."""

    sha256: str
    size: int
    content_type: str
    name: str
    chunks: Chunks
    more: tuple[tuple[str, str], ...] = ()
    """Headers of its own."""

    @property
    def etag(self) -> str:
        """Strong: the bytes' own digest."""
        return f'"{self.sha256}"'


@dataclass(frozen=True, slots=True)
class Stream:
    """A reply that comes from the store while it goes out."""

    status: int
    headers: tuple[tuple[str, str], ...]
    chunks: Callable[[], AsyncIterator[bytes]] | None
    """None: no body."""

    async def send(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand it over; stops reading when the client has gone.

        A store that fails half-way breaks the connection off: that alone tells a client that bytes are missing.
        """
        response = StreamingResponse(self.chunks() if self.chunks else _nothing(), status_code=self.status)
        response.raw_headers = [(name.encode(), value.encode()) for name, value in self.headers]
        try:
            await response(scope, receive, send)
        except NewsflowError as error:
            log.error("download_broke_off", path=scope["path"][:200], because=error.slug)  # noqa: TRY400 — no trace: the store's own log has it
            raise ConnectionAbortedError from error


async def _nothing() -> AsyncIterator[bytes]:
    return
    yield b""


def streamed(file: File, wanted: Wanted) -> Stream:
    """The reply with the part of the file that is wanted. Raises RangeError."""
    always = (
        ("Content-Type", with_charset(file.content_type)),
        ("ETag", file.etag),
        ("Accept-Ranges", "bytes"),
        ("Cache-Control", "private, no-cache"),
        *file.more,
    )
    if is_held(file, wanted):
        return Stream(HTTPStatus.NOT_MODIFIED, always[1:], None)
    # Unquoted and alone: ELX and IZN take everything after the first "=" as the file's name.
    named = (*always, ("Content-Disposition", f"attachment; filename={file.name}"))
    start, end = 0, file.size
    status = HTTPStatus.OK
    if wanted.range is not None and wanted.if_range in {None, file.etag}:
        part = _part(wanted.range, file.size)
        if part is not None:
            start, end = part
            status = HTTPStatus.PARTIAL_CONTENT
            named = (*named, ("Content-Range", f"bytes {start}-{end - 1}/{file.size}"))
    headers = (*named, ("Content-Length", str(end - start)))
    return Stream(status, headers, None if wanted.head else lambda: file.chunks(start, end))


def with_charset(content_type: str) -> str:
    """The type with the characters that texts are taken in at the door; a WebVTT says none, it is always UTF-8."""
    return f"{content_type}; charset=utf-8" if content_type in {"text/plain", "text/csv"} else content_type


def is_held(file: File, wanted: Wanted) -> bool:
    """Whether the client has these very bytes."""
    tags = [tag.strip().removeprefix("W/") for tag in (wanted.if_none_match or "").split(",")]
    return file.etag in tags or "*" in tags


def _part(text: str, size: int) -> tuple[int, int] | None:
    """The first byte and the one after the last; None for what is no single range, which is then ignored."""
    match = _RANGE.fullmatch(text.replace(" ", ""))
    if match is None or match[0] == "bytes=-":
        return None
    if not match[1]:
        start, end = max(size - int(match[2]), 0), size
    else:
        start, end = int(match[1]), min(int(match[2]) + 1, size) if match[2] else size
        if match[2] and int(match[2]) < start:
            return None
    if start >= end:
        raise RangeError(
            "The file has no such part.",
            worded("Asked for %(given)s.", given=text[:60]),
            worded("It has %(count)s bytes.", count=size),
            headers=(("Content-Range", f"bytes */{size}"),),
        )
    return start, end
