"""Numbers, months and units across the pair, by value: what the original says in figures, the translation says too."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from newsflow.domain.checks.finding import CheckCode, Finding
from newsflow.domain.checks.numbers import DIGITS_IN_PROSE, Amount
from newsflow.domain.checks.tokens import base
from newsflow.domain.pair.facts import Both, PairFacts, side_by_side
from newsflow.domain.pair.spelled import months, witnesses
from newsflow.domain.pair.units import unit_behind

FINDINGS_LIMIT = 12
_SMALL = Decimal(2)
"""One and two are said in too many ways: a dual, “both”, “a”."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A number of one side and the paragraph that says it."""

    amount: Amount
    text: str
    both: Both


def numbers(facts: PairFacts) -> Iterator[Finding]:
    """Figures of the original that the translation says nowhere, figures of its own, and figures exchanged in their paragraph."""
    laid = side_by_side(facts)
    old_texts = (facts.original.headline, facts.original.deck or "", *facts.original.words())
    new_texts = (facts.translation.headline, facts.translation.deck or "", *facts.translation.words())
    if any(
        sum(character.isdigit() for character in text) > DIGITS_IN_PROSE for text in (*old_texts, *new_texts)
    ):
        return
    old_language, new_language = facts.original.language, facts.translation.language
    old_all, new_all = _values(old_texts, old_language), _values(new_texts, new_language)
    told = 0
    for both in laid:
        old = witnesses(both.original, old_language)
        new = witnesses(both.translation, new_language)
        gone = [one for one in old if _must(one) and not _in(one, _of(new))]
        come = [one for one in new if _must(one) and not _in(one, _of(old))]
        lost = [one for one in gone if not _in(one, new_all)]
        own = [one for one in come if not _in(one, old_all)]
        if len(gone) != len(come):
            gone, come = lost, own
        elif not (lost or own):
            gone, come = _exchanged(gone, come)
        for finding in _findings(both, gone, come):
            yield finding
            told += 1
            if told == FINDINGS_LIMIT:
                return


def _findings(both: Both, gone: list[Amount], come: list[Amount]) -> Iterator[Finding]:
    """Each figure that went, at the place of the one that came in its stead if there is one; then the others that came."""
    for n, one in enumerate(gone):
        other = come[n] if n < len(come) else None
        yield Finding(
            code=CheckCode.PAIR_NUMBER_MISSING,
            field=both.field,
            part=both.part,
            start=0 if other is None else other.start,
            end=0 if other is None else other.end,
            facts=(
                ("number", both.original[one.start : one.end]),
                ("paragraph", str(both.original_part + 1)),
            ),
        )
    for one in come[len(gone) :]:
        yield Finding(
            code=CheckCode.PAIR_NUMBER_ADDED,
            field=both.field,
            part=both.part,
            start=one.start,
            end=one.end,
            facts=(("number", both.translation[one.start : one.end]),),
        )


def _exchanged(gone: list[Amount], come: list[Amount]) -> tuple[list[Amount], list[Amount]]:
    """One figure in the place of another that the texts have too; of several, they may only have moved."""
    return (gone, come) if len(gone) == 1 else ([], [])


def _must(one: Amount) -> bool:
    return one.sure and min(one.values) > _SMALL


def _of(amounts: Iterable[Amount]) -> frozenset[Decimal]:
    return frozenset(value for one in amounts for value in one.values)


def _values(texts: Iterable[str], language: str) -> frozenset[Decimal]:
    return frozenset(value for text in texts for value in _of(witnesses(text, language)))


def _in(one: Amount, values: frozenset[Decimal]) -> bool:
    return bool(one.values & values)


def dates(facts: PairFacts) -> Iterator[Finding]:
    """Months exchanged: the original names one beside a number, and its paragraph names another."""
    for both in side_by_side(facts):
        old = months(both.original, facts.original.language)
        new = months(both.translation, facts.translation.language)
        said = _of(witnesses(both.translation, facts.translation.language))
        was = _of(witnesses(both.original, facts.original.language))
        gone = [one for one in old if Decimal(one[0]) not in said]
        come = [one for one in new if Decimal(one[0]) not in was]
        for (_, start, end), (_, from_, to) in zip(gone, come, strict=False):
            yield Finding(
                code=CheckCode.PAIR_DATE,
                field=both.field,
                part=both.part,
                start=from_,
                end=to,
                facts=(("was", both.original[start:end]), ("now", both.translation[from_:to])),
            )


def units(facts: PairFacts) -> Iterator[Finding]:
    """Figures with another unit behind them: 5 km and 5 miles, 12 % and 12 million."""
    old_language, new_language = base(facts.original.language), base(facts.translation.language)
    for both in side_by_side(facts):
        olds = _measured(both.original, old_language)
        news = _measured(both.translation, new_language)
        for value, (unit, text, _, _) in olds.items():
            there = news.get(value)
            if there is not None and there[0] != unit:
                yield Finding(
                    code=CheckCode.PAIR_UNIT,
                    field=both.field,
                    part=both.part,
                    start=there[2],
                    end=there[3],
                    facts=(("was", text), ("now", there[1])),
                )


def _measured(text: str, language: str) -> dict[Decimal, tuple[str, str, int, int]]:
    """Each value that has one unit in the text: the unit, the words, their place."""
    found: dict[Decimal, tuple[str, str, int, int]] = {}
    torn: set[Decimal] = set()
    for one in witnesses(text, language):
        if not one.sure or len(one.values) != 1:
            continue
        (value,) = one.values
        behind = unit_behind(text, one.start, one.end, language)
        if behind is None:
            continue
        unit, start, end = behind
        if value in found and found[value][0] != unit:
            torn.add(value)
        found[value] = (unit, text[start:end], start, end)
    return {value: told for value, told in found.items() if value not in torn}
