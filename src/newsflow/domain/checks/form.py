"""Checks of a version's frame: dateline, headline's length, embargo, a lead's replaced dispatches, a flash's source."""

from collections.abc import Iterator

from newsflow.domain.checks.facts import CheckFacts
from newsflow.domain.checks.finding import CheckCode, Finding
from newsflow.domain.clock import rfc3339
from newsflow.domain.codes import ItemType


def dateline(facts: CheckFacts) -> Iterator[Finding]:
    """A text that does not say where it was filed; which forms need it, the rules say."""
    version = facts.version
    if version.type is ItemType.TEXT and version.dateline is None:
        yield Finding(
            code=CheckCode.DATELINE_MISSING, field="dateline", facts=(("form", version.form.value),)
        )


def headline_length(facts: CheckFacts) -> Iterator[Finding]:
    """A headline over its gauge; the place is what is too much."""
    version = facts.version
    most = facts.rules.headline_gauge(version.form, version.language)
    length = len(version.headline)
    if length > most:
        yield Finding(
            code=CheckCode.HEADLINE_TOO_LONG,
            field="headline",
            start=most,
            end=length,
            facts=(("length", str(length)), ("most", str(most))),
        )


def embargo(facts: CheckFacts) -> Iterator[Finding]:
    """An embargo that is over before the text goes out."""
    until = facts.version.embargo
    if until is not None and until <= facts.now:
        yield Finding(code=CheckCode.EMBARGO_PAST, field="embargo", facts=(("until", rfc3339(until)),))
