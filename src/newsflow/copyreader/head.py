"""The head of a dispatch: headline (once, however often it stands there), section, deck, place line."""

import re
from functools import lru_cache

from newsflow.copyreader.folding import plain
from newsflow.copyreader.found import Found
from newsflow.copyreader.labels.sections import ABOUT, USUAL
from newsflow.copyreader.lines import Line
from newsflow.copyreader.names import cased, is_place
from newsflow.copyreader.page import Page, Part
from newsflow.copyreader.reading import Kind
from newsflow.domain.agency import Agency
from newsflow.domain.codes import PlaceRole
from newsflow.domain.dispatch import Dateline, Place
from newsflow.domain.worded import worded

_WORDS = re.compile(r"[^\W_]+")
_MARKER = re.compile(r"[-–—•*]\s+")
_STOP = re.compile(r"[.!?…؟]$")
_CRUMB = re.compile(r"\s*[>›»/|,]\s*")
_SECTION_WORDS = 3
_HEADLINE_MOST = 300
_DECK_MOST = 400


@lru_cache(maxsize=16)
def _key(words: str) -> str:
    return " ".join(_WORDS.findall(plain(words)))


def _length(page: Page, line: Line) -> int:
    return len(_WORDS.findall(page.words(line)))


def body_start(page: Page, found: Found) -> int:
    """The number of the line where the text begins: the dateline's, else the first line that is text.

    A dateline at the very top, on a line of its own, stands above the headline and not above the text.
    """
    at = found.dateline_line
    below = min(page.free, default=0) if found.headline_line is None else found.headline_line
    if at is None or at < below < page.core.start:
        return page.core.start
    return at


def take_headline(page: Page, found: Found) -> None:
    """Take the headline and leave each repetition of it as furniture."""
    numbers = page.edges()
    if found.headline is None:
        chosen, because = _headline_line(page, found, numbers)
        if chosen is None:
            return
        line = page.free[chosen]
        found.headline = page.value(line.start, line.end)
        found.headline_line = chosen
        page.take(chosen, line, [Part("headline", line.start, line.end, found.headline, because)])
    key = _key(found.headline)
    for number in page.edges():
        line = page.free[number]
        if line.end - line.start <= _HEADLINE_MOST * 2 and key and _key(page.words(line)) == key:
            page.drop(number, Kind.HEADLINE_AGAIN)


def _headline_line(page: Page, found: Found, numbers: list[int]) -> tuple[int | None, str]:
    start = body_start(page, found)
    first = [number for number in numbers if number < start]
    head = [number for number in first if _can_be_headline(page, page.free[number])]
    seen: dict[str, int] = {}
    for number in numbers[: max(12, len(first) + 3)]:
        line = page.free[number]
        if not _can_be_headline(page, line) or _length(page, line) < 3:
            continue
        key = _key(page.words(line))
        if key in seen:
            return seen[key], worded("it stands twice above the text")
        if number < start:
            seen[key] = number
    long_enough = [number for number in head if _length(page, page.free[number]) > _SECTION_WORDS]
    fits = [number for number in long_enough if not _MARKER.match(page.words(page.free[number]))]
    if fits:
        return fits[0], worded("the first line above the text that is no label")
    plain_lines = [number for number in head if not _is_known_section(page.words(page.free[number]))]
    if plain_lines:
        return plain_lines[-1], worded("the last short line above the text")
    if numbers and not first and found.dateline_line is None and _opens_page(page, numbers):
        return numbers[0], worded("the first line, without a full stop")
    return None, ""


def _opens_page(page: Page, numbers: list[int]) -> bool:
    line = page.free[numbers[0]]
    return numbers[0] == 0 and _can_be_headline(page, line) and not _STOP.search(page.words(line))


def _can_be_headline(page: Page, line: Line) -> bool:
    return line.end - line.start <= _HEADLINE_MOST and _length(page, line) > 0


def sections(agency: Agency) -> dict[str, str]:
    """The agency's live section codes by every folded label they have."""
    found: dict[str, str] = {}
    for section in agency.sections:
        if not section.retired:
            for label in (*section.labels.values(), section.code):
                found.setdefault(plain(label), section.code)
    return found


@lru_cache(maxsize=1)
def _usual() -> dict[str, str]:
    """What a section is about, by every usual folded name."""
    return {plain(name): about for about, names in USUAL.items() for name in names}


def _is_known_section(words: str) -> bool:
    return plain(words) in _usual()


def section_code(words: str, agency: Agency) -> tuple[str | None, str]:
    """The agency's code for a section's printed name, and what showed it; None where its list has none like it."""
    known, name = sections(agency), plain(words)
    if name in known:
        return known[name], worded("a section of the agency's list")
    about = _usual().get(name)
    if about is None:
        return None, worded("the agency's list has none like it")
    alike = (code for label, code in known.items() if _usual().get(label) == about)
    code = next(alike, None)
    if code is None:
        return None, worded(
            "a usual name for %(about)s; the agency's list has none like it", about=ABOUT[about]
        )
    return code, worded("a usual name for %(about)s", about=ABOUT[about])


def take_section(page: Page, found: Found, agency: Agency) -> None:
    """Take the section's line above the text: a label of the agency's, a usual one, or the short first line."""
    if found.section is not None:
        return
    start = body_start(page, found)
    for number in page.edges():
        if number >= start or page.free[number].end - page.free[number].start > 80:
            continue
        line = page.free[number]
        a, b = _crumb(page, line, agency)
        words = page.flat[a:b]
        code, because = section_code(words, agency)
        alone = number == 0 and found.headline is not None and _is_short_label(page, line)
        if code is None and not _is_known_section(words) and not alone:
            continue
        found.section, found.section_code = page.value(a, b), code
        page.take(number, line, [Part("section", a, b, found.section_code or found.section, because)])
        return


def _is_short_label(page: Page, line: Line) -> bool:
    words = page.words(line)
    return _length(page, line) <= _SECTION_WORDS and len(words) <= 40 and is_place(words)


def _crumb(page: Page, line: Line, agency: Agency) -> tuple[int, int]:
    """The section in “Home > World > Europe”: the last piece that is known, else the last."""
    pieces: list[tuple[int, int]] = []
    start = line.start
    for match in _CRUMB.finditer(page.flat, line.start, line.end):
        pieces.append((start, match.start()))
        start = match.end()
    pieces.append((start, line.end))
    texts = [page.flat[a:b] for a, b in pieces]
    if any(len(text.split()) > _SECTION_WORDS for text in texts):
        return line.start, line.end
    known = [
        piece
        for piece, text in zip(pieces, texts, strict=True)
        if _is_known_section(text) or section_code(text, agency)[0]
    ]
    return known[-1] if known else pieces[-1]


def take_place_line(page: Page, found: Found) -> None:
    """Take the place's line right above the text: the dateline's again, or, where there is none, the dateline."""
    start = body_start(page, found)
    above = [number for number in page.edges() if number < start]
    if found.dateline is not None:
        key = _key(found.dateline.place)
        for number in above:
            if _key(page.words(page.free[number])) == key:
                page.drop(number, Kind.PLACE_LINE)
    last = above[-1] if above else None
    if last is None or last not in page.free or not _under_headline(found, last):
        return
    line = page.free[last]
    if not _is_short_label(page, line) or _length(page, line) > 2:
        return
    if found.dateline is not None:
        page.drop(last, Kind.PLACE_LINE)
    elif _is_capitals(page.words(line)) or found.source_dates:
        place = page.value(line.start, line.end)
        found.dateline = Dateline(place=place)
        found.places.append(Place(name=place, role=PlaceRole.FILED_FROM))
        because = worded("a short line between the headline and the text")
        page.take(last, line, [Part("dateline.place", line.start, line.end, place, because)])


def _under_headline(found: Found, number: int) -> bool:
    return found.headline_line is not None and number > found.headline_line


def _is_capitals(words: str) -> bool:
    return cased(words) and words == words.upper()


def take_deck(page: Page, found: Found) -> None:
    """Take the deck: lines with a dash under the headline, else the line between headline and dateline."""
    start = body_start(page, found)
    head = [number for number in page.edges() if number < start]
    marked = [number for number in head if _MARKER.match(page.words(page.free[number]))]
    for number in marked:
        line = page.free[number]
        if line.end - line.start <= _DECK_MOST:
            _keep_deck(page, found, number, worded("a line with a dash above the text"))
    under = found.headline_line
    if found.deck or under is None:
        return
    above = [n for n in page.edges() if under < n < start and _length(page, page.free[n]) > _SECTION_WORDS]
    if above and page.free[above[0]].end - page.free[above[0]].start <= _DECK_MOST:
        _keep_deck(page, found, above[0], worded("a line between the headline and the text"))


def _keep_deck(page: Page, found: Found, number: int, because: str) -> None:
    line = page.free[number]
    marker = _MARKER.match(page.flat, line.start, line.end)
    words = page.value(marker.end() if marker else line.start, line.end)
    found.deck.append(words)
    page.take(number, line, [Part("deck", line.start, line.end, words, because)])
