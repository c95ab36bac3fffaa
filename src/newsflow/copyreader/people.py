"""Bylines and translators' credits."""

import re
from dataclasses import dataclass
from functools import lru_cache

from newsflow.copyreader.folding import Folded, plain
from newsflow.copyreader.found import Found
from newsflow.copyreader.labels import TABLES
from newsflow.copyreader.lines import Line
from newsflow.copyreader.lookup import opening
from newsflow.copyreader.names import is_name, people
from newsflow.copyreader.page import Page, Part
from newsflow.domain.codes import CreditRole
from newsflow.domain.dispatch import TranslatedFrom
from newsflow.domain.worded import Coded, Kind, worded

UNDETERMINED = "und"
_TAIL = 240
_BRACKET = re.compile(r"\s*[(\[/|].*$")


@dataclass(frozen=True, slots=True)
class Person:
    """A person in a line, with the stretch that names them."""

    name: str
    start: int
    end: int
    role: CreditRole
    because: str


def byline(page: Page, line: Line, *, alone: bool) -> list[Person]:
    """The people that a line credits, each behind a label: “Par …”, “Haber: …”, “Reporting by …; editing by …”.

    `alone`: the line stands outside the running text, so that a word such as “Par” may open it without a colon.
    """
    found: list[Person] = []
    start = line.start
    for piece in re.split(r"([;|])", page.flat[line.start : line.end]):
        stretch = Line(start, start + len(piece))
        start = stretch.end
        if piece in {";", "|"} or not piece.strip():
            continue
        persons = _labelled(page, stretch, alone=alone)
        if not persons:
            return []
        found.extend(persons)
    return found


def _labelled(page: Page, stretch: Line, *, alone: bool) -> list[Person]:
    folded = page.fold(stretch)
    label = opening("credit", folded.text, page.language)
    if label is None or label.label.role is None or not (label.marked or alone):
        return []
    start, end = folded.at[min(label.end, len(folded.at) - 1)], stretch.end
    bracket = _BRACKET.search(page.flat, start, end)
    names = list(people(page.flat, start, bracket.start() if bracket else end, label.label.language))
    most = 6 if label.marked else 5
    least = 1 if label.marked else 2
    if not names or not all(is_name(page.flat[a:b], least=least, most=most) for a, b in names):
        return []
    printed = folded.text[: label.end].strip(" *-:|(")
    because = worded(
        "named after “%(printed)s” (%(language)s)",
        printed=printed,
        language=Coded(Kind.LANGUAGE, label.label.language),
    )
    return [Person(page.value(a, b), a, b, label.label.role, because) for a, b in names]


def take_byline(page: Page, found: Found, number: int) -> bool:
    """Take a byline's line for its credits. False: the line is none."""
    line = page.free[number]
    if not page.is_short(line):
        return False
    persons = byline(page, line, alone=not page.inside(number))
    if not persons:
        return False
    parts = [
        found.credit(person.name, person.role, (person.start, person.end), person.because)
        for person in persons
    ]
    page.take(number, line, parts)
    return True


@dataclass(frozen=True, slots=True)
class _Credit:
    pattern: re.Pattern[str]
    languages: dict[str, str]
    table: str


@lru_cache(maxsize=1)
def _templates() -> tuple[_Credit, ...]:
    """Every table's translator credits, the telling ones (with a language, with a name) first."""
    found: list[tuple[int, _Credit]] = []
    for table in TABLES.values():
        languages = {plain(name): code for name, code in table.languages.items()}
        names = "|".join(re.escape(name) for name in sorted(languages, key=len, reverse=True))
        for template in table.translations:
            pieces = re.split(r"(\{language\}|\{translator\})", template)
            pattern = "".join(_piece(piece, names) for piece in pieces)
            telling = -template.count("{") * 100 - len(template)
            found.append((telling, _Credit(re.compile(_framed(pattern)), languages, table.language)))
    return tuple(credit for _, credit in sorted(found, key=lambda pair: pair[0]))


def _piece(piece: str, names: str) -> str:
    if piece == "{language}":
        return rf"(?P<language>{names})"
    if piece == "{translator}":
        return r"(?P<translator>[^\W\d_].{1,118}?)"
    literal = re.escape(plain(piece)).replace(r"\ ", " ").replace(":", " ?[:-]")
    if not literal:
        return " " if piece else ""
    before = " " if piece.startswith(" ") else ""
    after = " ?" if piece.rstrip().endswith(":") else " " if piece.endswith(" ") else ""
    return before + literal + after


def _framed(pattern: str) -> str:
    """The credit as a line of its own, or behind the last sentence."""
    return (
        rf"(?:^[ *•·(\[\-/]*|(?<=[.!?»\"”'…)]) [*(\[]*|(?P<open>[(\[])[* ]*)(?P<credit>{pattern})[ .)\]*/]*$"
    )


def take_translator(page: Page, found: Found, number: int) -> bool:
    """Take a translator's credit: a line of its own, or the last words of a paragraph. False: there is none."""
    line = page.free[number]
    tail = Line(max(line.start, line.end - _TAIL), line.end, line.after_blank)
    folded = page.fold(tail)
    for credit in _templates():
        match = credit.pattern.search(folded.text)
        if match is None or (tail.start > line.start and match.start() == 0):
            continue
        named = _translators(page, folded, match, credit.table)
        if named is not None:
            _keep(page, found, number, folded=folded, match=match, credit=credit, named=named)
            return True
    return False


def _translators(
    page: Page, folded: Folded, match: re.Match[str], language: str
) -> list[tuple[int, int]] | None:
    """Where the translators' names stand; [] for a credit without one, None where they are no names."""
    if "translator" not in match.re.groupindex:
        return []
    start, end = folded.span(*match.span("translator"))
    bracket = _BRACKET.search(page.flat, start, end)
    names = list(people(page.flat, start, bracket.start() if bracket else end, language))
    return names if all(is_name(page.flat[a:b], least=1, most=6) for a, b in names) else None


def _keep(
    page: Page,
    found: Found,
    number: int,
    *,
    folded: Folded,
    match: re.Match[str],
    credit: _Credit,
    named: list[tuple[int, int]],
) -> None:
    line = page.free[number]
    start, end = folded.span(*match.span("credit"))
    words = page.value(start, end)
    spoken = match.group("language") if "language" in match.re.groupindex else None
    language = credit.languages[spoken] if spoken else UNDETERMINED
    because = worded("a translator's credit (%(language)s)", language=Coded(Kind.LANGUAGE, credit.table))
    people = [found.credit(page.value(a, b), CreditRole.TRANSLATOR, (a, b), because) for a, b in named]
    first = found.translated_from is None
    if first:
        names = ", ".join(part.value for part in people) or None
        found.translated_from = TranslatedFrom(language=language, translator=names, words=words)
    parts = [*people, Part("translated_from", start, end, language, because, held=first)]
    whole = folded.span(match.start(), len(folded.text))[0] <= line.start
    if whole:
        page.take(number, line, parts)
    else:
        page.shorten(number, Line(start, line.end, line.after_blank), parts)
