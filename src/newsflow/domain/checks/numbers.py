"""The numbers that a text says, by value: ١٢٬٥٠٠ and 12 500 and “12 bin 500” are one number."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from newsflow.domain.checks.number_words import MAYBE_SCALES, UNSURE, WORDS, scale_of
from newsflow.domain.checks.tokens import base, same

NUMBERS_LIMIT = 3_000
"""A body with more numbers is a table, of which nobody asks whether a headline's number stands in it."""
DIGITS_IN_PROSE = 6_000
"""The same by digits of one paragraph, which is quicker to count."""
DIGITS_LIMIT = 18
"""Digits of a number that can be meant as one; a longer run is an account or a telephone."""

_WESTERN = {
    ord(zero) + digit: str(digit) for zero in ("\u0660", "\u06f0", "\u0966") for digit in range(10)
} | {ord("\uff10") + digit: str(digit) for digit in range(10)}
_TOKEN = re.compile(
    r"(?<![^\W_])[0-9]+(?:[.,\u066b\u066c][0-9]+|[ \u00a0\u202f\u2009'\u2019][0-9]{3}(?![0-9]))*"
    r"|[^\W\d_]+"
)
_MARK = re.compile(r"[.,\u066b\u066c \u00a0\u202f\u2009'\u2019]")
_SPACES = " \u00a0\u202f\u2009"
_BETWEEN = re.compile(
    r"[ \u00a0]?(?:[-\u2013\u2014/]|to|and|or|à|et|ou|ile|ila|veya|bis|und|oder|до|и|или|إلى|و|تا|a|y|o)[ \u00a0]?"
)
_POINT = frozenset({"en", "zh", "ja", "ko", "he", "th", "ms", "hi"})
"""Languages whose decimals follow a point; the comma is for thousands."""
_EITHER = frozenset({"ar", "fa", "ur", "ckb", "ps", "es"})
"""Languages whose newsrooms write both ways."""
_SPACED = frozenset(
    {"fr", "ru", "uk", "pl", "cs", "sk", "bg", "fi", "sv", "nb", "da", "de", "hu", "es", "pt"}
)
"""Languages that may part thousands by a plain space."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a text. Several values where it can be read in several ways."""

    values: frozenset[Decimal]
    start: int
    end: int
    sure: bool = True
    """Whether it is a number for certain: some words may mean something else."""


def amounts(text: str, language: str) -> list[Amount]:
    """The numbers of a text in order, in digits of any script and in words, with thousands and millions put in."""
    spoken = base(language)
    found: list[_Read] = []
    for match in _TOKEN.finditer(text.translate(_WESTERN)):
        if "0" <= match[0][0] <= "9":
            found += _digits(match[0], match.start(), spoken)
        elif found or len(match[0]) <= 14:
            _take_word(found, match, text, spoken)
    return [one.amount for one in _ranges(_sums(found, text, spoken), text)]


def amounts_of(texts: Iterable[str], language: str) -> list[Amount] | None:
    """The numbers of several texts together; None where they are so many that it is no prose."""
    found: list[Amount] = []
    for text in texts:
        if sum(character.isdigit() for character in text) > DIGITS_IN_PROSE:
            return None
        found += amounts(text, language)
        if len(found) > NUMBERS_LIMIT:
            return None
    return found


@dataclass(frozen=True, slots=True)
class _Read:
    """An amount, the scale that was put into it (1: none), and whether it was a word."""

    amount: Amount
    scale: int = 1
    is_word: bool = False


def _digits(token: str, start: int, language: str) -> Iterator[_Read]:
    """A run of digits and marks as one number, or as several where the marks part dates, scores and lists."""
    marks = _MARK.findall(token)
    if " " in marks and language not in _SPACED:
        for piece in re.finditer(r"[^ ]+", token):
            yield from _digits(piece[0], start + piece.start(), language)
        return
    values = _whole(token, marks, language)
    if values:
        yield _Read(Amount(values, start, start + len(token)))
        return
    for piece in re.finditer(r"[0-9]+", token):
        if len(piece[0]) <= DIGITS_LIMIT:
            yield _Read(Amount(frozenset({Decimal(piece[0])}), start + piece.start(), start + piece.end()))


def _whole(token: str, marks: list[str], language: str) -> frozenset[Decimal]:
    """The values of a token that is one number; none where it isn't."""
    parts = _MARK.split(token)
    if len(token) > DIGITS_LIMIT:
        return frozenset()
    if not marks:
        return frozenset({Decimal(token)})
    *inner, last = marks
    grouped = len(parts[0]) <= 3 and parts[0] != "0" and all(len(part) == 3 for part in parts[1:-1])
    if inner:
        if not grouped or len({_kind(mark) for mark in inner}) > 1:
            return frozenset()
        if _kind(last) == _kind(inner[0]):
            return frozenset({Decimal("".join(parts))}) if len(parts[-1]) == 3 else frozenset()
        return frozenset({_decimal("".join(parts[:-1]), parts[-1])})
    return _one_mark(parts[0], last, parts[1], language)


def _one_mark(head: str, mark: str, tail: str, language: str) -> frozenset[Decimal]:
    thousands = len(tail) == 3 and len(head) <= 3 and head != "0"
    as_one = {Decimal(head + tail)} if thousands else set[Decimal]()
    if mark in _SPACES or mark in "'\u2019\u066c":
        return frozenset(as_one)
    is_decimal_mark = mark == "\u066b" or (mark == ".") == (language in _POINT)
    if is_decimal_mark or (mark != "\u066c" and language in _EITHER):
        both = as_one if language in _EITHER and mark != "\u066b" else set[Decimal]()
        return frozenset({_decimal(head, tail), *both})
    if thousands:
        return frozenset(as_one)
    is_clock = len(tail) == 2 and int(head) < 24 and int(tail) < 60
    return frozenset() if is_clock or mark == "," else frozenset({_decimal(head, tail)})


def _decimal(head: str, tail: str) -> Decimal:
    return Decimal(f"{head}.{tail}")


def _kind(mark: str) -> str:
    """The mark, all spaces alike."""
    return " " if mark in _SPACES else "'" if mark == "\u2019" else mark


def _take_word(found: list[_Read], match: re.Match[str], text: str, language: str) -> None:
    """Put a word's number behind the others, or multiply the last by it."""
    word = same(match[0])
    last = found[-1] if found else None
    if last is not None and text[last.amount.end : match.start()] in {"", " ", "-", "\u00a0", "\u202f"}:
        factor = scale_of(language, word)
        maybe = MAYBE_SCALES.get(language, {}).get(word) if last.amount.end == match.start() else None
        if factor is not None or maybe is not None:
            times = factor or maybe or 1
            scaled = frozenset(value * times for value in last.amount.values)
            values = scaled if factor else scaled | last.amount.values
            amount = Amount(values, last.amount.start, match.end(), last.amount.sure or times > 1)
            found[-1] = replace(last, amount=amount, scale=last.scale * times)
            return
    value = WORDS.get(language, {}).get(word)
    if value is None and language == "ar":
        value = WORDS["ar"].get(re.sub(r"^(?:وال|بال|لل|ال|و|ب|ل|ف|ك)", "", word))
    if value is not None:
        sure = word not in UNSURE.get(language, frozenset())
        found.append(
            _Read(Amount(frozenset({Decimal(value)}), match.start(), match.end(), sure), is_word=True)
        )


def _sums(found: list[_Read], text: str, language: str) -> Iterator[_Read]:
    """“12 bin 450” and “twenty-five” as one number."""
    held: _Read | None = None
    for one in found:
        if held is not None and _adds(held, one, text, language):
            values = frozenset(a + b for a in held.amount.values for b in one.amount.values)
            held = _Read(Amount(values, held.amount.start, one.amount.end), one.scale, one.is_word)
            continue
        if held is not None:
            yield held
        held = one
    if held is not None:
        yield held


def _adds(held: _Read, one: _Read, text: str, language: str) -> bool:
    gap = text[held.amount.end : one.amount.start]
    (most, least) = (min(held.amount.values), max(one.amount.values))
    if gap not in {" ", "-", "\u00a0"}:
        return False
    words = held.is_word and one.is_word
    if words and held.scale == 1 and most % 10 == 0 and most < 100 and least < 10:
        return True
    return (words or language in {"tr", "az"}) and held.scale > max(one.scale, 1) and least < held.scale


def _ranges(found: Iterator[_Read], text: str) -> Iterator[_Read]:
    """“2 to 3 million”: the first is in millions too."""
    held: _Read | None = None
    for one in found:
        if held is not None:
            gap = text[held.amount.end : one.amount.start]
            if held.scale == 1 and one.scale > 1 and len(gap) < 8 and _BETWEEN.fullmatch(gap.lower()):
                more = frozenset(value * one.scale for value in held.amount.values)
                held = replace(held, amount=replace(held.amount, values=held.amount.values | more))
            yield held
        held = one
    if held is not None:
        yield held


def says(witnesses: list[Amount], claim: Amount) -> bool:
    """Whether one of the numbers is the claimed one, or what it is rounded from."""
    return any(
        claimed == value or _rounds(value, claimed)
        for witness in witnesses
        for value in witness.values
        for claimed in claim.values
    )


def _rounds(value: Decimal, claimed: Decimal) -> bool:
    """Whether a headline may say `claimed` for `value`: at most two figures of a large number, fewer decimals."""
    if claimed == claimed.to_integral_value():
        digits = str(int(claimed))
        if claimed < 100 or len(digits.rstrip("0")) > 2:
            return False
        unit = Decimal(10 ** (len(digits) - len(digits.rstrip("0"))))
    else:
        exponent = claimed.as_tuple().exponent
        unit = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return claimed - unit / 2 <= value < claimed + unit
