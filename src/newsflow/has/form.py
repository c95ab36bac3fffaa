"""The body of a search as named values, in each encoding that clients send (§1.3)."""

import json
import re
from collections.abc import AsyncGenerator
from typing import cast
from urllib.parse import parse_qsl

from python_multipart.multipart import parse_options_header
from starlette.datastructures import Headers
from starlette.formparsers import MultiPartException, MultiPartParser

from newsflow.domain.errors import BadInputError

BODY_LIMIT = 64 * 1024
"""Bytes of a search's body, at most."""
FIELDS_LIMIT = 100
"""Fields of a search, at most; more are an error."""

Fields = dict[str, list[str]]
"""The values by name, in the order in which they came."""

_HALF = re.compile("[\ud800-\udfff]")
_INDEX = re.compile(r"\[[0-9]*\]$")


async def fields_of(content_type: str, body: bytes) -> Fields:
    """The values of a search's body; of an empty one, none. Raises BadInputError when it cannot be read."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        fields = _gathered(await _multipart(content_type, body))
    elif kind == "application/json" or body.lstrip()[:1] == b"{":
        fields = _from_json(body)
    else:
        fields = _gathered(_form(body))
    _check_characters(fields)
    return fields


def _check_characters(fields: Fields) -> None:
    """Pass when all is text: JSON's `\\ud800` is half a character, which nothing can store or send back."""
    for values in fields.values():
        if any(_HALF.search(value) for value in values):
            raise BadInputError(
                "The body has half a character.",
                "A surrogate without its other half.",
                "Send whole characters.",
            )


def _form(body: bytes) -> list[tuple[str, str]]:
    """Pairs of a form, also of one built by hand: CS1 and CS2 begin theirs with a stray `&`."""
    try:
        return parse_qsl(
            body.decode("utf-8").strip(), keep_blank_values=True, errors="strict", max_num_fields=FIELDS_LIMIT
        )
    except UnicodeDecodeError as error:
        raise BadInputError("The body is not UTF-8.", "", "Send the form as UTF-8.") from error
    except ValueError as error:
        raise BadInputError("The form has too many fields.", "", f"Send {FIELDS_LIMIT} at most.") from error


async def _multipart(content_type: str, body: bytes) -> list[tuple[str, str]]:
    if not body.strip():
        return []
    if not _is_closed(content_type, body):
        raise BadInputError(
            "The multipart body is cut off.", "Its closing boundary is missing.", "Send the whole body."
        )
    parser = MultiPartParser(
        Headers({"content-type": content_type}), _once(body), max_files=0, max_fields=FIELDS_LIMIT
    )
    try:
        form = await parser.parse()
    except MultiPartException as error:
        raise BadInputError(
            "The multipart body cannot be read.",
            error.message,
            "Send the fields as form-data, without files.",
        ) from error
    return [(name, value) for name, value in form.multi_items() if isinstance(value, str)]


def _is_closed(content_type: str, body: bytes) -> bool:
    """Whether the closing boundary is there. The parser takes a body that was cut off for one with fewer fields."""
    _, options = parse_options_header(content_type.encode("latin-1"))
    closing = b"--" + options.get(b"boundary", b"") + b"--"
    return body.startswith(closing) or b"\n" + closing in body


async def _once(body: bytes) -> AsyncGenerator[bytes]:
    yield body


def _from_json(body: bytes) -> Fields:
    if not body.strip():
        return {}
    try:
        value: object = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadInputError(
            "The body is not JSON.", "", "Send one object with the search's fields."
        ) from error
    if not isinstance(value, dict):
        raise BadInputError("The body is not a JSON object.", "", "Send one object with the search's fields.")
    pairs = cast("dict[str, object]", value)
    return {name: _texts(name, given) for name, given in pairs.items()}


def _texts(name: str, value: object) -> list[str]:
    """A JSON value as the texts that a form would have; what a form cannot say is left for its reader to refuse."""
    if value is None:
        return []
    if isinstance(value, list):
        return [text for part in cast("list[object]", value) for text in _texts(name, part)]
    if isinstance(value, str):
        return [value]
    return [json.dumps(value)]


def _gathered(pairs: list[tuple[str, str]]) -> Fields:
    """The values by name. PHP writes arrays as `filter_type[0]=1`: the index is dropped."""
    fields: Fields = {}
    for name, value in pairs:
        fields.setdefault(_INDEX.sub("", name), []).append(value)
    return fields
