"""Gauges: how long a headline may be, by form and language."""

from dataclasses import dataclass, replace

from starlette.responses import Response
from starlette.routing import Route

from newsflow.desk.frame import DeskFrame, answer
from newsflow.desk.visit import Desk, Visit
from newsflow.desk.wire_settings.setting import Setting, changing, frame_of, label, page_of, setting
from newsflow.domain.agency import Agency
from newsflow.domain.checks.rules import CheckRules, Gauge
from newsflow.domain.codes import Form
from newsflow.domain.errors import BadInputError, NewsflowError
from newsflow.newsroom.description.in_force import InForce
from newsflow.web.form_words import FORMS
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue

ANY = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class GaugeField:
    """A gauge; `usual` is what holds where it is left empty."""

    name: str
    told: str
    value: str
    usual: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GaugesPage:
    """The table of gauges."""

    frame: DeskFrame
    setting: Setting
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[GaugeField, ...]], ...]


PAGE = page("desk/settings/gauges.html", GaugesPage)


async def show(visit: Visit, found: InForce, error: NewsflowError | None) -> Response:
    """The table."""
    agency, speaks = found.agency, tongue(visit.language)
    rules = agency.desk.checks
    languages = [
        ("", speaks.say(_("Any language"))),
        *(
            (one.code, label(visit, agency, one.labels))
            for one in agency.languages
            if one.code in agency.words
        ),
    ]
    forms: list[tuple[Form | None, str]] = [
        (None, speaks.say(_("Any form"))),
        *((form, speaks.say(text)) for form, text in FORMS.items()),
    ]
    context = GaugesPage(
        frame=await frame_of(visit),
        setting=setting(visit, found, error, tab="gauges"),
        heads=(speaks.say(_("Form")), *(text for _code, text in languages)),
        rows=tuple(
            (text, tuple(_field(visit, rules, form, text, (code, spoken)) for code, spoken in languages))
            for form, text in forms
        ),
    )
    return answer(visit, PAGE, context, status=200 if error is None else error.status)


def _field(
    visit: Visit, rules: CheckRules, form: Form | None, text: str, language_named: tuple[str, str]
) -> GaugeField:
    language, spoken = language_named
    own = next((one.most for one in rules.gauges if (one.form, one.language or "") == (form, language)), None)
    without = replace(
        rules, gauges=tuple(one for one in rules.gauges if (one.form, one.language or "") != (form, language))
    )
    return GaugeField(
        name=_name(form, language),
        told=f"{text}, {spoken}",
        value=visit.form.typed(_name(form, language), "" if own is None else str(own)),
        usual=without.headline_gauge(form or Form.STORY, language),
    )


def _name(form: Form | None, language: str) -> str:
    return f"{form.value if form else ANY}.{language or ANY}"


def apply(visit: Visit, agency: Agency) -> Agency:
    """The agency with the gauges that are filled in."""
    gauges: list[Gauge] = []
    for form in (None, *Form):
        for language in ("", *agency.words):
            text = visit.form.line(_name(form, language)).strip()
            if not text:
                continue
            if not (text.isascii() and text.isdigit() and len(text) <= 3):
                raise BadInputError("This is no gauge.", f"“{text[:20]}”.", "Write a number of characters.")
            gauges.append(Gauge(most=int(text), form=form, language=language or None))
    checks = replace(agency.desk.checks, gauges=tuple(gauges))
    return replace(agency, desk=replace(agency.desk, checks=checks))


def routes(desk: Desk) -> list[Route]:
    """The table."""
    return page_of(desk, "/gauges", show, changing(show, apply, lambda _visit: "gauges"))
