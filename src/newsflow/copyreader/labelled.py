"""Lines that a label names: keywords, embargo, notes to editors, slug, section, headline, deck, speed words."""

import re
from collections.abc import Callable
from datetime import UTC, tzinfo

from newsflow.copyreader.dates import find
from newsflow.copyreader.folding import Folded, plain
from newsflow.copyreader.found import Found
from newsflow.copyreader.head import section_code
from newsflow.copyreader.lines import Line
from newsflow.copyreader.lookup import Opening, opening, words_of
from newsflow.copyreader.page import Page, Part
from newsflow.copyreader.reading import Kind
from newsflow.domain.agency import Agency
from newsflow.domain.codes import Form, PlaceRole
from newsflow.domain.dispatch import Place
from newsflow.domain.worded import worded

_KEYWORD = re.compile(r"[^,;،؛|#\n]+")
_TAGS = re.compile(r"(?:#[\w-]+[\s,]*)+$")
_PAGE_WORDS = frozenset(
    (
        "facebook",
        "twitter",
        "x",
        "whatsapp",
        "telegram",
        "instagram",
        "linkedin",
        "youtube",
        "pinterest",
        "email",
        "e-mail",
        "reddit",
    )
)
_SECTION_MOST = 60
_HEADLINE_MOST = 400


def take_labelled(page: Page, found: Found, number: int, agency: Agency) -> bool:
    """Take a line that one of the part labels opens. False: none does."""
    line = page.free[number]
    folded = page.fold(line)
    label = opening("part", folded.text, page.language)
    if label is None or label.end >= len(folded.text):
        return False
    start = folded.at[label.end]
    if label.label.kind == "embargo":
        return _embargo(page, found, number, folded=folded, label=label, zone=agency.zoneinfo)
    if not label.marked or (not page.is_short(line) and label.label.kind != "note"):
        return False
    rest = Line(start, line.end)
    parts = _TAKERS[label.label.kind](page, found, rest, agency)
    if not parts:
        return False
    page.take(number, line, parts)
    return True


def _keywords(page: Page, found: Found, rest: Line, _agency: Agency) -> list[Part]:
    parts: list[Part] = []
    for match in _KEYWORD.finditer(page.flat, rest.start, rest.end):
        words = page.value(*match.span()).strip(" .")
        if words:
            parts.append(_part(f"keywords.{len(found.keywords)}", match.start(), match.end(), words))
            found.keywords.append(words)
    return parts


def _part(field: str, start: int, end: int, value: str) -> Part:
    return Part(field, start, end, value, worded("its label"))


def _note(page: Page, found: Found, rest: Line, _agency: Agency) -> list[Part]:
    found.note.append(page.value(rest.start, rest.end))
    return [_part("note", rest.start, rest.end, found.note[-1])]


def _slug(page: Page, found: Found, rest: Line, _agency: Agency) -> list[Part]:
    if found.slug is not None or rest.end - rest.start > _SECTION_MOST:
        return []
    found.slug = page.value(rest.start, rest.end)
    return [_part("slug", rest.start, rest.end, found.slug)]


def _section(page: Page, found: Found, rest: Line, agency: Agency) -> list[Part]:
    if found.section is not None or rest.end - rest.start > _SECTION_MOST:
        return []
    found.section = page.value(rest.start, rest.end)
    found.section_code, _ = section_code(found.section, agency)
    return [_part("section", rest.start, rest.end, found.section_code or found.section)]


def _headline(page: Page, found: Found, rest: Line, _agency: Agency) -> list[Part]:
    if found.headline is not None or rest.end - rest.start > _HEADLINE_MOST:
        return []
    found.headline = page.value(rest.start, rest.end)
    return [_part("headline", rest.start, rest.end, found.headline)]


def _deck(page: Page, found: Found, rest: Line, _agency: Agency) -> list[Part]:
    found.deck.append(page.value(rest.start, rest.end))
    return [_part("deck", rest.start, rest.end, found.deck[-1])]


def _place(page: Page, found: Found, rest: Line, _agency: Agency) -> list[Part]:
    if found.places or rest.end - rest.start > _SECTION_MOST:
        return []
    found.places.append(Place(name=page.value(rest.start, rest.end), role=PlaceRole.FILED_FROM))
    return [_part("places.0", rest.start, rest.end, found.places[0].name)]


_TAKERS: dict[str, Callable[[Page, Found, Line, Agency], list[Part]]] = {
    "keywords": _keywords,
    "note": _note,
    "slug": _slug,
    "section": _section,
    "headline": _headline,
    "deck": _deck,
    "place": _place,
}


def _embargo(page: Page, found: Found, number: int, *, folded: Folded, label: Opening, zone: tzinfo) -> bool:
    """Take an embargo's line. Without a date and time that can be read, its words go to the editor's note.

    An embargo must never be lost: what can't be kept as a moment is kept where an editor reads first.
    """
    line = page.free[number]
    dates = find(folded.text[label.end :])
    moment = next((at for stated in dates if (at := stated.at(zone)) is not None), None)
    if not page.is_short(line) or not (dates or label.marked):
        return False
    if moment is None or found.embargo is not None:
        found.note.append(page.value(line.start, line.end))
        page.take(
            number,
            line,
            [Part("note", line.start, line.end, found.note[-1], worded("an embargo without a time"))],
        )
        return True
    found.embargo = moment.astimezone(UTC)
    stated = next(stated for stated in dates if stated.at(zone) is not None)
    a, b = folded.span(label.end + stated.start, label.end + stated.end)
    zoned = stated.offset_minutes is not None
    because = worded("its label") if zoned else worded("its label; the zone is assumed to be the agency's")
    page.guess(Part("embargo", a, b, found.embargo.isoformat(), because))
    page.take(number, line, [])
    return True


def take_speed(page: Page, found: Found, number: int) -> bool:
    """Take “FLASH”, “URGENT”, “SON DAKİKA”, “عاجل”: a line of its own, or before the headline."""
    line = page.free[number]
    folded = page.fold(line)
    label = opening("speed", folded.text, page.language)
    if label is None or not page.is_short(line) or page.inside(number):
        return False
    whole = label.end >= len(folded.text.rstrip(" .!*-"))
    end = line.end if whole else folded.at[label.end]
    printed = page.flat[line.start : end].strip(" *-–—:|.!")
    if not whole and not (label.marked and printed == printed.upper()):
        return False
    form = Form.FLASH if label.label.kind == "flash" else Form.URGENT
    found.form = form if found.form is not Form.FLASH else found.form
    page.guess(Part("form", line.start, end, form.value, worded("a word of speed")))
    page.take(number, Line(line.start, end, line.after_blank), [])
    return True


def take_tags(page: Page, found: Found, number: int) -> bool:
    """Take a line of #tags as keywords."""
    line = page.free[number]
    if not page.is_short(line) or _TAGS.match(page.flat, line.start, line.end) is None:
        return False
    parts: list[Part] = []
    for match in re.compile(r"#([\w-]+)").finditer(page.flat, line.start, line.end):
        words = page.value(*match.span(1))
        parts.append(Part(f"keywords.{len(found.keywords)}", *match.span(1), words, worded("a tag")))
        found.keywords.append(words)
    page.take(number, line, parts)
    return True


def take_page_words(page: Page, number: int) -> bool:
    """Take a share bar or the like: a line that is made of a saved page's own words only."""
    line = page.free[number]
    if line.end - line.start > 120 or page.inside(number):
        return False
    words = plain(page.words(line))
    pieces = [piece.strip() for piece in re.split(r"[|·•/,>]|\s{2,}", words) if piece.strip()]
    known = words_of("page") | _PAGE_WORDS
    whole = bool(pieces) and all(piece in known or set(piece.split()) <= _PAGE_WORDS for piece in pieces)
    spaced = words.split()
    if not whole and not (spaced and all(word in known for word in spaced)):
        return False
    page.drop(number, Kind.PAGE)
    return True
