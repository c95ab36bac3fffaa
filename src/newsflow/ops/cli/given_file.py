"""What a command reads from a file or standard input: JSON and text, within bounds that have names."""

import re
from typing import BinaryIO, TypeVar

import msgspec

from newsflow.domain.errors import BadInputError

JSON_BYTES = 2 * 1024 * 1024
"""A draft or a series as JSON, at most."""
JSON_DEPTH = 32
"""How many objects and lists may lie in one another; a draft needs six."""
TEXT_BYTES = 64 * 1024
"""A text for the public site, at most."""

_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BRACKET = re.compile(rb"[\[\]{}]")
_UTF8_MARK = b"\xef\xbb\xbf"

Kind = TypeVar("Kind")


def read_json(file: BinaryIO, kind: type[Kind], noun: str, see: str) -> Kind:
    """The file's JSON as a value of `kind`. Raises BadInputError with what is wrong and where it is described."""
    text = _within(file, JSON_BYTES, noun).removeprefix(_UTF8_MARK)
    if _depth(text) > JSON_DEPTH:
        raise BadInputError(
            f"The {noun} is too deep.",
            f"{file.name}: more than {JSON_DEPTH} objects and lists in one another.",
            see,
        )
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.ValidationError as error:
        raise BadInputError(f"This is no {noun}.", f"{file.name}: {error}.", see) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadInputError("This is not JSON.", f"{file.name}: {error}.", see) from error


def read_text(file: BinaryIO, noun: str) -> str:
    """The file's text. Raises BadInputError for what is too large, not in UTF-8, or no text."""
    content = _within(file, TEXT_BYTES, noun).removeprefix(_UTF8_MARK)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise BadInputError(
            f"The {noun} is not in UTF-8.",
            f"{file.name}, byte {error.start}.",
            "Save it as UTF-8 and give that.",
        ) from error
    if "\0" in text:
        raise BadInputError(f"The {noun} is no text.", f"{file.name} holds a NUL character.", "Take it out.")
    return text


def _within(file: BinaryIO, most: int, noun: str) -> bytes:
    content = file.read(most + 1)
    if len(content) > most:
        raise BadInputError(
            f"The {noun} is too large.", f"{file.name}.", f"It may have {most // 1024} KiB at most."
        )
    return content


def _depth(text: bytes) -> int:
    """How deep the brackets outside strings go, counted before anything follows them down."""
    deepest = depth = 0
    for bracket in _BRACKET.finditer(_STRING.sub(b"", text)):
        depth += 1 if bracket[0] in b"[{" else -1
        deepest = max(deepest, depth)
    return deepest
