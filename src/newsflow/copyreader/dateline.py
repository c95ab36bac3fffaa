"""Datelines: “AA / Istanbul”, “ANKARA (AA) - …”, “PARIS, 14 avril (XYZ) — …”, “МОСКВА, 3 мая. /ТАСС/. …”."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsflow.copyreader.dates import Stated, find
from newsflow.copyreader.folding import folded, plain
from newsflow.copyreader.labels.media import MARKS
from newsflow.copyreader.lines import Line
from newsflow.copyreader.lookup import opening, words_of
from newsflow.copyreader.names import cased, is_name, is_place, stripped
from newsflow.copyreader.page import Page
from newsflow.domain.agency import Agency
from newsflow.domain.worded import worded

_HEAD = 140
_CAPITALS = re.compile(r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİŁŃŇŐŒŘŚŞŠŤŪŮŰŹŻŽА-ЯЁ]{2,8}(?:\.RU)?$")
_DASH = r"(?:\s*\.?\s*[-–—]{1,2}(?=\s|$)|\s*:(?=\s|$))"
_BRACKETS = re.compile(
    rf"(?P<before>[^()\[\]]{{2,70}}?)[\s,.]*\((?P<mark>[^()]{{2,40}})\)(?P<dash>{_DASH}|\.?\s*$)"
)
_SLASHES = re.compile(
    rf"(?P<before>[^/]{{2,70}}?)[\s,.]*/(?P<mark>[^/\n]{{2,30}})/(?P<dash>{_DASH}|[.,]?(?=\s|$))"
)
_AFTER_DASH = re.compile(
    rf"(?P<before>[^/()]{{2,70}}?)[\s,.]*[-–—.]\s+(?P<mark>[^\s.,/()-][^.,/()–—-]{{1,28}}?(?:\.RU)?)(?P<dash>{_DASH}|\.(?=\s|$)|$)"
)
_BARE = re.compile(r"(?P<before>[^/()]{2,60}?)(?P<dash>\s*\.?\s*[–—]{1,2}|\s+[-]{1,2}|\s*\.-)(?=\s)")
_DASHED = re.compile(r"(?P<one>[^-–—|\n]{2,30}?)\s+[-–—|]\s+(?P<other>[^-–—|\n]{2,30})")
_PIECE = re.compile(r"[^/]+")
_SLASH_LINE_END = re.compile(r"\s+[-–—]\s+|$")


@dataclass(frozen=True, slots=True)
class Filed:
    """A dateline at the head of a line: where its pieces stand, and where the text after it starts."""

    place: tuple[int, int]
    end: int
    because: str
    country: tuple[int, int] | None = None
    marks: tuple[tuple[int, int], ...] = ()
    date: Stated | None = None
    dated: tuple[int, int] | None = None
    writer: tuple[int, int] | None = None


def known_marks(agency: Agency) -> frozenset[str]:
    """Marks that need no capitals to be one: the trade's, and the agency's own names."""
    own = (agency.mark, agency.code, agency.name, *(house.agency_name for house in agency.words.values()))
    return frozenset(plain(mark) for mark in (*MARKS, *own))


def find_dateline(page: Page, line: Line, marks: frozenset[str]) -> Filed | None:
    """The dateline that a line is or opens with."""
    head = Line(line.start, min(line.end, line.start + _HEAD))
    return (
        _slashed(page, head, line, marks)
        or _with_mark(page, head, _BRACKETS, marks, known_only=False)
        or _with_mark(page, head, _SLASHES, marks, known_only=False)
        or _with_mark(page, head, _AFTER_DASH, marks, known_only=True)
        or _bare(page, head, line)
    )


def is_mark(words: str, marks: frozenset[str], *, known_only: bool = False) -> bool:
    """Whether words are an agency's mark: a known one, or capitals."""
    return plain(words) in marks or (not known_only and _CAPITALS.fullmatch(words.strip()) is not None)


def _split(page: Page, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _PIECE.finditer(page.flat, start, end):
        yield stripped(page.flat, *match.span())


def _slashed(page: Page, head: Line, line: Line, marks: frozenset[str]) -> Filed | None:
    """“AA / Istanbul”, “Istanbul / AA”, “إسطنبول/ name/ الأناضول”: a line, or before a dash."""
    stop = _SLASH_LINE_END.search(page.flat, head.start, head.end)
    end = stop.start() if stop else head.end
    if (
        "/" not in page.flat[head.start : end]
        or end - head.start > 100
        or (end == head.end and head.end < line.end)
    ):
        return None
    pieces = list(_split(page, head.start, end))
    if not 2 <= len(pieces) <= 4 or any(a == b for a, b in pieces):
        return None
    marked = [piece for piece in pieces if plain(page.flat[slice(*piece)]) in marks]
    if not marked:
        marked = [piece for piece in pieces if is_mark(page.flat[slice(*piece)], marks)]
        if len(marked) == len(pieces):
            return None
    others = [piece for piece in pieces if piece not in marked]
    if not marked or not 1 <= len(others) <= 2:
        return None
    others.sort(key=lambda piece: len(page.flat[slice(*piece)].split()) > 1)
    place, writer = others[0], others[1] if len(others) == 2 else None
    if not is_place(page.flat[slice(*place)]):
        return None
    if writer is not None and not is_name(page.flat[slice(*writer)], least=2, most=5):
        return None
    after = stop.end() if stop else end
    return Filed(
        place, after, worded("a place and an agency's mark with a slash"), marks=tuple(marked), writer=writer
    )


def find_dashed(page: Page, line: Line, marks: frozenset[str]) -> Filed | None:
    """“الأناضول - إسطنبول”: a line of its own, of a known mark and a place in either order.

    It is looked for only where no other shape stands: it could as well be the page's name and a section.
    """
    match = _DASHED.fullmatch(page.flat, line.start, line.end)
    if match is None:
        return None
    one, other = match.span("one"), match.span("other")
    if is_mark(match.group("one"), marks, known_only=True):
        mark, place = one, other
    elif is_mark(match.group("other"), marks, known_only=True):
        mark, place = other, one
    else:
        return None
    if not is_place(page.flat[slice(*place)]):
        return None
    return Filed(place, line.end, worded("a place and an agency's mark with a dash"), marks=(mark,))


def _with_mark(
    page: Page, head: Line, shape: re.Pattern[str], marks: frozenset[str], *, known_only: bool
) -> Filed | None:
    match = shape.match(page.flat, head.start, head.end)
    if match is None:
        return None
    found: list[tuple[int, int]] = []
    reached = match.start("mark")
    for piece in re.finditer(r"[^/,;]+", match.group("mark")):
        a, b = stripped(page.flat, reached + piece.start(), reached + piece.end())
        if a == b or not is_mark(page.flat[a:b], marks, known_only=known_only):
            return None
        found.append((a, b))
    before = _place_and_date(page, *match.span("before"))
    if before is None:
        return None
    place, country, date, dated = before
    return Filed(
        place, match.end(), worded("a place and an agency's mark"), country, tuple(found), date, dated
    )


def _bare(page: Page, head: Line, line: Line) -> Filed | None:
    """“LONDON — …” in capitals, or a place with a date, before a dash that text follows."""
    match = _BARE.match(page.flat, head.start, head.end)
    if match is None or not (page.is_text(line) or line.end - line.start > 60):
        return None
    before = _place_and_date(page, *match.span("before"))
    if before is None:
        return None
    place, country, date, dated = before
    words = page.flat[slice(*place)]
    speeds = words_of("urgent") | words_of("flash")
    if plain(words) in speeds or not cased(words) or (date is None and not _in_capitals(words)):
        return None
    return Filed(place, match.end(), worded("a place before a dash"), country, (), date, dated)


def _can_be_place(words: str) -> bool:
    """Whether words have a place's shape and are no label of a date, such as “Published”."""
    return is_place(words) and opening("date", plain(words), "") is None


def _in_capitals(words: str) -> bool:
    return words == words.upper() and len(words) > 2


def _place_and_date(
    page: Page, start: int, end: int
) -> tuple[tuple[int, int], tuple[int, int] | None, Stated | None, tuple[int, int] | None] | None:
    start, end = stripped(page.flat, start, end)
    fold = folded(page.text, start, end)
    dates = find(fold.text)
    stated, dated = None, None
    stop = end
    if dates:
        stated = dates[0]
        dated = fold.span(stated.start, stated.end)
        rest = page.flat[dated[1] : end].strip(" ,.;-–—")
        if dated[0] <= start or (rest and plain(rest) not in words_of("date_fillers") and not rest.isdigit()):
            return None
        stop = dated[0]
    fillers = words_of("date_fillers")
    pieces = [
        stripped(page.flat, *piece.span()) for piece in re.compile(r"[^,]+").finditer(page.flat, start, stop)
    ]
    pieces = [
        piece for piece in pieces if piece[0] < piece[1] and plain(page.flat[slice(*piece)]) not in fillers
    ]
    if not 1 <= len(pieces) <= 2 or not all(_can_be_place(page.flat[slice(*piece)]) for piece in pieces):
        return None
    return pieces[0], pieces[1] if len(pieces) == 2 else None, stated, dated
