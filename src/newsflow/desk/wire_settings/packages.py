"""Packages: what is sold, each with its HAS number for ever. One is retired, never taken away."""

from dataclasses import dataclass, replace

from starlette.responses import Response
from starlette.routing import Route

from newsflow.desk.frame import DeskFrame, answer
from newsflow.desk.visit import Desk, Visit
from newsflow.desk.wire_settings.setting import (
    LabelField,
    Setting,
    changing,
    frame_of,
    label,
    labels_of,
    page_of,
    read_labels,
    setting,
)
from newsflow.domain.agency import Agency, Code
from newsflow.domain.errors import BadInputError, ConflictError, NewsflowError, NotFoundError
from newsflow.newsroom.description.in_force import InForce
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue

NEW = "new"


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
        setting=setting(visit, found, error, tab="packages"),
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
    agency, code = found.agency, _code(visit)
    is_new = code == NEW
    asked = visit.form.line("code") if is_new else code
    package = next((one for one in agency.packages if one.code == asked), None)
    if package is None and not is_new:
        raise NotFoundError("There is no such package.", f"“{code[:40]}”.", "See the list of packages.")
    free = max(one.number for one in agency.packages) + 1
    one = package or Code(code=asked, number=free, labels={})
    context = PackagePage(
        frame=await frame_of(visit),
        setting=setting(
            visit,
            found,
            error,
            tab="packages",
            title=tongue(visit.language).say(_("A new package"))
            if is_new
            else label(visit, agency, one.labels),
        ),
        is_new=is_new,
        code=one.code,
        has_number=visit.form.typed("has_number", str(one.number)),
        labels=labels_of(visit, agency, one.labels),
        retired=visit.form.ticked("retired", "yes", held=one.retired),
    )
    return answer(visit, ONE, context, status=200 if error is None else error.status)


def apply(visit: Visit, agency: Agency) -> Agency:
    """The agency with the package as the form has it, or with one more."""
    form, code = visit.form, _code(visit)
    retired = form.has("retired")
    if code != NEW:
        before = next((one for one in agency.packages if one.code == code), None)
        if before is None:
            raise NotFoundError("There is no such package.", f"“{code[:40]}”.", "See the list of packages.")
        made = replace(before, labels=read_labels(visit, agency, before.labels), retired=retired)
        return replace(agency, packages=tuple(made if one is before else one for one in agency.packages))
    code = form.line("code").strip()
    if code == NEW or any(one.code == code for one in agency.packages):
        raise ConflictError("This code is taken.", f"“{code[:40]}”.", "Each code stands once, for ever.")
    number = form.line("has_number")
    if not (number.isascii() and number.isdigit() and len(number) <= 4):
        raise BadInputError("This is no number.", f"“{number[:20]}”.", "Write 1 to 9999.")
    labels = read_labels(visit, agency, {})
    made = Code(code=code, number=int(number), labels=labels, retired=retired)
    return replace(agency, packages=(*agency.packages, made))


def _code(visit: Visit) -> str:
    return str(visit.request.path_params["code"])


def _part(visit: Visit) -> str:
    code = _code(visit)
    return f"packages/{visit.form.line('code').strip() if code == NEW else code}"


def routes(desk: Desk) -> list[Route]:
    """The list, and one."""
    return [
        *page_of(desk, "/packages", show),
        *page_of(desk, "/packages/{code}", show_one, changing(show_one, apply, _part)),
    ]
