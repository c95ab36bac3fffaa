"""What every page of the settings has and does: the description in force, the tabs, a change put in force or refused."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.deed import Deed
from newsflow.accounts.people import Act, may
from newsflow.db.pool import reading, transaction
from newsflow.desk.frame import DeskFrame, DeskLink, desk_frame, done
from newsflow.desk.visit import PREFIX, Desk, Page, Visit, signed_in
from newsflow.domain.agency import Agency
from newsflow.domain.errors import ConflictError, NewsflowError, NotFoundError
from newsflow.domain.text import direction
from newsflow.domain.worded import worded
from newsflow.newsroom.description.in_force import InForce, in_force, put_in_force
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.proof import proved
from newsflow.web.within.refused import REFUSALS, Refused, refused

SETTINGS = f"{PREFIX}/settings"
Choice = tuple[str, str]
Apply = Callable[[Visit, Agency], Agency]
"""The agency as the form would have it. Raises BadInputError for what is no value at all."""
Show = Callable[[Visit, InForce, NewsflowError | None], Awaitable[Response]]
"""The page of a description, in force or not: a refused form is shown as it was filled in."""

NEW = "new"
"""What stands for a code in the address of the form for one more."""

_TABS = (
    ("", _("Overview")),
    ("sections", _("Sections")),
    ("packages", _("Packages")),
    ("words", _("Words")),
    ("gauges", _("Gauges")),
    ("checks", _("Checks")),
    ("looks", _("Second look")),
    ("history", _("History")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What each settings page is given first."""

    tabs: tuple[DeskLink, ...]
    title: str
    number: int
    """Of the description that the page shows; the form sends it back."""
    may_set: bool
    refused: Refused | None
    action: str
    """Where the form goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelField:
    """A label in one of the agency's languages."""

    name: str
    text: str
    language: str
    direction: str
    value: str


async def found_now(visit: Visit) -> InForce:
    """The description in force, which may be newer than what this process has taken."""
    async with reading(visit.desk.pool) as db:
        return await in_force(db, visit.desk.agency)


async def frame_of(visit: Visit) -> DeskFrame:
    """The frame; every settings page is called so."""
    return await desk_frame(visit, _("Settings"))


def setting(
    visit: Visit, found: InForce, error: NewsflowError | None, *, tab: str, title: str = ""
) -> Setting:
    """What the page is given first. `title` is in the reader's language already; without one it is the tab's."""
    speaks = tongue(visit.language)
    return Setting(
        tabs=tuple(
            DeskLink(address=f"{SETTINGS}/{code}".rstrip("/"), text=speaks.say(text), current=code == tab)
            for code, text in _TABS
        ),
        title=title or speaks.say(dict(_TABS)[tab]),
        number=found.number,
        may_set=may(visit.person, Act.SET_WIRE),
        refused=None if error is None else refused(visit, error),
        action=visit.request.url.path,
    )


def labels_of(visit: Visit, agency: Agency, labels: dict[str, str]) -> tuple[LabelField, ...]:
    """A field for the label in each of the agency's languages."""
    return tuple(
        LabelField(
            name=f"label_{code}",
            text=label(visit, agency, next(one.labels for one in agency.languages if one.code == code)),
            language=code,
            direction=direction(code),
            value=visit.form.typed(f"label_{code}", labels.get(code, "")),
        )
        for code in agency.words
    )


def read_labels(visit: Visit, agency: Agency, before: dict[str, str]) -> dict[str, str]:
    """The labels as the form has them; those in other languages stay."""
    said = {code: visit.form.line(f"label_{code}").strip() for code in agency.words}
    return {code: text for code, text in {**before, **said}.items() if text}


def label(visit: Visit, agency: Agency, labels: dict[str, str]) -> str:
    """A label in the reader's language, else in the agency's."""
    return (
        labels.get(visit.language) or labels.get(agency.default_language) or next(iter(labels.values()), "")
    )


def changing(show: Show, apply: Apply, part: Callable[[Visit], str], deed: Deed | None = None) -> Page:
    """The page that takes a part's form: the change in force, or the form again with what is wrong."""

    async def take(visit: Visit) -> Response:
        found = await found_now(visit)
        shown = found
        try:
            hand = visit.hand if deed is None else await proved(visit, deed)
            edited = apply(visit, found.agency)
            shown = InForce(found.number, edited, found.at, found.by)
            _check_number(visit, found)
            async with transaction(visit.desk.pool) as db:
                await put_in_force(db, hand, visit.now, after=found, part=part(visit), agency=edited)
        except REFUSALS as error:
            return await show(visit, shown, error)
        return done(f"{SETTINGS}/{part(visit)}", "set")

    return take


def _check_number(visit: Visit, found: InForce) -> None:
    if visit.form.line("number") != str(found.number):
        raise ConflictError(
            "Somebody changed the settings since this page was shown.",
            worded("Description %(number)s is in force.", number=found.number),
            "Look at what it says now (History), and send the form again if it still holds.",
        )


def page_of(desk: Desk, path: str, show: Show, take: Page | None = None) -> list[Route]:
    """The routes of one part: seen by all of the desk, changed by those who set the wire."""

    async def get(visit: Visit) -> Response:
        return await show(visit, await found_now(visit), None)

    shown = Route(f"/settings{path}", signed_in(desk, get), methods=["GET", "HEAD"])
    if take is None:
        return [shown]
    return [shown, Route(f"/settings{path}", signed_in(desk, take, Act.SET_WIRE), methods=["POST"])]


class Coded(Protocol):
    """A row of the agency's that has a code for life."""

    @property
    def code(self) -> str:
        """Its code."""
        ...


Row = TypeVar("Row", bound=Coded)


@dataclass(frozen=True, slots=True, kw_only=True)
class ByCode:
    """A part with a page for each of its rows, by their codes, and one for one more. None is ever taken away."""

    tab: str
    missing: str
    """What is said of a code that no row has."""
    new: str
    """The title of the form for one more."""

    def shown(self, visit: Visit, rows: Sequence[Row]) -> Row | None:
        """The row that the address names; of `new` the one that the form has made by now, if any. Raises NotFoundError."""
        code = _code(visit)
        asked = visit.form.line("code") if code == NEW else code
        found = next((one for one in rows if one.code == asked), None)
        if found is None and code != NEW:
            raise self._not_found(code)
        return found

    def changed(
        self, visit: Visit, rows: tuple[Row, ...], made: Callable[[str, Row | None], Row]
    ) -> tuple[Row, ...]:
        """The rows with the one that is `made` of a code and of what stood there, or with one more."""
        code = _code(visit)
        if code == NEW:
            code = visit.form.line("code").strip()
            if code == NEW or any(one.code == code for one in rows):
                raise ConflictError(
                    "This code is taken.", f"“{code[:40]}”.", "Each code stands once, for ever."
                )
            return (*rows, made(code, None))
        before = next((one for one in rows if one.code == code), None)
        if before is None:
            raise self._not_found(code)
        after = made(code, before)
        return tuple(after if one is before else one for one in rows)

    def title(self, visit: Visit, agency: Agency, labels: dict[str, str]) -> str:
        """The page's title: the row's label."""
        return tongue(visit.language).say(self.new) if is_new(visit) else label(visit, agency, labels)

    def routes(self, desk: Desk, show: Show, show_one: Show, apply: Apply) -> list[Route]:
        """The list, and one."""

        def part(visit: Visit) -> str:
            code = visit.form.line("code").strip() if is_new(visit) else _code(visit)
            return f"{self.tab}/{code}"

        return [
            *page_of(desk, f"/{self.tab}", show),
            *page_of(desk, f"/{self.tab}/{{code}}", show_one, changing(show_one, apply, part)),
        ]

    def _not_found(self, code: str) -> NotFoundError:
        return NotFoundError(self.missing, f"“{code[:40]}”.", "See the list.")


def is_new(visit: Visit) -> bool:
    """Whether the address is that of the form for one more."""
    return _code(visit) == NEW


def _code(visit: Visit) -> str:
    return str(visit.request.path_params["code"])
