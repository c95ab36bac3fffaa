"""Whole replies: JSON and problem+json, with ETag, 304 and compression."""

import asyncio
import gzip
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Protocol

import msgspec
import zstandard
from starlette.types import Message, Receive, Scope, Send

from newsflow.domain.content import Json
from newsflow.domain.errors import LostCursorError, NewsflowError, QuestionError, TooFastError
from newsflow.web.headed import HeadedError
from newsflow.web.headers import text_header

JSON_TYPE = "application/json"
PROBLEM_TYPE = "application/problem+json"
COMPRESSED_FROM = 1024
"""Shorter bodies go as they are."""
BESIDE_FROM = 64 * 1024
"""Longer bodies are compressed beside the loop."""
GZIP_LEVEL = 4
ZSTD_LEVEL = 3

Fields = tuple[tuple[str, str], ...]


class Answer(Protocol):
    """Whatever can be sent: a reply, a file, a stream."""

    async def send(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it, to the end."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A whole reply."""

    body: bytes
    status: int = HTTPStatus.OK
    content_type: str = JSON_TYPE
    headers: Fields = ()
    etag: str | None = None
    coded: dict[str, bytes] = field(default_factory=dict[str, bytes], compare=False)
    """The body in each coding that was asked for, for who keeps the reply."""

    async def send(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it compressed as the client takes it; 304 where it has these bytes, no body to a HEAD."""
        del receive
        if is_held(scope, self.etag):
            kept = tuple(pair for pair in self._fields() if pair[0] != "Content-Type")
            await _start(send, HTTPStatus.NOT_MODIFIED, kept)
            await send({"type": "http.response.body", "body": b""})
            return
        body, coding = await self._coded(text_header(scope, b"accept-encoding") or "")
        fields = (*self._fields(), ("Content-Length", str(len(body))))
        if len(self.body) >= COMPRESSED_FROM:
            fields = (*fields, ("Vary", "Accept-Encoding"))
        if coding is not None:
            fields = (*fields, ("Content-Encoding", coding))
        await _start(send, self.status, fields)
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    async def _coded(self, accepts: str) -> tuple[bytes, str | None]:
        """The body in the coding that the client likes, if it is worth it."""
        coding = None if len(self.body) < COMPRESSED_FROM else coding_of(accepts)
        if coding is None:
            return self.body, None
        if coding not in self.coded:
            self.coded[coding] = (
                compressed(self.body, coding)
                if len(self.body) < BESIDE_FROM
                else await asyncio.to_thread(compressed, self.body, coding)
            )
        return self.coded[coding], coding

    def _fields(self) -> Fields:
        fields = (("Content-Type", self.content_type), *self.headers)
        if self.etag is not None:
            fields = (*fields, ("ETag", self.etag))
        if not any(name == "Cache-Control" for name, _ in self.headers):
            fields = (*fields, ("Cache-Control", "private, no-cache" if self.etag else "no-store"))
        return fields


def json_reply(value: Json, *, headers: Fields = (), etagged: bool = True) -> Reply:
    """A value as JSON, with the ETag of its bytes."""
    return tagged(Reply(body=msgspec.json.encode(value), headers=headers)) if etagged else Reply(
        body=msgspec.json.encode(value), headers=headers
    )  # fmt: skip


def tagged(reply: Reply) -> Reply:
    """The reply with the ETag of its bytes: weak, since it goes out in several codings."""
    return replace(reply, etag=f'W/"{hashlib.sha256(reply.body).hexdigest()[:32]}"')


def is_held(scope: Scope, etag: str | None) -> bool:
    """Whether the client has these bytes already, as its If-None-Match says."""
    if etag is None:
        return False
    said = text_header(scope, b"if-none-match")
    if said is None:
        return False
    bare = etag.removeprefix("W/")
    return said.strip() == "*" or bare in [tag.strip().removeprefix("W/") for tag in said.split(",")]


def problem(error: NewsflowError, *, headers: Fields = ()) -> Reply:
    """An error of ours as problem+json (RFC 9457), with what its kind has besides."""
    # As plain text: msgspec writes no kind of it that knows more.
    what, which, what_now = str(error.what), str(error.which), str(error.what_now)
    body: dict[str, Json] = {
        "type": f"urn:newsflow:problem:{error.slug}",
        "title": what,
        "status": int(error.status),
        "detail": error.detail,
        "which": which,
        "what_now": what_now,
    }
    if isinstance(error, LostCursorError):
        body |= {"resume": error.resume, "void_from": error.void_from, "void_to": error.void_to}
    if isinstance(error, QuestionError):
        body["at"] = error.at + 1
    own = error.headers if isinstance(error, HeadedError) else ()
    if isinstance(error, TooFastError):
        own = (*own, ("Retry-After", str(max(1, int(error.wait_s + 0.999)))))
    return Reply(
        body=msgspec.json.encode(body),
        status=int(error.status),
        content_type=PROBLEM_TYPE,
        headers=(*own, *headers),
    )


async def _start(send: Send, status: int, fields: Fields) -> None:
    await send({
        "type": "http.response.start", "status": int(status),
        "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in fields],
    })  # fmt: skip


def coding_of(accepts: str, known: Sequence[str] = ("zstd", "gzip")) -> str | None:
    """The first coding of ours that Accept-Encoding takes (RFC 9110, 12.5.3); None for none."""
    taken: dict[str, bool] = {}
    for part in accepts.lower().split(","):
        name, _, rest = part.partition(";")
        weight = rest.replace(" ", "").removeprefix("q=")
        taken[name.strip()] = weight not in {"0", "0.0", "0.00", "0.000"}
    return next((coding for coding in known if taken.get(coding, taken.get("*", False))), None)


def compressed(body: bytes, coding: str) -> bytes:
    """The body in a coding, the same bytes each time."""
    if coding == "zstd":
        return zstandard.ZstdCompressor(level=ZSTD_LEVEL).compress(body)
    return gzip.compress(body, GZIP_LEVEL, mtime=0)


def with_fields(send: Send, fields: Fields) -> Send:
    """Sends as `send`, with these headers besides."""
    if not fields:
        return send
    lines = [(name.encode(), value.encode()) for name, value in fields]

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *lines]}
        await send(message)

    return sent
