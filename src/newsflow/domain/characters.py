"""Which characters a text may hold: what a newsroom can see, and the marks that its script needs.

Refused are controls, halves of characters, and marks of direction that would turn the text after them. Joiners
(Persian, emoji), the marks LRM, RLM and ALM, and embeddings and isolates that are closed on their line stay.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import msgspec

from newsflow.domain.dispatch import Dispatch
from newsflow.domain.fault import Fault
from newsflow.domain.worded import worded

_BREAKS = frozenset("\n\r\u0085\u2028\u2029")
_LAYOUT = frozenset("\n\t\u2028\u2029")
"""What may stand in a text of several lines, besides what can be seen."""
_SUSPECT = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17))
    + "]"
)
"""Controls, line breaks, overrides, halves of characters, and what Unicode says is none."""
_LINES = re.compile(r"[\n\u2028\u2029]")
_OVERRIDES = "\u202d\u202e"
_OPENED_BY = {"\u202c": "\u202a\u202b", "\u2069": "\u2066\u2067\u2068"}
"""What closes embeddings and isolates, and what it closes."""
_PAIRED = re.compile("[\u202a-\u202c\u2066-\u2069]")
_OF_SEVERAL_LINES = frozenset(
    {"deck", "whats_new", "correction", "note", "words", "text", "caption", "extended_description"}
)
"""Fields, at any depth, whose text may have line breaks; the body's may too."""


def what_is_wrong(text: str, *, lines: bool = False) -> str | None:
    """What a text holds that may not go out, in a sentence that says what now; None where all is well.

    With `lines` it may have several lines and tabs; else it is one line.
    """
    for match in _SUSPECT.finditer(text):
        character, place = match.group(), match.start() + 1
        if lines and character in _LAYOUT:
            continue
        if character in _BREAKS:
            return worded(
                "Take out the line break %(code)s (character %(place)s).", code=_code(character), place=place
            )
        if character in _OVERRIDES:
            return worded(
                "Take out %(code)s, which turns the order of letters (character %(place)s).",
                code=_code(character),
                place=place,
            )
        return worded(
            "Take out %(code)s, a control character (character %(place)s).",
            code=_code(character),
            place=place,
        )
    for line in _LINES.split(text):
        if loose := _loose(line):
            return worded(
                "Close the mark of direction %(code)s on its line, or take it out.", code=_code(loose)
            )
    return None


def tidied(text: str, *, lines: bool = False) -> str:
    """The text as it may go out, for what no person can mend: words inside a file that a camera or a tool wrote."""
    if not lines:
        text = " ".join(text.split())
    text = _SUSPECT.sub(lambda found: found[0] if lines and found[0] in _LAYOUT else "", text)
    return text if what_is_wrong(text, lines=lines) is None else _PAIRED.sub("", text)


def _loose(line: str) -> str | None:
    """The first embedding or isolate that its line leaves open, or a close of none; None where all match."""
    held: list[str] = []
    for character in cast("list[str]", _PAIRED.findall(line)):
        opens = _OPENED_BY.get(character)
        if opens is None:
            held.append(character)
        elif not held or held.pop() not in opens:
            return character
    return held[0] if held else None


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def character_faults(version: Dispatch) -> list[Fault]:
    """A fault for each field with a character that may not go out, once, in the order of the version's fields."""
    found: dict[str, Fault] = {}
    for field, text, lines in _texts(version):
        if field not in found and (wrong := what_is_wrong(text, lines=lines)):
            found[field] = Fault(field, wrong)
    return list(found.values())


def _texts(version: Dispatch) -> Iterator[tuple[str, str, bool]]:
    """Every text of a version: its field, itself, and whether it may have lines.

    The body goes by blocks, since what is opened before a link may close after it.
    """
    for field, value in cast("dict[str, object]", msgspec.to_builtins(replace(version, body=()))).items():
        yield from (
            (key if field == "media" else field, text, key in _OF_SEVERAL_LINES)
            for key, text in _strings(field, value)
        )
    yield from (("body", text, True) for text in version.words())
    for block in version.body:
        for span in (*block.spans, *(span for item in block.items for span in item)):
            if span.href is not None:
                yield "body", span.href, False


def _strings(key: str, value: object) -> Iterator[tuple[str, str]]:
    """The strings in a value, each with the innermost key that it stands under."""
    match value:
        case str():
            yield key, value
        case dict():
            for inner, part in cast("dict[str, object]", value).items():
                yield from _strings(inner, part)
        case list() | tuple():
            for part in cast("list[object]", value):
                yield from _strings(key, part)
        case _:
            return
