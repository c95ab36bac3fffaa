"""A version as bytes and back, and the two digests (design, invariant 3).

The canonical bytes are RFC 8785 JSON: NFC text, no floats, `schema` inside, no seq and no release time. The
*content digest* is SHA-256 over a 32-byte random salt and those bytes; approvals sign it. The *entry digest*
is SHA-256 over the RFC 8785 bytes of the entry's header facts.
"""

import hashlib
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import cast

import msgspec
import rfc8785

from newsflow.domain.clock import rfc3339
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.errors import BadInputError, StoredContentError
from newsflow.domain.worded import worded

SCHEMA = 1
SALT_BYTES = 32

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]


def canonical(version: Dispatch) -> bytes:
    """The RFC 8785 bytes of a version: the same content always gives the same bytes.

    Raises BadInputError for what has no such bytes or cannot be stored: a number beyond 2^53, a NUL character.
    """
    fields = as_json(version)
    for later in ("media", "answers"):
        if fields[later] is None:
            del fields[later]  # most texts have none, and their bytes are what they were before these came
    fields["schema"] = SCHEMA
    try:
        return rfc8785.dumps(fields)
    except rfc8785.CanonicalizationError as error:
        raise BadInputError("This text cannot be kept.", f"{error}.", "Mend it and try again.") from error


def as_json(value: Dispatch) -> dict[str, Json]:
    """A version as JSON values with the domain's own field names, NFC, times in RFC 3339 UTC."""
    return cast("dict[str, Json]", _plain(msgspec.to_builtins(value, builtin_types=(datetime,))))


def _plain(value: object) -> Json:
    if isinstance(value, str):
        if "\0" in value:
            raise BadInputError(
                "This text cannot be kept.", worded("It holds a NUL character."), "Take it out."
            )
        return unicodedata.normalize("NFC", value)
    if isinstance(value, datetime):
        return rfc3339(value)
    if isinstance(value, Mapping):
        pairs = cast("Mapping[str, object]", value)
        return {key: _plain(part) for key, part in pairs.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in cast("list[object]", value)]
    if value is None or isinstance(value, bool | int):
        return value
    msg = f"A version holds no {type(value).__name__}: {value!r}."
    raise TypeError(msg)


class _Versioned(msgspec.Struct):
    schema: int


def read(body: bytes) -> Dispatch:
    """The version that `canonical` wrote. Older schemas are lifted by their upcasters; see `UPCASTERS`.

    Raises StoredContentError for what this program does not know.
    """
    try:
        fields = msgspec.json.decode(body, type=dict[str, object])
    except msgspec.DecodeError as error:
        raise StoredContentError(
            "This content cannot be read.", str(error), "It must be a JSON object."
        ) from error
    schema = fields.pop("schema", None)
    while schema != SCHEMA:
        upcast = UPCASTERS.get(schema) if isinstance(schema, int) else None
        if upcast is None or not isinstance(schema, int):
            raise StoredContentError(
                "This content is of a schema that is not known here.",
                worded("Schema %(schema)s.", schema=repr(schema)),
                worded(
                    "Schemas up to %(most)s are read; run the version of Newsflow that wrote it.", most=SCHEMA
                ),
            )
        fields = upcast(fields)
        schema += 1
    try:
        return from_json(fields)
    except BadInputError as error:
        raise StoredContentError(error.what, error.which, error.what_now) from error


def read_own(body: bytes) -> Dispatch:
    """The same of bytes that are known to be of `canonical`: no field is looked for that should not be there.

    A third of the time of `read`, for those who read a whole wire.
    """
    try:
        if msgspec.json.decode(body, type=_Versioned).schema == SCHEMA:
            return msgspec.json.decode(body, type=Dispatch)
    except msgspec.DecodeError:
        pass  # `read` says what is wrong
    return read(body)


Upcaster = Callable[[dict[str, object]], dict[str, object]]
UPCASTERS: dict[int, Upcaster] = {}
"""From schema N to N + 1. Golden wires of each released schema are tests."""


def from_json(fields: Mapping[str, object]) -> Dispatch:
    """A version from JSON values. Raises BadInputError naming the field that is wrong or unknown, at any depth."""
    see = worded("See docs/formats/draft.md for the fields of a draft.")
    try:
        version = msgspec.convert(fields, Dispatch)
    except msgspec.ValidationError as error:
        raise BadInputError("This is not a dispatch.", str(error), see) from error
    unknown = sorted(_unknown(fields, msgspec.to_builtins(version), ""))
    if unknown:
        raise BadInputError(
            "This is not a dispatch.", worded("It has no field %(list)s.", list=", ".join(unknown)), see
        )
    return version


def _unknown(given: object, read_back: object, path: str) -> Iterator[str]:
    """The paths of what was given and is not there when it is read back: a misspelt field would vanish."""
    if isinstance(given, Mapping) and isinstance(read_back, Mapping):
        known = cast("Mapping[str, object]", read_back)
        for key, value in cast("Mapping[str, object]", given).items():
            if key in known:
                yield from _unknown(value, known[key], f"{path}{key}.")
            else:
                yield f"{path}{key}"
    elif isinstance(given, list | tuple) and isinstance(read_back, list | tuple):
        pairs = zip(cast("list[object]", given), cast("list[object]", read_back), strict=False)
        for place, (one, other) in enumerate(pairs):
            yield from _unknown(one, other, f"{path}{place}.")


def content_digest(salt: bytes, body: bytes) -> bytes:
    """SHA-256 over salt and canonical bytes. The salt keeps an erased text from being guessed at."""
    return hashlib.sha256(salt + body).digest()


def digest_of(fields: Mapping[str, Json]) -> bytes:
    """SHA-256 over the RFC 8785 bytes of `fields`: the leaf of a later public log."""
    return hashlib.sha256(rfc8785.dumps(dict(fields))).digest()
