"""The house's words in a language: notice marks and wording, reasons, forms, labels of leads, what else is printed."""

import re
from dataclasses import dataclass, replace

from starlette.responses import Response
from starlette.routing import Route

from newsflow.desk.frame import DeskFrame, DeskLink, answer, done
from newsflow.desk.items.words import HAPPENED, REASONS
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.desk.wire_settings.setting import (
    SETTINGS,
    Setting,
    changing,
    found_now,
    frame_of,
    label,
    page_of,
    setting,
)
from newsflow.domain.agency import ORDINALS, Agency, HouseWords
from newsflow.domain.codes import Action, Form, ReasonClass
from newsflow.domain.errors import NewsflowError, NotFoundError
from newsflow.domain.text import direction
from newsflow.newsroom.description.in_force import InForce
from newsflow.web.form_words import FORMS
from newsflow.web.pages import page
from newsflow.web.say import Tongue, tongue
from newsflow.web.say import noop as _

_BREAKS = re.compile(r"[ \t\r\n]+")
_PRINTED = {
    "agency_name": _("The agency’s full name"),
    "embargo_line": _("The line under embargo, with {time}"),
    "translated_from": _("The translator’s credit, with {language} and {translator}"),
    "public_notice": _("What the public site says of what it does not show"),
    "contact": _("The words of the link to contact"),
}
_LEADS = {
    "first": _("First lead"),
    "second": _("Second lead"),
    "third": _("Third lead"),
    "n": _("Any other lead, with {n}"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WordField:
    """One text of the house's."""

    name: str
    text: str
    value: str
    long: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WordGroup:
    """Texts that belong together."""

    code: str
    title: str
    help: str
    fields: tuple[WordField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsPage:
    """The house's words in one language."""

    frame: DeskFrame
    setting: Setting
    languages: tuple[DeskLink, ...]
    language: str
    direction: str
    groups: tuple[WordGroup, ...]


PAGE = page("desk/settings/words.html", WordsPage)


async def show(visit: Visit, found: InForce, error: NewsflowError | None) -> Response:
    """The words of the language that the address names."""
    agency, house, speaks = found.agency, _house(visit, found.agency), tongue(visit.language)
    context = WordsPage(
        frame=await frame_of(visit),
        setting=setting(visit, found, error, tab="words"),
        languages=tuple(
            DeskLink(
                address=f"{SETTINGS}/words/{one.code}",
                text=label(visit, agency, one.labels),
                current=one.code == house.language,
            )
            for one in agency.languages
            if one.code in agency.words
        ),
        language=house.language,
        direction=direction(house.language),
        groups=_groups(speaks, house),
    )
    return answer(visit, PAGE, context, status=200 if error is None else error.status)


def _groups(speaks: Tongue, house: HouseWords) -> tuple[WordGroup, ...]:
    say = speaks.say
    actions = [action for action in HAPPENED if action in house.notices]
    return (
        _group(
            "notice_marks",
            say(_("Notice marks")),
            say(_("What the headline of a notice opens with.")),
            [(action.value, say(HAPPENED[action]), house.notice_marks[action]) for action in actions],
        ),
        _group(
            "notices",
            say(_("Notice wording")),
            say(
                _(
                    "With {item}, {slug} and {time}; on hold, killed and withdrawn with {reason} too, corrected with {correction}."
                )
            ),
            [(action.value, say(HAPPENED[action]), house.notices[action]) for action in actions],
            long=True,
        ),
        _group(
            "reasons",
            say(_("Reasons")),
            say(_("They follow a colon, in a notice.")),
            [(reason.value, say(REASONS[reason]), text) for reason, text in house.reasons.items()],
        ),
        _group(
            "forms",
            say(_("Forms")),
            say(_("What this language calls each form.")),
            [(form.value, say(FORMS[form]), text) for form, text in house.forms.items()],
        ),
        _group(
            "label_patterns",
            say(_("Leads")),
            say(_("How a story’s leads are counted. The first three may be left empty.")),
            [(name, say(text), house.label_patterns.get(name, "")) for name, text in _LEADS.items()],
        ),
        _group(
            "printed",
            say(_("What else is printed")),
            "",
            [(name, say(text), str(getattr(house, name))) for name, text in _PRINTED.items()],
            long=True,
        ),
    )


def _group(
    code: str, title: str, told: str, rows: list[tuple[str, str, str]], *, long: bool = False
) -> WordGroup:
    fields = tuple(
        WordField(name=f"{code}.{name}", text=text, value=value, long=long) for name, text, value in rows
    )
    return WordGroup(code=code, title=title, help=told, fields=fields)


def apply(visit: Visit, agency: Agency) -> Agency:
    """The agency with the language's words as the form has them."""
    house, form = _house(visit, agency), visit.form

    def said(group: str, name: str) -> str:
        # A no-break space before a colon is French, and stays.
        return _BREAKS.sub(" ", form.text(f"{group}.{name}")).strip(" ")

    patterns = {name: said("label_patterns", name) for name in (*ORDINALS, "n")}
    made = replace(
        house,
        notice_marks={Action(action): said("notice_marks", action) for action in house.notice_marks},
        notices={Action(action): said("notices", action) for action in house.notices},
        reasons={ReasonClass(reason): said("reasons", reason) for reason in house.reasons},
        forms={Form(each): said("forms", each) for each in house.forms},
        label_patterns={name: text for name, text in patterns.items() if text or name == "n"},
        agency_name=said("printed", "agency_name"),
        embargo_line=said("printed", "embargo_line"),
        translated_from=said("printed", "translated_from"),
        public_notice=said("printed", "public_notice"),
        contact=said("printed", "contact"),
    )
    return replace(agency, words={**agency.words, house.language: made})


def _house(visit: Visit, agency: Agency) -> HouseWords:
    language = str(visit.request.path_params["language"])
    if language not in agency.words:
        raise NotFoundError("The agency has no such language.", language[:20], "See the settings.")
    return agency.words[language]


def routes(desk: Desk) -> list[Route]:
    """A page a language; without one, the agency's own."""

    async def first(visit: Visit) -> Response:
        found = await found_now(visit)
        return done(f"{SETTINGS}/words/{found.agency.default_language}")

    def part(visit: Visit) -> str:
        return f"words/{visit.request.path_params['language']}"

    return [
        Route("/settings/words", signed_in(desk, first), methods=["GET", "HEAD"]),
        *page_of(desk, "/words/{language}", show, changing(show, apply, part)),
    ]
