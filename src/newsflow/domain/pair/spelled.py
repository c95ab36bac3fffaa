"""All that a text may be taken to say in numbers: digits and words by value, months, clocks, words that only may be numbers.

`domain/checks/numbers` reads what is certain; a translation may say the same in ways that it does not read: “خمسة وعشرون”,
“quatre-vingt-douze”, “3 p.m.” for 15 h, a month's name for its number, an Arabic dual.
"""

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from newsflow.domain.checks.number_words import SCALES, WORDS, scale_of
from newsflow.domain.checks.numbers import Amount, amounts
from newsflow.domain.checks.tokens import base, same
from newsflow.domain.pair.months import MONTHS

_HOUR = re.compile(r"(?<=[0-9])[hH](?=[0-9]{2}(?![0-9]))")
_AFTERNOON = re.compile(
    r"(?:[:.][0-9]{2})?[ \u00a0]?(?:p\.?m\b|du soir|de l.après-midi|de la tarde|de la noche|مساء|вечера|بعد الظهر)"
)
_CLOCK = re.compile(r"[:.][0-9]{2}(?![0-9])|[ \u00a0\u202f]?(?:heures?\b|h\b|Uhr\b|час|horas?\b)")
_NOON = 12
_WORD = re.compile(r"[^\W\d_]+")
_TEENS = {
    "en": "thirteen,fourteen,fifteen,sixteen,seventeen,eighteen,nineteen",
    "fr": "treize,quatorze,quinze,seize,dix-sept,dix-huit,dix-neuf",
    "de": "dreizehn,vierzehn,fünfzehn,sechzehn,siebzehn,achtzehn,neunzehn",
    "ru": "тринадцать,четырнадцать,пятнадцать,шестнадцать,семнадцать,восемнадцать,девятнадцать",
    "es": "trece,catorce,quince,dieciséis,diecisiete,dieciocho,diecinueve",
    "fa": "سیزده,چهارده,پانزده,شانزده,هفده,هجده,نوزده",
}
_MORE: dict[str, dict[str, int]] = {
    "ar": {"مئة": 100, "مائة": 100, "مئات": 100, "مئتان": 200, "مئتين": 200, "مائتان": 200, "مائتين": 200, "ألفان": 2000, "ألفين": 2000,
           "ألفا": 1000, "مليونان": 2 * 10**6, "مليونين": 2 * 10**6, "ملياران": 2 * 10**9, "مليارين": 2 * 10**9, "ثلاثمئة": 300,
           "ثلاثمائة": 300, "أربعمئة": 400, "أربعمائة": 400, "خمسمئة": 500, "خمسمائة": 500, "ستمئة": 600, "ستمائة": 600,
           "سبعمئة": 700, "سبعمائة": 700, "ثمانمئة": 800, "ثمانمائة": 800, "تسعمئة": 900, "تسعمائة": 900, "نصف": 2,
           "أول": 1, "أولى": 1, "ثاني": 2, "ثانية": 2, "ثالث": 3, "ثالثة": 3, "رابع": 4, "رابعة": 4, "خامس": 5, "خامسة": 5,
           "سادس": 6, "سادسة": 6, "سابع": 7, "سابعة": 7, "ثامن": 8, "ثامنة": 8, "تاسع": 9, "تاسعة": 9, "عاشر": 10, "عاشرة": 10,
           "ثلث": 3, "ربع": 4, "خمس": 5},
    "fr": {"vingts": 20, "cents": 100, "douzaine": 12, "dizaine": 10, "quinzaine": 15, "centaine": 100, "millier": 1000, "tiers": 3,
           "quart": 4, "premiers": 1},
    "en": {"dozen": 12, "half": 2, "third": 3, "quarter": 4, "double": 2, "triple": 3, "twice": 2, "decade": 10, "century": 100},
    "tr": {"yarım": 2, "çeyrek": 4, "üçte": 3, "düzine": 12, "ikişer": 2},
    "de": {"zwanzig": 20, "dutzend": 12, "hälfte": 2, "drittel": 3, "viertel": 4, "beide": 2, "beiden": 2},
    "ru": {"сто": 100, "двести": 200, "триста": 300, "четыреста": 400, "пятьсот": 500, "шестьсот": 600, "семьсот": 700,
           "восемьсот": 800, "девятьсот": 900, "тысяча": 1000, "тысячи": 1000, "первый": 1, "второй": 2, "третий": 3, "четвертый": 4,
           "пятый": 5, "шестой": 6, "седьмой": 7, "восьмой": 8, "девятый": 9, "десятый": 10, "третья": 3, "третье": 3, "оба": 2},
    "es": {"cien": 100, "ciento": 100, "doscientos": 200, "doscientas": 200, "trescientos": 300, "trescientas": 300, "cuatrocientos": 400,
           "quinientos": 500, "seiscientos": 600, "setecientos": 700, "ochocientos": 800, "novecientos": 900, "veinti": 20,
           "primero": 1, "primera": 1, "segundo": 2, "segunda": 2, "tercero": 3, "tercera": 3, "tercer": 3, "cuarto": 4, "cuarta": 4,
           "quinto": 5, "quinta": 5, "docena": 12},
    "fa": {"صد": 100, "دویست": 200, "سیصد": 300, "چهارصد": 400, "پانصد": 500},
}  # fmt: skip
_AND = {"fr": "et", "ar": "و", "es": "y", "en": "and", "de": "und", "fa": "و"}
_GLUED = re.compile(r"^(?P<one>\w+?)und(?P<ten>\w+zig)$")
_VEINTI = re.compile(r"^veinti(?P<one>\w+)$")
_AR_PREFIX = re.compile(r"^(?:وال|بال|لل|ال|و|ب|ل|ف|ك)")
LONGEST = 20_000
"""A longer paragraph is no prose, and is not compared by its numbers."""
DIGITS_IN_PARAGRAPH = 600
"""One with more digits is a table."""
RUN_LIMIT = 12
"""Number words in a row that are read as one, at most."""


@lru_cache(maxsize=1024)
def witnesses(text: str, language: str) -> tuple[Amount, ...]:
    """Every number that a text may be taken to say; `sure` are those that a translation must say too."""
    if len(text) > LONGEST or sum(character.isdigit() for character in text) > DIGITS_IN_PARAGRAPH:
        return ()
    spoken = base(language)
    digits: list[Amount] = []
    words: list[Amount] = []
    for one in amounts(_HOUR.sub(":", text), language):
        if any(character.isdigit() for character in text[one.start : one.end]):
            digits.append(_afternoon(one, text))
        else:
            words.append(replace(one, sure=False))
    return (*digits, *words, *_runs(text, spoken), *_months(text, spoken))


def _afternoon(one: Amount, text: str) -> Amount:
    if max(one.values) < _NOON and _AFTERNOON.match(text, one.end):
        return replace(one, values=one.values | {value + _NOON for value in one.values})
    if _NOON < min(one.values) < 2 * _NOON and _CLOCK.match(text, one.end):
        return replace(one, values=one.values | {value - _NOON for value in one.values})
    return one


def _months(text: str, language: str) -> list[Amount]:
    """The months that are named, each as its number."""
    return [
        Amount(frozenset({Decimal(number)}), start, end, sure=False)
        for number, start, end in months(text, language)
    ]


@lru_cache(maxsize=1024)
def months(text: str, language: str) -> tuple[tuple[int, int, int], ...]:
    """The months named in a text beside a number, with their places: only there is March no walk."""
    table = MONTHS.get(base(language), {})
    found: list[tuple[int, int, int]] = []
    for match in _WORD.finditer(text):
        word = same(match[0])
        number = table.get(word) or table.get(_AR_PREFIX.sub("", word))
        around = text[max(0, match.start() - 7) : match.start()] + text[match.end() : match.end() + 14]
        if number is not None and any(character.isdigit() for character in around):
            found.append((number, match.start(), match.end()))
    return tuple(found)


def _runs(text: str, language: str) -> list[Amount]:
    """Number words in a row, read as one number; each word's own value besides, for whoever parts them otherwise."""
    found: list[Amount] = []
    run: list[tuple[int, int, int]] = []
    end = 0
    for match in _WORD.finditer(text):
        word = same(match[0])
        gap = text[end : match.start()]
        value = _value(word, language)
        if run and (len(run) == RUN_LIMIT or gap not in {" ", "-", "\u00a0", "\u2011"}):
            found += _read(run, language)
            run = []
        if value is not None:
            run.append((value, match.start(), match.end()))
        elif run and word != _AND.get(language):
            found += _read(run, language)
            run = []
        end = match.end()
    return [*found, *_read(run, language)] if run else found


def _value(word: str, language: str) -> int | None:
    tables = (WORDS.get(language, {}), SCALES.get(language, {}), _own(language))
    bare = {word, _AR_PREFIX.sub("", word)} if language in {"ar", "fa"} else {word}
    for spelling in sorted(bare, key=len, reverse=True):
        for table in tables:
            if spelling in table:
                return table[spelling]
    glued = _GLUED.match(word) if language == "de" else None
    if glued is not None:
        one, ten = _value(glued["one"], language), _value(glued["ten"], language)
        return None if one is None or ten is None else one + ten
    few = _VEINTI.match(word) if language == "es" else None
    if few is not None:
        one = _value(few["one"], language)
        return None if one is None else 20 + one
    return scale_of(language, word)


@lru_cache(maxsize=32)
def _own(language: str) -> dict[str, int]:
    teens = _TEENS.get(language, "").split(",")
    more = {same(word): value for value, word in enumerate(teens, start=13) if word}
    return {**{same(word): value for word, value in _MORE.get(language, {}).items()}, **more}


def _read(run: list[tuple[int, int, int]], language: str) -> list[Amount]:
    """The run as one number, and each of its words alone. Sure only where two languages could not part it otherwise."""
    total, group = 0, 0
    for value, _, _ in run:
        if value >= 1000:
            total += max(1, group) * value
            group = 0
        elif value == 100 or (value == 20 and group == 4 and language == "fr"):
            group = max(1, group) * value
        else:
            group += value
    whole = Amount(frozenset({Decimal(total + group)}), run[0][1], run[-1][2], sure=False)
    return [
        whole,
        *(Amount(frozenset({Decimal(value)}), start, end, sure=False) for value, start, end in run),
    ]
