"""What the headline says and the body does not: numbers and names."""

from collections.abc import Iterator
from decimal import Decimal

from newsflow.domain.checks.facts import CheckFacts
from newsflow.domain.checks.finding import CheckCode, Finding
from newsflow.domain.checks.names import is_title_case, known, names, unknown_words
from newsflow.domain.checks.numbers import amounts, amounts_of, says
from newsflow.domain.dispatch import Dispatch

_NOTHING = Decimal(0)
"""A nought is half of a score, and no body counts it."""


def _body(version: Dispatch) -> tuple[str, ...]:
    """What stands under a headline: the dateline opens the text."""
    line = version.dateline
    return (*version.words(), *((line.place, line.country or "", *line.marks) if line else ()))


def headline_numbers(facts: CheckFacts) -> Iterator[Finding]:
    """A number in the headline that the body says nowhere, however it is written there."""
    version = facts.version
    claims = [
        one for one in amounts(version.headline, version.language) if one.sure and _NOTHING not in one.values
    ]
    if not claims or not version.body:
        return
    witnesses = amounts_of(_body(version), version.language)
    if witnesses is None:
        return
    for claim in claims:
        if not says(witnesses, claim):
            yield Finding(
                code=CheckCode.NUMBER_NOT_IN_BODY,
                field="headline",
                start=claim.start,
                end=claim.end,
                facts=(("number", version.headline[claim.start : claim.end]),),
            )


def headline_names(facts: CheckFacts) -> Iterator[Finding]:
    """A name in the headline that the body does not have, in any of its endings."""
    version = facts.version
    if not version.body or is_title_case(version.headline):
        return
    body = None
    for name in names(version.headline, version.language):
        body = body or known(_body(version), version.language)
        missing = list(unknown_words(name, body, version.language))
        if missing:
            start, end = missing[0].start, missing[-1].end
            yield Finding(
                code=CheckCode.NAME_NOT_IN_BODY,
                field="headline",
                start=start,
                end=end,
                facts=(("name", version.headline[start:end]),),
            )
