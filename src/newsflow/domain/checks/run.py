"""All checks in the order of the form."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from newsflow.domain.checks import change, form, headline, media, quote_marks
from newsflow.domain.checks.facts import CheckFacts
from newsflow.domain.checks.finding import Finding, Severity

Check = Callable[[CheckFacts], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    form.headline_length,
    headline.headline_numbers,
    headline.headline_names,
    quote_marks.quote_marks,
    form.dateline,
    form.dateline_twice,
    form.spoken_language,
    form.flash_source,
    form.lead_replaces,
    form.near_duplicates,
    change.whats_new,
    change.is_this_a_correction,
    media.media,
    form.embargo,
)


def check(facts: CheckFacts) -> tuple[Finding, ...]:
    """Every finding with the severity that the agency gives it for this form; what is off is left out."""
    found: list[Finding] = []
    for one in CHECKS:
        for finding in one(facts):
            severity = facts.rules.severity(finding.code, facts.version.form)
            if severity is not Severity.OFF:
                found.append(replace(finding, severity=severity))
    return tuple(found)
