"""The names list: how the house writes people, places and bodies in each language; found, added, changed."""

from dataclasses import dataclass
from itertools import zip_longest

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act, may
from newsflow.db.pool import reading, transaction
from newsflow.desk.frame import DeskFrame, DeskLink, answer, desk_frame, done
from newsflow.desk.translating.words import KINDS, NAMES, STANDINGS, language_name, tabs_of
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.domain.errors import BadInputError, NewsflowError
from newsflow.domain.house_names import HouseName, NameKind, Spelling, Standing
from newsflow.domain.text import direction
from newsflow.newsroom.names_list import Wanted, add_name, change_name, drop_name, get_name, search_names
from newsflow.web.forms import Form
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.refused import REFUSALS, Refused, refused

Choice = tuple[str, str]
_NEW = "/desk/names/new"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellingLine:
    """One spelling."""

    language: str
    direction: str
    spoken: str
    text: str
    standing: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLine:
    """A name of the list."""

    address: str
    kind: str
    house: tuple[SpellingLine, ...]
    others: tuple[SpellingLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesPage:
    """The list, or what of it begins as somebody typed."""

    frame: DeskFrame
    tabs: tuple[DeskLink, ...]
    typed: str
    names: tuple[NameLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamePage:
    """One name, to be changed; or a new one."""

    frame: DeskFrame
    address: str
    title: str
    kind: str
    kinds: tuple[Choice, ...]
    rows: tuple[SpellingLine, ...]
    languages: tuple[Choice, ...]
    standings: tuple[Choice, ...]
    may_drop: bool
    refused: Refused | None


LIST = page("desk/translation/names.html", NamesPage)
NAME = page("desk/translation/name.html", NamePage)


def routes(desk: Desk) -> list[Route]:
    """The list's addresses."""
    write, both = Act.WRITE, ["GET", "POST"]
    return [
        Route("/names", signed_in(desk, listed)),
        Route("/names/new", signed_in(desk, adding, write), methods=both),
        Route("/names/{name:int}", signed_in(desk, changing, write), methods=both),
        Route("/names/{name:int}/drop", signed_in(desk, dropping, Act.RELEASE), methods=["POST"]),
    ]


async def listed(visit: Visit) -> Response:
    """The list; `?q=` finds in it, in any language."""
    typed = visit.request.query_params.get("q", "")[:120]
    async with reading(visit.desk.pool) as db:
        found = await search_names(db, typed)
    context = NamesPage(
        frame=await desk_frame(visit, _("Names list")),
        tabs=tabs_of(visit, NAMES),
        typed=typed,
        names=tuple(_line(visit, one) for one in found),
    )
    return answer(visit, LIST, context)


async def adding(visit: Visit) -> Response:
    """A new name; posted, it is in the list."""
    if visit.request.method != "POST":
        return await _shown(visit, None)
    try:
        async with transaction(visit.desk.pool) as db:
            await add_name(db, _wanted(visit.form), visit.hand, visit.now)
    except REFUSALS as error:
        return await _shown(visit, None, error)
    return done(NAMES, "saved")


async def changing(visit: Visit) -> Response:
    """A name; posted, it has the spellings of the form."""
    number = int(visit.request.path_params["name"])
    async with reading(visit.desk.pool) as db:
        name = await get_name(db, number)
    if visit.request.method != "POST":
        return await _shown(visit, name)
    try:
        async with transaction(visit.desk.pool) as db:
            await change_name(db, number, _wanted(visit.form), visit.hand, visit.now)
    except REFUSALS as error:
        return await _shown(visit, name, error)
    return done(f"{NAMES}/{number}", "saved")


async def dropping(visit: Visit) -> Response:
    """The name is in the list no more."""
    async with transaction(visit.desk.pool) as db:
        await drop_name(db, int(visit.request.path_params["name"]), visit.hand, visit.now)
    return done(NAMES, "name_dropped")


def _wanted(form: Form) -> Wanted:
    kind = form.line("kind")
    if kind not in set(NameKind):
        raise BadInputError("A name is a person’s, a place’s or a body’s.", f"“{kind[:20]}”.", "Choose one.")
    return Wanted(kind=NameKind(kind), spellings=tuple(_spellings(form)))


def _spellings(form: Form) -> list[Spelling]:
    """The rows of the form that hold something."""
    rows = zip_longest(form.texts("language"), form.texts("spelling"), form.texts("standing"), fillvalue="")
    found: list[Spelling] = []
    for language, text, standing in rows:
        said = " ".join(text.split())
        if not said:
            continue
        if standing not in set(Standing) or not language or len(language) > 12:
            raise BadInputError("A spelling lacks its language.", f"“{said[:60]}”.", "Choose from the lists.")
        found.append(Spelling(language=language, text=said, standing=Standing(standing)))
    return found


def _line(visit: Visit, one: HouseName) -> NameLine:
    lines = [_spelling(visit, each) for each in one.spellings]
    return NameLine(
        address=f"{NAMES}/{one.id}",
        kind=tongue(visit.language).say(KINDS[one.kind]),
        house=tuple(line for line in lines if line.standing == Standing.HOUSE),
        others=tuple(line for line in lines if line.standing != Standing.HOUSE),
    )


def _spelling(visit: Visit, one: Spelling) -> SpellingLine:
    return SpellingLine(
        language=one.language,
        direction=direction(one.language),
        spoken=language_name(visit, one.language),
        text=one.text,
        standing=one.standing.value,
        said=tongue(visit.language).say(STANDINGS[one.standing]),
    )


async def _shown(visit: Visit, name: HouseName | None, error: NewsflowError | None = None) -> Response:
    speaks, agency = tongue(visit.language), visit.desk.agency
    known = [code.code for code in agency.languages if not code.retired]
    held = () if name is None else name.spellings
    if error is not None:
        held = _typed(visit.form, known[0])
    housed = {one.language for one in held if one.standing is Standing.HOUSE}
    empty = [Spelling(language=code, text="") for code in known if code not in housed]
    first = Spelling(language=known[0], text="", standing=Standing.ALSO)
    languages = dict.fromkeys([*known, *(one.language for one in held)])
    title = next((one.text for one in held), "") or speaks.say(_("New name"))
    context = NamePage(
        frame=await desk_frame(visit, _("Names list")),
        address=_NEW if name is None else f"{NAMES}/{name.id}",
        title=title,
        kind=(visit.form.line("kind") if error else "")
        or (name.kind.value if name else NameKind.PERSON.value),
        kinds=tuple((kind.value, speaks.say(text)) for kind, text in KINDS.items()),
        rows=tuple(_spelling(visit, one) for one in (*held, *empty, first, first)),
        languages=tuple((code, language_name(visit, code)) for code in languages),
        standings=tuple((one.value, speaks.say(text)) for one, text in STANDINGS.items()),
        may_drop=name is not None and may(visit.person, Act.RELEASE),
        refused=None if error is None else refused(visit, error),
    )
    return answer(visit, NAME, context, status=200 if error is None else error.status)


def _typed(form: Form, usual: str) -> tuple[Spelling, ...]:
    """What was typed, to be shown again as it was; a row without a language or a standing gets the usual ones."""
    rows = zip_longest(form.texts("language"), form.texts("spelling"), form.texts("standing"), fillvalue="")
    return tuple(
        Spelling(
            language=language or usual,
            text=text,
            standing=Standing(standing) if standing in set(Standing) else Standing.HOUSE,
        )
        for language, text, standing in rows
        if text.strip()
    )
