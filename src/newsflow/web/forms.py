"""What a form sent: urlencoded or multipart, its texts in one Unicode form, its size bounded before it is read."""

import unicodedata
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from urllib.parse import parse_qsl

from python_multipart.multipart import parse_options_header
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from newsflow.domain.errors import BadInputError
from newsflow.domain.worded import worded

LIMIT_BYTES = 2_000_000
"""A body without files: thirty times the longest dispatch."""
FIELDS_LIMIT = 1_000
FILES_LIMIT = 50
FIELD_BYTES = 1_000_000

URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"

DRAIN_BYTES = 20_000_000
"""How much more is taken and thrown away: who is not listened to before the end never hears why."""

_LAYOUT = "\n\t"
_READ = "newsflow.form_read"


class FormTooLargeError(BadInputError):
    """The form is larger than its page takes."""

    status = 413
    slug = "form-too-large"


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file that was sent with a form. Its name and its type are what the browser says, and no more."""

    name: str
    type: str
    size: int
    _upload: UploadFile

    async def read(self) -> bytes:
        """All its bytes, from the first on."""
        await self._upload.seek(0)
        return await self._upload.read()

    async def close(self) -> None:
        """Nothing; the file is gone from memory and disk."""
        await self._upload.close()

    async def chunks(self, size: int = 1 << 20) -> AsyncGenerator[bytes]:
        """Its bytes, piece by piece."""
        await self._upload.seek(0)
        while piece := await self._upload.read(size):
            yield piece


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it came. A field that was not sent reads as empty."""

    pairs: tuple[tuple[str, str], ...] = ()
    given_files: tuple[tuple[str, GivenFile], ...] = ()

    def text(self, name: str) -> str:
        """The field's text of several lines, each ended by `\\n`; of several such fields the first."""
        found = self.texts(name)
        return found[0] if found else ""

    def line(self, name: str) -> str:
        """The field's text of one line, without the blanks around it."""
        found = self.text(name).strip()
        if any(character in found for character in _LAYOUT):
            raise BadInputError("A field of one line has several.", f"“{name}”.", "Write it on one line.")
        return found

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of every field of that name, in the order in which they came."""
        return tuple(_readable(name, value) for key, value in self.pairs if key == name)

    def has(self, name: str) -> bool:
        """Whether the field was sent at all, as a ticked box or a pressed button is."""
        return any(key == name for key, _ in self.pairs)

    def typed(self, name: str, held: str = "") -> str:
        """What was typed in that field, to be shown again; what is held where the form was not sent."""
        return self.text(name) if self.has(name) else held

    def ticked(self, name: str, value: str, *, held: bool) -> bool:
        """Whether a box was ticked; whether it is held where no form was sent."""
        return value in self.texts(name) if self.pairs else held

    def file(self, name: str) -> GivenFile | None:
        """The file of that field; None where none was chosen."""
        found = self.files(name)
        return found[0] if found else None

    async def close(self) -> None:
        """Nothing; the files that came with it are gone. Whoever read the form does this once it is done with."""
        for _, file in self.given_files:
            await file.close()

    def files(self, name: str) -> tuple[GivenFile, ...]:
        """Every file of that field."""
        return tuple(file for key, file in self.given_files if key == name)


def _readable(name: str, value: str) -> str:
    """The value in NFC with plain line ends. Passwords are told alike by it, whichever keyboard wrote them."""
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    for character in text:
        if unicodedata.category(character) in {"Cc", "Cs"} and character not in _LAYOUT:
            raise BadInputError(
                "A field holds a character that is no text.",
                worded("“%(name)s”, U+%(ord)s.", name=name[:60], ord=f"{ord(character):04X}"),
                "Take it out and send it again.",
            )
    return text


def was_read(request: Request) -> bool:
    """Whether somebody began to read the form: what comes over the line comes once."""
    return bool(request.scope.get(_READ))


async def read_form(request: Request, *, limit_bytes: int = LIMIT_BYTES) -> Form:
    """What the request's body says, read once. Raises BadInputError, and FormTooLargeError past the limit."""
    request.scope[_READ] = True
    content_type = request.headers.get("content-type", "")
    kind = content_type.partition(";")[0].strip().lower()
    body = _bounded(request, limit_bytes)
    if kind == URLENCODED:
        return _urlencoded(b"".join([piece async for piece in body]))
    if kind == MULTIPART:
        return await _multipart(content_type, body)
    if not kind and not b"".join([piece async for piece in body]):
        return Form()
    raise BadInputError(
        "This is no form.",
        f"“{content_type[:80]}”.",
        worded("Send %(most)s or %(most_2)s.", most=URLENCODED, most_2=MULTIPART),
    )


async def _bounded(request: Request, limit_bytes: int) -> AsyncGenerator[bytes]:
    read = 0
    try:
        async for piece in request.stream():
            read += len(piece)
            if read > limit_bytes + DRAIN_BYTES:
                break
            if read <= limit_bytes:
                yield piece
    except ClientDisconnect:
        raise BadInputError(
            "The form was cut off.", worded("The connection ended."), "Send it again."
        ) from None
    if read > limit_bytes:
        raise FormTooLargeError(
            "The form is too large.",
            worded("Over %(limit_bytes)s kB.", limit_bytes=limit_bytes // 1000),
            "Send less at a time.",
        )


def _urlencoded(body: bytes) -> Form:
    try:
        pairs = parse_qsl(
            body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=FIELDS_LIMIT
        )
    except UnicodeDecodeError:
        raise BadInputError("The form is not UTF-8.", "", "Send it as UTF-8.") from None
    except ValueError:
        raise BadInputError(
            "The form has too many fields.", "", worded("Send %(most)s at most.", most=FIELDS_LIMIT)
        ) from None
    return Form(tuple(pairs))


async def _multipart(content_type: str, body: AsyncGenerator[bytes]) -> Form:
    ended = _Ended(content_type)
    parser = MultiPartParser(
        Headers({"content-type": content_type}),
        ended.watched(body),
        max_files=FILES_LIMIT,
        max_fields=FIELDS_LIMIT,
        max_part_size=FIELD_BYTES,
    )
    try:
        found = await parser.parse()
    except MultiPartException as error:
        raise BadInputError("The form cannot be read.", error.message, "Send it again.") from error
    if not ended.closed:
        await found.close()
        raise BadInputError(
            "The form was cut off.", worded("Its last boundary is missing."), "Send it again."
        )
    pairs: list[tuple[str, str]] = []
    files: list[tuple[str, GivenFile]] = []
    for name, value in found.multi_items():
        if isinstance(value, str):
            pairs.append((name, value))
        elif value.filename:
            given = GivenFile(value.filename, value.content_type or "", value.size or 0, value)
            files.append((name, given))
        else:
            await value.close()
    return Form(tuple(pairs), tuple(files))


class _Ended:
    """Whether the closing boundary came. The parser takes a body that was cut off for one with fewer fields."""

    def __init__(self, content_type: str) -> None:
        _, options = parse_options_header(content_type.encode("latin-1"))
        self.closing = b"--" + options.get(b"boundary", b"") + b"--"
        self.tail = b""

    async def watched(self, body: AsyncGenerator[bytes]) -> AsyncGenerator[bytes]:
        """The body as it comes."""
        async for piece in body:
            self.tail = (self.tail + piece)[-len(self.closing) - 64 :]
            yield piece

    @property
    def closed(self) -> bool:
        return self.closing in self.tail
