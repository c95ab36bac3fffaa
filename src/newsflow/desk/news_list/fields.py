"""The form of a line of the news list: what it offers, what it holds, and back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from newsflow.desk.visit import Visit
from newsflow.desk.writing.saving import begun
from newsflow.domain.agency import Agency, Code
from newsflow.domain.codes import Form, ItemType
from newsflow.domain.coverage import FORMS, KINDS, NOTE_MOST, SLUG_MOST, WHAT_MOST, Coverage
from newsflow.domain.errors import BadInputError
from newsflow.domain.worded import worded
from newsflow.newsroom.news_list import Line
from newsflow.web import coverage_words, form_words
from newsflow.web.hours import read_hour, shown_hour, spelled_zone
from newsflow.web.say import tongue
from newsflow.web.within.views import section_name

Choice = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box to tick."""

    code: str
    text: str
    ticked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What the form holds, and what it offers."""

    slug: str
    what: str
    note: str
    hour: str
    language: str
    section: str
    form: str
    provider: str
    kinds: tuple[Box, ...]
    packages: tuple[Box, ...]
    languages: tuple[Choice, ...]
    sections: tuple[Choice, ...]
    forms: tuple[Choice, ...]
    providers: tuple[Choice, ...]
    """Empty where the agency has one provider."""
    zone: str
    slug_most: int = SLUG_MOST
    what_most: int = WHAT_MOST
    note_most: int = NOTE_MOST


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the form holds before anything is typed."""

    slug: str = ""
    what: str = ""
    note: str = ""
    hour: datetime | None = None
    language: str
    section: str
    form: str = Form.STORY.value
    provider: str
    kinds: tuple[str, ...] = (ItemType.TEXT.value,)
    packages: tuple[str, ...] = ()


def held(line: Line) -> Held:
    """What a line holds."""
    return Held(
        slug=line.slug,
        what=line.what,
        note=line.note,
        hour=line.expected,
        language=line.language,
        section=line.section,
        form=line.form,
        provider=line.provider,
        kinds=tuple(line.kinds),
        packages=tuple(line.packages),
    )


def fields_of(visit: Visit, now: Held) -> Fields:
    """The form: what was typed where it was sent, else what is held."""
    agency, form, say = visit.desk.agency, visit.form, tongue(visit.language).say
    providers = _codes(agency.providers, visit)
    return Fields(
        slug=form.typed("slug", now.slug),
        what=form.typed("what", now.what),
        note=form.typed("note", now.note),
        hour=form.typed("hour", shown_hour(now.hour, agency.zoneinfo)),
        language=form.typed("language", now.language),
        section=form.typed("section", now.section),
        form=form.typed("form", now.form),
        provider=form.typed("provider", now.provider),
        kinds=_boxes(
            visit, "kinds", {str(kind): say(coverage_words.KINDS[kind]) for kind in KINDS}, now.kinds
        ),
        packages=_boxes(visit, "packages", dict(_codes(agency.packages, visit)), now.packages),
        languages=tuple((one.code, _spoken(agency, one.code)) for one in agency.languages if not one.retired),
        sections=tuple(
            (one.code, section_name(one.code, agency, visit.language))
            for one in agency.sections
            if not one.retired
        ),
        forms=tuple((str(form), say(form_words.FORMS[form])) for form in FORMS),
        providers=providers if len(providers) > 1 else (),
        zone=spelled_zone(agency.zoneinfo, visit.now),
    )


def read(visit: Visit) -> Coverage:
    """What the form says; where no package is ticked, it is in those of its section. Raises BadInputError."""
    form, agency = visit.form, visit.desk.agency
    hour = read_hour(form.line("hour"), agency.zoneinfo)
    if hour is None:
        raise BadInputError(
            "A line of the news list says when.", worded("The hour is missing."), "Choose an hour to come."
        )
    return Coverage(
        slug=form.line("slug"),
        what=form.line("what"),
        note=form.text("note").strip(),
        language=form.line("language"),
        section=form.line("section"),
        packages=tuple(dict.fromkeys(form.texts("packages"))) or agency.packages_of(form.line("section")),
        provider=form.line("provider") or begun(visit).provider,
        form=form.line("form"),
        kinds=tuple(dict.fromkeys(form.texts("kinds"))),
        expected=hour,
    )


def _spoken(agency: Agency, code: str) -> str:
    return agency.house(code).name if code in agency.words else code


def _codes(codes: Iterable[Code], visit: Visit) -> tuple[Choice, ...]:
    return tuple(
        (one.code, one.labels.get(visit.language) or one.labels.get("en") or one.code)
        for one in codes
        if not one.retired
    )


def _boxes(visit: Visit, name: str, offered: Mapping[str, str], now: tuple[str, ...]) -> tuple[Box, ...]:
    return tuple(
        Box(code=code, text=text, ticked=visit.form.ticked(name, code, held=code in now))
        for code, text in offered.items()
    )
