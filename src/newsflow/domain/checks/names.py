"""The names in a text, as runs of words with capitals, in languages that have them; and whether a body knows a name."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsflow.domain.checks.tokens import Word, base, pieces, same, words

CAPITALS = frozenset(
    {
        "en",
        "fr",
        "tr",
        "az",
        "ru",
        "uk",
        "bg",
        "sr",
        "es",
        "pt",
        "it",
        "nl",
        "pl",
        "cs",
        "de",
        "ro",
        "sv",
        "da",
    }
)
"""Languages whose names bear capitals. German gives them to every noun, so that there only a run counts."""
_NOUNS_TOO = frozenset({"de", "lb"})
_JOINTS = frozenset({"de", "du", "la", "le", "von", "van", "bin", "ibn", "al", "el", "da", "di", "dos", "of"})  # fmt: skip
_ENDING = {"tr": 6, "az": 6, "ru": 3, "uk": 3, "bg": 3, "sr": 3, "pl": 3, "cs": 3, "de": 30}
"""Letters that a language hangs on a name, at most; two elsewhere. German makes compounds."""
_BENDS = frozenset({"ru", "uk", "bg", "sr", "pl", "cs"})
"""Languages that change a name's last letters."""
_OF_PEOPLES = frozenset(
    {"", "a", "an", "ian", "n", "ish", "ese", "y", "ey", "ia", "ie", "ien", "ienne", "iens", "ais", "aise", "e", "s", "ans", "ians", "i"}
)  # fmt: skip
_BREAKS = '.!?:…\u2014\u2013|\n«»“”„"('


@dataclass(frozen=True, slots=True)
class Name:
    """A name: its words in order. `opens`: its first word opens a sentence, where common words have a capital too."""

    parts: tuple[Word, ...]
    opens: bool

    @property
    def text(self) -> str:
        """The words with a blank between them."""
        return " ".join(part.text for part in self.parts)

    def sure(self, language: str) -> tuple[Word, ...]:
        """The words that are certainly a name's."""
        spoken = base(language)
        if spoken in _NOUNS_TOO and len(self.parts) < 2:
            return ()
        if self.opens and not _has_suffix(self.parts[0], spoken):
            return self.parts[1:] if spoken not in _NOUNS_TOO or len(self.parts) > 2 else ()
        return self.parts


def _has_suffix(word: Word, language: str) -> bool:
    """Whether an apostrophe sets a suffix off, which Turkish does behind names only."""
    return language in {"tr", "az"} and len(pieces(word.text)) == 2


def names(text: str, language: str) -> list[Name]:
    """The names of a text in order; none in a language without capitals, or where nearly every word has one."""
    if base(language) not in CAPITALS:
        return []
    found: list[Name] = []
    run: list[Word] = []
    opens, end, joint = True, 0, False
    for word in words(text):
        gap = text[end : word.start]
        breaks = end == 0 or any(mark in _BREAKS for mark in gap)
        if (breaks or gap.strip(" \u00a0\u202f-")) and run:
            found.append(Name(tuple(run), opens))
            run = []
        end = word.end
        if _is_capital(word):
            if not run:
                opens = breaks
            run.append(word)
            joint = False
        elif run and not joint and word.text in _JOINTS:
            joint = True
        elif run:
            found.append(Name(tuple(run), opens))
            run = []
    return [*found, Name(tuple(run), opens)] if run else found


def _is_capital(word: Word) -> bool:
    """Whether the word, or what follows its short article (l’Union), begins with a capital. Single letters are initials."""
    *before, last = pieces(word.text)
    if before and len(before[0]) <= 2 and len(last) > 1 and last[0].isupper():
        return True
    return word.text[0].isupper() and len(pieces(word.text)[0]) > 1


def is_title_case(text: str) -> bool:
    """Whether nearly every longer word has a capital, or every letter is one: then none tells a name."""
    longer = [word.text for word in words(text) if len(word.text) > 3 and word.text[0].isalpha()][1:]
    capitals = sum(word[0].isupper() for word in longer)
    return (len(longer) >= 3 and capitals >= 0.8 * len(longer)) or (text.isupper() and len(longer) > 1)


@dataclass(frozen=True, slots=True)
class Known:
    """The words of a text, to ask whether a name stands in it."""

    folded: frozenset[str]
    ordered: tuple[str, ...]
    initials: str
    language: str

    def has(self, word: Word) -> bool:
        """Whether the word stands there, in whatever ending its language gives it; an acronym, by its initials."""
        if word.text.isupper() and 2 <= len(word.text) <= 6 and same(word.text) in self.initials:
            return True
        *before, last = pieces(word.text)
        spellings = {same(word.text), same(before[0] if before else last)}
        if before and len(before[0]) <= 2:
            spellings = {same(word.text), same(last)}
        return any(spelling in self.folded or self._bent(spelling) for spelling in spellings)

    def _bent(self, name: str) -> bool:
        stem = max(3, len(name) - 3) if self.language in _BENDS else min(len(name), 4)
        if len(name) < 3:
            return False
        place = bisect_left(self.ordered, name[:stem])
        while place < len(self.ordered) and self.ordered[place].startswith(name[:stem]):
            if same_name(name, self.ordered[place], self.language):
                return True
            place += 1
        return False


def same_name(name: str, other: str, language: str) -> bool:
    """Whether two folded words of three letters or more are one name in different endings of its language."""
    spoken = base(language)
    bends = spoken in _BENDS
    if min(len(name), len(other)) < 3 or name[:3] != other[:3]:
        return False
    return _one_word(name, other, _ENDING.get(spoken, 2), bends=bends)


def _one_word(name: str, other: str, most: int, *, bends: bool) -> bool:
    """Whether two words of one stem are the same name in different endings."""
    common = next((n for n, (a, b) in enumerate(zip(name, other, strict=False)) if a != b), None)
    if common is None:
        return abs(len(name) - len(other)) <= most
    if bends:
        return max(len(name), len(other)) - common <= most
    return common >= 4 and name[common:] in _OF_PEOPLES and other[common:] in _OF_PEOPLES


def known(texts: Iterable[str], language: str) -> Known:
    """The words of several texts."""
    found: set[str] = set()
    initials: list[str] = []
    for text in texts:
        for word in words(text):
            folded = word.folded
            found.add(folded)
            parts = pieces(word.text)
            if len(parts) > 1:
                found.update(same(part) for part in parts if len(part) > 1)
            if word.text[0].isupper():
                initials.append(folded[:1])
        initials.append(" ")
    return Known(frozenset(found), tuple(sorted(found)), "".join(initials), base(language))


def unknown_words(name: Name, known_words: Known, language: str) -> Iterator[Word]:
    """The sure words of a name that stand nowhere in the text."""
    return (word for word in name.sure(language) if not known_words.has(word))
