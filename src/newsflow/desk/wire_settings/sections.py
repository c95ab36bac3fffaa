"""Sections: the agency's own list, each shown under a HAS category. One is retired, never taken away."""

from dataclasses import dataclass, replace

from starlette.responses import Response
from starlette.routing import Route

from newsflow.desk.frame import DeskFrame, answer
from newsflow.desk.visit import Desk, Visit
from newsflow.desk.wire_settings.setting import (
    ByCode,
    Choice,
    LabelField,
    Setting,
    frame_of,
    is_new,
    label,
    labels_of,
    read_labels,
    setting,
)
from newsflow.domain.agency import Agency, Section
from newsflow.domain.errors import BadInputError, NewsflowError
from newsflow.newsroom.description.in_force import InForce
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue

SECTIONS = ByCode(tab="sections", missing=_("There is no such section."), new=_("A new section"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionLine:
    """A section in the list."""

    code: str
    label: str
    category: str
    packages: str
    retired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionsPage:
    """All sections."""

    frame: DeskFrame
    setting: Setting
    lines: tuple[SectionLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPage:
    """One section, or a new one."""

    frame: DeskFrame
    setting: Setting
    is_new: bool
    code: str
    labels: tuple[LabelField, ...]
    categories: tuple[Choice, ...]
    category: str
    topic: str
    packages: tuple[tuple[str, str, bool], ...]
    """Code, label, whether imported copy of the section goes into it."""
    retired: bool


LIST = page("desk/settings/sections.html", SectionsPage)
ONE = page("desk/settings/section.html", SectionPage)


async def show(visit: Visit, found: InForce, error: NewsflowError | None) -> Response:
    """The list."""
    agency = found.agency
    categories = {one.number: label(visit, agency, one.labels) for one in agency.categories}
    packages = {one.code: label(visit, agency, one.labels) for one in agency.packages}
    context = SectionsPage(
        frame=await frame_of(visit),
        setting=setting(visit, found, error, tab=SECTIONS.tab),
        lines=tuple(
            SectionLine(
                code=one.code,
                label=label(visit, agency, one.labels),
                category=categories.get(one.category, ""),
                packages=tongue(visit.language)
                .say(_(", "))
                .join(packages.get(code, code) for code in one.packages),
                retired=one.retired,
            )
            for one in agency.sections
        ),
    )
    return answer(visit, LIST, context)


async def show_one(visit: Visit, found: InForce, error: NewsflowError | None) -> Response:
    """One section; `new` is a form for the next."""
    agency = found.agency
    one = SECTIONS.shown(visit, agency.sections) or Section(
        code=visit.form.line("code"), category=1, labels={}
    )
    context = SectionPage(
        frame=await frame_of(visit),
        setting=setting(
            visit, found, error, tab=SECTIONS.tab, title=SECTIONS.title(visit, agency, one.labels)
        ),
        is_new=is_new(visit),
        code=one.code,
        labels=labels_of(visit, agency, one.labels),
        categories=tuple((str(each.number), label(visit, agency, each.labels)) for each in agency.categories),
        category=visit.form.typed("category", str(one.category)),
        topic=visit.form.typed("topic", one.topic or ""),
        packages=tuple(
            (
                each.code,
                label(visit, agency, each.labels),
                visit.form.ticked("packages", each.code, held=each.code in one.packages),
            )
            for each in agency.packages
            if not each.retired or each.code in one.packages
        ),
        retired=visit.form.ticked("retired", "yes", held=one.retired),
    )
    return answer(visit, ONE, context, status=200 if error is None else error.status)


def apply(visit: Visit, agency: Agency) -> Agency:
    """The agency with the section as the form has it, or with one more."""
    form = visit.form

    def made(code: str, before: Section | None) -> Section:
        category = form.line("category")
        if not (category.isascii() and category.isdigit() and len(category) == 1):
            raise BadInputError("This is no category.", f"“{category[:20]}”.", "Choose one of the list.")
        return Section(
            code=code,
            category=int(category),
            labels=read_labels(visit, agency, {} if before is None else before.labels),
            topic=form.line("topic").strip() or None,
            packages=tuple(form.texts("packages")),
            retired=form.has("retired"),
        )

    return replace(agency, sections=SECTIONS.changed(visit, agency.sections, made))


def routes(desk: Desk) -> list[Route]:
    """The list, and one."""
    return SECTIONS.routes(desk, show, show_one, apply)
