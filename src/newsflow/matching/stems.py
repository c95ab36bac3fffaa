"""What stays of a word when its endings are gone, by language. Snowball's stemmers, where they are of use (ADR-0028)."""

import re
from collections.abc import Callable
from functools import cache

from Stemmer import Stemmer

from newsflow.domain.text import fold

Stem = Callable[[str], str]
"""Gives the stem of a word in lower case."""

_SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish",
    "hu": "hungarian", "hy": "armenian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "nl": "dutch",
    "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sv": "swedish", "tr": "turkish",
}  # fmt: skip
_PASSES = 8
_SHORT = 4
_TURKISH_S = re.compile(r"(?<=[aeıioöuü])s$")
"""Of belediyesi Snowball leaves belediyes, and of meclis the whole: without its s each is one word in all its endings."""
_ARABIC_AND = re.compile("^[وف](?=ال.{3})")
_FRENCH_PARTICIPLE = re.compile(r"(?<=..)ees?$")
"""Accents are gone when French is stemmed, and then Snowball knows no -ées."""
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
    match language:
        case "ar":
            repeated = _until_it_stays(once)
            return lambda word: repeated(_ARABIC_AND.sub("", word))
        case "tr":
            return _until_it_stays(lambda word: _turkish(word, once))
        case "fr":
            return lambda word: once(_FRENCH_PARTICIPLE.sub("e", word))
        case _:
            return once


def _until_it_stays(once: Stem) -> Stem:
    """Pass after pass, for one takes one ending: seçimler gives seçim, and seçim gives seç."""

    def stem(word: str) -> str:
        for _ in range(_PASSES):
            shorter = once(word)
            if shorter == word:
                break
            word = shorter
        return word

    return stem


def _turkish(word: str, once: Stem) -> str:
    shorter = once(word)
    if len(shorter) < _SHORT and not fold(word).startswith(fold(shorter)):
        return word  # Iğdır is a town, and no ık
    if shorter == word and len(word) >= _SHORT:
        return _TURKISH_S.sub("", word)
    return shorter


def _persian(word: str) -> str:
    """Without its plural. Snowball's Persian cuts خبرنگار to خبرن and leaves خبرنگاران as it is."""
    found = _PERSIAN_PLURAL.match(word)
    return word if found is None else found[1]
