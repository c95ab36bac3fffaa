"""`[desk.checks]` and `[desk.gauges]` of agency.toml: how grave each finding is, how long a headline may be."""

from collections.abc import Collection

from newsflow.domain.checks.finding import CheckCode, Severity
from newsflow.domain.checks.rules import CheckRule, CheckRules, Gauge
from newsflow.domain.codes import Form
from newsflow.domain.worded import worded
from newsflow.newsroom.description.toml_table import Table

LONGEST = 300
"""A gauge beyond the headline's own bound would never speak."""
_ANY = "any"
_SEVERITIES = tuple(severity.value for severity in Severity)


def read_check_rules(desk: Table, *, languages: Collection[str]) -> CheckRules:
    """The agency's severities and gauges; none where the tables are not there."""
    return CheckRules(checks=tuple(_checks(desk)), gauges=tuple(_gauges(desk, languages)))


def _checks(desk: Table) -> list[CheckRule]:
    table = desk.table("checks")
    found = _severities(table, None)
    for form in Form:
        if form.value in table.values:
            part = table.table(form.value)
            found += _severities(part, form)
            part.finish()
    table.finish()
    return found


def _severities(table: Table, form: Form | None) -> list[CheckRule]:
    found: list[CheckRule] = []
    for code in CheckCode:
        severity = table.text_or_none(code.value)
        if severity is None:
            continue
        if severity not in _SEVERITIES:
            raise table.wrong(
                code.value,
                worded("It is “%(given)s”.", given=severity),
                worded("Use %(list)s.", list=", ".join(_SEVERITIES)),
            )
        found.append(CheckRule(code=code, severity=Severity(severity), form=form))
    return found


def _gauges(desk: Table, languages: Collection[str]) -> list[Gauge]:
    table = desk.table("gauges")
    found: list[Gauge] = []
    for name in (_ANY, *Form):
        if name not in table.values:
            continue
        part = table.table(name)
        for language in (_ANY, *languages):
            if language in part.values:
                most = part.number(language, least=10, most=LONGEST)
                form = None if name == _ANY else Form(name)
                found.append(Gauge(most=most, form=form, language=None if language == _ANY else language))
        part.finish()
    table.finish()
    return found
