"""Check rules: what each finding of the checks does to a release, for all forms or for one."""

from dataclasses import dataclass, replace

from starlette.responses import Response
from starlette.routing import Route

from newsflow.desk.frame import DeskFrame, DeskLink, answer
from newsflow.desk.visit import Desk, Visit
from newsflow.desk.wire_settings.setting import (
    SETTINGS,
    Choice,
    Setting,
    changing,
    frame_of,
    page_of,
    setting,
)
from newsflow.domain.agency import Agency
from newsflow.domain.checks.finding import CheckCode, Severity
from newsflow.domain.checks.rules import CheckRule, CheckRules
from newsflow.domain.codes import Form
from newsflow.domain.errors import BadInputError, NewsflowError
from newsflow.newsroom.description.in_force import InForce
from newsflow.web.form_words import FORMS
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue

CHECKS = {
    CheckCode.DATELINE_MISSING: _("No dateline"),
    CheckCode.DATELINE_TWICE: _("Dateline in the text as well"),
    CheckCode.HEADLINE_TOO_LONG: _("Headline too long"),
    CheckCode.EMBARGO_PAST: _("Embargo in the past"),
    CheckCode.NUMBER_NOT_IN_BODY: _("Number in the headline, not in the body"),
    CheckCode.NAME_NOT_IN_BODY: _("Name in the headline, not in the body"),
    CheckCode.QUOTE_OPEN: _("Quotation mark that does not close"),
    CheckCode.NEAR_DUPLICATE: _("Nearly the same as something on the wire"),
    CheckCode.FLASH_UNSOURCED: _("Flash without a source"),
    CheckCode.WRONG_LANGUAGE: _("Text in another language"),
    CheckCode.REPLACES_NOTHING: _("Lead that does not say what it replaces"),
    CheckCode.NOTHING_NEW_SAID: _("Update that does not say what is new"),
    CheckCode.NOTHING_CHANGED: _("Update that changes nothing"),
    CheckCode.NUMBERS_CHANGED: _("Numbers changed in an update"),
    CheckCode.NAMES_CHANGED: _("Names changed in an update"),
    CheckCode.QUOTES_CHANGED: _("Quotations changed in an update"),
    CheckCode.MEDIA_WITHOUT_RIGHTS: _("Picture without rights"),
    CheckCode.MEDIA_RIGHTS_END: _("Picture whose rights have ended"),
    CheckCode.MEDIA_WITHOUT_ALT_TEXT: _("Picture without words for those who do not see it"),
    CheckCode.SLUG_REPEATS_HEADLINE: _("Slug that repeats the headline of what is stopped"),
}
SEVERITIES = {
    Severity.OFF: _("Off"),
    Severity.WARN: _("Warns; passed with a word"),
    Severity.REFUSE: _("Refuses the release"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckField:
    """A check, and what was said of it for this form; empty as usual."""

    name: str
    text: str
    value: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecksPage:
    """The checks for a form, or for all."""

    frame: DeskFrame
    setting: Setting
    forms: tuple[DeskLink, ...]
    form: str
    checks: tuple[CheckField, ...]


PAGE = page("desk/settings/checks.html", ChecksPage)


async def show(visit: Visit, found: InForce, error: NewsflowError | None) -> Response:
    """The checks for the form that the address names."""
    speaks, form, rules = tongue(visit.language), _form(visit), found.agency.desk.checks
    shown: list[tuple[Form | None, str]] = [(None, _("All forms")), *FORMS.items()]
    context = ChecksPage(
        frame=await frame_of(visit),
        setting=setting(visit, found, error, tab="checks"),
        forms=tuple(
            DeskLink(
                address=f"{SETTINGS}/checks" + (f"?form={one.value}" if one else ""),
                text=speaks.say(text),
                current=one is form,
                count=sum(rule.form is one for rule in rules.checks) or None,
            )
            for one, text in shown
        ),
        form=form.value if form else "",
        checks=tuple(_field(visit, rules, code, form) for code in CHECKS),
    )
    return answer(visit, PAGE, context, status=200 if error is None else error.status)


def _field(visit: Visit, rules: CheckRules, code: CheckCode, form: Form | None) -> CheckField:
    say = tongue(visit.language).say
    own = next((rule.severity for rule in rules.checks if (rule.code, rule.form) == (code, form)), None)
    without = replace(
        rules, checks=tuple(rule for rule in rules.checks if (rule.code, rule.form) != (code, form))
    )
    return CheckField(
        name=code.value,
        text=say(CHECKS[code]),
        value=visit.form.typed(code.value, "" if own is None else own.value),
        choices=(
            ("", _usual(visit, without, code, form)),
            *((severity.value, say(text)) for severity, text in SEVERITIES.items()),
        ),
    )


def _usual(visit: Visit, without: CheckRules, code: CheckCode, form: Form | None) -> str:
    """What holds where nothing is said; for all forms together it differs from form to form."""
    say = tongue(visit.language).say
    if form is None:
        return say(_("As usual for the form"))
    return say(_("As usual: %(usual)s"), usual=say(SEVERITIES[without.severity(code, form)]))


def apply(visit: Visit, agency: Agency) -> Agency:
    """The agency with what the form says of the checks for that form; the other forms' rules stay."""
    form, rules = _form(visit), agency.desk.checks
    made: list[CheckRule] = []
    for code in CheckCode:
        said = visit.form.line(code.value)
        if not said:
            continue
        if said not in set(Severity):
            raise BadInputError("A check does not do that.", f"“{said[:20]}”.", "Choose one of the list.")
        made.append(CheckRule(code=code, severity=Severity(said), form=form))
    kept = [rule for rule in rules.checks if rule.form is not form]
    order = [None, *Form]
    checks = tuple(sorted((*kept, *made), key=lambda rule: order.index(rule.form)))
    return replace(agency, desk=replace(agency.desk, checks=replace(rules, checks=checks)))


def _form(visit: Visit) -> Form | None:
    said = visit.form.line("form") or visit.request.query_params.get("form", "")
    if said and said not in set(Form):
        raise BadInputError("There is no such form.", f"“{said[:20]}”.", "Choose one of the list.")
    return Form(said) if said else None


def _part(visit: Visit) -> str:
    form = _form(visit)
    return f"checks?form={form.value}" if form else "checks"


def routes(desk: Desk) -> list[Route]:
    """The checks."""
    return page_of(desk, "/checks", show, changing(show, apply, _part))
