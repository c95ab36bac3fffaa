"""The page's date line: published, updated, filed, and the name that stands beside."""

import re
from dataclasses import dataclass, field
from datetime import tzinfo

from newsflow.copyreader.dates import Stated, find
from newsflow.copyreader.folding import Folded, plain
from newsflow.copyreader.found import Found
from newsflow.copyreader.lines import Line
from newsflow.copyreader.lookup import closing, opening, words_of
from newsflow.copyreader.names import cased, is_name, stripped
from newsflow.copyreader.page import Page, Part
from newsflow.copyreader.people import Person, byline
from newsflow.domain.codes import CreditRole, DateKind
from newsflow.domain.dispatch import SourceDate
from newsflow.domain.worded import worded

_BETWEEN = re.compile(r"\s+[|•·–—/-]\s*|\s*[|•·;]\s*|\s{2,}|,\s+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_UNEXPLAINED = 4
"""Words of a date line that may stay unexplained before it is taken for text."""


@dataclass(slots=True)
class Stamp:
    """What a date line says."""

    dates: list[tuple[SourceDate, int, int, str]] = field(
        default_factory=list[tuple[SourceDate, int, int, str]]
    )
    people: list[Person] = field(default_factory=list[Person])
    bare: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    """Names without a word that says what they did."""
    labelled: bool = True
    """Whether a label stands before each date, and nothing else but names beside them."""


def read_stamp(page: Page, line: Line, zone: tzinfo) -> Stamp | None:
    """The dates of a date line with their kinds, and the people beside; None where the line is no such thing."""
    folded = page.fold(line)
    dates = [stated for stated in find(folded.text) if stated.year is not None]
    if not dates:
        return None
    stamp = Stamp()
    unexplained = 0
    reached = 0
    for stated in dates:
        gap = folded.text[reached : stated.start]
        label = closing("date", _without_fillers(gap), page.language)
        gap_end = reached + label[1] if label else stated.start
        start = gap_end if label else stated.start
        unexplained += _beside(page, folded, (reached, gap_end), stamp)
        kind = label[0].date if label else None
        stamp.labelled = stamp.labelled and kind is not None
        _add_date(page, folded, stated, stamp, start=start, kind=kind, zone=zone)
        reached = stated.end
    unexplained += _beside(page, folded, (reached, len(folded.text)), stamp)
    stamp.labelled = stamp.labelled and not unexplained
    return stamp if unexplained <= _UNEXPLAINED else None


def _without_fillers(gap: str) -> str:
    """A stretch before a date without small words at its end: “published on Wednesday,”."""
    while True:
        bare = gap.rstrip(" ,")
        word = re.search(r"(?<!\w)[^\W\d_]+$", bare)
        closes = closing("date", gap, "")
        if closes is not None or word is None or word.group() not in words_of("date_fillers"):
            return gap
        gap = bare[: word.start()]


def _add_date(
    page: Page,
    folded: Folded,
    stated: Stated,
    stamp: Stamp,
    *,
    start: int,
    kind: DateKind | None,
    zone: tzinfo,
) -> None:
    a, b = folded.span(start, stated.end)
    while a < b and not page.text[a].isalnum():
        a += 1
    text = page.value(a, b)
    dated = stated.source_date(kind or DateKind.FIRST, text, zone)
    if dated is None:
        return
    because = (
        worded("its label")
        if kind
        else worded("a date without a label in the page's date line: the first issue")
    )
    stamp.dates.append((dated, a, b, because))


def _beside(page: Page, folded: Folded, stretch: tuple[int, int], stamp: Stamp) -> int:
    """Read the names beside a date; gives the number of words that stay unexplained."""
    if stretch[0] >= stretch[1]:
        return 0
    start, end = folded.span(*stretch)
    unexplained = 0
    reached = start
    for match in [*_BETWEEN.finditer(page.flat, start, end), None]:
        stop = match.start() if match else end
        unexplained += _piece(page, reached, stop, stamp)
        reached = match.end() if match else end
    return unexplained


def _piece(page: Page, start: int, end: int, stamp: Stamp) -> int:
    start, end = stripped(page.flat, start, end)
    words = page.flat[start:end]
    if not _WORD.search(words):
        return 0
    persons = byline(page, Line(start, end), alone=True)
    if persons:
        stamp.people.extend(persons)
        return 0
    unknown = [word for word in plain(words).split() if word not in words_of("date_fillers")]
    if not unknown:
        return 0
    label = opening("date", plain(words), page.language)
    if label is None and _is_bare_name(page, start, end):
        stamp.bare.append((start, end))
        return 0
    return len(unknown)


def _is_bare_name(page: Page, start: int, end: int) -> bool:
    """Whether a piece can be a name: in no brackets, before no colon, and set off by a bar where nothing is large."""
    words = page.flat[start:end]
    before, after = page.flat[max(0, start - 2) : start].strip(), page.flat[end : end + 3].strip()
    if not is_name(words, least=2, most=4) or before.endswith("(") or after.startswith((":", ")")):
        return False
    return cased(words) or before.endswith("|") or after.startswith("|")


def take_stamp(page: Page, found: Found, number: int, zone: tzinfo) -> Stamp | None:
    """Take the date line at `number`; a label alone on a line takes the date on the next one with it."""
    line = page.free[number]
    if not page.is_short(line):
        return None
    stamp = read_stamp(page, line, zone)
    if page.inside(number) and (stamp is None or not stamp.labelled):
        return None
    if stamp is None:
        return _take_pair(page, found, number, zone)
    page.take(number, line, _parts(page, found, stamp))
    return stamp


def _take_pair(page: Page, found: Found, number: int, zone: tzinfo) -> Stamp | None:
    line, below = page.free[number], page.free.get(number + 1)
    label = opening("date", page.fold(line).text, page.language)
    if below is None or label is None or label.end < len(page.fold(line).text.rstrip()):
        return None
    both = Line(line.start, below.end, line.after_blank)
    stamp = read_stamp(page, both, zone) if page.is_short(both) else None
    if stamp is None or len(stamp.dates) != 1:
        return None
    parts = _parts(page, found, stamp)
    del page.free[number + 1]
    page.free[number] = both
    page.take(number, both, parts)
    return stamp


def _parts(page: Page, found: Found, stamp: Stamp) -> list[Part]:
    parts: list[Part] = []
    for dated, start, end, because in stamp.dates:
        parts.append(Part(f"source_dates.{len(found.source_dates)}", start, end, dated.value, because))
        found.source_dates.append(dated)
    parts.extend(
        found.credit(person.name, person.role, (person.start, person.end), person.because)
        for person in stamp.people
    )
    role, because = _bare_role(found)
    for start, end in stamp.bare:
        parts.append(found.credit(page.value(start, end), role, (start, end), because))
    return parts


def _bare_role(found: Found) -> tuple[CreditRole, str]:
    """What a name beside the page's date did, where no word says it.

    Where the text has another author (a byline, or a translator for the original's), such a name is whoever
    put the page up: a web editor. Where there is nobody else, it is the writer. Bylines are read before.
    """
    authors = {CreditRole.WRITER, CreditRole.TRANSLATOR}
    if found.translated_from is not None or any(credit.role in authors for credit in found.credits):
        return CreditRole.WEB_EDITOR, worded(
            "a name without a byline word beside the date; the text is another's"
        )
    return CreditRole.WRITER, worded("a name without a byline word beside the date; nobody else is credited")
