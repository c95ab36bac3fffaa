"""The board's page: its lines from the newsroom's rows, its links from the address."""

from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import urlencode

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act, may
from newsflow.db.pool import reading
from newsflow.desk.board.lines import (
    ALL,
    COLUMNS,
    DONE,
    EMPTY,
    ERASED,
    LOUD_AFTER,
    NEXT,
    NO_HEADLINE,
    NOBODY_WRITES,
    NOTHING_FOUND,
    BoardLines,
    BoardPage,
    ChainView,
    ColumnView,
    Line,
    StateWord,
)
from newsflow.desk.frame import DeskLink, answer, desk_frame, times
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.domain.codes import Action, Priority
from newsflow.domain.text import direction
from newsflow.newsroom import duty
from newsflow.newsroom.board import SEARCH_CHARACTERS, BoardRow, Chain, Column, board_of, chains_of
from newsflow.web.pages import page
from newsflow.web.say import Tongue, tongue
from newsflow.web.say import noop as _
from newsflow.web.within.views import section_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the address asks for. Without a language it is the person's own desk."""

    language: str
    section: str
    search: str
    column: Column

    @classmethod
    def of(cls, visit: Visit) -> "Asked":
        """As the address says; what it says that is not known is left out."""
        query, agency = visit.request.query_params, visit.desk.agency
        language, section = query.get("language", ""), query.get("section", "")
        column = query.get("column", "")
        return cls(
            language=language if language in {ALL, *(one.code for one in agency.languages)} else "",
            section=section if section in {one.code for one in agency.sections} else "",
            search=query.get("q", "").strip()[:SEARCH_CHARACTERS],
            column=Column(column) if column in set(Column) else Column.WRITING,
        )

    def address(self, path: str = "/desk/", **changed: str) -> str:
        """This question with some of it changed."""
        column = "" if self.column is Column.WRITING else self.column.value
        facts = {"language": self.language, "section": self.section, "q": self.search, "column": column}
        said = {name: value for name, value in (facts | changed).items() if value}
        return f"{path}?{urlencode(said)}" if said else path


BOARD = page("desk/board/page.html", BoardPage)
LINES = page("desk/board/_columns.html", BoardLines)


def routes(desk: Desk) -> list[Route]:
    """The board's address; live.py has the one that it listens to."""
    return [Route("/", signed_in(desk, board))]


async def board(visit: Visit) -> Response:
    """The board as the address asks for it."""
    asked, speaks = await _asked_by(visit), tongue(visit.language)
    found = await lines_of(visit, asked)
    agency, search = visit.desk.agency, asked.search
    context = BoardPage(
        frame=await desk_frame(visit, _("Board")),
        languages=_languages(visit, asked),
        section=_section(visit, asked.section) if asked.section else speaks.say(_("All sections")),
        sections=(
            DeskLink(
                address=asked.address(section=""),
                text=speaks.say(_("All sections")),
                current=not asked.section,
            ),
            *(
                DeskLink(
                    address=asked.address(section=one.code),
                    text=_section(visit, one.code),
                    current=one.code == asked.section,
                )
                for one in agency.sections
                if not one.retired
            ),
        ),
        states=tuple(
            DeskLink(
                address=asked.address(column=column.code),
                text=column.title,
                current=column.current,
                count=column.count,
                key=column.code,
            )
            for column in found.columns
        ),
        search=search,
        without_search=asked.address(q=""),
        kept=tuple((n, v) for n, v in (("language", asked.language), ("section", asked.section)) if v),
        live=asked.address("/desk/live"),
        chains=found.chains,
        columns=found.columns,
    )
    return answer(visit, BOARD, context)


async def _asked_by(visit: Visit) -> Asked:
    """What the address asks for; who is alone on duty has all desks where it names none."""
    asked = Asked.of(visit)
    if asked.language or asked.section:
        return asked
    async with reading(visit.desk.pool) as db:
        on = await duty.on_duty(db, visit.now)
    alone = any(shift.alone and shift.person == visit.person.id for shift in on)
    return replace(asked, language=ALL) if alone else asked


async def lines_of(visit: Visit, asked: Asked) -> BoardLines:
    """The part of the board that changes."""
    person, now = visit.person, visit.now
    desks = () if asked.language else tuple(person.desks)
    own = () if desks else tuple(person.languages)
    languages = () if asked.language == ALL else (asked.language,) if asked.language else own
    sections = (asked.section,) if asked.section else ()
    async with reading(visit.desk.pool) as db:
        rows = await board_of(
            db, now, languages=languages, sections=sections, desks=desks, search=asked.search
        )
        overdue = await chains_of(
            db, visit.desk.agency.desk, now, languages=languages, sections=sections, desks=desks
        )
    speaks = tongue(visit.language)
    return BoardLines(
        chains=tuple(_chain(visit, chain) for chain in overdue),
        columns=tuple(
            _column(visit, speaks, column, [row for row in rows if row.column is column], asked)
            for column in Column
        ),
    )


def _column(visit: Visit, speaks: Tongue, column: Column, rows: list[BoardRow], asked: Asked) -> ColumnView:
    waits = column in {Column.WITH_EDITOR, Column.FOR_APPROVAL}
    oldest = min((row.since for row in rows), default=visit.now)
    loud = oldest if waits and visit.now - oldest >= LOUD_AFTER else None
    return ColumnView(
        code=column.value,
        title=speaks.say(COLUMNS[column]),
        count=len(rows),
        lines=tuple(_line(visit, speaks, row, is_loud=row.since == loud) for row in rows),
        empty=speaks.say(_empty(visit, column, asked)),
        current=column is asked.column,
    )


def _empty(visit: Visit, column: Column, asked: Asked) -> str:
    """What an empty column says; a key is named to those alone whom it serves."""
    if asked.search:
        return NOTHING_FOUND
    if column is Column.WRITING and not may(visit.person, Act.WRITE):
        return NOBODY_WRITES
    return EMPTY[column]


def _line(visit: Visit, speaks: Tongue, row: BoardRow, *, is_loud: bool) -> Line:
    column, stopped = row.column, row.draft is None and Action(row.action) in {Action.KILL, Action.WITHDRAW}
    at = row.due if column is Column.SCHEDULED and row.due else row.since
    no_words = NO_HEADLINE if row.headline is not None else ERASED
    return Line(
        id=f"d{row.draft}" if row.draft is not None else f"i{row.guid}",
        address=_address(row),
        headline=row.slug if stopped else row.headline or speaks.say(no_words),
        language=row.language if row.headline and not stopped else visit.language,
        direction=direction(row.language if row.headline and not stopped else visit.language),
        time=times(visit).short(at, visit.now),
        age="" if column is Column.ON_THE_WIRE else _span(speaks, abs(visit.now - at)),
        is_loud=is_loud,
        is_killed=stopped,
        speed=row.priority if row.priority in {Priority.FLASH, Priority.URGENT} else "",
        section=_section(visit, row.section),
        states=_states(visit, speaks, row),
        who=row.name or "",
    )


def _address(row: BoardRow) -> str:
    if row.draft is None:
        return f"/desk/items/{row.guid}"
    return f"/desk/approvals/{row.request}" if row.request else f"/desk/drafts/{row.draft}"


def _states(visit: Visit, speaks: Tongue, row: BoardRow) -> tuple[StateWord, ...]:
    made: list[StateWord] = []
    action = Action(row.action)
    done = (DONE if row.draft is None else NEXT).get(action)
    if done is not None:
        made.append(StateWord(text=speaks.say(done), kind="killed" if action is Action.KILL else ""))
    if row.due is not None and row.column is not Column.SCHEDULED:
        hour = times(visit).short(row.due, visit.now)
        made.append(StateWord(text=speaks.say(_("Planned for %(time)s"), time=hour.text), kind="quiet"))
    if row.embargo is not None:
        until = times(visit).short(row.embargo, visit.now)
        made.append(StateWord(text=speaks.say(_("Embargo until %(time)s"), time=until.text), kind="embargo"))
    if row.writer is not None:
        made.append(StateWord(text=speaks.say(_("%(name)s is writing"), name=row.writer), kind="quiet"))
    return tuple(made)


def _chain(visit: Visit, chain: Chain) -> ChainView:
    speaks = tongue(visit.language)
    late = _span(speaks, visit.now - chain.at)
    line = Line(
        id=f"c{chain.guid}",
        address=f"/desk/items/{chain.guid}",
        headline=chain.headline or chain.slug,
        language=chain.language,
        direction=direction(chain.language),
        time=times(visit).short(chain.at, visit.now),
        age=late,
        is_loud=True,
        is_killed=False,
        speed=Priority.FLASH.value,
        section=_section(visit, chain.section),
        states=(),
        who="",
    )
    lead = f"/desk/items/{chain.guid}/lead" if chain.draft is None else f"/desk/drafts/{chain.draft}"
    return ChainView(
        line=line,
        words=speaks.say(_("Flash without a lead for %(span)s"), span=late),
        mend=lead,
        csrf=visit.csrf if chain.draft is None else "",
    )


def _languages(visit: Visit, asked: Asked) -> tuple[DeskLink, ...]:
    """The desks: one's own where a person has one, all, and each language."""
    speaks, agency, person = tongue(visit.language), visit.desk.agency, visit.person
    has_own = bool(person.languages or person.desks)
    own = DeskLink(
        address=asked.address(language="", section=""),
        text=speaks.say(_("My desk")),
        current=not asked.language and not asked.section,
    )
    everything = DeskLink(
        address=asked.address(language=ALL if has_own else ""),
        text=speaks.say(_("All desks")),
        current=asked.language == ALL or (not has_own and not asked.language),
    )
    spoken = tuple(
        DeskLink(
            address=asked.address(language=one.code),
            text=one.labels.get(one.code) or agency.house(one.code).name,
            current=one.code == asked.language,
        )
        for one in agency.languages
        if not one.retired
    )
    return (*((own,) if has_own else ()), everything, *spoken)


def _section(visit: Visit, code: str) -> str:
    return section_name(code, visit.desk.agency, visit.language)


def _span(speaks: Tongue, span: timedelta) -> str:
    """How long that is, in the largest unit that says enough."""
    minutes = int(span.total_seconds()) // 60
    if minutes < 60:
        return speaks.say(_("%(count)s min"), count=minutes)
    if minutes < 48 * 60:
        return speaks.say(_("%(count)s h"), count=minutes // 60)
    return speaks.say(_("%(count)s d"), count=minutes // (24 * 60))
