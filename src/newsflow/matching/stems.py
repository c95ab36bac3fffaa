"""What stays of a word when its endings are gone, by language. Snowball's stemmers, where they are of use (ADR-0028)."""

import re
from collections.abc import Callable
from functools import cache

from Stemmer import Stemmer

Stem = Callable[[str], str]
"""Gives the stem of a word in lower case."""

_SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish",
    "hu": "hungarian", "hy": "armenian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "nl": "dutch",
    "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sv": "swedish", "tr": "turkish",
}  # fmt: skip
_AGAIN = frozenset({"ar", "tr"})
"""One pass takes one ending: seçimler gives seçim, and seçim gives seç. Only what stays at last is one word."""
_PASSES = 6
_LEAST = 3
"""Letters that passes leave: Iğdır is a town, and no ık."""
_ARABIC_AND = re.compile("^[وف](?=ال.{3})")
_PERSIAN_PLURAL = re.compile(r"^(.{3,}?)ها(?:ي|يي|يم|يت|يش|يمان|يتان|يشان)?$")
"""Three letters stay before it: تنها (alone) is no plural of تن."""


@cache
def stem_of(language: str) -> Stem | None:
    """The stemmer of a language without its region; None where words are only folded."""
    if language == "fa":
        return _persian
    name = _SNOWBALL.get(language)
    if name is None:
        return None
    once: Stem = Stemmer(name, 0).stemWord
    if language not in _AGAIN:
        return once
    repeated = _until_it_stays(once)
    return repeated if language == "tr" else lambda word: repeated(_ARABIC_AND.sub("", word))


def _until_it_stays(once: Stem) -> Stem:
    def stem(word: str) -> str:
        for _ in range(_PASSES):
            shorter = once(word)
            if shorter == word or len(shorter) < _LEAST:
                break
            word = shorter
        return word

    return stem


def _persian(word: str) -> str:
    """Without its plural. Snowball's Persian cuts خبرنگار to خبرن and leaves خبرنگاران as it is."""
    found = _PERSIAN_PLURAL.match(word)
    return word if found is None else found[1]
