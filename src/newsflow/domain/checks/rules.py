"""How grave each finding is for each form, and how long headlines may be: the agency's `[desk.checks]`, `[desk.gauges]`."""

from dataclasses import dataclass

from newsflow.domain.checks.finding import CheckCode, Severity
from newsflow.domain.codes import Form

DEFAULT_SEVERITIES = {CheckCode.EMBARGO_PAST: Severity.REFUSE, CheckCode.PAIR_MACHINE: Severity.REFUSE}
"""What is no warning where the agency says nothing."""

_WITHOUT_DATELINE = (
    Form.FLASH,
    Form.WRAP,
    Form.FACTBOX,
    Form.CHRONOLOGY,
    Form.PROFILE,
    Form.TEXT,
    Form.ADVISORY,
    Form.NOTICE,
)
DEFAULT_OF_FORM = {
    **{(CheckCode.DATELINE_MISSING, form): Severity.OFF for form in _WITHOUT_DATELINE},
    **{
        (code, Form.NOTICE): Severity.OFF
        for code in (CheckCode.NUMBER_NOT_IN_BODY, CheckCode.NAME_NOT_IN_BODY, CheckCode.NEAR_DUPLICATE)
    },
    **{
        (code, Form.ADVISORY): Severity.OFF
        for code in (CheckCode.NUMBER_NOT_IN_BODY, CheckCode.NAME_NOT_IN_BODY, CheckCode.NEAR_DUPLICATE)
    },
}
"""What forms do without where the agency says nothing: nobody datelines a chronology."""

HEADLINE_GAUGE = 110
"""Characters of a headline, at most, where the agency says nothing."""
DEFAULT_GAUGES = {Form.FLASH: 90, Form.URGENT: 100}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRule:
    """One line of the agency's table: a check's severity, for one form or (None) for all."""

    code: CheckCode
    severity: Severity
    form: Form | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauge:
    """The most characters of a headline, for a form and a language; None means any."""

    most: int
    form: Form | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRules:
    """The agency's own severities and gauges, in front of the usual ones."""

    checks: tuple[CheckRule, ...] = ()
    gauges: tuple[Gauge, ...] = ()

    def severity(self, code: CheckCode, form: Form) -> Severity:
        """The agency's word for this form, then its word for all, then the usual."""
        for wanted in (form, None):
            for rule in self.checks:
                if rule.code is code and rule.form is wanted:
                    return rule.severity
        return DEFAULT_OF_FORM.get((code, form)) or DEFAULT_SEVERITIES.get(code, Severity.WARN)

    def headline_gauge(self, form: Form, language: str) -> int:
        """The most characters of such a headline: by form and language, by form, by language, by neither."""
        base = language.split("-", maxsplit=1)[0].lower()
        for wanted in ((form, base), (form, None), (None, base), (None, None)):
            for gauge in self.gauges:
                if (gauge.form, gauge.language) == wanted:
                    return gauge.most
        return DEFAULT_GAUGES.get(form, HEADLINE_GAUGE)
