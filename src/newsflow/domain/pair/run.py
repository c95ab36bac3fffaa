"""All checks across a pair, in the order of the form."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from newsflow.domain.checks.finding import Finding, Severity
from newsflow.domain.pair import names, numbers, shape
from newsflow.domain.pair.facts import PairFacts

Check = Callable[[PairFacts], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    shape.paragraphs,
    shape.untranslated,
    numbers.numbers,
    numbers.dates,
    numbers.units,
    names.names,
    shape.quotes,
    shape.length,
)


def check_pair(facts: PairFacts) -> tuple[Finding, ...]:
    """Every finding with the severity that the agency gives it for the translation's form; what is off is left out."""
    found: list[Finding] = []
    for one in CHECKS:
        for finding in one(facts):
            severity = facts.rules.severity(finding.code, facts.translation.form)
            if severity is not Severity.OFF:
                found.append(replace(finding, severity=severity))
    return tuple(found)
