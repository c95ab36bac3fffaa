"""Organisations that the text credits with reporting. An attribution makes a source; a mention makes none."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from newsflow.copyreader.folding import plain
from newsflow.copyreader.labels import TABLES
from newsflow.copyreader.labels.media import MEDIA, NAME_WORDS
from newsflow.copyreader.labels.table import Labels, Weight

_TOKEN = re.compile(r"[^\W_]+(?:[.&\-\u200c][^\W_]+)*['’]?")
_OPEN = re.compile(r"[\s\"«»“”„'’]*")
_INNER = frozenset(
    (
        "of",
        "the",
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "and",
        "et",
        "&",
        "der",
        "die",
        "für",
        "y",
        "e",
        "und",
    )
)
_WRITTEN_SMALL = frozenset(name for name in MEDIA if name.islower())
_OPENERS, _CLOSERS = '«“„"”‘', '»”“"’'
_REACH = 110
_GAP_MOST, _NAME_MOST, _QUOTED_MOST = 6, 6, 60


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


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether the token can be of a name: a capital, a number, or a medium that writes itself small."""
        written_large = unicodedata.category(self.text[0]) in {"Lu", "Lt"}
        return written_large or self.text[0].isdigit() or self.text in _WRITTEN_SMALL


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
    near = _before(paragraph, start) if shape.name_first else list(_after(paragraph, end))
    gap, name = _name_before(near, shape.table) if shape.name_first else _name_after(near, shape.table)
    if not name:
        return None
    first, last = _in_quotes(paragraph, name[0].start, name[-1].end)
    words = paragraph[first:last].rstrip("'’")
    because = _seen(gap, words, shape)
    if because is None:
        return None
    last = first + len(words)
    return Credited(first, last, min(start, first), max(end, last), because)


def _in_quotes(paragraph: str, start: int, end: int) -> tuple[int, int]:
    """A name in quotes whole, where its first or last word stands at a quote."""
    if start and paragraph[start - 1] in _OPENERS:
        stop = min(len(paragraph), start + _QUOTED_MOST)
        closed = [place for place in range(end, stop) if paragraph[place] in _CLOSERS]
        return (start, closed[0]) if closed else (start, end)
    if end < len(paragraph) and paragraph[end] in _CLOSERS:
        opened = [
            place
            for place in range(start - 1, max(0, end - _QUOTED_MOST), -1)
            if paragraph[place] in _OPENERS
        ]
        return (opened[0] + 1, end) if opened else (start, end)
    return start, end


def _after(paragraph: str, start: int) -> Iterator[_Token]:
    """Tokens after an attribution, up to the first mark that ends its phrase."""
    reached = start
    stop = min(len(paragraph), start + _REACH)
    while match := _TOKEN.match(paragraph, _skip(paragraph, reached), stop):
        yield _Token(match.group(), *match.span())
        reached = match.end()


def _skip(paragraph: str, start: int) -> int:
    match = _OPEN.match(paragraph, start)
    return match.end() if match else start


def _before(paragraph: str, end: int) -> list[_Token]:
    """Tokens before an attribution, nearest first, up to the first mark that ends their phrase."""
    start = max(0, end - _REACH)
    while start > 0 and start < end and not paragraph[start].isspace():
        start += 1
    tokens = [_Token(match.group(), *match.span()) for match in _TOKEN.finditer(paragraph, start, end)]
    held: list[_Token] = []
    reached = end
    for token in reversed(tokens):
        between = paragraph[token.end : reached]
        if between.strip(" \t\"«»“”'’"):
            break
        held.append(token)
        reached = token.start
    return held


def _name_after(tokens: list[_Token], table: Labels) -> tuple[list[_Token], list[_Token]]:
    gap: list[_Token] = []
    name: list[_Token] = []
    for token in tokens:
        inner = bool(name) and plain(token.text) in _INNER
        noun = table.nouns_have_capitals and not name and _is_noun(token, table)
        if noun and not any(_is_noun(before, table) for before in gap):
            gap.append(token)
        elif token.capital or inner:
            name.append(token)
        elif name or len(gap) == _GAP_MOST:
            break
        else:
            gap.append(token)
        if len(name) == _NAME_MOST:
            break
    while name and plain(name[-1].text) in _INNER and not name[-1].capital:
        name.pop()
    return gap, name


def _name_before(tokens: list[_Token], table: Labels) -> tuple[list[_Token], list[_Token]]:
    """The gap and the name before an attribution. Turkish endings behind an apostrophe are part of neither."""
    gap: list[_Token] = []
    name: list[_Token] = []
    for token, after in zip_longest(tokens, tokens[1:]):
        if _belongs(token, after, name, table):
            name.insert(0, token)
        elif name:
            gap.append(token)
            break
        elif len(gap) == _GAP_MOST:
            break
        elif not _is_ending(token, after):
            gap.append(token)
        if len(name) == _NAME_MOST:
            break
    if len(name) > 1 and plain(name[0].text) in table.articles:
        gap.append(name.pop(0))
    return gap, name


def _belongs(token: _Token, after: _Token | None, name: list[_Token], table: Labels) -> bool:
    """Whether a token is of the name: a capital, or a small word between two."""
    if token.capital:
        return bool(name) or not _is_noun(token, table)
    small = plain(token.text) in _INNER or _is_ending(token, after)
    return bool(name) and after is not None and after.capital and small


def _is_ending(token: _Token, after: _Token | None) -> bool:
    """Whether a token is a Turkish ending: small letters right behind a name's apostrophe."""
    return after is not None and after.end == token.start and after.text.endswith(("'", "’"))


def _is_noun(token: _Token, table: Labels) -> bool:
    word = plain(token.text).rstrip("'")
    return any(word.startswith(plain(noun)) for noun in table.media_nouns)


def _seen(gap: list[_Token], name: str, shape: _Shape) -> str | None:
    """What shows that the name is a source's, None where nothing does."""
    table = shape.table
    words = plain(name)
    noun = next((place for place, token in enumerate(gap) if _is_noun(token, table)), None)
    articles = {plain(article) for article in table.articles}
    linked = [token for token in gap if plain(token.text) not in articles]
    if noun is not None and (shape.name_first or all(plain(token.text) in articles for token in gap[:noun])):
        return "an attribution to a medium, called one"
    if words in _media() and len(linked) <= 1:
        return "an attribution to a known medium"
    if linked:
        return None
    if any(word in NAME_WORDS for word in words.replace("-", " ").split()):
        return "an attribution to a name that is a medium's"
    if shape.weight is Weight.REPORTS and gap and plain(gap[0].text) in articles and len(name) > 2:
        return "a verb of reporting, with an article before the name"
    if shape.weight is not Weight.TOLD and re.fullmatch(r"[^\W\d_a-zа-я]{2,6}", name):
        return "an attribution to an organisation's initials"
    return None


def _uncased(paragraph: str, start: int, end: int, shape: _Shape) -> Credited | None:
    """A name in a script without capitals: a known medium, or what follows the word for agency, paper, channel."""
    stops = {plain(stop) for stop in shape.table.stops}
    nouns = [plain(noun) for noun in shape.table.media_nouns]
    tokens = list(_after(paragraph, end))
    first = next((place for place, token in enumerate(tokens[:3]) if _noun_in(token, nouns)), None)
    called = any(_noun_in(_Token(word, 0, 0), nouns) for word in paragraph[start:end].split())
    name = tokens[first + 1 :] if first is not None else tokens
    kept: list[_Token] = []
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
                "an attribution to a known medium",
            )
    if not kept or (first is None and not called):
        return None
    if first is not None and plain(kept[0].text).startswith(plain("الأنباء")):
        kept.insert(0, tokens[first])
    a, b = kept[0].start, kept[min(len(kept), 3) - 1].end
    if a and paragraph[a - 1] in _OPENERS:
        a, b = _in_quotes(paragraph, a, kept[0].end)
    return Credited(a, b, start, b, "an attribution to a medium, called one")


def _noun_in(token: _Token, nouns: list[str]) -> bool:
    word = plain(token.text)
    return any(word == noun or (len(word) - len(noun) in {1, 2} and word.endswith(noun)) for noun in nouns)
