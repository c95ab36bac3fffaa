"""The names list: how the house spells a person, a place or a body in each language, and whether a text has a name."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from newsflow.domain.checks.names import CAPITALS, same_name
from newsflow.domain.checks.tokens import Word, base, pieces, same, words

KEY_LETTERS = 4
"""By so many first letters a name is looked up: what a language hangs on its end does not matter then."""
_STEM = 3
"""Letters that no ending changes."""
WORDS_LIMIT = 8
"""Words of one spelling, at most."""
_PREFIXES = {
    "ar": ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل", "ك", "ف"),
    "he": ("ו", "ב", "ל", "מ", "ה", "ש", "כ"),
}
"""What Arabic and Hebrew write together with the word that follows."""


class NameKind(StrEnum):
    """Whose name it is."""

    PERSON = "person"
    PLACE = "place"
    BODY = "body"


class Standing(StrEnum):
    """What the house thinks of a spelling."""

    HOUSE = "house"
    """This is how we write it."""
    ALSO = "also"
    """Right as well: a short form, an acronym, a family name alone."""
    AVOID = "avoid"
    """Seen elsewhere, and not ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """One way to write a name in one language."""

    language: str
    text: str
    standing: Standing = Standing.HOUSE


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseName:
    """A name of the list."""

    id: int
    kind: NameKind
    spellings: tuple[Spelling, ...]

    def house(self, language: str) -> str | None:
        """The house's spelling in a language; None where the list has none."""
        return next(iter(self._in(language, {Standing.HOUSE})), None)

    def right(self, language: str) -> tuple[str, ...]:
        """Every spelling that is right in a language, the house's first."""
        return tuple(
            dict.fromkeys((*self._in(language, {Standing.HOUSE}), *self._in(language, {Standing.ALSO})))
        )

    def avoided(self, language: str) -> tuple[str, ...]:
        """The spellings in a language that are not ours."""
        return tuple(self._in(language, {Standing.AVOID}))

    def _in(self, language: str, standings: set[Standing]) -> Iterator[str]:
        spoken = base(language)
        return (
            one.text for one in self.spellings if base(one.language) == spoken and one.standing in standings
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands in a text."""

    start: int
    end: int


def key_of(word: str) -> str:
    """The first letters of a folded word, by which names are looked up."""
    return same(word)[:KEY_LETTERS]


def key_of_name(text: str) -> str:
    """The key under which a spelling is stored: its longest word's, so that an article finds nothing."""
    found = [part for word in words(text) for part in pieces(word.text)]
    return key_of(max(found, key=len, default=""))


def keys_in(texts: Iterable[str], language: str) -> frozenset[str]:
    """Every key that a name in these texts could have."""
    return frozenset(
        key_of(part) for text in texts for word in words(text) for part in _bare(word.text, base(language))
    )


def _bare(word: str, language: str) -> list[str]:
    """The word, its parts around an apostrophe, and what it is without the prefixes that are written with it."""
    folded = same(word)
    found = [folded, *(same(part) for part in pieces(word))]
    found += [
        folded[len(same(prefix)) :]
        for prefix in _PREFIXES.get(language, ())
        if folded.startswith(same(prefix)) and len(folded) - len(prefix) >= 2
    ]
    return list(dict.fromkeys(part for part in found if part))


def _bent(name: str, other: str, language: str) -> bool:
    """Whether the other word is the name with an ending; its own last two letters may have changed, no others."""
    return same_name(name, other, language) and other.startswith(name[: max(3, len(name) - 2)])


@dataclass(frozen=True, slots=True)
class Text:
    """A text made ready for looking names up in it."""

    language: str
    words: tuple[Word, ...]
    bare: tuple[tuple[str, ...], ...]
    places: dict[str, tuple[int, ...]]
    """Where words begin so, by their first letters."""

    @classmethod
    def of(cls, text: str, language: str) -> "Text":
        """The text's words."""
        found = tuple(words(text))
        bare = tuple(tuple(_bare(word.text, base(language))) for word in found)
        places: dict[str, list[int]] = {}
        for at, parts in enumerate(bare):
            for start in {part[:_STEM] for part in parts}:
                places.setdefault(start, []).append(at)
        return cls(language, found, bare, {start: tuple(held) for start, held in places.items()})

    def find(self, spelling: str) -> Iterator[Place]:
        """Where the spelling stands, in whatever ending the language gives it."""
        wanted = [same(word.text) for word in words(spelling)][:WORDS_LIMIT]
        if not wanted:
            return
        is_loud = base(self.language) in CAPITALS and spelling[:1].isupper()
        rarest, places = min(
            ((n, self._beginning(word)) for n, word in enumerate(wanted)), key=lambda found: len(found[1])
        )
        for at in (place - rarest for place in places):
            if at < 0 or at + len(wanted) > len(self.words):
                continue
            if is_loud and not any(part[:1].isupper() for part in pieces(self.words[at].text)):
                continue
            if all(self._is(at + n, word) for n, word in enumerate(wanted)):
                yield Place(self.words[at].start, self.words[at + len(wanted) - 1].end)

    def _beginning(self, wanted: str) -> list[int]:
        """Where words begin as this one does, in order."""
        starts = {part[:_STEM] for part in _bare(wanted, base(self.language))}
        return sorted({at for start in starts for at in self.places.get(start, ())})

    def _is(self, at: int, wanted: str) -> bool:
        bare = self.bare[at]
        if wanted in bare:
            return True
        arabic = base(self.language) in _PREFIXES
        wanted_bare = _bare(wanted, base(self.language)) if arabic else [wanted]
        return any(
            part == want or (not arabic and _bent(want, part, self.language))
            for part in bare
            for want in wanted_bare
        )

    def has_any(self, spellings: Sequence[str]) -> bool:
        """Whether one of the spellings stands in it."""
        return any(next(self.find(spelling), None) is not None for spelling in spellings)


@dataclass(frozen=True, slots=True)
class Misspelt:
    """A spelling that is not the house's, where it stands, and how the house writes it."""

    name: HouseName
    text: str
    house: str
    place: Place
    is_second: bool
    """The house's spelling stands in the text too: one name, two spellings."""


def misspelt(
    texts: Sequence[str], language: str, names: Iterable[HouseName]
) -> Iterator[tuple[int, Misspelt]]:
    """The spellings to avoid, each once, with the number of the text where it stands first."""
    ready = [Text.of(text, language) for text in texts]
    for name in names:
        house = name.house(language)
        if house is None:
            continue
        right = name.right(language)
        for avoided in name.avoided(language):
            for part, text in enumerate(ready):
                inside = {place for one in right for place in text.find(one)}
                place = next((spot for spot in text.find(avoided) if not _within(spot, inside)), None)
                if place is not None:
                    second = any(one.has_any(right) for one in ready)
                    shown = texts[part][place.start : place.end]
                    yield (part, Misspelt(name, shown, house, place, second))
                    break


def _within(place: Place, others: set[Place]) -> bool:
    return any(other.start <= place.start and place.end <= other.end for other in others)


def known_in(texts: Sequence[str], language: str, names: Iterable[HouseName]) -> list[HouseName]:
    """The names of the list that stand in the texts, in any of their spellings in that language."""
    ready = [Text.of(text, language) for text in texts]
    found: list[HouseName] = []
    for name in names:
        spellings = (*name.right(language), *name.avoided(language))
        if any(text.has_any(spellings) for text in ready):
            found.append(name)
    return found
