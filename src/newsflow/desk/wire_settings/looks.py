"""Who must look twice, who shows a passkey, how long things may take: changed with a proof, since it guards the wire."""

import re
from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum
from typing import TypeVar

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.deed import Deed
from newsflow.accounts.people import Act, Role, may
from newsflow.desk.frame import ROLES, DeskFrame, answer
from newsflow.desk.translating.words import language_name
from newsflow.desk.visit import Desk, Visit
from newsflow.desk.wire_settings.setting import Setting, changing, frame_of, page_of, setting
from newsflow.domain.agency import Agency
from newsflow.domain.codes import Action, Form, Priority
from newsflow.domain.desk_rules import ON_DUTY_MOST, TIME_LIMITS, Hours, LookRule
from newsflow.domain.errors import BadInputError, NewsflowError
from newsflow.domain.worded import worded
from newsflow.newsroom.description.in_force import InForce
from newsflow.web.form_words import FORMS
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.proof import ProofField, proof_field
from newsflow.web.within.views import section_name

Kind = TypeVar("Kind", bound=StrEnum)
_DEED = Deed.of("set who looks twice")
_HOURS = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-3]):([0-5][0-9])")
ROLES_OF_ALL = {
    **ROLES,
    "subscriber_master": _("Subscriber’s master"),
    "subscriber_editor": _("Subscriber’s editor"),
}
_RULES_MOST = 40
_RELEASED = {Action.NEW: _("New items"), Action.UPDATE: _("Updates"), Action.CORRECT: _("Corrections")}
_PRIORITIES = {
    Priority.FLASH: _("Flash"),
    Priority.URGENT: _("Urgent"),
    Priority.IMPORTANT: _("Important"),
    Priority.ROUTINE: _("Routine"),
    Priority.SPECIAL: _("Special"),
    Priority.ARCHIVE: _("Archive"),
}
_TIMES = {
    "alone_after_s": _("Alone after, in seconds"),
    "lead_after_s": _("A flash’s lead is overdue after, in seconds"),
    "corrective_after_h": _("A correction becomes a corrective after, in hours"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChoice:
    """A field of a rule: what it is called, and what may be ticked, each as (code, words, whether it is)."""

    name: str
    text: str
    options: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFields:
    """A row of the table, as its fields hold it; `index` counts them from 1."""

    index: int
    says: str
    choices: tuple[RuleChoice, ...]
    hours: str
    on_duty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeField:
    """How long something may take: a whole number from `least` to `most`."""

    name: str
    text: str
    value: str
    least: int
    most: int
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LooksPage:
    """Everything of `[desk]` but the checks."""

    frame: DeskFrame
    setting: Setting
    rules: tuple[RuleFields, ...]
    on_duty_most: int
    times: tuple[TimeField, ...]
    roles: tuple[tuple[str, str, bool], ...]
    proof: ProofField | None


PAGE = page("desk/settings/looks.html", LooksPage)


async def show(visit: Visit, found: InForce, error: NewsflowError | None) -> Response:
    """The table, with a row for the next rule."""
    desk, say = found.agency.desk, tongue(visit.language).say
    given = (*desk.second_look, LookRule(says=""))
    rules = tuple(_fields(visit, found.agency, index, rule) for index, rule in enumerate(given, start=1))
    can = may(visit.person, Act.SET_WIRE)
    context = LooksPage(
        frame=await frame_of(visit),
        setting=setting(visit, found, error, tab="looks"),
        rules=rules if can else rules[:-1],
        on_duty_most=ON_DUTY_MOST,
        times=tuple(_time(visit, name, int(getattr(desk, name))) for name in _TIMES),
        roles=tuple(
            (
                role.value,
                say(ROLES_OF_ALL[role.value]),
                visit.form.ticked("passkey_roles", role.value, held=role.value in desk.passkey_roles),
            )
            for role in Role
        ),
        proof=await proof_field(visit, _DEED) if can else None,
    )
    return answer(visit, PAGE, context, status=200 if error is None else error.status)


def _time(visit: Visit, name: str, held: int) -> TimeField:
    say, (least, most) = tongue(visit.language).say, TIME_LIMITS[name]
    return TimeField(
        name=name,
        text=say(_TIMES[name]),
        value=visit.form.typed(name, str(held)),
        least=least,
        most=most,
        help=say(_("From %(least)s to %(most)s."), least=least, most=most),
    )


def _choices(visit: Visit, agency: Agency, index: int, rule: LookRule) -> tuple[RuleChoice, ...]:
    """What a rule may ask for, in words. A section or language that it names and the agency has no more stays to be seen."""
    say = tongue(visit.language).say
    live = [one.code for one in agency.sections if not one.retired]
    sections = {code: section_name(code, agency, visit.language) for code in (*live, *rule.sections)}
    languages = {code: language_name(visit, code) for code in (*agency.words, *rule.languages)}
    every: tuple[tuple[str, str, dict[str, str], tuple[str, ...]], ...] = (
        ("forms", _("Forms"), {code.value: say(words) for code, words in FORMS.items()}, rule.forms),
        ("actions", _("Acts"), {code.value: say(words) for code, words in _RELEASED.items()}, rule.actions),
        (
            "priorities",
            _("Priorities"),
            {code.value: say(words) for code, words in _PRIORITIES.items()},
            rule.priorities,
        ),
        ("sections", _("Sections"), sections, rule.sections),
        ("languages", _("Languages"), languages, rule.languages),
    )
    return tuple(
        RuleChoice(
            name=f"{name}.{index}",
            text=say(text),
            options=tuple(
                (code, words, visit.form.ticked(f"{name}.{index}", code, held=code in held))
                for code, words in options.items()
            ),
        )
        for name, text, options, held in every
    )


def _fields(visit: Visit, agency: Agency, index: int, rule: LookRule) -> RuleFields:
    hours = rule.hours

    def typed(name: str, held: str) -> str:
        return visit.form.typed(f"{name}.{index}", held)

    return RuleFields(
        index=index,
        says=typed("says", rule.says),
        choices=_choices(visit, agency, index, rule),
        hours=typed("hours", f"{hours.starts:%H:%M}-{hours.ends:%H:%M}" if hours else ""),
        on_duty=typed("on_duty", str(rule.on_duty)),
    )


def apply(visit: Visit, agency: Agency) -> Agency:
    """The agency with the table as the form has it; a row without a reason goes."""
    form = visit.form
    rules = [_rule(visit, index) for index in range(1, _RULES_MOST + 1) if form.line(f"says.{index}").strip()]
    desk = replace(
        agency.desk,
        second_look=tuple(rules),
        passkey_roles=tuple(form.texts("passkey_roles")),
        alone_after_s=_whole(form.line("alone_after_s")),
        lead_after_s=_whole(form.line("lead_after_s")),
        corrective_after_h=_whole(form.line("corrective_after_h")),
    )
    return replace(agency, desk=desk)


def _rule(visit: Visit, index: int) -> LookRule:
    def line(name: str) -> str:
        return visit.form.line(f"{name}.{index}").strip()

    def ticked(name: str) -> tuple[str, ...]:
        return visit.form.texts(f"{name}.{index}")

    return LookRule(
        says=line("says"),
        forms=_codes(ticked("forms"), Form),
        actions=_codes(ticked("actions"), Action),
        priorities=_codes(ticked("priorities"), Priority),
        sections=ticked("sections"),
        languages=ticked("languages"),
        hours=_hours(line("hours")),
        on_duty=_whole(line("on_duty") or "0"),
    )


def _codes(ticked: tuple[str, ...], kind: type[Kind]) -> tuple[Kind, ...]:
    for code in ticked:
        if code not in set(kind):
            raise BadInputError(
                "There is no such code.", f"“{code[:40]}”.", worded("Use %(list)s.", list=", ".join(kind))
            )
    return tuple(kind(code) for code in ticked)


def _hours(text: str) -> Hours | None:
    if not text:
        return None
    found = _HOURS.fullmatch(text)
    if found is None or found[0][:5] == found[0][6:]:
        raise BadInputError(
            "These are no hours.", f"“{text[:20]}”.", "Write 22:00-06:00, or nothing for all day."
        )
    return Hours(time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4])))


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise BadInputError("This is no whole number.", f"“{text[:20]}”.", "Write digits alone.")
    return int(text)


def routes(desk: Desk) -> list[Route]:
    """The table."""
    return page_of(desk, "/looks", show, changing(show, apply, lambda _visit: "looks", _DEED))
