"""The pair checks over the demo's own translations, which people would write so: they cry at what is left out and at nothing else."""

from __future__ import annotations

import sys
from collections import Counter

from newsflow.domain.checks.finding import CheckCode
from newsflow.domain.house_names import HouseName, known_in
from newsflow.domain.pair.facts import PairFacts
from newsflow.domain.pair.run import check_pair
from newsflow.newsroom.checking import hear
from newsflow.newsroom.names_list.loading import read_names
from newsflow.ops.demo import NAMES_FILE
from newsflow.ops.demo.plan import New
from newsflow.ops.demo.written import written
from tests.builders import the_agency
from tests.harness import MORNING

LEAST_PAIRS = 25
LEAST_NAMED = 12
HONEST = {
    "01-trabzon-storm/lead-ru": {CheckCode.PAIR_PARAGRAPH_MISSING},
    "02-marseille-library/ar": {CheckCode.PAIR_PARAGRAPH_MISSING, CheckCode.PAIR_QUOTE_MISSING},
    "02-marseille-library/tr": {CheckCode.PAIR_PARAGRAPH_MISSING, CheckCode.PAIR_QUOTE_MISSING},
    "05-kazan-volleyball/tr": {CheckCode.PAIR_NUMBER_MISSING},
    "12-sarajevo-clocks/tr": {CheckCode.PAIR_PARAGRAPH_MISSING, CheckCode.PAIR_QUOTE_MISSING},
    "12-sarajevo-clocks/ar": {CheckCode.PAIR_PARAGRAPH_MISSING, CheckCode.PAIR_QUOTE_MISSING},
    "15-weather-wrap/fr": {CheckCode.PAIR_PARAGRAPH_MISSING},
    "16-salines-tour/ar": {CheckCode.PAIR_PARAGRAPH_MISSING, CheckCode.PAIR_NUMBER_MISSING},
    "19-hazelnut-budget/en": {CheckCode.PAIR_NUMBER_MISSING},
    "21-handwashing/ar": {CheckCode.PAIR_QUOTE_MISSING},
    "26-rhone-bridge/de": {CheckCode.PAIR_PARAGRAPH_MISSING, CheckCode.PAIR_QUOTE_MISSING},
    "26-rhone-bridge/ru": {CheckCode.PAIR_PARAGRAPH_MISSING, CheckCode.PAIR_QUOTE_MISSING},
    "26-rhone-bridge/en": {CheckCode.PAIR_PARAGRAPH_MISSING, CheckCode.PAIR_QUOTE_MISSING},
}
"""What these translations do leave out, or say otherwise, by reading them: the demo's translators shorten."""


def the_demo_s_names() -> tuple[HouseName, ...]:
    """The names list that the demo opens with."""
    found = read_names(NAMES_FILE.read_text(encoding="utf-8"))
    return tuple(
        HouseName(id=number, kind=one.kind, spellings=one.spellings) for number, one in enumerate(found)
    )


def test_the_demo_s_translations_pass_the_checks_across_the_pair():
    contents = {step.key: step for step in written(the_agency(), MORNING) if isinstance(step, New)}
    cries: Counter[str] = Counter()
    pairs = named = 0
    names = the_demo_s_names()
    for step in contents.values():
        if step.original is None:
            continue
        original = contents[step.original].content
        pairs += 1
        named += bool(known_in(original.words(), original.language, names))
        heard = hear(step.content, frozenset(the_agency().words))
        facts = PairFacts(original=original, translation=step.content, names=names, heard=heard)
        told = check_pair(facts)
        honest = HONEST.get(step.key, set[CheckCode]())
        assert honest <= {found.code for found in told}
        for found in told:
            cries[found.code] += found.code not in honest
            sys.stderr.write(
                f"\n{step.key} {original.language}-{step.content.language}: {found.code} {found.facts}"
            )
    sys.stderr.write(f"\n{cries.total()} false alarms at {pairs} pairs\n")
    assert pairs >= LEAST_PAIRS
    assert named >= LEAST_NAMED
    assert cries.total() == 0
