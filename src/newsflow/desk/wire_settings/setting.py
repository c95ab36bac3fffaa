"""What every page of the settings has and does: the description in force, the tabs, a change put in force or refused."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.deed import Deed
from newsflow.accounts.people import Act, may
from newsflow.db.pool import reading, transaction
from newsflow.desk.frame import DeskFrame, DeskLink, desk_frame, done
from newsflow.desk.proof import proved
from newsflow.desk.refused import REFUSALS, Refused, refused
from newsflow.desk.visit import PREFIX, Desk, Page, Visit, signed_in
from newsflow.domain.agency import Agency
from newsflow.domain.errors import ConflictError, NewsflowError
from newsflow.domain.text import direction
from newsflow.newsroom.description.in_force import InForce, in_force, put_in_force
from newsflow.web.say import noop as _
from newsflow.web.say import tongue

SETTINGS = f"{PREFIX}/settings"
Choice = tuple[str, str]
Apply = Callable[[Visit, Agency], Agency]
"""The agency as the form would have it. Raises BadInputError for what is no value at all."""
Show = Callable[[Visit, InForce, NewsflowError | None], Awaitable[Response]]
"""The page of a description, in force or not: a refused form is shown as it was filled in."""

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
            f"Description {found.number} is in force.",
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
