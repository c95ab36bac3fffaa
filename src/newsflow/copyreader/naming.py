"""The words next to an attribution: which are a name, which lead to it, and where the name ends."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from newsflow.copyreader.folding import plain
from newsflow.copyreader.labels.media import MEDIA
from newsflow.copyreader.labels.table import Labels

_TOKEN = re.compile(r"[^\W_]+(?:[.&\-\u200c][^\W_]+)*['’]?")
_OPEN = re.compile(r"[\s\"«»“”„'’]*")
_INNER = frozenset(
    [
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
    ]
)
"""Small words inside a name."""
_WRITTEN_SMALL = frozenset(name for name in MEDIA if name.islower())
OPENERS, _CLOSERS = '«“„"”‘', '»”“"’'
_CASED = re.compile(r"(.+?(?:s[ıiuü]|[ıiuü]))n(?:[ae]|[ıiuü]n|d[ae]n?|c[ae])")
_REACH = 110
_GAP_MOST, _NAME_MOST, _QUOTED_MOST = 6, 6, 60


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a paragraph, where it stands."""

    text: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether the token can be of a name: a capital, a number, or a medium that writes itself small."""
        written_large = unicodedata.category(self.text[0]) in {"Lu", "Lt"}
        return written_large or self.text[0].isdigit() or self.text in _WRITTEN_SMALL


def in_quotes(paragraph: str, start: int, end: int) -> tuple[int, int]:
    """A name in quotes whole, where its first or last word stands at a quote."""
    if start and paragraph[start - 1] in OPENERS:
        stop = min(len(paragraph), start + _QUOTED_MOST)
        closed = [place for place in range(end, stop) if paragraph[place] in _CLOSERS]
        return (start, closed[0]) if closed else (start, end)
    if end < len(paragraph) and paragraph[end] in _CLOSERS:
        opened = [
            place for place in range(start - 1, max(0, end - _QUOTED_MOST), -1) if paragraph[place] in OPENERS
        ]
        return (opened[0] + 1, end) if opened else (start, end)
    return start, end


def after(paragraph: str, start: int) -> Iterator[Token]:
    """Tokens after an attribution, up to the first mark that ends its phrase."""
    reached = start
    stop = min(len(paragraph), start + _REACH)
    while match := _TOKEN.match(paragraph, _skip(paragraph, reached), stop):
        yield Token(match.group(), *match.span())
        reached = match.end()


def _skip(paragraph: str, start: int) -> int:
    match = _OPEN.match(paragraph, start)
    return match.end() if match else start


def before(paragraph: str, end: int) -> list[Token]:
    """Tokens before an attribution, nearest first, up to the first mark that ends their phrase."""
    start = max(0, end - _REACH)
    while start > 0 and start < end and not paragraph[start].isspace():
        start += 1
    tokens = [Token(match.group(), *match.span()) for match in _TOKEN.finditer(paragraph, start, end)]
    held: list[Token] = []
    reached = end
    for token in reversed(tokens):
        between = paragraph[token.end : reached]
        if between.strip(" \t\"«»“”'’"):
            break
        held.append(token)
        reached = token.start
    return held


def name_after(tokens: list[Token], table: Labels) -> tuple[list[Token], list[Token]]:
    gap: list[Token] = []
    name: list[Token] = []
    for place, token in enumerate(tokens):
        inner = bool(name) and plain(token.text) in _INNER
        if name and not token.capital and not inner and _leads_on(tokens[place:], table):
            gap, name = [*gap, *name], []
        noun = table.nouns_have_capitals and not name and is_noun(token, table)
        if noun and not any(is_noun(led, table) for led in gap):
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


def _leads_on(tokens: list[Token], table: Labels) -> bool:
    """Whether the capitals before these words only describe: “German public broadcaster ARD”, “Britain's Sky”."""
    if tokens[0].text == "s":
        return len(tokens) > 1 and tokens[1].capital
    for place, token in enumerate(tokens[:3]):
        if token.capital:
            return False
        if is_noun(token, table):
            return any(later.capital for later in tokens[place + 1 : place + 3])
    return False


def name_before(tokens: list[Token], table: Labels) -> tuple[list[Token], list[Token]]:
    """The gap and the name before an attribution. Turkish endings behind an apostrophe are part of neither."""
    gap: list[Token] = []
    name: list[Token] = []
    for token, after in zip_longest(tokens, tokens[1:]):
        if not name and token.capital and is_noun(token, table):
            name.append(_without_case(token))
        elif _belongs(token, after, name):
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


def _without_case(token: Token) -> Token:
    """The last word of a Turkish name without its case: Radyosu of “Radyosuna”, Ajansı of “Ajansının”."""
    match = _CASED.fullmatch(token.text)
    return token if match is None else Token(match.group(1), token.start, token.start + len(match.group(1)))


def _belongs(token: Token, after: Token | None, name: list[Token]) -> bool:
    """Whether a token is of the name: a capital, or a small word between two."""
    if token.capital:
        return True
    small = plain(token.text) in _INNER or _is_ending(token, after)
    return bool(name) and after is not None and after.capital and small


def _is_ending(token: Token, after: Token | None) -> bool:
    """Whether a token is a Turkish ending: small letters right behind a name's apostrophe."""
    return after is not None and after.end == token.start and after.text.endswith(("'", "’"))


def is_noun(token: Token, table: Labels) -> bool:
    word = plain(token.text).rstrip("'")
    return any(word.startswith(plain(noun)) for noun in table.media_nouns)
