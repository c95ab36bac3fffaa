"""Dispatches for benches: nine languages, words by Zipf's law, the same for the same seed.

The words are those of Debian's dictionaries where they are installed (wfrench, wngerman, wamerican, hunspell-tr,
hunspell-ar, hunspell-ru, hunspell-kmr …), else grown from each language's sounds and endings.
"""

from __future__ import annotations

import random
from array import array
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from newsflow.domain.codes import Form, PlaceRole, Priority
from newsflow.domain.dispatch import Dispatch, Place, Source, paragraph
from tests.builders import the_agency

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LANGUAGES = ("tr", "fr", "ar", "en", "ru", "de", "fa", "ku", "ckb")
VOCABULARY = 60_000
"""Words of a language."""
DRAWN = 1 << 21
WORDS = 400
"""Of a dispatch."""
PARAGRAPHS = 8
SECTIONS = tuple(row.code for row in the_agency().sections)
PACKAGES = tuple(row.code for row in the_agency().packages)
PROVIDERS = tuple(row.code for row in the_agency().providers)

_DICTIONARIES = {
    "tr": ("hunspell/tr_TR.dic",), "fr": ("dict/french", "hunspell/fr.dic"), "ar": ("hunspell/ar.dic",),
    "en": ("dict/american-english", "hunspell/en_US.dic"), "ru": ("hunspell/ru_RU.dic",),
    "de": ("dict/ngerman", "hunspell/de_DE.dic"), "fa": ("hunspell/fa_IR.dic",),
    "ku": ("hunspell/kmr_Latn.dic", "hunspell/ku_TR.dic"), "ckb": ("hunspell/ckb_IQ.dic",),
}  # fmt: skip
_SOUNDS = {
    "tr": ("b c ç d f g h k l m n p r s ş t v y z", "a e ı i o ö u ü", ",lar,ler,da,de,dan,den,ın,in,ı,i"),
    "fr": ("b c ch d f g l m n p qu r s t v", "a e é i o u ou ai", ",s,ment,tion,tions,ique,e,es"),
    "ar": ("ب ت ج ح د ر س ش ع ف ق ك ل م ن ه", "ا و ي", ",ات,ون,ين,ة,ية,ها"),
    "en": ("b c d f g h k l m n p r s sh t th w", "a e i o u ea ou", ",s,ed,ing,er,ly,ness"),
    "ru": ("б в г д ж з к л м н п р с т х ч ш", "а е и о у я ы", ",а,ы,ов,ами,ение,ого,ый"),
    "de": ("b d f g h k l m n p r s sch t w z", "a e i o u ä ö ü ei", ",en,er,es,ung,ungen,lich"),
    "fa": ("ب پ ت ج چ د ر ز س ش ف ق ک گ ل م ن", "ا و ی", ",ها,های,ی,ان"),
    "ku": ("b c ç d f g h k l m n p q r s ş t v x z", "a e ê i î o u û", ",an,ên,ê,a,ekî"),
    "ckb": ("ب پ ت ج چ د ر ڕ ز س ش ف ق ک گ ل ڵ م ن", "ا ە و ی ێ ۆ", ",ەکان,ەکە,ان,ی"),
}
_SHARE = Path("/usr/share")


@cache
def words(language: str) -> Sequence[str]:
    """The words of a language, the commonest first."""
    dice = random.Random(f"words {language}")
    found = list(dict.fromkeys(_listed(language)))
    if len(found) < VOCABULARY // 2:
        found = list(dict.fromkeys(_grown(language, dice)))
    dice.shuffle(found)
    return found[:VOCABULARY]


def _listed(language: str) -> Iterator[str]:
    for name in _DICTIONARIES[language]:
        path = _SHARE / name
        if path.exists():
            for line in path.read_text(encoding="utf-8", errors="ignore").splitlines():
                word = line.partition("/")[0].strip()
                if word.isalpha():
                    yield word


def _grown(language: str, dice: random.Random) -> Iterator[str]:
    consonants, vowels, endings = (part for part in _SOUNDS[language])
    for _ in range(2 * VOCABULARY):
        stem = "".join(
            dice.choice(consonants.split()) + dice.choice(vowels.split()) for _ in range(dice.randint(2, 4))
        )
        yield stem + dice.choice(endings.split(","))


@cache
def _urn(language: str) -> Sequence[str]:
    """The words of a language, each as often as Zipf's law has it among DRAWN: to draw from with one number a word."""
    known = words(language)
    weights = [1 / (rank + 2.7) for rank in range(len(known))]
    every = sum(weights)
    ends = [round(DRAWN * end / every) for end in accumulate(weights)]
    return [
        word for word, begin, end in zip(known, (0, *ends), ends, strict=False) for _ in range(end - begin)
    ]


def _drawn(dice: random.Random, language: str, number: int) -> list[str]:
    urn = _urn(language)
    return [urn[place % DRAWN] for place in array("I", dice.randbytes(4 * number))]


def dispatch(number: int) -> Dispatch:
    """The dispatch of that number: some 400 words, with the codes of the demo agency."""
    dice = random.Random(number)
    language = dice.choices(LANGUAGES, weights=(9, 6, 5, 6, 4, 3, 2, 1, 1))[0]
    known = words(language)
    said = _drawn(dice, language, WORDS)
    size = WORDS // PARAGRAPHS
    body = [" ".join(said[start : start + size]) + "." for start in range(0, WORDS, size)]
    places = (
        () if dice.random() < 0.3 else (Place(name=f"Town {dice.randint(1, 400)}", role=PlaceRole.ABOUT),)
    )
    sources = () if dice.random() < 0.8 else (Source(name=f"Radio {dice.randint(1, 60)}", words="said"),)
    return Dispatch(
        language=language,
        form=dice.choices((Form.STORY, Form.LEAD, Form.URGENT, Form.FEATURE), weights=(80, 12, 6, 2))[0],
        section=dice.choice(SECTIONS),
        packages=(PACKAGES[min(len(PACKAGES) - 1, int(dice.expovariate(1)))],),
        provider=PROVIDERS[0] if dice.random() < 0.9 else PROVIDERS[-1],
        slug=f"story-{number // 7}",
        story=f"story-{number // 7}",
        headline=" ".join(_drawn(dice, language, 7)).capitalize(),
        body=tuple(paragraph(text) for text in body),
        keywords=tuple(dice.choices(known[:3000], k=2)),
        places=places,
        sources=sources,
        priority=dice.choices((Priority.ROUTINE, Priority.IMPORTANT, Priority.URGENT), weights=(85, 10, 5))[
            0
        ],
        urgency=dice.randint(2, 8),
    )
