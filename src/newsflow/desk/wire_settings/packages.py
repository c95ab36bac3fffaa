"""Packages: what is sold, each with its HAS number for ever. One is retired, never taken away."""

from dataclasses import dataclass, replace

from starlette.responses import Response
from starlette.routing import Route

from newsflow.desk.frame import DeskFrame, answer
from newsflow.desk.visit import Desk, Visit
from newsflow.desk.wire_settings.setting import (
    ByCode,
    LabelField,
    Setting,
    frame_of,
    is_new,
    label,
    labels_of,
    read_labels,
    setting,
)
from newsflow.domain.agency import Agency, Code
from newsflow.domain.errors import BadInputError, NewsflowError
from newsflow.newsroom.description.in_force import InForce
from newsflow.web.pages import page
from newsflow.web.say import noop as _

PACKAGES = ByCode(tab="packages", missing=_("There is no such package."), new=_("A new package"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageLine:
    """A package in the list."""

    code: str
    number: int
    label: str
    retired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagesPage:
    """All packages."""

    frame: DeskFrame
    setting: Setting
    lines: tuple[PackageLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagePage:
    """One package, or a new one."""

    frame: DeskFrame
    setting: Setting
    is_new: bool
    code: str
    has_number: str
    labels: tuple[LabelField, ...]
    retired: bool


LIST = page("desk/settings/packages.html", PackagesPage)
ONE = page("desk/settings/package.html", PackagePage)


async def show(visit: Visit, found: InForce, error: NewsflowError | None) -> Response:
    """The list."""
    context = PackagesPage(
        frame=await frame_of(visit),
        setting=setting(visit, found, error, tab=PACKAGES.tab),
        lines=tuple(
            PackageLine(
                code=one.code,
                number=one.number,
                label=label(visit, found.agency, one.labels),
                retired=one.retired,
            )
            for one in found.agency.packages
        ),
    )
    return answer(visit, LIST, context)


async def show_one(visit: Visit, found: InForce, error: NewsflowError | None) -> Response:
    """One package; `new` is a form for the next, its number the next free one."""
    agency = found.agency
    free = max(one.number for one in agency.packages) + 1
    one = PACKAGES.shown(visit, agency.packages) or Code(code=visit.form.line("code"), number=free, labels={})
    context = PackagePage(
        frame=await frame_of(visit),
        setting=setting(
            visit, found, error, tab=PACKAGES.tab, title=PACKAGES.title(visit, agency, one.labels)
        ),
        is_new=is_new(visit),
        code=one.code,
        has_number=visit.form.typed("has_number", str(one.number)),
        labels=labels_of(visit, agency, one.labels),
        retired=visit.form.ticked("retired", "yes", held=one.retired),
    )
    return answer(visit, ONE, context, status=200 if error is None else error.status)


def apply(visit: Visit, agency: Agency) -> Agency:
    """The agency with the package as the form has it, or with one more."""

    def made(code: str, before: Code | None) -> Code:
        number = _number(visit) if before is None else before.number
        labels = read_labels(visit, agency, {} if before is None else before.labels)
        return Code(code=code, number=number, labels=labels, retired=visit.form.has("retired"))

    return replace(agency, packages=PACKAGES.changed(visit, agency.packages, made))


def _number(visit: Visit) -> int:
    number = visit.form.line("has_number")
    if not (number.isascii() and number.isdigit() and len(number) <= 4):
        raise BadInputError("This is no number.", f"“{number[:20]}”.", "Write 1 to 9999.")
    return int(number)


def routes(desk: Desk) -> list[Route]:
    """The list, and one."""
    return PACKAGES.routes(desk, show, show_one, apply)
