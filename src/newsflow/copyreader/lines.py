"""The input as lines: control characters out of the way, hard-wrapped lines joined, offsets kept."""

import re
from dataclasses import dataclass
from itertools import pairwise

from newsflow.domain.errors import BadInputError
from newsflow.domain.worded import worded

MAX_CHARACTERS = 1024 * 1024
"""The largest text that is read. The longest wire stories hold some 20,000 characters."""

_BREAKS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_HIDDEN = "\ufeff\u00ad\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_CLEAN = {
    **dict.fromkeys((*range(9), *range(0x0E, 0x20), *range(0x7F, 0xA0)), " "),
    **{ord(mark): "\n" for mark in _BREAKS},
}
_KEPT_WHOLE = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_ALIKE = str.maketrans({**dict.fromkeys(f"\u00a0\u202f\u2009\t{_HIDDEN}", " "), "’": "'", "‘": "'", "ʼ": "'"})
_LINE = re.compile(r"[^\r\n]+")
_ENDS = re.compile(r"[.!?…:;؟۔][\"'”»’)\]*]*$|[\"”»]$")
_STARTS_ANEW = re.compile(r"[-–—•*·#>(/]|[^\W_]{1,20} ?:")
_WRAP_MIN, _WRAP_MAX = 40, 100
_WRAP_LONG, _WRAP_FULL, _WRAP_SHARE = 0.6, 0.75, 0.6
"""A line is long, or full, from that share of the width on; that share of the long ones must break off."""


@dataclass(frozen=True, slots=True)
class Line:
    """A logical line: `start` and `end` are offsets in the input, blanks at its ends left out."""

    start: int
    end: int
    after_blank: bool = True


def cleaned(text: str) -> str:
    """The text with control characters as blanks: the same length, so that offsets hold.

    Raises BadInputError when it is larger than one dispatch can be.
    """
    if len(text) > MAX_CHARACTERS:
        raise BadInputError(
            "This text is too large to be a dispatch.",
            worded("It has %(count)s characters.", count=f"{len(text):,}"),
            worded("Send at most %(most)s, one dispatch to a file.", most=f"{MAX_CHARACTERS:,}"),
        )
    return text.translate(_CLEAN).translate(_KEPT_WHOLE)


def flat(text: str) -> str:
    """Cleaned text with all blanks, direction marks and apostrophes alike, offsets kept: for looking only."""
    return text.translate(_ALIKE)


def lines(text: str) -> list[Line]:
    """The logical lines of flat text. A hard-wrapped paragraph is one line."""
    found: list[Line] = []
    reached = 0
    for match in _LINE.finditer(text):
        piece = match.group()
        stripped = piece.strip()
        if not stripped:
            continue
        start = match.start() + len(piece) - len(piece.lstrip())
        between = text[reached : match.start()].replace("\r\n", "\n").replace("\r", "\n")
        found.append(Line(start, start + len(stripped), not found or between.count("\n") > 1))
        reached = match.end()
    return _joined(text, found)


def _joined(text: str, found: list[Line]) -> list[Line]:
    width = _wrapped_at(text, found)
    joined: list[Line] = []
    last_length = 0
    for line in found:
        if joined and not line.after_blank and _continues(text, joined[-1], line, width, last_length):
            joined[-1] = Line(joined[-1].start, line.end, joined[-1].after_blank)
        else:
            joined.append(line)
        last_length = line.end - line.start
    return joined


def _wrapped_at(text: str, found: list[Line]) -> int:
    """The width that the text is hard-wrapped at, 0 where it isn't."""
    inner = [line for line, after in pairwise(found) if not after.after_blank]
    if len(inner) < 3:
        return 0
    width = max(line.end - line.start for line in found)
    long = [line for line in inner if line.end - line.start >= width * _WRAP_LONG]
    open_ended = sum(not _ENDS.search(text, max(line.start, line.end - 5), line.end) for line in long)
    wrapped = _WRAP_MIN <= width <= _WRAP_MAX and len(long) >= 3
    return width if wrapped and open_ended >= len(long) * _WRAP_SHARE else 0


def _continues(text: str, before: Line, line: Line, width: int, last_length: int) -> bool:
    """Whether a line goes on with the paragraph before it: wrapped, or broken off in mid-sentence."""
    if width:
        return last_length >= width * _WRAP_FULL and not _STARTS_ANEW.match(text, line.start, line.end)
    broken_off = last_length > _WRAP_MIN and not _ENDS.search(
        text, max(before.start, before.end - 5), before.end
    )
    return broken_off and text[line.start].islower()


def value(text: str, start: int, end: int) -> str:
    """The words of a stretch as a part holds them: verbatim, a line break inside it as one blank."""
    return re.sub(r"\s*[\r\n]\s*", " ", text[start:end]).strip()
