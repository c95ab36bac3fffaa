"""The one analyser: a text as the terms by which words are found, in streams, in SQL and in the index (ADR-0028).

A text is analysed in its own language, and its terms bear no language: the index keeps them in one field. A query's
word is analysed in the languages that it is asked in, and any of the terms that this gives will do (`ways`).
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from newsflow.domain.checks.tokens import base
from newsflow.domain.text import fold, lower, nfc
from newsflow.matching.stems import stem_of

TERM_LIMIT = 40
"""Letters of a term: more of a word tells nothing new."""
CACHED_LIMIT = 131_072
"""Words in each half of those whose terms are kept, for each language."""

_APOSTROPHES = "'\u2019\u02bc"
_APART = frozenset("\u200b")
_INSIDE = re.escape(
    "".join(
        mark
        for mark in map(chr, range(0x10000))
        if unicodedata.category(mark) in {"Mn", "Mc", "Cf"} and mark not in _APART
    )
)
"""What hangs on letters and is none: accents, vowel signs, joiners, soft hyphens, marks of direction."""
_WORD = re.compile(rf"[^\W_][\w{_INSIDE}]*(?:[{_APOSTROPHES}][\w{_INSIDE}]+)*")
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")

_TURKIC = frozenset({"tr", "az"})
_ELIDED = {
    "fr": frozenset(["l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"]),
    "it": frozenset(["l", "un", "d", "c", "dell", "nell", "all", "dall", "sull", "quest", "quell"]),
    "ca": frozenset(["l", "d", "m", "n", "s", "t"]),
}
"""What stands before an apostrophe and is not the word that is looked for: l'Iran is Iran."""

_SHORT_I = "\ue000"
_KEEP = str.maketrans({"й": _SHORT_I, "Й": _SHORT_I})
_KEPT = str.maketrans({_SHORT_I: "й"})
"""й is a letter, not и with an accent: край is no края, and Russian's endings need it."""
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("ىیېےێ", "ي"),
        **dict.fromkeys("کڪ", "ك"),
        **dict.fromkeys("ةەھہۃ", "ه"),
        **dict.fromkeys("ٱ", "ا"),
        "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d",
        "ۆ": "و", "ڕ": "ر", "ڵ": "ل",
    }
)  # fmt: skip
"""Letters that Arabic, Persian and Sorani keyboards give for one another."""
_HATS = str.maketrans("âîû", "aiu")
_VOWELS = frozenset("aeiou")
_BACK = frozenset("aıou")
_AFTER = {("i", True): "ı", ("u", False): "ü"}
_TURNED = {"i": "ı", "o": "ö", "u": "ü"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: its term, its place among the words from 0, and where it stands in the text."""

    term: str
    place: int
    start: int
    end: int


class _Terms(dict[str, str]):
    """The term of each word seen lately, of one way to analyse.

    Full, it becomes the older half, and begins anew: a word that is often said comes over when it is met again.
    """

    def __init__(self, analyse: Callable[[str], str]) -> None:
        super().__init__()
        self._analyse = analyse
        self._older: dict[str, str] = {}

    def __missing__(self, word: str) -> str:
        term = self._older.get(word)
        if term is None:
            term = self._analyse(word)
            term = word if term == word else term
        if len(word) <= TERM_LIMIT:
            if len(self) >= CACHED_LIMIT:
                self._older = self.copy()
                self.clear()
            self[word] = term
        return term


_OF_LANGUAGE: dict[str, _Terms] = {}
_JOINED: dict[str, _Terms] = {}
LANGUAGES_LIMIT = 256
"""Languages whose words are kept: a tag is copy's own word, and must not fill the memory."""


def terms(text: str, language: str) -> list[str]:
    """The terms of a text, in the order of its words. Some 400 words take well under 0.15 ms."""
    term_of = _terms_of(language)
    return [term for word in _WORD.findall(text) if (term := term_of[word])]


def joined_terms(text: str, language: str) -> str:
    """The same terms in one string, with one or more blanks between: what stands between blanks is looked up whole.

    A third of the time of `terms`, for those who analyse a whole archive.
    """
    found = _JOINED.get(language)
    if found is None:
        if len(_JOINED) >= LANGUAGES_LIMIT:
            _JOINED.clear()
        term_of = _terms_of(language)
        found = _JOINED[language] = _Terms(
            lambda said: term_of[said] if said.isalpha() else " ".join(terms(said, language))
        )
    return " ".join(map(found.__getitem__, text.split()))


def words(text: str, language: str) -> list[Token]:
    """The words of a text with their terms and where they stand, to mark them."""
    term_of = _terms_of(language)
    found: list[Token] = []
    for match in _WORD.finditer(text):
        term = term_of[match[0]]
        if term:
            found.append(Token(term, len(found), match.start(), match.end()))
    return found


def names(text: str) -> list[str]:
    """The words of a name, folded alike in every language and never stemmed: of places, sources and people."""
    return [
        term for word in _WORD.findall(text) for part in _APOSTROPHE.split(word) if (term := _NAMES[part])
    ]


def ways(text: str, languages: Iterable[str]) -> frozenset[tuple[str, ...]]:
    """The terms that the words may have in copy of these languages; in Turkish, though they were typed without accents.

    A text says the words where one of the ways stands in its terms, in order and with nothing between. Empty: they
    are no words.
    """
    found: set[tuple[str, ...]] = set()
    for language in languages:
        spellings = _spellings(text, language)
        found.update(tuple(terms(spelling, language)) for spelling in spellings)
        if len(spellings) > 1:
            found.add(tuple(names(text)))
    return frozenset(way for way in found if way)


def _terms_of(language: str) -> _Terms:
    found = _OF_LANGUAGE.get(language)
    if found is None:
        if len(_OF_LANGUAGE) >= LANGUAGES_LIMIT:
            _OF_LANGUAGE.clear()
        code = base(language)
        found = _OF_LANGUAGE[language] = _Terms(lambda word: _term(word, code))
    return found


def _term(word: str, language: str) -> str:
    """The term of one word: without what hangs on it, stemmed, folded."""
    word = _without_apostrophe(nfc(word), language)
    stem = stem_of(language)
    if language in _TURKIC:
        # Turkish endings follow its vowels: stem first, while ı is no i yet.
        word = lower(word, language).translate(_HATS)
        return folded(word if stem is None else stem(word))[:TERM_LIMIT]
    word = folded(word)
    return (word if stem is None or word.isdigit() else stem(word))[:TERM_LIMIT]


def folded(word: str) -> str:
    """A word without case, accents and vowel signs, western digits, and letters typed for each other as one."""
    if word.isascii():
        return word.lower().replace("_", "")
    if _APART_LETTERS.fullmatch(word):
        return word.translate(_FOLDED)
    return _folded(word)


def _folded(word: str) -> str:
    word = fold(nfc(word).translate(_KEEP)).translate(_KEPT).translate(_ALIKE)
    return word if word.isalpha() else "".join(_letter(letter) for letter in word)


def _letter(letter: str) -> str:
    if letter.isascii() or letter.isalpha():
        return "" if letter == "_" else letter
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    return letter if letter.isalnum() else ""


def _without_apostrophe(word: str, language: str) -> str:
    """Trabzon of Trabzon'da, Iran of l'Iran, minister of minister's; else the apostrophe alone goes."""
    if word.isalpha():
        return word
    parts = _APOSTROPHE.split(word)
    if len(parts) == 1:
        return word
    if parts[0].lower() in _ELIDED.get(language, ()):
        parts = parts[1:]
    elif language in _TURKIC and len(parts[-2]) > 1:
        parts = parts[:-1]
    if len(parts) > 1 and parts[-1].lower() == "s":
        parts = parts[:-1]
    return "".join(parts)


def _spellings(text: str, language: str) -> set[str]:
    """The text as it may have been meant: Turkish is often typed without its own letters, and its endings need them."""
    if base(language) != "tr" or not text.isascii():
        return {text}
    plain = text.lower()
    return {text, plain, _in_harmony(plain, ""), _in_harmony(plain, "iou")}


def _in_harmony(plain: str, turned: str) -> str:
    """The text with its later vowels after the first one's kind; a first vowel among `turned` is ı, ö or ü."""
    letters: list[str] = []
    last = ""
    for letter in plain:
        meant = letter
        if letter in _VOWELS:
            if last:
                meant = _AFTER.get((letter, last in _BACK), letter)
            elif letter in turned:
                meant = _TURNED[letter]
            last = meant
        elif not letter.isalpha():
            last = ""
        letters.append(meant)
    return "".join(letters)


def _is_apart(letter: str) -> bool:
    """Whether a letter is folded by itself, whatever stands beside it: nothing of it joins another or is joined to one."""
    return letter.isalpha() and not any(unicodedata.combining(part) for part in letter + _folded(letter))


_FOLDED = {
    ord(letter): _folded(letter)
    for first, last in ((0x00, 0x250), (0x370, 0x530), (0x621, 0x64B), (0x671, 0x6D6))
    for letter in map(chr, range(first, last))
    if _is_apart(letter)
}
"""The letters of our scripts. A word of them alone is folded letter by letter, in a tenth of the time."""
_APART_LETTERS = re.compile(f"[{''.join(map(chr, _FOLDED))}]+")

_NAMES = _Terms(lambda word: folded(word)[:TERM_LIMIT])
