"""What nobody took, as the body: paragraphs, lists and sub-heads, word for word."""

import re

from newsflow.copyreader.folding import plain
from newsflow.copyreader.found import Found
from newsflow.copyreader.lines import Line
from newsflow.copyreader.page import Page, Part
from newsflow.copyreader.sources import credited
from newsflow.domain.codes import BlockKind
from newsflow.domain.dispatch import Block, Source, Span, paragraph
from newsflow.domain.worded import worded

_BULLET = re.compile(r"[-–—•·*]\s+(?=\S)")
_STOP = re.compile(r"[.!?…:;,؟۔،\"”»')]$")
_SUBHEAD_MOST = 80


def keep_body(page: Page, found: Found) -> None:
    """Make the blocks of what is left, and mark sub-heads and lists as guesses."""
    numbers = page.numbers()
    place = 0
    while place < len(numbers):
        line = page.free[numbers[place]]
        items = _list_lines(page, numbers, place)
        path = f"body.{len(found.body)}"
        if len(items) > 1:
            found.body.append(_list(page, items))
            page.guess(Part(path, items[0].start, items[-1].end, "list", worded("lines with bullets")))
            place += len(items)
            continue
        words = page.value(line.start, line.end)
        if _is_subhead(page, numbers, place):
            found.body.append(Block(kind=BlockKind.SUBHEAD, spans=(Span(words),)))
            page.guess(Part(path, line.start, line.end, "subhead", worded("a short line between paragraphs")))
        elif words:
            found.body.append(paragraph(words))
        place += 1


def _list_lines(page: Page, numbers: list[int], place: int) -> list[Line]:
    found: list[Line] = []
    for each in range(place, len(numbers)):
        line = page.free[numbers[each]]
        if _BULLET.match(page.flat, line.start, line.end) is None:
            break
        found.append(line)
    return found


def _list(page: Page, items: list[Line]) -> Block:
    rows: list[tuple[Span, ...]] = []
    for line in items:
        bullet = _BULLET.match(page.flat, line.start, line.end)
        rows.append((Span(page.value(bullet.end() if bullet else line.start, line.end)),))
    return Block(kind=BlockKind.LIST, items=tuple(rows))


def _is_subhead(page: Page, numbers: list[int], place: int) -> bool:
    """A short line with blank lines around it, without a full stop, between two paragraphs of text."""
    if not 0 < place < len(numbers) - 1:
        return False
    before, line, after = (page.free[number] for number in numbers[place - 1 : place + 2])
    words = page.words(line)
    return (
        len(words) <= _SUBHEAD_MOST
        and line.after_blank
        and after.after_blank
        and not _STOP.search(words)
        and not words[0].islower()
        and page.is_text(before)
        and page.is_text(after)
    )


def find_sources(page: Page, found: Found, own: frozenset[str]) -> None:
    """Mark each source once, with the first words that credit it; the agency's own name is none."""
    seen: set[str] = set()
    for number in page.numbers():
        line = page.free[number]
        for one in credited(page.words(line), page.language):
            name = page.value(line.start + one.start, line.start + one.end)
            key = plain(name)
            if key in seen or key in own:
                continue
            seen.add(key)
            start, end = line.start + one.words_start, line.start + one.words_end
            page.guess(Part(f"sources.{len(found.sources)}", start, end, name, one.because))
            found.sources.append(Source(name=name, words=page.value(start, end)))
