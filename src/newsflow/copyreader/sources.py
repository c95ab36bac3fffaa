"""Organisations that the text credits with reporting. An attribution makes a source; a mention makes none."""

import re
from dataclasses import dataclass
from functools import lru_cache

from newsflow.copyreader.folding import plain
from newsflow.copyreader.labels import TABLES
from newsflow.copyreader.labels.media import MEDIA, NAME_WORDS
from newsflow.copyreader.labels.table import Labels, Weight
from newsflow.copyreader.naming import (
    OPENERS,
    Token,
    after,
    before,
    in_quotes,
    is_noun,
    name_after,
    name_before,
)
from newsflow.domain.worded import worded

_OF = frozenset(
    (
        "of",
        "for",
        "from",
        "at",
        "in",
        "de",
        "du",
        "des",
        "d'",
        "del",
        "von",
        "für",
        "aus",
        "bei",
        "от",
        "из",
        "для",
    )
)
"""Prepositions: what stands before them is somebody of the medium, not the medium."""


@dataclass(frozen=True, slots=True)
class Credited:
    """A source in a paragraph: its name, and the words that show it, as offsets in the paragraph."""

    start: int
    end: int
    words_start: int
    words_end: int
    because: str


@dataclass(frozen=True, slots=True)
class _Shape:
    pattern: re.Pattern[str]
    weight: Weight
    name_first: bool
    table: Labels


@lru_cache(maxsize=16)
def _shapes(language: str) -> tuple[_Shape, ...]:
    tables = [TABLES[language]] if language in TABLES else list(TABLES.values())
    return tuple(
        _Shape(
            re.compile(
                rf"(?<!\w)(?:{'|'.join(re.escape(w).replace(chr(92) + ' ', ' +') for w in sorted(attribution.words, key=len, reverse=True))})(?!\w)",
                re.IGNORECASE,
            ),
            attribution.weight,
            attribution.name_first,
            table,
        )
        for table in tables
        for attribution in table.attributions
    )


@lru_cache(maxsize=1)
def _media() -> frozenset[str]:
    return frozenset(plain(name) for name in MEDIA)


def credited(paragraph: str, language: str) -> list[Credited]:
    """The sources of a flat paragraph, in order, each with the nearest words that credit it."""
    found: dict[int, Credited] = {}
    for shape in _shapes(language.split("-", maxsplit=1)[0]):
        for match in shape.pattern.finditer(paragraph):
            one = _credited(paragraph, match.start(), match.end(), shape)
            if one is not None and _nearer(one, found.get(one.start)):
                found[one.start] = one
    return [found[start] for start in sorted(found)]


def _nearer(one: Credited, other: Credited | None) -> bool:
    return other is None or one.words_end - one.words_start < other.words_end - other.words_start


def _credited(paragraph: str, start: int, end: int, shape: _Shape) -> Credited | None:
    if shape.table.stops:
        return _uncased(paragraph, start, end, shape)
    near = before(paragraph, start) if shape.name_first else list(after(paragraph, end))
    gap, name = name_before(near, shape.table) if shape.name_first else name_after(near, shape.table)
    if not name:
        return None
    name = _known_in(paragraph, name)
    nouns = sum(is_noun(token, shape.table) for token in name)
    first, last = in_quotes(paragraph, name[0].start, name[-1].end)
    words = paragraph[first:last].rstrip("'’")
    called = 0 < nouns < len(name)
    because = worded("an attribution to a medium, called one") if called else _seen(gap, words, shape)
    if because is None or nouns == len(name):
        return None
    last = first + len(words)
    return Credited(first, last, min(start, first), max(end, last), because)


def _seen(gap: list[Token], name: str, shape: _Shape) -> str | None:
    """What shows that the name is a source's, None where nothing does."""
    table = shape.table
    words = plain(name)
    noun = next((place for place, token in enumerate(gap) if is_noun(token, table)), None)
    articles = {plain(article) for article in table.articles}
    linked = [token for token in gap if plain(token.text) not in articles]
    if noun is not None and (shape.name_first or _is_direct(gap[:noun], articles)):
        return worded("an attribution to a medium, called one")
    if words in _media() and len(linked) <= 1:
        return worded("an attribution to a known medium")
    if linked:
        return None
    if any(word in NAME_WORDS for word in words.replace("-", " ").split()):
        return worded("an attribution to a name that is a medium's")
    if shape.weight is Weight.REPORTS and gap and plain(gap[0].text) in articles and len(name) > 2:
        return worded("a verb of reporting, with an article before the name")
    if shape.weight is not Weight.TOLD and re.fullmatch(r"[^\W\d_a-zа-я]{2,6}", name):
        return worded("an attribution to an organisation's initials")
    return None


def _known_in(paragraph: str, name: list[Token]) -> list[Token]:
    """The known medium at the end of a name, where what stands before only describes it: “Alman ARD”."""
    for place in range(1, len(name)):
        if plain(paragraph[name[place].start : name[-1].end].rstrip("'’")) in _media():
            return name[place:] if plain(paragraph[name[0].start : name[-1].end]) not in _media() else name
    return name


def _is_direct(gap: list[Token], articles: set[str]) -> bool:
    """Whether only articles, or adjectives and no preposition, stand before the word for the medium."""
    words = [plain(token.text) for token in gap]
    described = [word for word in words if word not in articles]
    return not described or (len(described) <= 2 and not _OF & set(words))


def _uncased(paragraph: str, start: int, end: int, shape: _Shape) -> Credited | None:
    """A name in a script without capitals: a known medium, or what follows the word for agency, paper, channel."""
    stops = {plain(stop) for stop in shape.table.stops}
    nouns = [plain(noun) for noun in shape.table.media_nouns]
    tokens = list(after(paragraph, end))
    first = next((place for place, token in enumerate(tokens[:3]) if _noun_in(token, nouns)), None)
    called = any(_noun_in(Token(word, 0, 0), nouns) for word in paragraph[start:end].split())
    name = tokens[first + 1 :] if first is not None else tokens
    kept: list[Token] = []
    for token in name[:4]:
        if plain(token.text) in stops or (kept and paragraph[kept[-1].end : token.start].strip()):
            break
        kept.append(token)
    for length in range(len(kept), 0, -1):
        words = paragraph[kept[0].start : kept[length - 1].end]
        if plain(words) in _media():
            return Credited(
                kept[0].start,
                kept[length - 1].end,
                start,
                kept[length - 1].end,
                worded("an attribution to a known medium"),
            )
    if not kept or (first is None and not called):
        return None
    if first is not None and plain(kept[0].text).startswith(plain("الأنباء")):
        kept.insert(0, tokens[first])
    a, b = kept[0].start, kept[min(len(kept), 3) - 1].end
    if a and paragraph[a - 1] in OPENERS:
        a, b = in_quotes(paragraph, a, kept[0].end)
    return Credited(a, b, start, b, worded("an attribution to a medium, called one"))


def _noun_in(token: Token, nouns: list[str]) -> bool:
    word = plain(token.text)
    return any(word == noun or (len(word) - len(noun) in {1, 2} and word.endswith(noun)) for noun in nouns)
